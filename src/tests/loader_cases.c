/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/loader_cases.h"

#include "base/buf.h"
#include "base/files.h"
#include "tests/tools.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_LIMIT_BYTES = 1024 * 1024 };

struct str loader_cases_text(struct arena *arena, const char *name)
{
	const char *top = getenv("top_srcdir");
	struct str path = str_format(arena, "%s/testdata/loaders/%s",
				     top ? top : ".", name);
	struct str text = { 0 };

	ck_assert_int_eq(
		file_read(arena, str_c(arena, path), TEXT_LIMIT_BYTES, &text),
		0);
	return text;
}

/* The first two letters stay: patterns sort by them. */
static struct str renamed(struct arena *arena, struct str text, struct str word,
			  struct dice *dice)
{
	struct buf out = { .arena = arena };
	char name[32];
	size_t at;

	ck_assert(word.len < sizeof name);
	dice_text(dice, STR("abcdefghijklmnopqrstuvwxyz_"), name, word.len);
	memcpy(name, word.at, 2);
	while ((at = str_find_str(text, word)) < text.len) {
		buf_put(&out, str_slice(text, 0, at));
		buf_put(&out, (struct str){ name, word.len });
		text = str_slice(text, at + word.len, text.len);
	}
	buf_put(&out, text);
	return buf_str(&out);
}

struct str loader_cases_renamed(struct arena *arena, struct str text,
				uint64_t seed)
{
	static const char *const words[] = {
		"core_pattern", "domainname", "hostname",
		"dirty_ratio",  "swappiness", "log_martians",
		"rp_filter",    "ip_forward", "panic",
	};
	struct dice dice = { .state = seed };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		text = renamed(arena, text, str_of(words[i]), &dice);
	return text;
}

