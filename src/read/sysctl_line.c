/* SPDX-License-Identifier: Apache-2.0 */
#include "read/sysctl_line.h"
#include "base/buf.h"

#include <string.h>

void line_reader_start(struct line_reader *reader, struct str text)
{
	reader->text = text;
	reader->at = 0;
	reader->too_long = false;
}

static bool is_end(const struct dialect *d, char c)
{
	return c == '\n' || (d->cr_ends && c == '\r') ||
	       (d->nul_ends && c == '\0');
}

/* Passes a line end: each of LF, CR and NUL once, in any order, but nothing
 * behind a NUL. */
static size_t pass_end(const struct dialect *d, struct str text, size_t i)
{
	char seen[3];
	size_t n = 0;

	if (!d->cr_ends && !d->nul_ends)
		return i < text.len ? i + 1 : i;
	while (i < text.len && is_end(d, text.at[i]) &&
	       !(n && (seen[n - 1] == '\0' || memchr(seen, text.at[i], n))))
		seen[n++] = text.at[i++];
	return i;
}

/* The end of the physical line that starts at i. */
static size_t line_end(const struct dialect *d, struct str text, size_t i)
{
	size_t from = i;

	while (i < text.len && !is_end(d, text.at[i])) {
		i++;
		if (d->chunk_bytes && i - from == d->chunk_bytes)
			return i;
	}
	return i;
}

/* A backslash before the newline goes, and so does the newline. */
static void join(struct line_reader *reader, struct raw_line *line)
{
	struct buf whole = { .arena = reader->arena };
	struct str part = line->text, text = reader->text;
	size_t end;

	while (part.len && part.at[part.len - 1] == '\\') {
		buf_put(&whole, str_slice(part, 0, part.len - 1));
		end = line_end(reader->dialect, text, reader->at);
		part = str_slice(text, reader->at, end);
		line->end = (uint32_t)end;
		line->ended = end < text.len;
		reader->at = pass_end(reader->dialect, text, end);
	}
	buf_put(&whole, part);
	line->text = buf_str(&whole);
	line->joined = true;
}

bool line_next(struct line_reader *reader, struct raw_line *out)
{
	const struct dialect *d = reader->dialect;
	struct str text = reader->text;
	size_t start = reader->at, end;

	if (start >= text.len || reader->too_long)
		return false;
	end = line_end(d, text, start);
	if (d->line_limit && end - start >= d->line_limit) {
		reader->too_long = true;
		return false;
	}
	*out = (struct raw_line){ .text = str_slice(text, start, end),
				  .start = (uint32_t)start,
				  .end = (uint32_t)end,
				  .ended = end < text.len };
	reader->at = end;
	if (end < text.len && is_end(d, text.at[end]) &&
	    !(d->chunk_bytes && end - start == d->chunk_bytes))
		reader->at = pass_end(d, text, end);
	if (d->continues && end > start && text.at[end - 1] == '\\')
		join(reader, out);
	return true;
}

static struct str trim_front(struct str s, const char *set)
{
	size_t i = 0;

	while (i < s.len && s.at[i] && strchr(set, s.at[i]))
		i++;
	return str_slice(s, i, s.len);
}

static struct str trim_end(struct str s, const char *set)
{
	size_t n = s.len;

	while (n && s.at[n - 1] && strchr(set, s.at[n - 1]))
		n--;
	return str_slice(s, 0, n);
}

static struct str trim(struct str s, const char *set)
{
	return trim_end(trim_front(s, set), set);
}

/* Bytes of a joined line have no place of their own: the line's then. */
static void place(const struct raw_line *line, struct str part,
		  uint32_t *out_start, uint32_t *out_end)
{
	*out_start = line->start;
	*out_end = line->end;
	if (line->joined || part.at < line->text.at ||
	    part.at + part.len > line->text.at + line->text.len)
		return;
	*out_start = line->start + (uint32_t)(part.at - line->text.at);
	*out_end = *out_start + (uint32_t)part.len;
}

static enum line_kind finish(const struct raw_line *line,
			     struct raw_assignment *out, enum line_kind kind)
{
	place(line, out->key, &out->key_start, &out->key_end);
	place(line, out->value, &out->value_start, &out->value_end);
	return kind;
}

static enum line_kind parse_excluding(const struct dialect *d,
				      const struct raw_line *line,
				      struct str body,
				      struct raw_assignment *out)
{
	struct str key = trim_end(str_slice(body, 1, body.len), d->blanks);

	if (!d->dash_blank_kept)
		key = trim_front(key, d->blanks);
	if (d->dash_twice)
		str_skip(&key, '-');
	out->key = key;
	out->value = str_slice(key, key.len, key.len);
	return finish(line, out, LINE_EXCLUDES);
}

static enum line_kind parse_assigning(const struct dialect *d,
				      const struct raw_line *line,
				      struct str key, struct str value,
				      struct raw_assignment *out)
{
	if (d->value_needed && (str_empty(value) || value.at[0] == '#'))
		return LINE_BROKEN;
	if (d->dash_ignores)
		out->ignore_errors = str_skip(&key, '-');
	key = trim_end(key, d->blanks);
	if (!d->dash_blank_kept)
		key = trim_front(key, d->blanks);
	if (d->dash_twice)
		str_skip(&key, '-');
	out->key = key;
	out->value = d->trims_line ? trim_front(value, d->blanks)
				   : trim(value, d->blanks);
	return finish(line, out, LINE_ASSIGNS);
}

static struct str as_c_text(const struct dialect *d, struct str s)
{
	return d->nul_ends ? s : str_slice(s, 0, str_find(s, '\0'));
}

/* How long the loader thinks the line is. */
static size_t counted(const struct dialect *d, const struct raw_line *line,
		      struct str body)
{
	return body.len + (d->newline_counts && line->ended);
}

