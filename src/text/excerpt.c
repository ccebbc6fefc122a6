/* SPDX-License-Identifier: Apache-2.0 */
#include "text/excerpt.h"
#include "base/glyph.h"
#include "base/utf8.h"

#define TAB_COLUMNS      8
#define MAX_COLUMNS      160  /* of a quoted line, the marks of cuts included */
#define MAX_UNITS        1024 /* looked at: what has no width is bounded too */
#define CONTEXT_COLUMNS  40 /* kept in front of the span where a line is cut */
#define CUT              STR("...")
#define MAX_COMMAND_WORD 16

/* What stands for one character, or for one byte that belongs to none. */
struct unit {
	size_t len; /* in bytes of the text */
	uint32_t c; /* the byte itself when it is no character */
	enum { UNIT_PLAIN, UNIT_TAB, UNIT_BYTE, UNIT_CODE } shown_as;
};

/* "##[", "##vso[": Azure, GitHub and TeamCity look for their commands
 * anywhere in a line of output. True at the second '#'. */
static bool starts_ci_command(struct str s, size_t at)
{
	size_t i = at + 1;

	if (s.at[at] != '#' || at == 0 || s.at[at - 1] != '#')
		return false;
	while (i < s.len && i - at <= MAX_COMMAND_WORD &&
	       ((s.at[i] | 0x20) >= 'a' && (s.at[i] | 0x20) <= 'z'))
		i++;
	return i < s.len && s.at[i] == '[';
}

static struct unit unit_at(struct str s, size_t at)
{
	struct unit u = { 0 };

	u.len = utf8_decode(s, at, &u.c);
	if (!u.len)
		return (struct unit){ 1, (unsigned char)s.at[at], UNIT_BYTE };
	if (u.c == '\t')
		u.shown_as = UNIT_TAB;
	else if (u.c < 0x20 || u.c == 0x7f || starts_ci_command(s, at))
		u.shown_as = UNIT_BYTE;
	else if (glyph_is_hidden(u.c))
		u.shown_as = UNIT_CODE;
	return u;
}

static void unit_put(struct buf *out, struct str s, size_t at, struct unit u)
{
	switch (u.shown_as) {
	case UNIT_PLAIN:
		buf_put(out, str_slice(s, at, at + u.len));
		break;
	case UNIT_TAB:
		buf_put(out, STR("\\t"));
		break;
	case UNIT_BYTE:
		buf_printf(out, "\\x%02x", (unsigned)u.c);
		break;
	case UNIT_CODE:
		buf_printf(out, "\\u{%04X}", (unsigned)u.c);
		break;
	}
}

/* How many bytes from at on are printable ASCII without '#': nearly all that
 * is ever shown, and never in need of a change. */
static size_t plain_run(struct str s, size_t at)
{
	size_t end = at;

	while (end < s.len && s.at[end] >= ' ' && s.at[end] < 0x7f &&
	       s.at[end] != '#')
		end++;
	return end - at;
}

void text_safe(struct buf *out, struct str s)
{
	for (size_t at = 0; at < s.len;) {
		const size_t plain = plain_run(s, at);
		struct unit u;

		buf_put(out, str_slice(s, at, at + plain));
		at += plain;
		if (at == s.len)
			return;
		u = unit_at(s, at);
		unit_put(out, s, at, u);
		at += u.len;
	}
}

struct str text_safe_str(struct arena *arena, struct str s)
{
	struct buf b = { .arena = arena };

	text_safe(&b, s);
	return buf_str(&b);
}

/* How many columns a unit takes when it is shown at column (from 0). */
static size_t unit_columns(struct unit u, size_t column)
{
	switch (u.shown_as) {
	case UNIT_TAB:
		return TAB_COLUMNS - column % TAB_COLUMNS;
	case UNIT_BYTE:
		return 4;
	case UNIT_CODE:
		return u.c > 0xffff ? u.c > 0xfffff ? 10 : 9 : 8;
	default:
		return glyph_columns(u.c);
	}
}

/* Where the unit that ends at at begins. */
static size_t unit_before(struct str s, size_t at)
{
	for (size_t n = 1; n <= 4 && n <= at; n++) {
		if (unit_at(s, at - n).len == n)
			return at - n;
	}
	return at - 1;
}