static unsigned digit(char c)
{
	return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* "\<255*x>": the byte that often. Returns what follows. */
static struct str put_run(struct buf *out, struct str s)
{
	size_t n = 0, i = 0;

	for (; i < s.len && s.at[i] != '*'; i++)
		n = n * 10 + digit(s.at[i]);
	ck_assert(i + 2 < s.len && s.at[i + 2] == '>');
	buf_repeat(out, s.at[i + 1], n);
	return str_slice(s, i + 3, s.len);
}

static struct str put_escape(struct buf *out, struct str s)
{
	static const char letters[] = "ntr\\";
	static const char bytes[] = "\n\t\r\\";
	const char *letter;

	ck_assert(s.len > 0);
	if (s.at[0] == '<')
		return put_run(out, str_slice(s, 1, s.len));
	if (s.at[0] == 'x') {
		ck_assert(s.len > 2);
		buf_char(out, (char)(digit(s.at[1]) * 16 + digit(s.at[2])));
		return str_slice(s, 3, s.len);
	}
	letter = strchr(letters, s.at[0]);
	ck_assert_msg(letter && *letter, "no such escape: %c", s.at[0]);
	buf_char(out, bytes[letter - letters]);
	return str_slice(s, 1, s.len);
}

static struct str unescape(struct arena *arena, struct str s)
{
	struct buf out = { .arena = arena };

	while (s.len) {
		if (s.at[0] == '\\') {
			s = put_escape(&out, str_slice(s, 1, s.len));
			continue;
		}
		buf_char(&out, s.at[0]);
		s = str_slice(s, 1, s.len);
	}
	return buf_str(&out);
}

static struct str join(struct arena *arena, struct str a, struct str b)
{
	struct buf out = { .arena = arena };

	buf_put(&out, a);
	buf_put(&out, b);
	return buf_str(&out);
}

/* "file PATH TEXT": lines of one file follow each other. */
static void add_file(struct arena *arena, struct loader_case *c,
		     struct str rest, bool is_link)
{
	struct case_file f = { .is_link = is_link }, *last;
	struct str path = rest, text = { 0 };

	str_split(rest, ' ', &path, &text);
	f.path = unescape(arena, path);
	f.text = unescape(arena, text);
	last = c->files.n ? &c->files.at[c->files.n - 1] : NULL;
	if (last && !is_link && str_eq(last->path, f.path))
		last->text = join(arena, last->text, f.text);
	else
		vec_push(arena, &c->files, f);
	c->has_tree = true;
}

static void add_expects(struct arena *arena, struct loader_case *c,
			struct str rest)
{
	struct case_expects e = { 0 };
	struct str status = rest;

	str_split(rest, ' ', &status, &e.loaders);
	e.exit_status = atoi(str_c(arena, status));
	vec_push(arena, &c->expects, e);
}

static void parse_line(struct arena *arena, struct loader_case *c,
		       struct str line)
{
	struct str word = line, rest = { 0 };

	if (line.at[0] == '\t') {
		struct case_expects *e = &c->expects.at[c->expects.n - 1];

		e->writes =
			join(arena, e->writes,
			     str_format(arena, "%.*s\n",
					STR_ARG(str_slice(line, 1, line.len))));
		return;
	}
	str_split(line, ' ', &word, &rest);
	if (str_eq(word, STR("in")))
		c->input = join(arena, c->input, unescape(arena, rest));
	else if (str_eq(word, STR("exit")))
		add_expects(arena, c, rest);
	else if (str_eq(word, STR("file")))
		add_file(arena, c, rest, false);
	else if (str_eq(word, STR("link")))
		add_file(arena, c, rest, true);
	else if (str_eq(word, STR("key")))
		vec_push(arena, &c->keys, rest);
	else if (str_eq(word, STR("prefix")))
		vec_push(arena, &c->prefixes, rest);
	else if (str_eq(word, STR("pattern")))
		c->pattern = rest;
	else if (str_eq(word, STR("read")))
		vec_push(arena, &c->reads, rest);
	else
		ck_assert_msg(str_eq(word, STR("tree")), "no such line: %.*s",
			      STR_ARG(line));
	if (str_eq(word, STR("read")) || str_eq(word, STR("tree")))
		c->has_tree = true;
}

void loader_cases_parse(struct arena *arena, struct str text,
			struct loader_cases *out)
{
	struct str line;

	while (str_next_word(&text, "\n", &line)) {
		if (line.at[0] == '#')
			continue;
		if (str_starts(line, STR("case "))) {
			struct loader_case c = { .name = str_slice(line, 5,
								   line.len) };

			vec_push(arena, &out->list, c);
			continue;
		}
		ck_assert(out->list.n > 0);
		parse_line(arena, &out->list.at[out->list.n - 1], line);
	}
	ck_assert(out->list.n > 0);
}

static void put_byte(struct buf *out, unsigned char c, bool at_edge)
{
	static const char letters[] = "ntr\\";
	static const char bytes[] = "\n\t\r\\";
	const char *found = c ? strchr(bytes, c) : NULL;

	if (found)
		buf_printf(out, "\\%c", letters[found - bytes]);
	else if (c < ' ' || c > '~' || (c == ' ' && at_edge))
		buf_printf(out, "\\x%02x", c);
	else
		buf_char(out, (char)c);
}

static void put_value(struct buf *out, struct str s)
{
	enum { LONG_RUN = 40 };

	for (size_t i = 0, n; i < s.len; i += n) {
		for (n = 1; i + n < s.len && s.at[i + n] == s.at[i]; n++)
			;
		if (s.at[i] == 'x' && n >= LONG_RUN) {
			buf_printf(out, "\\<%zu*x>", n);
			continue;
		}
		n = 1;
		put_byte(out, (unsigned char)s.at[i], i == 0 || i + 1 == s.len);
	}
}

struct str loader_writes(struct arena *arena, const struct load *load)
{
	struct buf out = { .arena = arena };

	for (size_t i = 0; i < load->steps.n; i++) {
		const struct load_step *s = &load->steps.at[i];

		if (s->result != LOAD_APPLIED)
			continue;
		buf_printf(&out, "%.*s =", STR_ARG(s->path));
		if (s->value.len)
			buf_char(&out, ' ');
		put_value(&out, s->value);
		buf_char(&out, '\n');
	}
	return buf_str(&out);
}

static bool names(struct str words, struct str loader)
{
	struct str word;

	while (str_next_word(&words, " ", &word)) {
		if (str_eq(word, loader))
			return true;
		if (str_ends(word, STR("*")) &&
		    str_starts(loader, str_slice(word, 0, word.len - 1)))
			return true;
	}
	return false;
}

const struct case_expects *loader_expects(const struct loader_case *c,
					  struct str loader)
{
	for (size_t i = 0; i < c->expects.n; i++)
		if (names(c->expects.at[i].loaders, loader))
			return &c->expects.at[i];
	return NULL;
}
