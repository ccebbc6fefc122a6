/* SPDX-License-Identifier: Apache-2.0 */
/* Names, numbers, booleans, and bytes that belong to none of them. */
#include "conf/scan.h"

#include <string.h>

#define INTEGER_MAX 2147483647
#define INTEGER_MIN (-INTEGER_MAX - 1)

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* More than libconfig's words hold, so that "16.5GiB" is one mistake. */
bool scan_is_word(char byte)
{
	return is_digit(byte) || is_letter(byte) ||
	       (byte != '\0' && strchr("_.*+-%", byte));
}

/* Greedy, so that "16.5GiB" and "10.0.0.1/24" are told as a whole; whatever
 * libconfig would cut in two is no word of ours. */
static size_t word_end(struct str text, size_t at)
{
	while (at < text.len) {
		/* "3000/s", but not a comment. */
		bool slash = text.at[at] == '/' && at + 1 < text.len &&
			     scan_is_word(text.at[at + 1]) &&
			     text.at[at + 1] != '*';

		if (!slash && !scan_is_word(text.at[at]))
			break;
		at++;
	}
	return at;
}

static bool is_name(struct str word)
{
	if (!is_letter(word.at[0]) && word.at[0] != '*')
		return false;
	for (size_t i = 1; i < word.len; i++) {
		char byte = word.at[i];

		if (!is_letter(byte) && !is_digit(byte) && !strchr("_-*", byte))
			return false;
	}
	return true;
}

static bool is_word(struct str word, const char *lower)
{
	if (word.len != strlen(lower))
		return false;
	for (size_t i = 0; i < word.len; i++)
		if ((word.at[i] | 0x20) != lower[i])
			return false;
	return true;
}

/* A float in libconfig's sense; digits alone were tried before. */
static bool is_float(struct str word)
{
	size_t n_digits = 0, n_dots = 0, i = 0;

	str_skip(&word, '-');
	str_skip(&word, '+');
	for (; i < word.len && (is_digit(word.at[i]) || word.at[i] == '.');
	     i++) {
		n_digits += is_digit(word.at[i]);
		n_dots += word.at[i] == '.';
	}
	if (!n_digits || n_dots > 1)
		return false;
	if (i < word.len && (word.at[i] | 0x20) == 'e') {
		i++;
		if (i < word.len && strchr("+-", word.at[i]))
			i++;
		while (i < word.len && is_digit(word.at[i]))
			n_digits++, i++;
	}
	return i == word.len;
}

struct number {
	struct str digits;
	bool negative, hex, wide;
	int64_t value; /* stops growing just beyond what we accept */
};

static int digit_of(char byte)
{
	return is_digit(byte) ? byte - '0' : (byte | 0x20) - 'a' + 10;
}

static bool is_number(struct str word, struct number *out)
{
	struct number n = { 0 };
	int base = 10;

	n.negative = str_skip(&word, '-');
	if (!n.negative)
		str_skip(&word, '+');
	n.wide = word.len && word.at[word.len - 1] == 'L';
	for (int i = 0; i < 2 && word.len && word.at[word.len - 1] == 'L'; i++)
		word.len--;
	if (word.len > 2 && word.at[0] == '0' && (word.at[1] | 0x20) == 'x') {
		n.hex = true;
		base = 16;
		word = str_slice(word, 2, word.len);
	}
	n.digits = word;
	for (size_t i = 0; i < word.len; i++) {
		bool hex = (word.at[i] | 0x20) >= 'a' &&
			   (word.at[i] | 0x20) <= 'f' && is_letter(word.at[i]);

		if (!is_digit(word.at[i]) && !(n.hex && hex))
			return false;
		if (n.value <= INTEGER_MAX)
			n.value = n.value * base + digit_of(word.at[i]);
	}
	if (n.negative)
		n.value = -n.value;
	*out = n;
	return word.len > 0;
}

/* What has more digits is larger than all that quotes could help with. */
#define DIGITS_OF_64_BITS 19

