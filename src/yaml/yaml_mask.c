/* SPDX-License-Identifier: Apache-2.0 */
#include "yaml/yaml_mask.h"

/* How a placeholder begins and ends. A line that has nothing else is the
 * template's own; elsewhere the placeholder stands for some text. */
struct bracket {
	struct str open, close;
	bool says; /* it leaves something behind where it stands */
};

/* What opens and does not close is a shell's or a program's. */
enum { PLACEHOLDER_BYTES_MAX = 1024 };

static const struct bracket brackets[] = {
	{ { "{{", 2 }, { "}}", 2 }, true },
	{ { "{%", 2 }, { "%}", 2 }, false },
	{ { "{#", 2 }, { "#}", 2 }, false },
	{ { "<%", 2 }, { "%>", 2 }, true },
};

static const struct bracket *bracket_at(struct str text, size_t i)
{
	if (text.at[i] != '{' && text.at[i] != '<')
		return NULL;
	for (size_t k = 0; k < sizeof brackets / sizeof brackets[0]; k++)
		if (str_starts(str_slice(text, i, i + 2), brackets[k].open))
			return &brackets[k];
	return NULL;
}

bool yaml_has_placeholder(struct str piece)
{
	for (size_t i = 0; i < piece.len; i++)
		if (bracket_at(piece, i))
			return true;
	return false;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

struct masker {
	struct arena *arena;
	struct str text;
	char *copy; /* made when something is to be masked */
	/* Of each kind: before this byte no end was found. */
	size_t no_end[sizeof brackets / sizeof brackets[0]];
	struct yaml_mask *out;
};

static size_t skip_blanks(struct str text, size_t i)
{
	while (i < text.len && is_blank(text.at[i]))
		i++;
	return i;
}

/* Just behind the placeholder that begins at i, or i where there is none. */
static size_t placeholder_end(struct masker *m, size_t i)
{
	const struct bracket *b = bracket_at(m->text, i);
	size_t n, from, to = i + PLACEHOLDER_BYTES_MAX;
	struct str rest;

	if (!b)
		return i;
	from = m->no_end[b - brackets];
	from = from > i + 2 ? from : i + 2;
	rest = str_slice(m->text, from, to);
	n = str_find_str(rest, b->close);
	if (n < rest.len)
		return from + n + b->close.len;
	/* An end may begin with the last byte. */
	m->no_end[b - brackets] = to - 1;
	return i;
}

/* As a word; what is in further lines of it becomes a comment there too, if
 * the word is one, else blank. */
static void blot(struct masker *m, size_t start, size_t end, char word)
{
	if (!m->copy) {
		m->copy = arena_array(m->arena, char, m->text.len);
		memcpy(m->copy, m->text.at, m->text.len);
		m->out->text = (struct str){ m->copy, m->text.len };
		m->out->start = (uint32_t)start;
		m->out->end = (uint32_t)end;
	}
	for (size_t i = start; i < end; i++) {
		if (m->text.at[i] == '\n') {
			word = word == '#' ? '#' : ' ';
			i = skip_blanks(m->text, i + 1) - 1;
		} else {
			m->copy[i] = word;
		}
	}
}

/* Lines that hold placeholders and nothing else are gone in what the template
 * makes, or are other lines: where they end, or i. Comments hold their place:
 * within a text below its key blanks would change how far it is indented. */
static size_t blot_whole(struct masker *m, size_t i)
{
	size_t start = skip_blanks(m->text, i), at = start, end;

	while (at < m->text.len && m->text.at[at] != '\n') {
		end = placeholder_end(m, at);
		if (end == at)
			return i;
		at = skip_blanks(m->text, end);
	}
	if (at == start)
		return i;
	blot(m, start, at, '#');
	return at;
}

struct yaml_mask yaml_mask(struct arena *arena, struct str text)
{
	struct yaml_mask mask = { .text = text };
	struct masker m = { .arena = arena, .text = text, .out = &mask };
	size_t end, i = blot_whole(&m, 0);

	while (i < text.len) {
		if (text.at[i] == '\n') {
			i = blot_whole(&m, i + 1);
			continue;
		}
		end = placeholder_end(&m, i);
		if (end > i) {
			const struct bracket *b = bracket_at(text, i);

			blot(&m, i, end, b->says ? '_' : ' ');
			i = end;
		} else {
			i++;
		}
	}
	return mask;
}