/* The end of what can be shown from offset from on in so many columns. */
static size_t window_end(struct str line, size_t from, size_t columns)
{
	size_t at = from, column = 0;

	for (size_t n = 0; at < line.len && n < MAX_UNITS; n++) {
		const struct unit u = unit_at(line, at);

		column += unit_columns(u, column);
		if (column > columns)
			break;
		at += u.len;
	}
	return at;
}

/* Where to begin, so that CONTEXT_COLUMNS in front of focus are shown. */
static size_t window_start(struct str line, size_t focus)
{
	size_t at = focus, column = 0;

	for (size_t n = 0; at > 0 && n < MAX_UNITS; n++) {
		const size_t before = unit_before(line, at);

		column += unit_columns(unit_at(line, before), 0);
		if (column > CONTEXT_COLUMNS)
			break;
		at = before;
	}
	return at;
}

/* The part of a line that is shown; cut at an end where it leaves some out. */
struct window {
	size_t from, to;
	bool cut_before, cut_after;
};

static struct window window_of(struct str line, size_t focus)
{
	const size_t room = MAX_COLUMNS - 2 * CUT.len;
	struct window w = { .to = window_end(line, 0, MAX_COLUMNS) };

	if (w.to == line.len)
		return w;
	/* The beginning, when that shows the span and some of what follows. */
	w.to = window_end(line, 0, room);
	if (focus + CONTEXT_COLUMNS > w.to) {
		w.from = window_start(line, focus);
		w.to = window_end(line, w.from, room);
	}
	w.cut_before = w.from > 0;
	w.cut_after = w.to < line.len;
	return w;
}

/* Two texts of the same columns: the line as shown, and the marks below. */
struct shown {
	struct buf text, marks;
	size_t column;
	bool marked;
};

static void shown_mark(struct shown *shown, size_t columns)
{
	if (!shown->marked) {
		buf_char(&shown->marks, '^');
		columns -= columns > 0;
	}
	shown->marked = true;
	buf_repeat(&shown->marks, '~', columns);
}

static void shown_unit(struct shown *shown, struct str line, size_t at,
		       struct unit u, bool in_span)
{
	const size_t columns = unit_columns(u, shown->column);

	if (in_span)
		shown_mark(shown, columns);
	else if (!shown->marked)
		buf_repeat(&shown->marks, ' ', columns);
	if (u.shown_as == UNIT_TAB)
		buf_repeat(&shown->text, ' ', columns);
	else
		unit_put(&shown->text, line, at, u);
	shown->column += columns;
}

/* Offsets from and to of the span count from the line's first byte. */
static void show(struct shown *shown, struct str line, size_t from, size_t to)
{
	const struct window w = window_of(line, from);

	if (w.cut_before) {
		buf_put(&shown->text, CUT);
		buf_repeat(&shown->marks, ' ', CUT.len);
	}
	for (size_t at = w.from; at < w.to;) {
		const struct unit u = unit_at(line, at);
		const bool reaches = at + u.len > from;

		/* An empty span marks where it is, not what follows. */
		if (reaches && from == to && !shown->marked)
			shown_mark(shown, 1);
		shown_unit(shown, line, at, u, reaches && from < to && at < to);
		at += u.len;
	}
	if (w.cut_after)
		buf_put(&shown->text, CUT);
	if (!shown->marked)
		shown_mark(shown, 1);
}

void excerpt_put(struct buf *out, struct sources *sources, struct span span)
{
	struct shown shown = { .text.arena = out->arena,
			       .marks.arena = out->arena };
	const struct place place = place_of(sources, span);
	struct span whole;
	struct str line;
	size_t gutter;

	if (!place.line)
		return;
	line = span_line(sources, span, &whole);
	show(&shown, line, span.start - whole.start, span.end - whole.start);
	gutter = out->len;
	buf_printf(out, " %4u ", (unsigned)place.line);
	gutter = out->len - gutter;
	buf_put(out, shown.text.len ? STR("| ") : STR("|"));
	buf_put(out, buf_str(&shown.text));
	buf_char(out, '\n');
	buf_repeat(out, ' ', gutter);
	buf_put(out, STR("| "));
	buf_put(out, buf_str(&shown.marks));
	buf_char(out, '\n');
}
