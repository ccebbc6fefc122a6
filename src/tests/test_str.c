/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/str.h"
#include "base/tri.h"
#include "base/vec.h"
#include "tests/suites.h"
#include "tests/tools.h"
#include <string.h>

START_TEST(order_is_bytewise_and_the_shorter_comes_first)
{
	ck_assert_int_eq(str_cmp(STR("abc"), STR("abd")), -1);
	ck_assert_int_eq(str_cmp(STR("ab"), STR("abc")), -1);
	ck_assert_int_eq(str_cmp(STR("\xff"), STR("a")), 1);
	ck_assert_int_eq(str_cmp(STR("Z"), STR("a")), -1);
	ck_assert_int_eq(str_cmp(STR(""), (struct str){ 0 }), 0);
}
END_TEST

START_TEST(empty_text_may_have_no_address)
{
	const struct str none = str_of(NULL);
	struct str left, right;

	ck_assert(str_eq(none, STR("")));
	ck_assert(str_starts(STR("a"), none));
	ck_assert(str_ends(none, none));
	ck_assert_uint_eq(str_find(none, 'a'), 0);
	ck_assert_uint_eq(str_find_str(none, STR("a")), 0);
	ck_assert(!str_split(none, '=', &left, &right));
	ck_assert(str_empty(str_trim(none)));
}
END_TEST

START_TEST(find_gives_the_length_when_there_is_nothing)
{
	ck_assert_uint_eq(str_find(STR("a=b=c"), '='), 1);
	ck_assert_uint_eq(str_find(STR("abc"), '='), 3);
	ck_assert_uint_eq(str_find_str(STR("abcabd"), STR("abd")), 3);
	ck_assert_uint_eq(str_find_str(STR("abc"), STR("abcd")), 3);
	ck_assert_uint_eq(str_find_str(STR("abc"), STR("")), 0);
}
END_TEST

START_TEST(slices_are_cut_to_the_text)
{
	ck_str(str_slice(STR("abcdef"), 2, 4), "cd");
	ck_str(str_slice(STR("abc"), 1, 99), "bc");
	ck_str(str_slice(STR("abc"), 99, 100), "");
	ck_str(str_slice(STR("abc"), 2, 1), "");
}
END_TEST

START_TEST(trim_takes_both_ends_and_no_more)
{
	ck_str(str_trim(STR(" \t a b\r\n")), "a b");
	ck_str(str_trim(STR("   ")), "");
	ck_str(str_trim_set(STR("--a-b-"), "-"), "a-b");
	/* The NUL that ends the set is not in it. */
	ck_assert_uint_eq(str_trim(STR("\0a\0")).len, 3);
}
END_TEST

START_TEST(split_cuts_at_the_first)
{
	struct str left, right;

	ck_assert(str_split(STR("a=b=c"), '=', &left, &right));
	ck_str(left, "a");
	ck_str(right, "b=c");
	ck_assert(!str_split(STR("abc"), '=', &left, &right));
	ck_str(left, "abc");
	ck_str(right, "");
}
END_TEST

START_TEST(words_come_one_by_one)
{
	struct str rest = STR("  4096\t87380  6291456 "), word;

	ck_assert(str_next_word(&rest, " \t", &word));
	ck_str(word, "4096");
	ck_assert(str_next_word(&rest, " \t", &word));
	ck_str(word, "87380");
	ck_assert(str_next_word(&rest, " \t", &word));
	ck_str(word, "6291456");
	ck_assert(!str_next_word(&rest, " \t", &word));
	ck_assert(!str_next_word(&rest, " \t", &word));
}
END_TEST

START_TEST(format_takes_texts_of_any_length)
{
	struct arena *arena = arena_new();
	struct buf b = { .arena = arena };

	buf_repeat(&b, 'x', 1000);
	buf_printf(&b, "%d-%s", 42, "end");
	ck_assert_uint_eq(b.len, 1006);
	ck_assert(str_ends(buf_str(&b), STR("x42-end")));
	ck_assert(str_eq(str_format(arena, "%.*s", STR_ARG(buf_str(&b))),
			 buf_str(&b)));
	ck_str(str_format(arena, "%s %d", "a", 1), "a 1");
	ck_assert_uint_eq(strlen(str_c(arena, STR("abc"))), 3);
	arena_free(arena);
}
END_TEST

