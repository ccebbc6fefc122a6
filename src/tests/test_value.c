/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/ports.h"
#include "keys/unit.h"
#include "keys/value.h"
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

static struct value ports(const char *text)
{
	struct value v;

	ck_assert(ports_parse(arena, str_of(text), &v));
	return v;
}

static struct str number(int64_t n, enum unit unit)
{
	return value_text(arena, value_int(num_of(n), unit));
}

START_TEST(a_number_is_shown_with_the_largest_exact_unit)
{
	ck_str(number(60000000, UNIT_TIME), "60 s");
	ck_str(number(7200000000, UNIT_TIME), "7200 s");
	ck_str(number(1500, UNIT_TIME), "1500 us");
	ck_str(number(-1000, UNIT_TIME), "-1 ms");
	ck_str(number(0, UNIT_TIME), "0 s");
	ck_str(number((int64_t)16 << 30, UNIT_BYTES), "16 GiB");
	ck_str(number(1000, UNIT_BYTES), "1000 B");
	ck_str(number(3000000, UNIT_RATE), "3000/s");
	ck_str(number(1500, UNIT_RATE), "1.5/s");
	ck_str(number(7, UNIT_RATE), "0.007/s");
	ck_str(number(28232, UNIT_PORTS), "28232 ports");
	ck_str(number(-3, UNIT_NONE), "-3");
}
END_TEST

START_TEST(a_sysctl_file_gets_digits_in_the_keys_own_unit)
{
	const struct num three[] = { num_of(4096), num_of(131072),
				     num_of(6291456) };
	const struct value v = { .type = VALUE_VECTOR,
				 .unit = UNIT_BYTES,
				 .n = 3,
				 .vector = three };

	ck_str(value_sysctl_text(arena, v, 1), "4096 131072 6291456");
	ck_str(value_text(arena, v), "4096 131072 6291456");
	ck_str(value_sysctl_text(arena, value_int(num_of(60000000), UNIT_TIME),
				 1000000),
	       "60");
	ck_str(value_sysctl_text(arena, value_int(num_of(2000), UNIT_TIME),
				 1000),
	       "2");
	ck_str(value_sysctl_text(arena, value_bool(true), 1), "1");
	ck_str(value_sysctl_text(arena, ports("80,8000-8100"), 1),
	       "80,8000-8100");
}
END_TEST

START_TEST(values_are_equal_by_content)
{
	const struct num a[] = { num_of(1), num_of(2) };
	struct value v = { .type = VALUE_VECTOR, .n = 2, .vector = a };
	struct value shorter = v;

	shorter.n = 1;
	ck_assert(value_eq(v, v));
	ck_assert(!value_eq(v, shorter));
	ck_assert(value_eq(value_word(STR("a")), value_word(STR("a"))));
	ck_assert(!value_eq(value_word(STR("a")), value_word(STR("b"))));
	ck_assert(!value_eq(value_bool(true), value_int(num_of(1), 0)));
	ck_assert(value_eq(ports("1-5"), ports("1,2,3-5")));
	ck_assert(!value_eq(ports("1-5"), ports("1-4,6")));
}
END_TEST

START_TEST(sets_of_ports_are_sorted_and_joined)
{
	ck_str(value_text(arena, ports("9000 80,70-79,5-6,6-8")),
	       "5-8,70-80,9000");
	ck_str(value_text(arena, ports("")), "");
	ck_str(value_text(arena, ports("0-65535")), "0-65535");
}
END_TEST

START_TEST(what_is_no_list_of_ports_is_refused)
{
	struct value v;

	ck_assert(!ports_parse(arena, STR("80-70"), &v));
	ck_assert(!ports_parse(arena, STR("65536"), &v));
	ck_assert(!ports_parse(arena, STR("-1"), &v));
	ck_assert(!ports_parse(arena, STR("http"), &v));
	ck_assert(!ports_parse(arena, STR("1-"), &v));
}
END_TEST

