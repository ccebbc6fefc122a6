/* SPDX-License-Identifier: Apache-2.0 */
#include "read/sysctl_marks.h"
#include "model/pattern.h"

#include <string.h>

enum { MAX_EQUAL_MARKS = 1000 };

void marker_start(struct marker *marker, struct settings *settings,
		  uint32_t source, struct str text)
{
	*marker = (struct marker){ .settings = settings,
				   .source = source,
				   .text = text };
}

void mark_add(struct marker *marker, enum mark_kind kind, uint32_t start,
	      uint32_t end)
{
	struct mark mark = { .kind = kind,
			     .span = { marker->source, start, end } };

	if (marker->n[kind]++ < MAX_EQUAL_MARKS) {
		marker->last[kind] = settings_n_marks(marker->settings);
		settings_mark(marker->settings, mark);
		return;
	}
	settings_mark_fold(marker->settings, marker->last[kind]);
}

/* For what a file says once, however often it does. */
static void mark_once(struct marker *marker, enum mark_kind kind,
		      uint32_t start, uint32_t end)
{
	if (!marker->n[kind])
		mark_add(marker, kind, start, end);
}

/* One note a file is enough, and none for a comment. */
void mark_template(struct marker *marker, const struct dialect *d,
		   const struct raw_line *line)
{
	struct str s = str_trim(line->text);

	if (s.len && !strchr(d->comments, s.at[0]))
		mark_once(marker, MARK_TEMPLATE, line->start, line->end);
}

/* Characters that look like a blank or like nothing, as UTF-8. */
static size_t invisible_at(struct str s, size_t i)
{
	static const struct str list[] = {
		{ "\xc2\xa0", 2 },     /* no-break space */
		{ "\xc2\xad", 2 },     /* soft hyphen */
		{ "\xc2\x85", 2 },     /* next line */
		{ "\xe2\x80\x8b", 3 }, /* zero width space, and so on */
		{ "\xe2\x80\x8c", 3 }, { "\xe2\x80\x8d", 3 },
		{ "\xe2\x80\x8e", 3 }, { "\xe2\x80\x8f", 3 },
		{ "\xe2\x80\xa8", 3 }, { "\xe2\x80\xa9", 3 },
		{ "\xe2\x80\xaf", 3 }, { "\xe2\x81\xa0", 3 },
		{ "\xe3\x80\x80", 3 }, /* ideographic space */
		{ "\xef\xbb\xbf", 3 }, /* BOM, away from the start */
	};

	if ((unsigned char)s.at[i] < 0x80)
		return 0;
	for (size_t k = 0; k < sizeof list / sizeof list[0]; k++)
		if (str_starts(str_slice(s, i, s.len), list[k]))
			return list[k].len;
	return 0;
}

static void mark_bytes(struct marker *marker, const struct raw_line *line)
{
	struct str s = str_slice(marker->text, line->start, line->end);
	bool invisible = false, nul = false, cr = false;

	for (size_t i = 0; i < s.len; i++) {
		uint32_t at = line->start + (uint32_t)i;
		size_t n = invisible_at(s, i);

		if (at == 0 && str_starts(s, STR("\xef\xbb\xbf"))) {
			mark_add(marker, MARK_BOM, 0, 3);
			i += 2;
		} else if (n && !invisible) {
			invisible = true;
			mark_add(marker, MARK_INVISIBLE, at, at + (uint32_t)n);
		} else if (s.at[i] == '\0' && !nul) {
			nul = true;
			mark_add(marker, MARK_NUL_BYTE, at, at + 1);
		} else if (s.at[i] == '\r' && i + 1 < s.len && !cr) {
			cr = true;
			mark_add(marker, MARK_LONE_CR, at, at + 1);
		}
	}
}

