/* SPDX-License-Identifier: Apache-2.0 */
#include "conf/scan.h"

#include "text/excerpt.h"
#include <stdarg.h>
#include <string.h>

/* Beyond these a file is not a hand-written one, and libconfig, or whoever
 * reads the messages, would suffer. */
#define PIECES_MAX   500000
#define ERRORS_MAX   50
#define SHOWN_MAX    60
#define NULS_OF_TEXT 8

/* Our files have a token in eight to ten bytes; of large ones nobody knows. */
#define BYTES_PER_TOKEN 7
#define SMALL_BYTES     ((size_t)64 * 1024)

bool scan_report(struct scan *scan, enum diag_level level, const char *code,
		 struct span span, const char *format, ...)
{
	struct buf message = { .arena = scan->arena };
	bool bad = level == DIAG_ERROR || level == DIAG_UNREADABLE;
	va_list args;

	if (bad)
		scan->n_errors++;
	if (!scan->diags || scan->n_errors > ERRORS_MAX + 1)
		return false;
	if (scan->n_errors == ERRORS_MAX + 1) {
		diag_add(scan->diags, DIAG_NOTE, "conf-many-errors", span,
			 "more than %d errors: those from here on are not "
			 "shown",
			 ERRORS_MAX);
		scan->n_errors++;
		scan->over = true;
		return false;
	}
	va_start(args, format);
	buf_vprintf(&message, format, args);
	va_end(args);
	diag_add(scan->diags, level, code, span, "%.*s",
		 STR_ARG(buf_str(&message)));
	return true;
}

struct str scan_shown(struct scan *scan, struct str s)
{
	struct buf out = { .arena = scan->arena };

	text_safe(&out, str_slice(s, 0, SHOWN_MAX));
	if (s.len > SHOWN_MAX)
		buf_put(&out, STR("..."));
	return buf_str(&out);
}

struct span cursor_span(const struct cursor *c, size_t from, size_t to)
{
	return (struct span){
		.source = c->file->source,
		.start = (uint32_t)from,
		.end = (uint32_t)to,
	};
}

void scan_count(struct scan *scan, struct span span)
{
	if (++scan->n_pieces != PIECES_MAX)
		return;
	scan_report(scan, DIAG_UNREADABLE, "conf-limit", span,
		    "more than %d words, signs, escapes and comments: the "
		    "rest is not read",
		    PIECES_MAX);
	scan->over = true;
}

struct token *cursor_push(struct cursor *c, enum token_kind kind, size_t from,
			  size_t to)
{
	struct scan *scan = c->scan;
	struct token token = {
		.kind = (uint8_t)kind,
		.span = cursor_span(c, from, to),
		.text = str_slice(c->text, from, to),
	};

	scan_count(scan, token.span);
	vec_push(scan->arena, &scan->tokens, token);
	return &scan->tokens.at[scan->tokens.n - 1];
}

static bool at_text(const struct cursor *c, struct str what)
{
	return str_starts(str_slice(c->text, c->at, c->text.len), what);
}

static void keep_comment(struct cursor *c, size_t from)
{
	struct span span = cursor_span(c, from, c->at);

	scan_count(c->scan, span);
	vec_push(c->scan->arena, &c->scan->comments, span);
}

static void line_comment(struct cursor *c)
{
	struct str rest = str_slice(c->text, c->at, c->text.len);
	size_t from = c->at;

	c->at += str_find(rest, '\n');
	keep_comment(c, from);
}

/* libconfig takes an open comment for closed at the end of the file. */
static void block_comment(struct cursor *c)
{
	size_t from = c->at;
	struct str rest = str_slice(c->text, from + 2, c->text.len);
	size_t end = str_find_str(rest, STR("*/"));

	if (end == rest.len) {
		if (scan_report(c->scan, DIAG_ERROR, "conf-comment",
				cursor_span(c, from, from + 2),
				"this comment is never closed: everything "
				"after it would be skipped"))
			diag_hint(c->scan->diags,
				  "write '*/' where it ends, or begin each of "
				  "its lines with '#'");
		c->at = c->text.len;
	} else {
		c->at = from + 2 + end + 2;
	}
	keep_comment(c, from);
}