START_TEST(the_nearest_name_is_found_over_one_slip)
{
	const struct str names[] = { STR("hosts"), STR("hops"), STR("kernel"),
				     STR("settings") };
	const size_t n = sizeof names / sizeof *names;

	ck_str(str_nearest(STR("hopps"), names, n), "hops");
	ck_str(str_nearest(STR("kernle"), names, n), "kernel");
	/* Neighbours exchanged are one slip; more a word of four cannot have */
	ck_str(str_nearest(STR("hpos"), names, n), "hops");
	ck_str(str_nearest(STR("setings"), names, n), "settings");
	ck_str(str_nearest(STR("host"), names, n), "hosts");
	ck_str(str_nearest(STR("hops"), names, n), "hops");
}
END_TEST

START_TEST(nothing_is_near_what_is_too_different)
{
	const struct str names[] = { STR("hosts"), STR("hops") };
	char long_name[4096];

	ck_str(str_nearest(STR("xyz"), names, 2), "");
	ck_str(str_nearest(STR(""), names, 2), "");
	ck_str(str_nearest(STR("ho"), names, 2), "");
	memset(long_name, 'h', sizeof long_name);
	ck_str(str_nearest((struct str){ long_name, 4096 }, names, 2), "");
}
END_TEST

START_TEST(of_equally_near_names_the_first_is_taken)
{
	const struct str names[] = { STR("tcp_bmem"), STR("tcp_rmem"),
				     STR("tcp_wmem") };

	ck_str(str_nearest(STR("tcp_xmem"), names, 3), "tcp_bmem");
	ck_str(str_nearest(STR("tcp_wmem"), names, 3), "tcp_wmem");
}
END_TEST

START_TEST(three_values_are_kleenes)
{
	const enum tri f = TRI_FALSE, t = TRI_TRUE, u = TRI_UNKNOWN;

	ck_assert_int_eq(tri_and(f, u), f);
	ck_assert_int_eq(tri_and(t, u), u);
	ck_assert_int_eq(tri_and(t, t), t);
	ck_assert_int_eq(tri_or(t, u), t);
	ck_assert_int_eq(tri_or(u, f), u);
	ck_assert_int_eq(tri_or(f, f), f);
	ck_assert_int_eq(tri_not(u), u);
	ck_assert_int_eq(tri_not(t), f);
	ck_assert_int_eq(tri_of(true), t);
}
END_TEST

START_TEST(vectors_keep_what_was_pushed)
{
	struct arena *arena = arena_new();
	VEC(int) squares = { 0 };

	for (int i = 0; i < 1000; i++)
		vec_push(arena, &squares, i * i);
	ck_assert_uint_eq(squares.n, 1000);
	for (int i = 0; i < 1000; i++)
		ck_assert_int_eq(squares.at[i], i * i);
	arena_free(arena);
}
END_TEST

Suite *suite_str(void)
{
	Suite *s = suite_create("str");
	TCase *tc = tcase_create("str");

	tcase_add_test(tc, order_is_bytewise_and_the_shorter_comes_first);
	tcase_add_test(tc, empty_text_may_have_no_address);
	tcase_add_test(tc, find_gives_the_length_when_there_is_nothing);
	tcase_add_test(tc, slices_are_cut_to_the_text);
	tcase_add_test(tc, trim_takes_both_ends_and_no_more);
	tcase_add_test(tc, split_cuts_at_the_first);
	tcase_add_test(tc, words_come_one_by_one);
	tcase_add_test(tc, format_takes_texts_of_any_length);
	tcase_add_test(tc, the_nearest_name_is_found_over_one_slip);
	tcase_add_test(tc, nothing_is_near_what_is_too_different);
	tcase_add_test(tc, of_equally_near_names_the_first_is_taken);
	tcase_add_test(tc, three_values_are_kleenes);
	tcase_add_test(tc, vectors_keep_what_was_pushed);
	suite_add_tcase(s, tc);
	return s;
}