/* CR and NUL where they end lines: then they stand between two of them. */
static void mark_end(struct marker *marker, const struct raw_line *line)
{
	struct str text = marker->text;
	uint32_t end = line->end;

	if (end > line->start && text.at[end - 1] == '\r') {
		mark_once(marker, MARK_CRLF, end - 1, end);
		return;
	}
	if (end >= text.len)
		return;
	if (text.at[end] == '\0')
		mark_add(marker, MARK_NUL_BYTE, end, end + 1);
	if (text.at[end] != '\r')
		return;
	if (end + 1 < text.len && text.at[end + 1] == '\n')
		mark_once(marker, MARK_CRLF, end, end + 1);
	else
		mark_add(marker, MARK_LONE_CR, end, end + 1);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Where a comment starts behind a value: a blank, then the sign. */
static size_t comment_in(struct str value)
{
	for (size_t i = 1; i < value.len; i++) {
		if (!is_blank(value.at[i - 1]))
			continue;
		if (value.at[i] == '#' || value.at[i] == ';' ||
		    (value.at[i] == '/' && i + 1 < value.len &&
		     value.at[i + 1] == '/'))
			return i;
	}
	return value.len;
}

/* "a = 1 b = 2", "a=1; vm.b=2": what looks like a key behind a blank. */
static size_t second_in(struct str value)
{
	static const struct str roots[] = {
		{ "net.", 4 }, { "net/", 4 },    { "vm.", 3 }, { "vm/", 3 },
		{ "fs.", 3 },  { "kernel.", 7 }, { "fs/", 3 }, { "kernel/", 7 },
	};
	size_t last = value.len; /* the last '=' */

	while (last && value.at[last - 1] != '=')
		last--;
	for (size_t i = 1; i < last && value.at[i] != '#'; i++) {
		if (!memchr(" \t;,", value.at[i - 1], 4))
			continue;
		for (size_t k = 0; k < sizeof roots / sizeof *roots; k++)
			if (str_starts(str_slice(value, i, last), roots[k]))
				return i;
	}
	return value.len;
}

static void mark_value(struct marker *marker, const struct raw_assignment *a)
{
	struct str value = a->value;
	size_t comment = comment_in(value), second = second_in(value);

	if (str_empty(value))
		mark_add(marker, MARK_EMPTY_VALUE, a->key_start, a->value_end);
	if (second < value.len)
		mark_add(marker, MARK_SECOND_ASSIGNMENT,
			 a->value_start + (uint32_t)second, a->value_end);
	else if (comment < value.len)
		mark_add(marker, MARK_TRAILING_COMMENT,
			 a->value_start + (uint32_t)comment, a->value_end);
	if (value.len > 1 && strchr("\"'", value.at[0]) &&
	    value.at[value.len - 1] == value.at[0])
		mark_add(marker, MARK_QUOTES, a->value_start, a->value_end);
	if (value.len && strchr("=>", value.at[0]))
		mark_add(marker, MARK_DOUBLE_EQUALS, a->key_end,
			 a->value_start + 1);
}

static bool is_shell(struct str key)
{
	static const struct str words[] = {
		{ "sysctl ", 7 }, { "export ", 7 }, { "echo ", 5 },
		{ "sudo ", 5 },   { "set ", 4 },
	};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (str_starts(key, words[i]))
			return true;
	return false;
}

static void mark_key(struct marker *marker, const struct dialect *d,
		     const struct raw_assignment *a)
{
	struct str key = a->key;
	uint32_t start = a->key_start, end = a->key_end;

	if (str_empty(key))
		mark_add(marker, MARK_EMPTY_KEY, start, a->value_end);
	if (is_shell(key))
		mark_add(marker, MARK_SHELL, start, end);
	else if (str_find(str_trim(key), ' ') < str_trim(key).len ||
		 str_find(str_trim(key), '\t') < str_trim(key).len)
		mark_add(marker, MARK_KEY_BLANK, start, end);
	if (str_starts(key, STR("/proc/sys/")) ||
	    str_starts(key, STR("proc.sys.")) ||
	    str_starts(key, STR("proc/sys/")))
		mark_add(marker, MARK_KEY_PREFIX, start, end);
	if (str_find(key, '{') < key.len &&
	    !(d->writing.glob_braces && pattern_is(key)))
		mark_add(marker, MARK_BRACES, start, end);
	if (key.len && strchr(":+", key.at[key.len - 1]))
		mark_add(marker, MARK_DOUBLE_EQUALS, end - 1, end);
}

static void mark_broken(struct marker *marker, const struct raw_line *line)
{
	struct str s = str_trim(line->text);
	uint32_t start = line->start, end = line->end;

	if (is_shell(s))
		mark_add(marker, MARK_SHELL, start, end);
	else if (str_starts(s, STR("//")))
		mark_add(marker, MARK_SLASH_COMMENT, start, end);
	else if (s.len > 1 && s.at[0] == '[' && s.at[s.len - 1] == ']')
		mark_add(marker, MARK_SECTION, start, end);
	else if (s.len && s.at[0] == ';')
		mark_add(marker, MARK_SEMICOLON_COMMENT, start, end);
	else if (str_find(s, '=') == s.len)
		mark_add(marker, MARK_NO_EQUALS, start, end);
	else if (s.at[0] == '=')
		mark_add(marker, MARK_EMPTY_KEY, start, end);
	else if (str_find_str(s, STR("=#")) < s.len)
		mark_add(marker, MARK_HASH_VALUE, start, end);
	else
		mark_add(marker, MARK_EMPTY_VALUE, start, end);
}

static void mark_comment(struct marker *marker, const struct raw_line *line)
{
	struct str s = str_trim(line->text);

	if (s.len && s.at[0] == ';')
		mark_once(marker, MARK_SEMICOLON_COMMENT, line->start,
			  line->end);
}

/* The line behind the first newline from start on is more than a comment or
 * nothing. */
static bool next_matters(struct str text, size_t start)
{
	size_t i = start + str_find(str_slice(text, start, text.len), '\n');

	for (i++; i < text.len && strchr(" \t\r", text.at[i]);)
		i++;
	return i < text.len && !strchr("#;\n", text.at[i]);
}

/* In a comment it is no matter where the next line is one too. */
static void mark_continuation(struct marker *marker,
			      const struct raw_line *line, enum line_kind kind)
{
	struct str last =
		str_trim(str_slice(marker->text, line->start, line->end));

	if (!line->joined && !(last.len && last.at[last.len - 1] == '\\'))
		return;
	if (kind != LINE_COMMENT || next_matters(marker->text, line->start))
		mark_add(marker, MARK_CONTINUATION, line->start, line->end);
}

/* A loader with a short buffer reads a long line in pieces. True for a piece
 * that is not the first. */
static bool mark_cut(struct marker *marker, const struct dialect *d,
		     const struct raw_line *line, enum line_kind kind)
{
	struct str text = marker->text;

	if (!d->chunk_bytes)
		return false;
	if (line->start && text.at[line->start - 1] != '\n') {
		if (kind == LINE_ASSIGNS)
			mark_add(marker, MARK_CUT_ASSIGNS, line->start,
				 line->end);
		return true;
	}
	if (kind == LINE_ASSIGNS && line->end < text.len &&
	    text.at[line->end] != '\n')
		mark_add(marker, MARK_CUT_LINE, line->start, line->end);
	return false;
}

/* Behind a CR in a comment, where a CR ends the line for this loader only. */
static void mark_behind_cr(struct marker *marker, const struct raw_line *line,
			   enum line_kind kind)
{
	const bool behind_cr =
		line->start && marker->text.at[line->start - 1] == '\r';

	if (!behind_cr)
		marker->in_comment = kind == LINE_COMMENT;
	else if (marker->in_comment && kind == LINE_ASSIGNS)
		mark_add(marker, MARK_CR_ASSIGNS, line->start, line->end);
}

void marks_of_line(struct marker *marker, const struct dialect *d,
		   const struct raw_line *line, enum line_kind kind,
		   const struct raw_assignment *a)
{
	bool is_bare;

	mark_end(marker, line);
	mark_behind_cr(marker, line, kind);
	if (mark_cut(marker, d, line, kind))
		return;
	if (kind != LINE_BLANK && line->end > line->start)
		mark_continuation(marker, line, kind);
	if (kind == LINE_COMMENT) {
		mark_comment(marker, line);
		return;
	}
	mark_bytes(marker, line);
	if (kind == LINE_BLANK)
		return;
	/* A key alone, for which a loader finds a value elsewhere. */
	is_bare = str_find(line->text, '=') == line->text.len;
	if (kind == LINE_ASSIGNS && is_bare)
		kind = LINE_BROKEN;
	if (marks_of_key(marker, d, line, a) && kind == LINE_BROKEN)
		return;
	if (kind == LINE_BROKEN)
		mark_broken(marker, line);
	else
		mark_key(marker, d, a);
	if (kind == LINE_ASSIGNS)
		mark_value(marker, a);
}

bool marks_utf16(struct marker *marker)
{
	const struct str text = marker->text;

	if (!str_starts(text, STR("\xff\xfe")) &&
	    !str_starts(text, STR("\xfe\xff")))
		return false;
	mark_add(marker, MARK_UTF16, 0, 2);
	return true;
}

void marks_of_end(struct marker *marker, bool too_long, size_t at)
{
	size_t n = marker->text.len;

	if (too_long)
		mark_add(marker, MARK_TOO_LONG, (uint32_t)at, (uint32_t)n);
	else if (n && marker->text.at[n - 1] != '\n')
		mark_add(marker, MARK_NO_NEWLINE, (uint32_t)n, (uint32_t)n);
}
