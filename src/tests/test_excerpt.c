/* SPDX-License-Identifier: Apache-2.0 */
#include "base/glyph.h"
#include "base/utf8.h"
#include "tests/suites.h"
#include "tests/tools.h"
#include "text/excerpt.h"
#include <string.h>

static struct arena *arena;

static void setup(void)
{
	arena = arena_new();
}

static void teardown(void)
{
	arena_free(arena);
}

static struct str excerpt_of(struct str text, size_t start, size_t end)
{
	struct sources *sources = sources_new(arena);
	const uint32_t source = source_add(sources, STR("f"), text);
	struct buf b = { .arena = arena };

	excerpt_put(&b, sources,
		    (struct span){ source, (uint32_t)start, (uint32_t)end });
	return buf_str(&b);
}

START_TEST(text_that_is_safe_stays_as_it_is)
{
	static const char *const same[] = {
		"net.ipv4.tcp_rmem = 4096 87380",
		"C:\\new\\x1b",
		"Größe 日本語",
		"",
		"# [x] ::error:: %0a",
		"\xf0\x9f\x90\xa7",
	};

	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		ck_str(text_safe_str(arena, str_of(same[i])), same[i]);
}
END_TEST

START_TEST(what_moves_or_hides_is_spelled_out)
{
	static const char *const pairs[][2] = {
		{ "\033[31m", "\\x1b[31m" },
		{ "a\tb\nc\rd", "a\\tb\\x0ac\\x0dd" },
		{ "\x7f", "\\x7f" },
		{ "\xc2\x85", "\\u{0085}" }, /* C1 */
		{ "a\xe2\x80\xae"
		  "b",
		  "a\\u{202E}b" },                    /* bidi */
		{ "\xe2\x81\xa6", "\\u{2066}" },      /* bidi isolate */
		{ "\xd8\x9c", "\\u{061C}" },          /* bidi mark */
		{ "\xe2\x80\x8b", "\\u{200B}" },      /* zero width */
		{ "\xef\xbb\xbf", "\\u{FEFF}" },      /* BOM */
		{ "\xe2\x80\xa8", "\\u{2028}" },      /* line separator */
		{ "\xf3\xa0\x81\x81", "\\u{E0041}" }, /* tag */
	};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		ck_str(text_safe_str(arena, str_of(pairs[i][0])), pairs[i][1]);
	ck_str(text_safe_str(arena, STR("a\0b")), "a\\x00b");
}
END_TEST

START_TEST(bytes_that_are_no_character_are_spelled_out)
{
	static const char *const pairs[][2] = {
		{ "\xff\xfe", "\\xff\\xfe" },
		{ "\xc0\xaf", "\\xc0\\xaf" },                   /* overlong */
		{ "\xe0\x80\xaf", "\\xe0\\x80\\xaf" },          /* overlong */
		{ "\xed\xa0\x80", "\\xed\\xa0\\x80" },          /* surrogate */
		{ "\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80" }, /* too big */
		{ "\xe6\x97", "\\xe6\\x97" },                   /* cut off */
		{ "\xe6\x97x", "\\xe6\\x97x" },
	};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		ck_str(text_safe_str(arena, str_of(pairs[i][0])), pairs[i][1]);
}
END_TEST

START_TEST(commands_of_ci_services_are_broken_up)
{
	ck_str(text_safe_str(arena, STR("x ##[error]y")), "x #\\x23[error]y");
	ck_str(text_safe_str(arena, STR("##vso[task.x]")), "#\\x23vso[task.x]");
	ck_str(text_safe_str(arena, STR("###[x]")), "##\\x23[x]");
	ck_str(text_safe_str(arena, STR("## x [y]")), "## x [y]");
}
END_TEST