START_TEST(ports_are_counted_shared_and_taken_away)
{
	const struct value range = ports("32768-60999");
	const struct value taken = ports("40000,50000-50099,60990-65535");

	ck_assert_uint_eq(ports_count(range), 28232);
	ck_assert_uint_eq(ports_shared(range, taken), 111);
	ck_assert(ports_have(taken, 50050));
	ck_assert(!ports_have(taken, 50100));
	ck_str(value_text(arena, ports_without(arena, range, taken)),
	       "32768-39999,40001-49999,50100-60989");
}
END_TEST

static struct value dice_ports(struct dice *dice)
{
	struct port_range *ranges = arena_array(arena, struct port_range, 8);
	const size_t n = dice_below(dice, 8);

	for (size_t i = 0; i < n; i++) {
		ranges[i].low = (uint16_t)(65520 + dice_below(dice, 10));
		ranges[i].high =
			(uint16_t)(ranges[i].low + dice_below(dice, 6));
	}
	return ports_of(ranges, n);
}

START_TEST(sets_of_ports_agree_with_asking_each_port)
{
	struct dice dice = { .state = (uint64_t)_i };

	for (int round = 0; round < ROUNDS; round++) {
		const struct value a = dice_ports(&dice);
		const struct value b = dice_ports(&dice);
		const struct value rest = ports_without(arena, a, b);
		uint32_t count = 0, shared = 0;

		for (uint32_t port = 65500; port <= 65535; port++) {
			count += ports_have(a, port);
			shared += ports_have(a, port) && ports_have(b, port);
			ck_assert_int_eq(ports_have(rest, port),
					 ports_have(a, port) &&
						 !ports_have(b, port));
		}
		ck_assert_uint_eq(ports_count(a), count);
		ck_assert_uint_eq(ports_shared(a, b), shared);
		ck_assert_uint_eq(ports_count(rest), count - shared);
	}
}
END_TEST

START_TEST(a_quantity_is_whole_and_fits)
{
	struct num n;

	ck_assert(unit_scale(STR("1.5"), unit_suffix_find(STR("GiB")), &n));
	ck_assert_uint_eq(n.magnitude, (uint64_t)3 << 29);
	ck_assert(unit_scale(STR("10"), unit_suffix_find(STR("/min")), &n));
	ck_assert_uint_eq(n.magnitude, 166);
	ck_assert(!unit_scale(STR("0.5"), unit_suffix_find(STR("B")), &n));
	ck_assert(
		!unit_scale(STR("99999999"), unit_suffix_find(STR("TiB")), &n));
	ck_str(unit_suffix_near(STR("KIB")), "KiB");
	ck_assert_ptr_null(unit_suffix_find(STR("kib")));
}
END_TEST

START_TEST(an_assumed_datum_is_tainted)
{
	const struct value v = value_bool(true);

	ck_assert(datum_of(v, ORIGIN_ASSUMED, (struct span){ 0 }).tainted);
	ck_assert(!datum_of(v, ORIGIN_GIVEN, (struct span){ 0 }).tainted);
	ck_assert(!datum_unknown(STR("gone")).known);
}
END_TEST

Suite *suite_value(void)
{
	Suite *s = suite_create("value");
	TCase *tc = tcase_create("value");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, a_number_is_shown_with_the_largest_exact_unit);
	tcase_add_test(tc, a_sysctl_file_gets_digits_in_the_keys_own_unit);
	tcase_add_test(tc, values_are_equal_by_content);
	tcase_add_test(tc, sets_of_ports_are_sorted_and_joined);
	tcase_add_test(tc, what_is_no_list_of_ports_is_refused);
	tcase_add_test(tc, ports_are_counted_shared_and_taken_away);
	tcase_add_loop_test(tc, sets_of_ports_agree_with_asking_each_port, 0,
			    SEEDS);
	tcase_add_test(tc, a_quantity_is_whole_and_fits);
	tcase_add_test(tc, an_assumed_datum_is_tainted);
	suite_add_tcase(s, tc);
	return s;
}
