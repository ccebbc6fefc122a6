/* SPDX-License-Identifier: Apache-2.0 */
#include "base/num.h"
#include <inttypes.h>

#define LEAST_MAGNITUDE ((uint64_t)1 << 63) /* of the least number, -2^63 */

/* Drops the sign of zero; false when n is below the least number. */
static bool num_finish(struct num n, struct num *out)
{
	if (n.negative && n.magnitude > LEAST_MAGNITUDE)
		return false;
	if (!n.magnitude)
		n.negative = false;
	*out = n;
	return true;
}

struct num num_of(int64_t n)
{
	if (n < 0)
		return (struct num){ 0 - (uint64_t)n, true };
	return (struct num){ (uint64_t)n, false };
}

struct num num_of_u64(uint64_t n)
{
	return (struct num){ n, false };
}

bool num_to_i64(struct num n, int64_t *out)
{
	if (!n.negative && n.magnitude > INT64_MAX)
		return false;
	if (n.negative && n.magnitude == LEAST_MAGNITUDE)
		*out = INT64_MIN;
	else if (n.negative)
		*out = -(int64_t)n.magnitude;
	else
		*out = (int64_t)n.magnitude;
	return true;
}

int num_cmp(struct num a, struct num b)
{
	if (a.negative != b.negative)
		return a.negative ? -1 : 1;
	if (a.magnitude == b.magnitude)
		return 0;
	return (a.magnitude < b.magnitude) != a.negative ? -1 : 1;
}

bool num_add(struct num a, struct num b, struct num *out)
{
	struct num sum = a;

	if (a.negative == b.negative) {
		if (__builtin_add_overflow(a.magnitude, b.magnitude,
					   &sum.magnitude))
			return false;
		return num_finish(sum, out);
	}
	if (a.magnitude < b.magnitude)
		sum = (struct num){ b.magnitude - a.magnitude, b.negative };
	else
		sum.magnitude = a.magnitude - b.magnitude;
	return num_finish(sum, out);
}

bool num_sub(struct num a, struct num b, struct num *out)
{
	/* -b may lie outside of the range; the sum is what is checked. */
	const struct num minus_b = { b.magnitude, !b.negative };

	return num_add(a, minus_b, out);
}

bool num_mul(struct num a, struct num b, struct num *out)
{
	struct num product = { .negative = a.negative != b.negative };

	if (__builtin_mul_overflow(a.magnitude, b.magnitude,
				   &product.magnitude))
		return false;
	return num_finish(product, out);
}

bool num_div(struct num a, struct num b, struct num *out)
{
	struct num quotient = { .negative = a.negative != b.negative };

	if (!b.magnitude)
		return false;
	quotient.magnitude = a.magnitude / b.magnitude;
	/* Toward minus infinity. No carry: there is a rest only if b > 1. */
	if (quotient.negative && a.magnitude % b.magnitude)
		quotient.magnitude++;
	return num_finish(quotient, out);
}

bool num_parse(struct str s, struct num *out)
{
	struct num n = { .negative = str_skip(&s, '-') };

	if (str_empty(s))
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (s.at[i] < '0' || s.at[i] > '9')
			return false;
		if (__builtin_mul_overflow(n.magnitude, 10, &n.magnitude) ||
		    __builtin_add_overflow(n.magnitude, s.at[i] - '0',
					   &n.magnitude))
			return false;
	}
	return num_finish(n, out);
}

struct str num_text(struct arena *arena, struct num n)
{
	return str_format(arena, "%s%" PRIu64, n.negative ? "-" : "",
			  n.magnitude);
}
