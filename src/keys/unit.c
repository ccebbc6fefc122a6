/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/unit.h"
#include <stddef.h>
#include <string.h>

#define SECOND_US  1000000u
#define PER_SECOND 1000u /* a rate counts thousandths */

/* A row for each suffix. Within a unit the larger one stands first, since
 * unit_text() takes the first that leaves no fraction. */
const struct unit_suffix unit_suffixes[] = {
	{ "d", UNIT_TIME, 86400ull * SECOND_US, 1 },
	{ "h", UNIT_TIME, 3600ull * SECOND_US, 1 },
	{ "min", UNIT_TIME, 60ull * SECOND_US, 1 },
	{ "s", UNIT_TIME, SECOND_US, 1 },
	{ "ms", UNIT_TIME, 1000, 1 },
	{ "us", UNIT_TIME, 1, 1 },
	{ "TiB", UNIT_BYTES, 1ull << 40, 1 },
	{ "GiB", UNIT_BYTES, 1ull << 30, 1 },
	{ "MiB", UNIT_BYTES, 1ull << 20, 1 },
	{ "KiB", UNIT_BYTES, 1ull << 10, 1 },
	{ "B", UNIT_BYTES, 1, 1 },
	{ "/s", UNIT_RATE, PER_SECOND, 1 },
	{ "/min", UNIT_RATE, PER_SECOND, 60 },
	{ "/h", UNIT_RATE, PER_SECOND, 3600 },
	{ "bit/s", UNIT_RATE, PER_SECOND, 1 },
	{ "kbit/s", UNIT_RATE, 1000ull * PER_SECOND, 1 },
	{ "Mbit/s", UNIT_RATE, 1000000ull * PER_SECOND, 1 },
	{ "Gbit/s", UNIT_RATE, 1000000000ull * PER_SECOND, 1 },
	{ "pages", UNIT_PAGES, 1, 1 },
	{ "ports", UNIT_PORTS, 1, 1 },
	{ NULL, UNIT_NONE, 0, 0 },
};

const struct unit_suffix *unit_suffix_find(struct str text)
{
	for (const struct unit_suffix *s = unit_suffixes; s->text; s++)
		if (str_eq(str_of(s->text), text))
			return s;
	return NULL;
}

struct str unit_suffix_near(struct str wrong)
{
	struct str all[sizeof unit_suffixes / sizeof unit_suffixes[0]];
	size_t n = 0;

	for (const struct unit_suffix *s = unit_suffixes; s->text; s++)
		all[n++] = str_of(s->text);
	return str_nearest(wrong, all, n);
}

/* 10^9 is the most that a fraction is divided by: nanoseconds of a second. */
#define FRACTION_DIGITS 9

bool unit_scale(struct str digits, const struct unit_suffix *suffix,
		struct num *out)
{
	struct str whole, fraction;
	struct num n, f = { 0 }, back;
	uint64_t divisor = 1;

	str_split(digits, '.', &whole, &fraction);
	if (fraction.len > FRACTION_DIGITS || !num_parse(whole, &n))
		return false;
	if (!str_empty(fraction) && !num_parse(fraction, &f))
		return false;
	for (size_t i = 0; i < fraction.len; i++)
		divisor *= 10;
	if (!num_mul(n, num_of_u64(divisor), &n) || !num_add(n, f, &n) ||
	    !num_mul(n, num_of_u64(suffix->multiplier), &n) ||
	    !num_div(n, num_of_u64(divisor), out))
		return false;
	if (!num_mul(*out, num_of_u64(divisor), &back) || num_cmp(back, n))
		return false;
	return num_div(*out, num_of_u64(suffix->divisor), out);
}

const char *unit_name(enum unit unit)
{
	static const char *const names[] = {
		[UNIT_NONE] = "count",  [UNIT_BYTES] = "bytes",
		[UNIT_PAGES] = "pages", [UNIT_TIME] = "time",
		[UNIT_RATE] = "rate",   [UNIT_PORTS] = "ports",
	};

	return names[unit];
}

/* Thousandths as a decimal: 166 is "0.166/s", 3000000 is "3000/s". */
static struct str rate_text(struct arena *arena, struct num n)
{
	const uint64_t whole = n.magnitude / PER_SECOND;
	uint64_t rest = n.magnitude % PER_SECOND;
	const char *sign = n.negative ? "-" : "";
	int digits = 3;

	if (!rest)
		return str_format(arena, "%s%ju/s", sign, (uintmax_t)whole);
	for (; rest % 10 == 0; digits--)
		rest /= 10;
	return str_format(arena, "%s%ju.%0*ju/s", sign, (uintmax_t)whole,
			  digits, (uintmax_t)rest);
}

/* Minutes and longer are for writing: 7200 s is what the sysctl holds. */
static bool suffix_is_shown(const struct unit_suffix *s)
{
	return s->unit != UNIT_TIME || s->multiplier <= SECOND_US;
}

struct str unit_text(struct arena *arena, struct num n, enum unit unit,
		     const char *between)
{
	const struct unit_suffix *s = unit_suffixes;

	if (unit == UNIT_NONE)
		return num_text(arena, n);
	if (unit == UNIT_RATE)
		return rate_text(arena, n);
	while (s->unit != unit || !suffix_is_shown(s) ||
	       (s->multiplier > 1 &&
		(!n.magnitude || n.magnitude % s->multiplier)))
		s++;
	return str_format(arena, "%s%ju%s%s", n.negative ? "-" : "",
			  (uintmax_t)(n.magnitude / s->multiplier), between,
			  s->text);
}