START_TEST(whatever_comes_in_what_comes_out_is_safe)
{
	struct dice dice = { (uint64_t)_i };
	/* Bytes of which hostile characters are made, more often. */
	const struct str set = STR("\xe2\x80\x81\x8b\xae\xa8\xef\xbb\xbf\xc2"
				   "\x85\xd8\x9c\xf0\x9f\x1b\n\t\\x#[");
	char bytes[64];

	for (int round = 0; round < ROUNDS; round++) {
		struct str in = dice_text(&dice, set, bytes,
					  dice_below(&dice, sizeof bytes));
		struct str out;
		uint32_t c;

		for (size_t i = 0; i < in.len; i += 5)
			bytes[i] = (char)dice_roll(&dice);
		out = text_safe_str(arena, in);
		for (size_t i = 0; i < out.len;) {
			const size_t n = utf8_decode(out, i, &c);

			ck_assert_uint_gt(n, 0);
			ck_assert_msg(!glyph_is_hidden(c), "U+%04X", c);
			i += n;
		}
		ck_assert_uint_eq(str_find_str(out, STR("##[")), out.len);
		ck_assert(str_eq(text_safe_str(arena, out), out));
	}
}
END_TEST

START_TEST(the_line_is_quoted_with_carets_below)
{
	const struct str text = STR("# a\n\nnet.ipv4.tcp_tw_recycle = 1\r\nx");

	ck_str(excerpt_of(text, 5, 32),
	       "    3 | net.ipv4.tcp_tw_recycle = 1\n"
	       "      | ^~~~~~~~~~~~~~~~~~~~~~~~~~~\n");
	ck_str(excerpt_of(text, 31, 32),
	       "    3 | net.ipv4.tcp_tw_recycle = 1\n"
	       "      |                           ^\n");
}
END_TEST

START_TEST(an_empty_span_has_one_caret)
{
	ck_str(excerpt_of(STR("ab"), 1, 1), "    1 | ab\n      |  ^\n");
	ck_str(excerpt_of(STR("ab"), 2, 2), "    1 | ab\n      |   ^\n");
	ck_str(excerpt_of(STR(""), 0, 0), "    1 |\n      | ^\n");
	ck_str(excerpt_of(STR("\tb"), 0, 0), "    1 |         b\n      | ^\n");
}
END_TEST

START_TEST(a_span_of_several_lines_is_marked_to_the_end_of_the_first)
{
	ck_str(excerpt_of(STR("abc\ndef"), 1, 6), "    1 | abc\n      |  ^~\n");
	ck_str(excerpt_of(STR("abc\ndef"), 3, 6),
	       "    1 | abc\n      |    ^\n");
}
END_TEST

START_TEST(carets_stand_below_what_is_shown)
{
	/* Tabs reach to the next eighth column, escapes take four. */
	ck_str(excerpt_of(STR("a\tb"), 2, 3),
	       "    1 | a       b\n      |         ^\n");
	ck_str(excerpt_of(STR("\033x"), 1, 2),
	       "    1 | \\x1bx\n      |     ^\n");
	ck_str(excerpt_of(STR("\xe6\x97\xa5=1"), 3, 4),
	       "    1 | \xe6\x97\xa5=1\n      |   ^\n");
	ck_str(excerpt_of(STR("\xe6\x97\xa5=1"), 0, 3),
	       "    1 | \xe6\x97\xa5=1\n      | ^~\n");
	/* e with an acute accent that is a character of its own */
	ck_str(excerpt_of(STR("e\xcc\x81=1"), 3, 4),
	       "    1 | e\xcc\x81=1\n      |  ^\n");
}
END_TEST

START_TEST(line_numbers_of_five_digits_move_both_lines)
{
	struct buf b = { .arena = arena };

	buf_repeat(&b, '\n', 12344);
	buf_put(&b, STR("ab"));
	ck_str(excerpt_of(buf_str(&b), 12345, 12346),
	       " 12345 | ab\n       |  ^\n");
}
END_TEST

/* The quoted line and the marks, each without the gutter. */
static void split_excerpt(struct str excerpt, struct str *line,
			  struct str *marks)
{
	struct str rest;