static void push_number(struct cursor *c, size_t end, struct number n)
{
	struct str word = str_slice(c->text, c->at, end);
	struct span span = cursor_span(c, c->at, end);
	struct str shown = scan_shown(c->scan, word);
	bool quotes_help = n.digits.len <= DIGITS_OF_64_BITS;
	struct token *token;

	/* libconfig 1.5 reads 68719476736 as 0 and 4294967295 as -1. */
	if (n.value > INTEGER_MAX || n.value < INTEGER_MIN) {
		if (scan_report(c->scan, DIAG_ERROR, "conf-number", span,
				"%.*s does not fit into %d bits",
				STR_ARG(shown), quotes_help ? 31 : 64) &&
		    quotes_help)
			diag_hint(c->scan->diags,
				  "write it as a string: \"%.*s\"",
				  STR_ARG(shown));
		cursor_push(c, TOKEN_BAD, c->at, end);
		return;
	}
	if (n.hex && word.at[0] != '0') {
		if (scan_report(c->scan, DIAG_ERROR, "conf-number", span,
				"a hexadecimal number has no sign"))
			diag_hint(c->scan->diags, "write it in decimal: %lld",
				  (long long)n.value);
		cursor_push(c, TOKEN_BAD, c->at, end);
		return;
	}
	if (!n.hex && n.digits.len > 1 && n.digits.at[0] == '0' &&
	    scan_report(c->scan, DIAG_WARNING, "conf-number", span,
			"%.*s is read as decimal, not as octal",
			STR_ARG(shown)))
		diag_hint(c->scan->diags, "write %lld", (long long)n.value);
	token = cursor_push(c, TOKEN_INTEGER, c->at, end);
	token->integer = n.value;
	token->wide = n.wide;
}

static void report_float(struct cursor *c, size_t end)
{
	struct str word = str_slice(c->text, c->at, end);
	struct str shown = scan_shown(c->scan, word);

	if (scan_report(c->scan, DIAG_ERROR, "conf-number",
			cursor_span(c, c->at, end),
			"numbers with a fraction or an exponent are not used "
			"here"))
		diag_hint(c->scan->diags, "write it as a string: \"%.*s\"",
			  STR_ARG(shown));
	cursor_push(c, TOKEN_BAD, c->at, end);
}

void scan_word(struct cursor *c)
{
	size_t end = word_end(c->text, c->at);
	struct str word = str_slice(c->text, c->at, end);
	struct number number;

	if (is_word(word, "true") || is_word(word, "false"))
		cursor_push(c, TOKEN_BOOLEAN, c->at, end)->boolean =
			word.len == 4;
	else if (is_name(word))
		cursor_push(c, TOKEN_NAME, c->at, end);
	else if (is_number(word, &number))
		push_number(c, end, number);
	else if (is_float(word))
		report_float(c, end);
	else
		cursor_push(c, TOKEN_WORD, c->at, end);
	c->at = end;
}

/* To add one: its bytes and what to do about it. */
static const struct stray {
	struct str bytes;
	const char *what;
} strays[] = {
	{ { "\xe2\x80\x9c", 3 }, "a typographic quote: write '\"'" },
	{ { "\xe2\x80\x9d", 3 }, "a typographic quote: write '\"'" },
	{ { "\xe2\x80\x9e", 3 }, "a typographic quote: write '\"'" },
	{ { "\xe2\x80\x98", 3 }, "a typographic quote: write '\"'" },
	{ { "\xe2\x80\x99", 3 }, "a typographic quote: write '\"'" },
	{ { "\xc2\xa0", 2 }, "a no-break space: write a plain one" },
	{ { "\xe2\x80\x8b", 3 }, "an invisible character (U+200B): remove it" },
	{ { "\xef\xbb\xbf", 3 }, "an invisible character (U+FEFF): remove it" },
	{ { "'", 1 }, "strings are written in double quotes, '\"'" },
	{ { "`", 1 }, "strings are written in double quotes, '\"'" },
};

static bool ends_stray(char byte)
{
	return byte == '\0' || strchr(" \t\r\n\f=,;{}()[]\"#", byte);
}

void scan_stray(struct cursor *c)
{
	struct str rest = str_slice(c->text, c->at, c->text.len);
	const char *what = NULL;
	size_t len = 1;

	for (size_t i = 0; i < sizeof(strays) / sizeof(*strays); i++) {
		if (!str_starts(rest, strays[i].bytes))
			continue;
		what = strays[i].what;
		len = strays[i].bytes.len;
	}
	while (len < rest.len && !ends_stray(rest.at[len]))
		len++;
	if (what)
		scan_report(c->scan, DIAG_ERROR, "conf-syntax",
			    cursor_span(c, c->at, c->at + len), "%s", what);
	else if (scan_report(
			 c->scan, DIAG_ERROR, "conf-syntax",
			 cursor_span(c, c->at, c->at + len),
			 "'%.*s' has no meaning here",
			 STR_ARG(scan_shown(c->scan, str_slice(rest, 0, len)))))
		diag_hint(c->scan->diags, "text goes into quotes: \"...\"");
	cursor_push(c, TOKEN_BAD, c->at, c->at + len);
	c->at += len;
}
