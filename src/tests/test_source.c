/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/suites.h"
#include "tests/tools.h"
#include "text/source.h"

static struct arena *arena;

static void setup(void)
{
	arena = arena_new();
}

static void teardown(void)
{
	arena_free(arena);
}

static struct place place_at(struct str text, uint32_t start, uint32_t end)
{
	struct sources *sources = sources_new(arena);
	const uint32_t source = source_add(sources, STR("f"), text);

	return place_of(sources, (struct span){ source, start, end });
}

static struct str line_at(struct str text, uint32_t start)
{
	struct sources *sources = sources_new(arena);
	const uint32_t source = source_add(sources, STR("f"), text);
	const struct span span = { source, start, start };
	struct span whole;
	const struct str line = span_line(sources, span, &whole);

	ck_assert(str_eq(span_text(sources, whole), line));
	return line;
}

START_TEST(lines_and_columns_count_from_one)
{
	const struct place p = place_at(STR("ab\ncdef\n"), 4, 6);

	ck_str(p.name, "f");
	ck_assert_uint_eq(p.line, 2);
	ck_assert_uint_eq(p.column, 2);
	ck_assert_uint_eq(p.end_line, 2);
	ck_assert_uint_eq(p.end_column, 4);
}
END_TEST

START_TEST(a_line_end_belongs_to_the_line_it_ends)
{
	ck_assert_uint_eq(place_at(STR("ab\ncd"), 2, 2).line, 1);
	ck_assert_uint_eq(place_at(STR("ab\ncd"), 2, 2).column, 3);
	ck_assert_uint_eq(place_at(STR("ab\ncd"), 3, 3).line, 2);
	ck_assert_uint_eq(place_at(STR("ab\n"), 3, 3).line, 2);
	ck_assert_uint_eq(place_at(STR("ab\n"), 0, 3).end_line, 2);
	ck_assert_uint_eq(place_at(STR(""), 0, 0).line, 1);
}
END_TEST

START_TEST(cr_lf_is_one_end_and_a_lone_cr_is_text)
{
	ck_str(line_at(STR("ab\r\ncd"), 1), "ab");
	ck_str(line_at(STR("ab\r\ncd"), 3), "ab");
	ck_str(line_at(STR("ab\r\ncd"), 4), "cd");
	ck_str(line_at(STR("a\rb\nc"), 0), "a\rb");
	ck_str(line_at(STR("ab\r"), 0), "ab\r");
	ck_str(line_at(STR("\r\n\r\n"), 2), "");
	ck_str(line_at(STR(""), 0), "");
}
END_TEST

START_TEST(sources_are_numbered_from_one_and_nowhere_has_no_line)
{
	struct sources *sources = sources_new(arena);
	struct span whole = { 9, 9, 9 };

	ck_assert_uint_eq(source_add(sources, STR("a"), STR("x")), 1);
	ck_assert_uint_eq(source_add(sources, STR("b"), STR("y")), 2);
	ck_assert_uint_eq(sources_count(sources), 2);
	ck_str(source_name(sources, 2), "b");
	ck_str(source_text(sources, 2), "y");
	ck_assert_uint_eq(place_of(sources, (struct span){ 0 }).line, 0);
	ck_str(span_line(sources, (struct span){ 0 }, &whole), "");
	ck_assert(span_is_none(whole));
}
END_TEST

/* Counts bytes from the beginning, the slow and plain way. */
static void check_place(struct sources *sources, struct str text, uint32_t at)
{
	const struct place p = place_of(sources, (struct span){ 1, at, at });
	uint32_t line = 1, column = 1;

	for (uint32_t i = 0; i < at; i++) {
		column++;
		if (text.at[i] == '\n') {
			line++;
			column = 1;
		}
	}
	ck_assert_uint_eq(p.line, line);
	ck_assert_uint_eq(p.column, column);
}

START_TEST(places_are_what_counting_gives)
{
	struct dice dice = { (uint64_t)_i };
	char bytes[300];
	const struct str text = dice_text(&dice, STR("ab\n\r"), bytes,
					  dice_below(&dice, sizeof bytes));
	struct sources *sources = sources_new(arena);

	source_add(sources, STR("f"), text);
	for (uint32_t at = 0; at <= text.len; at++)
		check_place(sources, text, at);
}
END_TEST

Suite *suite_source(void)
{
	Suite *s = suite_create("source");
	TCase *tc = tcase_create("source");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, lines_and_columns_count_from_one);
	tcase_add_test(tc, a_line_end_belongs_to_the_line_it_ends);
	tcase_add_test(tc, cr_lf_is_one_end_and_a_lone_cr_is_text);
	tcase_add_test(tc,
		       sources_are_numbered_from_one_and_nowhere_has_no_line);
	tcase_add_loop_test(tc, places_are_what_counting_gives, 0, SEEDS);
	suite_add_tcase(s, tc);
	return s;
}