static enum line_kind parse_plain(const struct dialect *d,
				  const struct raw_line *line,
				  struct raw_assignment *out)
{
	struct str body = line->text, key, value;

	if (d->trims_line)
		body = trim_end(body, d->blanks);
	body = trim_front(as_c_text(d, body), d->blanks);
	if (str_empty(body) || counted(d, line, body) < d->min_bytes)
		return LINE_BLANK;
	if (strchr(d->comments, body.at[0]))
		return LINE_COMMENT;
	if (str_split(body, '=', &key, &value))
		return parse_assigning(d, line, key, value, out);
	if (d->dash_excludes && body.at[0] == '-')
		return parse_excluding(d, line, body, out);
	return LINE_BROKEN;
}

/* What a line leaves behind matters only this far: it bounds our work. */
enum { LEFT_BYTES = 4096 };

static bool is_blank_or_end(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The loader puts a NUL over each blank at the end, but not the first byte. */
static void strip_end(char *text)
{
	size_t n = strlen(text);

	while (n > 1 && is_blank_or_end(text[n - 1]))
		text[--n] = '\0';
}

/* The line as getline(3) leaves it, over what was there before. */
static char *fill_buffer(struct line_reader *reader, const struct raw_line *l)
{
	size_t n = l->text.len < LEFT_BYTES ? l->text.len : LEFT_BYTES - 1;

	if (!reader->left) {
		reader->left_bytes = LEFT_BYTES * 2;
		reader->left =
			arena_array(reader->arena, char, reader->left_bytes);
	}
	memcpy(reader->left, l->text.at, n);
	if (l->ended)
		reader->left[n++] = '\n';
	reader->left[n] = '\0';
	return reader->left;
}

/*
 * Goes through the loader's steps in its own buffer, where it puts the name
 * in front, '=' behind it and the value behind that. A key alone at the start
 * of its line finds this '=', and what an earlier line left behind it: that is
 * its value then, returned as text in the buffer, moved by one. Else NULL.
 */
static const char *remember(struct line_reader *reader,
			    const struct raw_line *line)
{
	char *left = fill_buffer(reader, line), *t, *name, *rest, *value;
	size_t room = reader->left_bytes - 1, offset, n;
	bool bare;

	strip_end(left);
	t = left + strspn(left, " \t");
	name = t + strspn(t, "=");
	if (strlen(t) < 2 || strchr(reader->dialect->comments, *t) || !*name)
		return NULL;
	rest = name + strcspn(name, "=");
	bare = !*rest;
	*rest = '\0';
	rest += !bare;
	strip_end(name);
	offset = strlen(name);
	memmove(left, name, offset);
	left[offset++] = '=';
	value = rest + strspn(rest, "\r\n");
	if (!*value)
		return NULL;
	value[strcspn(value, "\r\n")] = '\0';
	value += strspn(value, " \t");
	n = strlen(value);
	n = offset + n > room ? room - offset : n;
	memmove(left + offset, value, n);
	/* Measured again: a value that is moved by one lost its end. */
	n = strnlen(value, (size_t)(left + room - value));
	n = offset + n > room ? room - offset : n;
	left[offset + n] = '\0';
	return bare ? left + offset : NULL;
}

/* Line ends within the blanks go from the end only. */
static struct str trim_tokens(struct str s)
{
	struct str end = trim_end(s, " \t\r\n");

	/* The first byte stays, whatever it is. */
	if (str_empty(end) && s.len)
		end = str_slice(s, 0, 1);
	return trim_front(end, " \t");
}

static struct str token_value(struct str rest)
{
	rest = trim_front(rest, "\r\n");
	rest = str_slice(rest, 0, str_find(rest, '\n'));
	return str_slice(rest, 0, str_find(rest, '\r'));
}

static enum line_kind finish_tokens(struct line_reader *reader,
				    const struct raw_line *line,
				    struct str name, struct str value,
				    struct raw_assignment *out)
{
	out->key = name;
	if (reader->dialect->dash_ignores)
		out->ignore_errors = str_skip(&out->key, '-');
	out->value = value;
	return finish(line, out, LINE_ASSIGNS);
}

static enum line_kind parse_tokens(struct line_reader *reader,
				   const struct raw_line *line,
				   struct raw_assignment *out)
{
	const struct dialect *d = reader->dialect;
	struct str all = as_c_text(d, line->text);
	struct str body = trim_tokens(all), name, value;
	const char *found = d->reuses_buffer && line->text.len + line->ended > 1
				    ? remember(reader, line)
				    : NULL;

	if (body.len < d->min_bytes)
		return LINE_BLANK;
	if (strchr(d->comments, body.at[0]))
		return LINE_COMMENT;
	body = trim_front(body, "=");
	if (!str_split(body, '=', &name, &value)) {
		if (!found)
			return LINE_BROKEN;
		value = str_copy(reader->arena, str_of(found));
		return finish_tokens(reader, line, body, value, out);
	}
	if (str_empty(name))
		return LINE_BROKEN;
	name = trim_end(name, " \t\r\n").len ? trim_end(name, " \t\r\n") : name;
	value = token_value(value);
	if (str_empty(value))
		return LINE_BROKEN;
	value = trim_front(value, " \t");
	out->malformed = str_empty(value) && d->blank_value_broken;
	if (out->malformed)
		return LINE_BROKEN;
	return finish_tokens(reader, line, name, value, out);
}

enum line_kind line_parse(struct line_reader *reader,
			  const struct raw_line *line,
			  struct raw_assignment *out)
{
	*out = (struct raw_assignment){ 0 };
	return reader->dialect->token_split
		       ? parse_tokens(reader, line, out)
		       : parse_plain(reader->dialect, line, out);
}
