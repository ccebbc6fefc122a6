/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/fault.h"

#include <string.h>

/* Digits that fill the buffer of the kernel are refused, see fact_value.c. */
#define TOKEN_MAX 21

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static char char_at(struct str s, size_t i)
{
	return i < s.len ? s.at[i] : '\0';
}

static bool starts_comment(struct str s)
{
	return str_starts(s, STR("#")) || str_starts(s, STR(";")) ||
	       str_starts(s, STR("//"));
}

/* Typed in an editor, or copied from a web page. */
static const char *const quotes[] = {
	"\"",
	"'",
	"`",
	"\xe2\x80\x98",
	"\xe2\x80\x99",
	"\xe2\x80\x9c",
	"\xe2\x80\x9d",
};
#define N_QUOTES (sizeof quotes / sizeof *quotes)

static bool opens_quote(struct str s)
{
	for (size_t i = 0; i < N_QUOTES; i++)
		if (str_starts(s, str_of(quotes[i])))
			return true;
	return false;
}

static bool closes_quote(struct str s)
{
	for (size_t i = 0; i < N_QUOTES; i++)
		if (str_ends(s, str_of(quotes[i])))
			return true;
	return false;
}

static bool is_quoted(struct str s)
{
	return opens_quote(s) || closes_quote(s);
}

/* A blank, and then the sign of a comment. */
static bool has_comment(struct str s)
{
	for (size_t i = 1; i < s.len; i++)
		if (is_blank(s.at[i - 1]) &&
		    starts_comment(str_slice(s, i, s.len)))
			return true;
	return false;
}

static bool has_blank(struct str s)
{
	return str_find(s, ' ') < s.len || str_find(s, '\t') < s.len;
}

static bool is_unit(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_letter(s.at[i]) && s.at[i] != '%')
			return false;
	return !str_empty(s);
}

static size_t digits_len(struct str s)
{
	size_t n = 0;

	while (is_digit(char_at(s, n)))
		n++;
	return n;
}

/* Behind the digits something follows. */
static enum value_fault behind_digits(struct str rest)
{
	const char next = char_at(rest, 1);

	if (starts_comment(rest))
		return FAULT_COMMENT;
	if (rest.at[0] == '.' && is_digit(next) &&
	    digits_len(str_slice(rest, 1, rest.len)) == rest.len - 1)
		return FAULT_DECIMAL;
	if ((rest.at[0] | 0x20) == 'e' && (is_digit(next) || next == '+'))
		return FAULT_DECIMAL;
	if (rest.at[0] == ',' || (strchr("-:/", rest.at[0]) && is_digit(next)))
		return FAULT_SEPARATOR;
	return is_unit(rest) ? FAULT_UNIT : FAULT_TEXT;
}

static bool is_hex(struct str s)
{
	return char_at(s, 0) == '0' && (char_at(s, 1) | 0x20) == 'x';
}

static bool is_octal(struct str s)
{
	return s.len > 1 && s.at[0] == '0' && is_digit(s.at[1]);
}

/* One number of a key, as it looks; FAULT_NONE also where it does not fit. */
static enum value_fault token_fault(struct str s)
{
	size_t n;

	if (is_quoted(s))
		return FAULT_QUOTES;
	if (starts_comment(s))
		return FAULT_COMMENT;
	if (str_skip(&s, '+'))
		return FAULT_SIGN;
	str_skip(&s, '-');
	if (is_hex(s))
		return s.len < TOKEN_MAX ? FAULT_TEXT : FAULT_SIZE;
	n = digits_len(s);
	if (n == 0)
		return is_letter(char_at(s, 0)) ? FAULT_WORD : FAULT_TEXT;
	if (n < s.len)
		return behind_digits(str_slice(s, n, s.len));
	if (is_octal(s) && (str_find(s, '8') < n || str_find(s, '9') < n))
		return FAULT_OCTAL_DIGIT;
	return FAULT_NONE;
}

static bool is_unsigned(const struct fact *fact)
{
	return fact->store == STORE_UINT || fact->store == STORE_ULONG;
}

/* Of numbers that the handler does not read. A hexadecimal one is looked at
 * by the handler alone: without another fault it is the one. */
