/* SPDX-License-Identifier: Apache-2.0 */
#include "base/num.h"
#include "tests/suites.h"
#include "tests/tools.h"

/* Holds every number, sum and quotient; products are checked apart. */
__extension__ typedef __int128 wide_int;

static wide_int wide(struct num n)
{
	return n.negative ? -(wide_int)n.magnitude : (wide_int)n.magnitude;
}

static bool fits(wide_int w)
{
	return w >= INT64_MIN && w <= (wide_int)UINT64_MAX;
}

/* Numbers near the edges as often as any others. */
static struct num dice_num(struct dice *dice)
{
	static const uint64_t edges[] = { 0,          1,
					  2,          10,
					  INT64_MAX,  (uint64_t)1 << 63,
					  UINT64_MAX, UINT32_MAX };
	struct num n = { 0 };

	n.magnitude = edges[dice_below(dice, 8)];
	if (dice_below(dice, 2))
		n.magnitude = dice_roll(dice) >> dice_below(dice, 64);
	n.negative = n.magnitude && n.magnitude <= (uint64_t)1 << 63 &&
		     dice_below(dice, 2);
	return n;
}

static wide_int floor_div(wide_int a, wide_int b)
{
	const wide_int quotient = a / b;

	return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

static void check_sums(struct num a, struct num b)
{
	struct num out;

	ck_assert(num_add(a, b, &out) == fits(wide(a) + wide(b)));
	if (fits(wide(a) + wide(b)))
		ck_assert(wide(out) == wide(a) + wide(b));
	ck_assert(num_sub(a, b, &out) == fits(wide(a) - wide(b)));
	if (fits(wide(a) - wide(b)))
		ck_assert(wide(out) == wide(a) - wide(b));
}

static void check_quotient(struct num a, struct num b)
{
	struct num out;

	if (!b.magnitude) {
		ck_assert(!num_div(a, b, &out));
		return;
	}
	ck_assert(num_div(a, b, &out) == fits(floor_div(wide(a), wide(b))));
	if (fits(floor_div(wide(a), wide(b))))
		ck_assert(wide(out) == floor_div(wide(a), wide(b)));
}

static void check_product(struct num a, struct num b)
{
	wide_int product;
	struct num out;
	const bool ok = !__builtin_mul_overflow(wide(a), wide(b), &product) &&
			fits(product);

	ck_assert(num_mul(a, b, &out) == ok);
	if (ok)
		ck_assert(wide(out) == product);
}

START_TEST(arithmetic_and_order_are_those_of_wider_integers)
{
	struct dice dice = { (uint64_t)_i };

	for (int round = 0; round < ROUNDS; round++) {
		const struct num a = dice_num(&dice), b = dice_num(&dice);

		check_sums(a, b);
		check_quotient(a, b);
		check_product(a, b);
		ck_assert_int_eq(num_cmp(a, b),
				 (wide(a) > wide(b)) - (wide(a) < wide(b)));
		ck_assert_int_eq(num_cmp(a, a), 0);
	}
}
END_TEST

START_TEST(printing_and_parsing_give_the_same_number)
{
	struct dice dice = { (uint64_t)_i };
	struct arena *arena = arena_new();

	for (int round = 0; round < ROUNDS; round++) {
		const struct num n = dice_num(&dice);
		struct num again;

		ck_assert(num_parse(num_text(arena, n), &again));
		ck_assert_int_eq(num_cmp(n, again), 0);
		ck_assert(n.negative == again.negative);
	}
	arena_free(arena);
}
END_TEST

START_TEST(only_digits_that_fit_are_a_number)
{
	static const char *const bad[] = {
		"",
		"-",
		"+1",
		" 1",
		"1 ",
		"0x10",
		"1e3",
		"1_000",
		"--1",
		"1-",
		"\xd9\xa1",
		"18446744073709551616",
		"-9223372036854775809",
		"99999999999999999999999999999",
	};
	struct num n;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(!num_parse(str_of(bad[i]), &n), "%s", bad[i]);
	ck_assert(!num_parse(STR("1\0"), &n));
}
END_TEST

START_TEST(the_edges_are_numbers)
{
	struct num n;
	int64_t i;

	ck_assert(num_parse(STR("18446744073709551615"), &n));
	ck_assert(n.magnitude == UINT64_MAX && !n.negative);
	ck_assert(!num_to_i64(n, &i));
	ck_assert(num_parse(STR("-9223372036854775808"), &n));
	ck_assert(num_to_i64(n, &i) && i == INT64_MIN);
	ck_assert_int_eq(num_cmp(n, num_of(INT64_MIN)), 0);
	ck_assert(num_parse(STR("-0"), &n) && !n.negative);
	ck_assert(num_parse(STR("007"), &n) && n.magnitude == 7);
}
END_TEST

START_TEST(division_goes_toward_minus_infinity)
{
	struct num out;

	ck_assert(num_div(num_of(-7), num_of(2), &out));
	ck_assert_int_eq(num_cmp(out, num_of(-4)), 0);
	ck_assert(num_div(num_of(7), num_of(-2), &out));
	ck_assert_int_eq(num_cmp(out, num_of(-4)), 0);
	ck_assert(num_div(num_of(-7), num_of(-2), &out));
	ck_assert_int_eq(num_cmp(out, num_of(3)), 0);
	ck_assert(num_div(num_of(0), num_of(-2), &out) && !out.negative);
}
END_TEST

Suite *suite_num(void)
{
	Suite *s = suite_create("num");
	TCase *tc = tcase_create("num");

	tcase_add_loop_test(
		tc, arithmetic_and_order_are_those_of_wider_integers, 0, SEEDS);
	tcase_add_loop_test(tc, printing_and_parsing_give_the_same_number, 0,
			    SEEDS);
	tcase_add_test(tc, only_digits_that_fit_are_a_number);
	tcase_add_test(tc, the_edges_are_numbers);
	tcase_add_test(tc, division_goes_toward_minus_infinity);
	suite_add_tcase(s, tc);
	return s;
}
