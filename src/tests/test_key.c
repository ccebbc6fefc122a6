/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/key.h"
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

START_TEST(the_first_separator_says_which_is_which)
{
	static const char *const pairs[][2] = {
		{ "net.ipv4.ip_forward", "net/ipv4/ip_forward" },
		{ "net/ipv4/ip_forward", "net/ipv4/ip_forward" },
		{ "net.ipv4.conf.eth0/100.rp_filter",
		  "net/ipv4/conf/eth0.100/rp_filter" },
		{ "net/ipv4/conf/eth0.100/rp_filter",
		  "net/ipv4/conf/eth0.100/rp_filter" },
		{ "kernel", "kernel" },
		{ "", "" },
	};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		ck_str(key_path(arena, str_of(pairs[i][0])), pairs[i][1]);
}
END_TEST

START_TEST(people_read_dots)
{
	ck_str(key_dotted(arena, STR("net/ipv4/ip_forward")),
	       "net.ipv4.ip_forward");
	ck_str(key_dotted(arena, STR("net/ipv4/conf/eth0.100/rp_filter")),
	       "net.ipv4.conf.eth0/100.rp_filter");
	/* Dots in the first part cannot be written with dots between. */
	ck_str(key_dotted(arena, STR("a.b/c")), "a.b/c");
}
END_TEST

START_TEST(an_interface_that_fell_apart_is_whole_again)
{
	static const char *const pairs[][2] = {
		{ "net/ipv4/conf/eth0/100/rp_filter",
		  "net/ipv4/conf/eth0.100/rp_filter" },
		{ "net/ipv6/neigh/a/b/c/gc_stale_time",
		  "net/ipv6/neigh/a.b.c/gc_stale_time" },
		{ "net/ipv4/conf/eth0/rp_filter",
		  "net/ipv4/conf/eth0/rp_filter" },
		{ "net/ipv4/conf/", "net/ipv4/conf/" },
		{ "net/ipv4/conf", "net/ipv4/conf" },
		{ "vm/a/b/c", "vm/a/b/c" },
		{ "", "" },
	};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		ck_str(key_join_interface(arena, str_of(pairs[i][0])),
		       pairs[i][1]);
}
END_TEST

START_TEST(dots_and_back_give_the_same_path)
{
	struct dice dice = { (uint64_t)_i };
	char bytes[24];

	for (int round = 0; round < ROUNDS; round++) {
		const struct str spelling =
			dice_text(&dice, STR("ab./*"), bytes,
				  dice_below(&dice, sizeof bytes));
		const struct str path = key_path(arena, spelling);

		ck_assert(
			str_eq(key_path(arena, key_dotted(arena, path)), path));
		ck_assert(str_eq(key_path(arena, path), path));
		ck_assert_uint_eq(path.len, spelling.len);
	}
}
END_TEST

static void check_split(const char *path, const char *pattern,
			const char *interface)
{
	struct str got_pattern, got_interface;

	ck_assert_msg(key_split_interface(arena, str_of(path), &got_pattern,
					  &got_interface),
		      "%s", path);
	ck_str(got_pattern, pattern);
	ck_str(got_interface, interface);
}

START_TEST(interfaces_are_found_where_they_can_be)
{
	check_split("net/ipv4/conf/eth0/rp_filter", "net/ipv4/conf/*/rp_filter",
		    "eth0");
	check_split("net/ipv4/conf/eth0.100/rp_filter",
		    "net/ipv4/conf/*/rp_filter", "eth0.100");
	check_split("net/ipv6/conf/all/forwarding",
		    "net/ipv6/conf/*/forwarding", "all");
	check_split("net/ipv4/neigh/default/gc_thresh3",
		    "net/ipv4/neigh/*/gc_thresh3", "default");
	check_split("net/mpls/conf/lo/input", "net/mpls/conf/*/input", "lo");
}
END_TEST

START_TEST(other_paths_have_no_interface)
{
	static const char *const none[] = {
		"",
		"net/ipv4/ip_forward",
		"net/ipv4/conf",
		"net/ipv4/conf/eth0",
		"net/ipv4/conf/eth0/",
		"net/ipv4/conf//rp_filter",
		"net/ipv4/confx/eth0/rp_filter",
		"net.ipv4.conf.eth0.rp_filter",
	};
	struct str pattern, interface;

	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		ck_assert_msg(!key_split_interface(arena, str_of(none[i]),
						   &pattern, &interface),
			      "%s", none[i]);
}
END_TEST

Suite *suite_key(void)
{
	Suite *s = suite_create("key");
	TCase *tc = tcase_create("key");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, the_first_separator_says_which_is_which);
	tcase_add_test(tc, people_read_dots);
	tcase_add_test(tc, an_interface_that_fell_apart_is_whole_again);
	tcase_add_loop_test(tc, dots_and_back_give_the_same_path, 0, SEEDS);
	tcase_add_test(tc, interfaces_are_found_where_they_can_be);
	tcase_add_test(tc, other_paths_have_no_interface);
	suite_add_tcase(s, tc);
	return s;
}