static enum value_fault refused_numbers(const struct fact *fact,
					struct str text)
{
	enum value_fault fault, hex = FAULT_NONE;
	struct str token;

	for (uint32_t i = 0;
	     i < fact->arity && str_next_word(&text, " \t\n", &token); i++) {
		fault = token_fault(token);
		if (fault == FAULT_TEXT && is_hex(token)) {
			hex = fault;
			continue;
		}
		if (fault != FAULT_NONE)
			return fault;
		if (is_unsigned(fact) && str_starts(token, STR("-")))
			return FAULT_NEGATIVE;
	}
	return hex == FAULT_NONE ? FAULT_SIZE : hex;
}

/* 010 is 8, and 07 is 7. */
static bool changes_by_octal(struct str s)
{
	str_skip(&s, '-');
	if (!is_octal(s))
		return false;
	while (str_skip(&s, '0'))
		continue;
	return digits_len(s) > 1;
}

/* Of numbers that are read. */
static enum value_fault numbers_fault(const struct fact *fact, struct str text)
{
	struct str token;

	if (text.len > FACT_NUMBERS_LOOKED_AT)
		return FAULT_CUT;
	for (uint32_t i = 0; i < fact->arity; i++) {
		if (!str_next_word(&text, " \t\n", &token))
			return FAULT_NONE;
		if (changes_by_octal(token))
			return FAULT_OCTAL;
	}
	if (!str_next_word(&text, " \t\n", &token) || starts_comment(token))
		return FAULT_NONE;
	str_skip(&token, '-');
	return is_digit(char_at(token, 0)) ? FAULT_SURPLUS : FAULT_REST;
}

static enum value_fault string_fault(const struct fact *fact, struct str text)
{
	if (text.len > 1 && opens_quote(text) && closes_quote(text))
		return FAULT_QUOTES;
	if (has_comment(text))
		return FAULT_COMMENT;
	return fact->longest && text.len > fact->longest ? FAULT_CUT
							 : FAULT_NONE;
}

/* Of a name, a list of ports or hexadecimal digits that is refused. */
static enum value_fault refused_text(const struct fact *fact, struct str text)
{
	if (has_comment(text) || str_find(text, '#') < text.len)
		return FAULT_COMMENT;
	if (has_blank(text))
		return FAULT_BLANK;
	return fact->store == STORE_WORD ? FAULT_NAME : FAULT_TEXT;
}

static bool is_number(const struct fact *fact)
{
	return fact->type == VALUE_INT || fact->type == VALUE_VECTOR;
}

enum value_fault fact_fault(const struct facts *facts, const struct fact *fact,
			    struct arena *arena, struct str text)
{
	bool is_short, is_read;
	struct value v;

	if (str_empty(text))
		return FAULT_EMPTY;
	is_read = fact_read_value(facts, fact, arena, text, &v, &is_short);
	if (is_number(fact))
		return is_read ? numbers_fault(fact, text)
			       : refused_numbers(fact, text);
	if (fact->store == STORE_STRING)
		return string_fault(fact, text);
	/* Of an open set of names a quoted one is read, but never there. */
	if (fact->store != STORE_COMMAND && is_quoted(text))
		return FAULT_QUOTES;
	return is_read ? FAULT_NONE : refused_text(fact, text);
}

const char *fault_name(enum value_fault fault)
{
	static const char *const names[] = {
#define F(tag, text) [FAULT_##tag] = text,
		FAULTS(F)
#undef F
	};

	return names[fault];
}

/* Whether one digit left out of all, but not its last one, gives n. */
static bool lacks_digit(uint64_t n, uint64_t all)
{
	for (uint64_t unit = 10; all / unit > 0; unit *= 10)
		if (all / unit / 10 * unit + all % unit == n)
			return true;
	return false;
}

uint64_t num_lost_digit(struct num n)
{
	/* Round numbers are meant. */
	if (n.negative || n.magnitude < 5536 || n.magnitude % 100 == 0)
		return 0;
	for (unsigned shift = 16; shift < 40; shift++) {
		const uint64_t all = UINT64_C(1) << shift;

		if (all / 10 > n.magnitude * 2)
			return 0;
		if (lacks_digit(n.magnitude, all))
			return all;
	}
	return 0;
}
