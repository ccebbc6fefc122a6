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
	return c == '\n' || (d->cr_and_nul_end && (c == '\r' || c == '\0'));
}

/* Passes a line end: each of LF, CR and NUL once, in any order, but nothing
 * behind a NUL. */
static size_t pass_end(const struct dialect *d, struct str text, size_t i)
{
	char seen[3];
	size_t n = 0;

	if (!d->cr_and_nul_end)
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
	out->value = trim(value, d->blanks);
	return finish(line, out, LINE_ASSIGNS);
}

static struct str as_c_text(const struct dialect *d, struct str s)
{
	return d->cr_and_nul_end ? s : str_slice(s, 0, str_find(s, '\0'));
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
	struct str body = trim_front(as_c_text(d, line->text), d->blanks);
	struct str key, value;

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

static void leave_in_buffer(struct line_reader *reader, struct str text,
			    bool ended)
{
	size_t n = text.len < LEFT_BYTES ? text.len : LEFT_BYTES - 1;

	if (!reader->left) {
		reader->left_bytes = LEFT_BYTES * 2;
		reader->left =
			arena_array(reader->arena, char, reader->left_bytes);
	}
	memcpy(reader->left, text.at, n);
	reader->left[n] = '\0';
	/* The newline is cut off too, in front of the end that was there. */
	if (ended)
		reader->left[n + 1] = '\0';
}

/* Blanks around '=' are closed up in the same buffer. */
static void close_up(struct line_reader *reader, struct str name,
		     struct str value)
{
	size_t room = LEFT_BYTES - 1, n = name.len < room ? name.len : room;

	memcpy(reader->left, name.at, n);
	reader->left[n] = '=';
	room -= n;
	n++;
	if (value.len > room)
		value.len = room;
	memcpy(reader->left + n, value.at, value.len);
	reader->left[n + value.len] = '\0';
}

/*
 * A key alone, at the start of its line: the loader puts '=' behind the name
 * and goes on reading there, so that it finds this '=', moved by one, and
 * whatever an earlier line left behind it, as the value.
 */
static enum line_kind parse_bare(struct line_reader *reader,
				 const struct raw_line *line, struct str name,
				 struct raw_assignment *out)
{
	char *left = reader->left;
	size_t n = name.len, len;

	if (name.at != line->text.at || n + 2 >= LEFT_BYTES)
		return LINE_BROKEN;
	left[n] = '=';
	len = strcspn(left + n, "\r\n");
	left[n + len] = '\0';
	if (n + 1 + len >= reader->left_bytes)
		len = reader->left_bytes - n - 2;
	memmove(left + n + 1, left + n, len);
	len = strnlen(left + n, reader->left_bytes - n - 2);
	left[n + 1 + len] = '\0';
	out->key = name;
	out->value = str_copy(reader->arena, str_of(left + n + 1));
	if (reader->dialect->dash_ignores)
		out->ignore_errors = str_skip(&out->key, '-');
	return finish(line, out, LINE_ASSIGNS);
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

static enum line_kind parse_tokens(struct line_reader *reader,
				   const struct raw_line *line,
				   struct raw_assignment *out)
{
	const struct dialect *d = reader->dialect;
	struct str all = as_c_text(d, line->text);
	struct str body = trim_tokens(all), name, value;
	bool equals;

	if (d->reuses_buffer)
		leave_in_buffer(reader, all, line->ended);
	if (body.len < d->min_bytes)
		return LINE_BLANK;
	if (strchr(d->comments, body.at[0]))
		return LINE_COMMENT;
	body = trim_front(body, "=");
	equals = str_split(body, '=', &name, &value);
	if (str_empty(name))
		return LINE_BROKEN;
	name = trim_end(name, " \t\r\n").len ? trim_end(name, " \t\r\n") : name;
	if (!equals)
		return d->reuses_buffer ? parse_bare(reader, line, name, out)
					: LINE_BROKEN;
	value = token_value(value);
	if (str_empty(value))
		return LINE_BROKEN;
	out->key = name;
	if (d->dash_ignores)
		out->ignore_errors = str_skip(&out->key, '-');
	out->value = trim_front(value, " \t");
	if (d->reuses_buffer)
		close_up(reader, name, out->value);
	return finish(line, out, LINE_ASSIGNS);
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
