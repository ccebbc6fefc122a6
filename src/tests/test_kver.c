/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/kver.h"
#include "tests/suites.h"
#include "tests/tools.h"

static struct arena *arena;

static void setup(void)
{
	arena = arena_new();
}

static void teardown(void)
{
	arena_free(arena);
}

static struct kver kver_of(const char *text)
{
	struct kver v;

	ck_assert_msg(kver_parse(str_of(text), &v), "%s", text);
	return v;
}

static bool range_has(const char *range, const char *version)
{
	struct kver_range r;

	ck_assert_msg(kver_range_parse(str_of(range), &r), "%s", range);
	return kver_range_has(r, kver_of(version));
}

START_TEST(versions_are_read_as_uname_writes_them)
{
	/* As written, and what is left of it. */
	static const char *const pairs[][2] = {
		{ "6", "6" },
		{ "6.12", "6.12" },
		{ "5.15.0", "5.15.0" },
		{ "4.19.0-21-amd64", "4.19.0" },
		{ "5.15.0-91-generic", "5.15.0" },
		{ "6.5.0-1016-azure", "6.5.0" },
		{ "4.12-rc1", "4.12" },
		{ "6.1.55+deb12", "6.1.55" },
		{ "6.1.0+", "6.1.0" },
		{ "6.6.87.2-microsoft-standard-WSL2", "6.6.87" },
		{ "2.6.32.61", "2.6.32" },
		{ "3.10-el7", "3.10-el7" },
		{ "3.10.0-1160.el7.x86_64", "3.10.0-el7" },
		{ "4.18.0-553.8.1.el8_10.x86_64", "4.18.0-el8" },
		{ "4.18.el8", "4.18-el8" },
		{ "5.14.0-427.el9", "5.14.0-el9" },
		{ "5.4.17-2136.el8uek.x86_64", "5.4.17" },
		{ "4.14.0-115.el7a.0.1.aarch64", "4.14.0" },
		{ "6.8.5-301.fc40.x86_64", "6.8.5" },
		{ "65535.65535.65535", "65535.65535.65535" },
	};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		ck_str(kver_text(arena, kver_of(pairs[i][0])), pairs[i][1]);
}
END_TEST

START_TEST(what_is_no_version_is_refused)
{
	static const char *const bad[] = {
		"",
		"abc",
		"5.",
		"5.x",
		".5",
		"5..1",
		"65536",
		"5.70000",
		"-5",
		"5.10-",
		"v5",
		"5.10 ",
		" 5.10",
		"5.10-a b",
		"5.10\n",
		"5.10-\033",
		"5,1",
		"5.1.2.",
		"99999999999999999999",
		"+",
	};
	struct kver v;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(!kver_parse(str_of(bad[i]), &v), "%s", bad[i]);
	ck_assert(!kver_parse(STR("5.1\0"), &v));
	ck_assert(!kver_parse(STR("3.10-el7\0"), &v));
}
END_TEST

START_TEST(order_is_by_number_and_missing_parts_are_zero)
{
	ck_assert_int_eq(kver_cmp(kver_of("4.9"), kver_of("4.11")), -1);
	ck_assert_int_eq(kver_cmp(kver_of("4.9"), kver_of("4.9.0")), 0);
	ck_assert_int_eq(kver_cmp(kver_of("4.9.1"), kver_of("4.9")), 1);
	ck_assert_int_eq(kver_cmp(kver_of("5"), kver_of("4.20.17")), 1);
	ck_assert_int_eq(kver_cmp(kver_of("3.10-el7"), kver_of("3.10")), 0);
}
END_TEST