	ck_assert(str_split(excerpt, '\n', line, &rest));
	ck_assert(str_split(rest, '\n', marks, &rest));
	ck_assert(str_empty(rest));
	*line = str_slice(*line, sizeof "    1 | " - 1, line->len);
	*marks = str_slice(*marks, sizeof "      | " - 1, marks->len);
}

START_TEST(a_long_line_is_cut_around_the_span)
{
	static const size_t at[] = { 0, 10, 150, 160, 5000, 99990, 99995 };
	struct str line, marks;
	char *text = arena_array(arena, char, 100000);

	for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
		memset(text, 'x', 100000);
		memcpy(text + at[i], "HELLO", 5);
		split_excerpt(excerpt_of((struct str){ text, 100000 }, at[i],
					 at[i] + 5),
			      &line, &marks);
		ck_assert_uint_le(line.len, 160);
		ck_assert_uint_eq(str_find_str(line, STR("HELLO")),
				  str_find(marks, '^'));
		ck_assert(str_ends(marks, STR("^~~~~")));
		ck_assert(str_starts(line, STR("...")) == (at[i] > 150 - 1));
		ck_assert(str_ends(line, STR("...")) == (at[i] < 99990 - 1));
	}
}
END_TEST

START_TEST(a_line_of_160_columns_is_whole_and_one_of_161_is_cut)
{
	char text[161];
	struct str line, marks;

	memset(text, 'x', sizeof text);
	split_excerpt(excerpt_of((struct str){ text, 160 }, 1, 2), &line,
		      &marks);
	ck_assert_uint_eq(line.len, 160);
	ck_assert(!str_ends(line, STR("...")));
	split_excerpt(excerpt_of((struct str){ text, 161 }, 1, 2), &line,
		      &marks);
	ck_assert(str_ends(line, STR("x...")));
}
END_TEST

START_TEST(hostile_lines_give_short_excerpts)
{
	struct dice dice = { (uint64_t)_i };
	const struct str set =
		STR("a\xcc\x81\xe2\x80\x8b\xff\t\x1b\xe6\x97\xa5");
	char *bytes = arena_array(arena, char, 20000);
	const struct str text = dice_text(&dice, set, bytes, 20000);

	for (int round = 0; round < 10; round++) {
		const size_t a = dice_below(&dice, text.len);
		const size_t b = a + dice_below(&dice, text.len - a + 1);
		const struct str out = excerpt_of(text, a, b);

		ck_assert_uint_lt(out.len, 8000);
		ck_assert_uint_lt(str_find(out, '^'), out.len);
	}
	/* Marks without width take no columns, yet are bounded too. */
	for (size_t i = 0; i < 20000; i += 2)
		memcpy(bytes + i, "\xcc\x81", 2);
	ck_assert_uint_lt(excerpt_of(text, 9000, 9001).len, 8000);
}
END_TEST

Suite *suite_excerpt(void)
{
	Suite *s = suite_create("excerpt");
	TCase *tc = tcase_create("excerpt");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, text_that_is_safe_stays_as_it_is);
	tcase_add_test(tc, what_moves_or_hides_is_spelled_out);
	tcase_add_test(tc, bytes_that_are_no_character_are_spelled_out);
	tcase_add_test(tc, commands_of_ci_services_are_broken_up);
	tcase_add_loop_test(tc, whatever_comes_in_what_comes_out_is_safe, 0,
			    SEEDS);
	tcase_add_test(tc, the_line_is_quoted_with_carets_below);
	tcase_add_test(tc, an_empty_span_has_one_caret);
	tcase_add_test(
		tc, a_span_of_several_lines_is_marked_to_the_end_of_the_first);
	tcase_add_test(tc, carets_stand_below_what_is_shown);
	tcase_add_test(tc, line_numbers_of_five_digits_move_both_lines);
	tcase_add_test(tc, a_long_line_is_cut_around_the_span);
	tcase_add_test(tc,
		       a_line_of_160_columns_is_whole_and_one_of_161_is_cut);
	tcase_add_loop_test(tc, hostile_lines_give_short_excerpts, 0, SEEDS);
	suite_add_tcase(s, tc);
	return s;
}