static enum token_kind sign_kind(char byte)
{
	switch (byte) {
	case '=':
	case ':':
		return TOKEN_EQUALS;
	case ',':
		return TOKEN_COMMA;
	case ';':
		return TOKEN_SEMICOLON;
	case '{':
		return TOKEN_GROUP_OPEN;
	case '}':
		return TOKEN_GROUP_CLOSE;
	case '(':
		return TOKEN_LIST_OPEN;
	case ')':
		return TOKEN_LIST_CLOSE;
	case '[':
		return TOKEN_ARRAY_OPEN;
	case ']':
		return TOKEN_ARRAY_CLOSE;
	default:
		return TOKEN_END;
	}
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n' ||
	       byte == '\f' || byte == '\0';
}

static void scan_next(struct cursor *c)
{
	char byte = c->text.at[c->at];

	if (is_blank(byte)) {
		c->at++;
	} else if (byte == '#' || at_text(c, STR("//"))) {
		line_comment(c);
	} else if (at_text(c, STR("/*"))) {
		block_comment(c);
	} else if (byte == '"') {
		scan_string(c);
	} else if (byte == '@') {
		scan_include(c);
	} else if (sign_kind(byte) != TOKEN_END) {
		cursor_push(c, sign_kind(byte), c->at, c->at + 1);
		c->at++;
	} else if (scan_is_word(byte)) {
		scan_word(c);
	} else {
		scan_stray(c);
	}
}

/* True when the text can be read on behind the mark. */
static bool byte_order_mark(struct cursor *c)
{
	if (at_text(c, STR("\xef\xbb\xbf"))) {
		scan_report(c->scan, DIAG_ERROR, "conf-encoding",
			    cursor_span(c, 0, 3),
			    "the file begins with a byte order mark: save it "
			    "as UTF-8 without one");
		c->at = 3;
		return true;
	}
	if (!at_text(c, STR("\xff\xfe")) && !at_text(c, STR("\xfe\xff")))
		return true;
	scan_report(c->scan, DIAG_ERROR, "conf-encoding", cursor_span(c, 0, 2),
		    "the file is in UTF-16: save it as UTF-8");
	return false;
}

/* Elsewhere a NUL byte reads as a blank. False when this is no text at all,
 * and messages about the rest would be noise. */
static bool nul_bytes(struct cursor *c)
{
	const char *first;
	size_t n = 0, at;

	first = c->text.len ? memchr(c->text.at, '\0', c->text.len) : NULL;
	if (!first)
		return true;
	at = (size_t)(first - c->text.at);
	for (size_t i = at; i < c->text.len && n < NULS_OF_TEXT; i++)
		n += c->text.at[i] == '\0';
	if (n == NULS_OF_TEXT)
		scan_report(c->scan, DIAG_ERROR, "conf-encoding",
			    cursor_span(c, at, at + 1),
			    "NUL bytes: this is a binary file, not text");
	else
		scan_report(c->scan, DIAG_ERROR, "conf-encoding",
			    cursor_span(c, at, at + 1),
			    "a NUL byte: remove it%s",
			    n > 1 ? ", and the others below" : "");
	return n < NULS_OF_TEXT;
}

void scan_run(struct scan *scan, const struct scan_file *file)
{
	struct cursor c = {
		.scan = scan,
		.file = file,
		.text = source_text(scan->sources, file->source),
	};

	if (!byte_order_mark(&c) || !nul_bytes(&c))
		return;
	if (c.text.len <= SMALL_BYTES)
		vec_reserve(scan->arena, &scan->tokens,
			    scan->tokens.n + c.text.len / BYTES_PER_TOKEN);
	while (c.at < c.text.len && !scan->over)
		scan_next(&c);
	buf_put(&scan->spliced, str_slice(c.text, c.copied, c.text.len));
}