START_TEST(ranges_hold_their_ends_at_the_precision_written)
{
	ck_assert(range_has("-4.11", "4.11.9"));
	ck_assert(!range_has("-4.11", "4.12"));
	ck_assert(range_has("-4.11", "2.6.32"));
	ck_assert(range_has("4.12-", "4.12-rc1"));
	ck_assert(range_has("4.12-", "6"));
	ck_assert(!range_has("4.12-", "4.11.9"));
	ck_assert(range_has("4.11", "4.11.3"));
	ck_assert(!range_has("4.11", "4.12"));
	ck_assert(range_has("3.17-4.11", "3.17"));
	ck_assert(range_has("3.17-4.11", "4.11.12"));
	ck_assert(!range_has("3.17-4.11", "3.16.99"));
	ck_assert(range_has("4-4.11", "4.2"));
	ck_assert(range_has("-4.11.5", "4.11.5"));
	ck_assert(!range_has("-4.11.5", "4.11.6"));
}
END_TEST

START_TEST(a_flavour_in_a_range_holds_only_that_flavour)
{
	ck_assert(range_has("3.10-el7", "3.10.0-1160.el7.x86_64"));
	ck_assert(!range_has("3.10-el7", "3.10"));
	ck_assert(!range_has("3.10-el7", "3.10-el8"));
	ck_assert(range_has("3.10-el7-", "3.11-el7"));
	ck_assert(range_has("3.10", "3.10.0-1160.el7.x86_64"));
}
END_TEST

START_TEST(a_range_that_cannot_be_is_refused)
{
	static const char *const bad[] = {
		"",
		"-",
		"--",
		"4.11-3.17",
		"4.12--",
		"4.12-x",
		"x-4.12",
		"4.12.5-4.11",
		"-4.",
		"4.12-4.13-",
		"3.10-el7-4.11",
		"4.19.0-21-amd64",
		"4.11 - 4.12",
	};
	struct kver_range r;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(!kver_range_parse(str_of(bad[i]), &r), "%s",
			      bad[i]);
	/* 4.11 holds 4.11.9, so it does not lie before 4.11.5. */
	ck_assert(kver_range_parse(STR("4.11.5-4.11"), &r));
}
END_TEST

static struct kver dice_kver(struct dice *dice)
{
	struct kver v = { .parts = (uint8_t)(1 + dice_below(dice, 3)) };

	v.a = (uint16_t)dice_below(dice, 7);
	v.b = v.parts > 1 ? (uint16_t)dice_below(dice, 3) : 0;
	v.c = v.parts > 2 ? (uint16_t)dice_below(dice, 3) : 0;
	return v;
}

START_TEST(order_is_total_and_texts_read_back)
{
	struct dice dice = { (uint64_t)_i };

	for (int round = 0; round < ROUNDS; round++) {
		const struct kver a = dice_kver(&dice), b = dice_kver(&dice);
		const struct kver c = dice_kver(&dice);
		struct kver again;

		ck_assert_int_eq(kver_cmp(a, b), -kver_cmp(b, a));
		if (kver_cmp(a, b) <= 0 && kver_cmp(b, c) <= 0)
			ck_assert_int_le(kver_cmp(a, c), 0);
		ck_assert(kver_parse(kver_text(arena, a), &again));
		ck_assert_int_eq(kver_cmp(a, again), 0);
		ck_assert_uint_eq(a.parts, again.parts);
	}
}
END_TEST

Suite *suite_kver(void)
{
	Suite *s = suite_create("kver");
	TCase *tc = tcase_create("kver");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, versions_are_read_as_uname_writes_them);
	tcase_add_test(tc, what_is_no_version_is_refused);
	tcase_add_test(tc, order_is_by_number_and_missing_parts_are_zero);
	tcase_add_test(tc, ranges_hold_their_ends_at_the_precision_written);
	tcase_add_test(tc, a_flavour_in_a_range_holds_only_that_flavour);
	tcase_add_test(tc, a_range_that_cannot_be_is_refused);
	tcase_add_loop_test(tc, order_is_total_and_texts_read_back, 0, SEEDS);
	suite_add_tcase(s, tc);
	return s;
}
