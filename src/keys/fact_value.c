/* SPDX-License-Identifier: Apache-2.0 */
#include "base/vec.h"
#include "keys/fact.h"
#include "keys/ports.h"

#include <limits.h>
#include <string.h>

/* TMPBUFLEN of kernel/sysctl.c without its NUL: digits that fill it are
 * refused, since more might follow. */
#define NUMBER_CHARS 21
#define N_PORTS      65536

/* The kernel's isspace(): Latin-1, so a lone 0xa0 is a blank. */
static bool is_space(char c)
{
	return (c >= '\t' && c <= '\r') || c == ' ' || (unsigned char)c == 0xa0;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int hex_digit(char c)
{
	const char lower = (char)(c | 0x20);

	if (is_digit(c))
		return c - '0';
	return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

static char char_at(struct str s, size_t i)
{
	return i < s.len ? s.at[i] : '\0';
}

/* Cuts "0x" or a leading zero's base off the front, as strtoul(.., 0). */
static unsigned base_next(struct str *s)
{
	if (char_at(*s, 0) != '0')
		return 10;
	if ((char_at(*s, 1) | 0x20) != 'x' || hex_digit(char_at(*s, 2)) < 0)
		return 8;
	*s = str_slice(*s, 2, s->len);
	return 16;
}

static bool digits_next(struct str *s, uint64_t *out)
{
	const unsigned base = base_next(s);
	uint64_t n = 0;

	while (s->len) {
		const int digit = hex_digit(s->at[0]);

		if (digit < 0 || (unsigned)digit >= base)
			break;
		if (n > (UINT64_MAX - (unsigned)digit) / base)
			return false;
		n = n * base + (unsigned)digit;
		*s = str_slice(*s, 1, s->len);
	}
	*out = n;
	return true;
}

/*
 * proc_get_long(): one number, and behind it the end or a byte of after.
 * *out_minus also for "-0", which the handlers without a sign refuse.
 */
static bool number_next(struct str *rest, struct str after, struct num *out,
			bool *out_minus)
{
	struct str looked = str_slice(*rest, 0, NUMBER_CHARS);
	const size_t had = looked.len;
	size_t used;

	*out_minus = rest->len > 1 && str_skip(&looked, '-');
	if (!is_digit(char_at(looked, 0)) ||
	    !digits_next(&looked, &out->magnitude))
		return false;
	used = had - looked.len;
	if (used == NUMBER_CHARS)
		return false;
	*rest = str_slice(*rest, used, rest->len);
	if (rest->len && !memchr(after.at, rest->at[0], after.len))
		return false;
	out->negative = *out_minus && out->magnitude != 0;
	return true;
}

static bool fits(enum fact_store store, struct num n, bool minus)
{
	const uint64_t more = n.negative ? 1 : 0;

	switch (store) {
	case STORE_UINT:
		return !minus && n.magnitude <= UINT_MAX;
	case STORE_ULONG:
		return !minus;
	case STORE_LONG:
		return n.magnitude <= (uint64_t)INT64_MAX + more;
	default:
		/* u8 keys too: before 5.13 they were ints, and since then the
		 * row's range bounds them. */
		return n.magnitude <= (uint64_t)INT_MAX + more;
	}
}

/* msecs_to_jiffies() takes an unsigned int, and what is negative as an int is
 * longer than the kernel counts: the row's range says what becomes of it. */
static struct num as_int(struct num n)
{
	const uint32_t low = (uint32_t)(n.negative ? -n.magnitude
						   : n.magnitude);

	return num_of(low > INT_MAX ? (int64_t)low - UINT_MAX - 1
				    : (int64_t)low);
}

/* In our unit. What does not fit is far beyond every bound all the same. */
static struct num scaled(const struct fact *fact, struct num n)
{
	struct num out;

	if (fact->unit_scale <= 1)
		return n;
	if (num_mul(n, num_of(fact->unit_scale), &out))
		return out;
	return n.negative ? num_of(INT64_MIN) : num_of_u64(UINT64_MAX);
}

static void skip_spaces(struct str *s)
{
	while (s->len && is_space(s->at[0]))
		*s = str_slice(*s, 1, s->len);
}

/* do_proc_dointvec() and its kin: what follows the last number is not read. */
static bool read_numbers(const struct fact *fact, struct arena *arena,
			 struct str text, struct value *out, bool *out_short)
{
	struct num *numbers = arena_array(arena, struct num, fact->arity);
	uint32_t n = 0;
	bool minus;

	text = str_slice(text, 0, FACT_NUMBERS_LOOKED_AT);
	for (; n < fact->arity; n++) {
		skip_spaces(&text);
		if (!text.len)
			break;
		if (!number_next(&text, STR(" \t\n"), &numbers[n], &minus))
			return false;
		if (fact->store == STORE_MS)
			numbers[n] = as_int(numbers[n]);
		if (!fits(fact->store, numbers[n], minus))
			return false;
		numbers[n] = scaled(fact, numbers[n]);
	}
	if (n == 0)
		return false;
	*out_short = n < fact->arity;
	if (fact->type == VALUE_INT) {
		*out = value_int(numbers[0], fact->unit);
		return true;
	}
	*out = (struct value){ .type = VALUE_VECTOR,
			       .unit = fact->unit,
			       .n = n,
			       .vector = numbers };
	return true;
}

/* Ranges while they are read: not joined yet. */
struct port_list {
	VEC(struct port_range) ranges;
};

static void ports_add(struct port_list *list, struct arena *arena, uint64_t low,
		      uint64_t high)
{
	struct value joined;

	/* Joined they are half as many at most. */
	if (list->ranges.n == N_PORTS) {
		joined = ports_of(list->ranges.at, list->ranges.n);
		list->ranges.n = joined.n;
	}
	vec_push(arena, &list->ranges,
		 (struct port_range){ (uint16_t)low, (uint16_t)high });
}

static bool port_next(struct str *text, struct str after, uint64_t *out)
{
	struct num n;
	bool minus;

	if (!number_next(text, after, &n, &minus) || minus ||
	    n.magnitude >= N_PORTS)
		return false;
	*out = n.magnitude;
	return true;
}

/* proc_do_large_bitmap(): "8080,9148-9150", no blanks; a comma may end it. */
static bool read_ports(const struct fact *fact, struct arena *arena,
		       struct str text, struct value *out)
{
	struct port_list list = { 0 };
	uint64_t low, high;

	str_skip(&text, '\n');
	while (text.len) {
		char separator;

		if (!port_next(&text, STR("-,\n"), &low))
			return false;
		high = low;
		separator = char_at(text, 0);
		text = str_slice(text, 1, text.len);
		if (separator == '-') {
			if (!port_next(&text, (struct str){ ",\n", 3 },
				       &high) ||
			    high < low)
				return false;
			text = str_slice(text, 1, text.len);
		}
		ports_add(&list, arena, low, high);
		str_skip(&text, '\n');
	}
	*out = ports_of(list.ranges.at, list.ranges.n);
	out->unit = fact->unit;
	return true;
}

/* proc_dostring() ends at the first newline or NUL. */
static struct str first_line(struct str text)
{
	text = str_slice(text, 0, str_find(text, '\n'));
	return str_slice(text, 0, str_find(text, '\0'));
}

static bool words_have(struct str words, struct str word)
{
	struct str one;

	while (str_next_word(&words, "|", &one))
		if (str_eq(one, word))
			return true;
	return false;
}

/* A name must be there exactly: a blank at its end makes it another one. */
static bool is_word(const struct facts *facts, const struct fact *fact,
		    struct str word)
{
	const struct str words = pool_text(facts->chars, fact->words);

	for (size_t i = 0; i < word.len; i++)
		if (is_space(word.at[i]))
			return false;
	return word.len && (str_empty(words) || words_have(words, word));
}

static bool is_hex(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (hex_digit(text.at[i]) < 0 && !strchr("-,:", text.at[i]))
			return false;
	return text.len > 0;
}

bool fact_read_value(const struct facts *facts, const struct fact *fact,
		     struct arena *arena, struct str text, struct value *out,
		     bool *out_short)
{
	*out_short = false;
	switch ((enum fact_store)fact->store) {
	case STORE_PORTS:
		return read_ports(fact, arena, text, out);
	case STORE_STRING:
	case STORE_COMMAND:
		*out = value_word(first_line(text));
		return true;
	case STORE_WORD:
		*out = value_word(first_line(text));
		return is_word(facts, fact, out->word);
	case STORE_HEX:
		*out = value_word(first_line(text));
		return is_hex(out->word);
	default:
		return read_numbers(fact, arena, text, out, out_short);
	}
}

static bool in_range(const struct fact_range *range, struct num n)
{
	if (range->has_low && num_cmp(n, range->low) < 0)
		return false;
	return !range->has_high || num_cmp(n, range->high) <= 0;
}

static bool all_in_range(const struct fact_range *range, struct value v)
{
	if (v.type == VALUE_INT)
		return in_range(range, v.integer);
	for (uint32_t i = 0; v.type == VALUE_VECTOR && i < v.n; i++)
		if (!in_range(range, v.vector[i]))
			return false;
	return true;
}

enum tri fact_accepts(const struct fact *fact, const struct fact_at *on,
		      struct value v)
{
	(void)fact;
	if (on->known_exists && !on->exists)
		return TRI_FALSE;
	if (!all_in_range(&on->wide, v))
		return TRI_FALSE;
	return on->known_exists && all_in_range(&on->range, v) ? TRI_TRUE
							       : TRI_UNKNOWN;
}

enum fact_refusal fact_refusal(const struct fact_at *on, struct value v)
{
	if (!all_in_range(&on->wide, v))
		return REFUSED_ALWAYS;
	return all_in_range(&on->range, v) ? REFUSED_NEVER : REFUSED_SOMETIMES;
}
