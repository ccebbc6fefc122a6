/* SPDX-License-Identifier: Apache-2.0 */
/* Strings: escapes, and where each decoded byte came from. */
#include "conf/scan.h"

#include <string.h>

struct decoder {
	struct cursor *c;
	size_t end;      /* of the closing quote */
	struct buf text; /* unused while there was no escape */
	VEC(struct string_run) runs;
};

/* Index of the closing quote, or the text's length. */
static size_t find_quote(struct str text, size_t at)
{
	while (at < text.len && text.at[at] != '"')
		at += text.at[at] == '\\' ? 2 : 1;
	return at < text.len ? at : text.len;
}

/*
 * Strings may span lines, so a forgotten quote makes the next string's
 * opening quote close this one. That shows in what follows it: a closing
 * quote is followed by a blank or a sign.
 */
static bool closes_strangely(struct str text, size_t open, size_t close)
{
	struct str inside = str_slice(text, open, close);

	if (close == text.len)
		return true;
	if (close + 1 == text.len || str_find(inside, '\n') == inside.len)
		return false;
	return !memchr(" \t\r\n\f;,)]}#/", text.at[close + 1], 13);
}

static void unterminated(struct cursor *c)
{
	struct str rest = str_slice(c->text, c->at, c->text.len);
	size_t end = c->at + str_find(rest, '\n');
	struct str line = str_trim(str_slice(c->text, c->at, end));

	if (scan_report(c->scan, DIAG_ERROR, "conf-string",
			cursor_span(c, c->at, c->at + line.len),
			"this string is not closed on its line"))
		diag_hint(c->scan->diags,
			  "add the closing '\"'; a long text can be several "
			  "strings in a row, they are joined");
	cursor_push(c, TOKEN_BAD, c->at, c->at + line.len);
	c->at = end;
}

static int hex_digit(char byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	if (byte >= 'a' && byte <= 'f')
		return byte - 'a' + 10;
	if (byte >= 'A' && byte <= 'F')
		return byte - 'A' + 10;
	return -1;
}

/* Reads the escape at `at`: its raw length, and its byte if it is good. */
static size_t escape(struct str text, size_t at, char *out_byte)
{
	static const char letters[] = "abnrtvf\\\"";
	static const char bytes[] = "\a\b\n\r\t\v\f\\\"";
	char letter = text.at[at + 1];
	const char *found = letter ? strchr(letters, letter) : NULL;
	int high, low;

	*out_byte = '\0';
	if (found) {
		*out_byte = bytes[found - letters];
		return 2;
	}
	if ((letter != 'x' && letter != 'X') || at + 3 >= text.len)
		return 2;
	high = hex_digit(text.at[at + 2]);
	low = hex_digit(text.at[at + 3]);
	if (high < 0 || low < 0)
		return 2;
	*out_byte = (char)(high * 16 + low);
	return 4;
}

static void bad_escape(struct cursor *c, size_t at, size_t len)
{
	struct span span = cursor_span(c, at, at + len);
	struct str raw = scan_shown(c->scan, str_slice(c->text, at, at + len));

	if (len == 4) {
		scan_report(c->scan, DIAG_ERROR, "conf-string", span,
			    "a string cannot hold a NUL byte ('%.*s')",
			    STR_ARG(raw));
		return;
	}
	if (scan_report(c->scan, DIAG_ERROR, "conf-string", span,
			"'%.*s' is no escape", STR_ARG(raw)))
		diag_hint(c->scan->diags,
			  "write '\\\\' for a backslash; the escapes are "
			  "\\\\ \\\" \\a \\b \\f \\n \\r \\t \\v and \\xNN");
}

static void add_run(struct decoder *d, size_t decoded, size_t width,
		    size_t from, size_t to)
{
	struct string_run run = {
		.decoded = (uint32_t)decoded,
		.width = (uint32_t)width,
		.span = cursor_span(d->c, from, to),
	};

	scan_count(d->c->scan, run.span);
	vec_push(d->c->scan->arena, &d->runs, run);
}

/* False when there was a bad escape. */
static bool decode(struct decoder *d, size_t from)
{
	struct str text = d->c->text;
	bool good = true;

	for (size_t at = from; at < d->end && !d->c->scan->over;) {
		size_t len = 0;
		char byte;

		while (at + len < d->end && text.at[at + len] != '\\')
			len++;
		if (len) {
			add_run(d, d->text.len, 1, at, at + len);
			buf_put(&d->text, str_slice(text, at, at + len));
			at += len;
			continue;
		}
		len = escape(text, at, &byte);
		if (!byte) {
			bad_escape(d->c, at, len);
			good = false;
		}
		add_run(d, d->text.len, len, at, at + len);
		buf_char(&d->text, byte);
		at += len;
	}
	add_run(d, d->text.len, 0, d->end, d->end);
	return good;
}

void scan_string(struct cursor *c)
{
	struct decoder d = { .c = c, .text = { .arena = c->scan->arena } };
	size_t open = c->at;
	struct string_map *map;
	struct token *token;
	bool good;

	d.end = find_quote(c->text, open + 1);
	if (closes_strangely(c->text, open, d.end)) {
		unterminated(c);
		return;
	}
	good = decode(&d, open + 1);
	map = arena_make(c->scan->arena, struct string_map);
	map->runs = d.runs.at;
	map->n_runs = d.runs.n;
	token = cursor_push(c, good ? TOKEN_STRING : TOKEN_BAD, open,
			    d.end + 1);
	token->text = buf_str(&d.text);
	token->map = map;
	c->at = d.end + 1;
}
