/* SPDX-License-Identifier: Apache-2.0 */
#include "report/page.h"
#include "report/report.h"
#include "tests/suites.h"
#include <stdlib.h>
#include <string.h>

static struct arena *arena;
static struct page page;
static char *text;

static void setup(void)
{
	arena = arena_new();
	page = (struct page){ .arena = arena, .title = STR("title") };
	text = NULL;
}

static void teardown(void)
{
	free(text);
	arena_free(arena);
}

/* The page as this format has it. */
static const char *written(const char *format)
{
	const struct report_input input = { .page = &page };
	size_t len;
	FILE *file = open_memstream(&text, &len);

	ck_assert_ptr_nonnull(file);
	reporter_find(DOCUMENT_PAGE, format)->write(file, &input);
	fclose(file);
	return text;
}

static void put(enum block_kind kind, const char *s)
{
	page_put(&page, kind, str_of(s));
}

START_TEST(lines_break_at_eighty_columns)
{
	put(BLOCK_PARAGRAPH,
	    "....+....1....+....2....+....3....+....4....+....5....+....6....+."
	    "...7.... a b c");
	/* Two blanks, 74 bytes and " a" are 78; " b" makes 80. */
	ck_assert_str_eq(written("text"),
			 "title\n\n"
			 "  ....+....1....+....2....+....3....+....4....+...."
			 "5....+....6....+....7.... a b\n"
			 "  c\n");
}
END_TEST

START_TEST(a_word_longer_than_the_line_stays_whole)
{
	char word[101];

	memset(word, 'x', 100);
	word[100] = '\0';
	put(BLOCK_PARAGRAPH, word);
	ck_assert_ptr_nonnull(strstr(written("text"), word));
}
END_TEST

START_TEST(the_texts_of_fields_stand_in_one_column)
{
	page_field(&page, "a", STR("x"));
	page_field(&page, "long name", STR("y"));
	put(BLOCK_HEADING, "H");
	page_field(&page, "b", STR("z"));
	ck_assert_str_eq(written("text"), "title\n\n"
					  "  a          x\n"
					  "  long name  y\n"
					  "\nH\n"
					  "  b  z\n");
}
END_TEST

START_TEST(a_name_too_long_for_its_column_has_a_line_of_its_own)
{
	page_field(&page, "a", STR("x"));
	page_field(&page, "a name of more than twenty-eight", STR("y"));
	ck_assert_str_eq(written("text"), "title\n\n"
					  "  a  x\n"
					  "  a name of more than twenty-eight\n"
					  "     y\n");
}
END_TEST

START_TEST(what_would_act_on_a_terminal_is_spelled_out)
{
	static const char *const formats[] = { "text", "markdown" };

	page.title = STR("\033[31mred");
	put(BLOCK_HEADING, "\033]0;x\a");
	put(BLOCK_PARAGRAPH, "\033[2J");
	put(BLOCK_ITEM, "\302\233m");
	put(BLOCK_DRAWN, "    \033[A\r");
	page_field(&page, "\033c", STR("\342\200\256"));
	for (size_t i = 0; i < 2; i++) {
		const char *s = written(formats[i]);

		ck_assert_ptr_null(strpbrk(s, "\033\a\r"));
		ck_assert_ptr_null(strstr(s, "\302\233"));
		ck_assert_ptr_null(strstr(s, "\342\200\256"));
		free(text);
		text = NULL;
	}
}
END_TEST

START_TEST(markdown_shows_what_would_mark_up)
{
	put(BLOCK_PARAGRAPH, "- a <b> *c* [d](e) `f` _g_ h_i");
	put(BLOCK_PARAGRAPH, "2. x");
	ck_assert_str_eq(
		written("markdown"),
		"# title\n\n"
		"\\- a \\<b\\> \\*c\\* \\[d\\](e) \\`f\\` \\_g\\_ h_i\n"
		"\n"
		"2\\. x\n");
}
END_TEST

START_TEST(a_drawing_is_fenced_once)
{
	put(BLOCK_ITEM, "i");
	put(BLOCK_DRAWN, "    | ```");
	put(BLOCK_DRAWN, "    |");
	put(BLOCK_PARAGRAPH, "p");
	ck_assert_str_eq(written("markdown"), "# title\n\n"
					      "- i\n"
					      "\n"
					      "```\n"
					      "    | ```\n"
					      "    |\n"
					      "```\n"
					      "\n"
					      "p\n");
}
END_TEST

/* A line that is too long although it could have been broken. */
static bool overflows(struct str line)
{
	return line.len > 80 && str_find(str_trim(line), ' ') < line.len - 4;
}

static void fits(struct str rest)
{
	struct str line;

	while (str_next_word(&rest, "\n", &line))
		ck_assert_msg(!overflows(line), "%.*s: %.*s",
			      STR_ARG(page.name), STR_ARG(line));
}

/* Others add rules, keys and topics daily, and nobody reads all pages. */
START_TEST(all_that_ships_has_a_page_that_fits)
{
	struct rulebook rulebook;
	const struct page_options options = { .rulebook = &rulebook };
	struct entries all = { 0 };
	size_t n[N_ENTRY_KINDS] = { 0 };

	rulebook_init(&rulebook, true);
	entries_all(&rulebook, arena, &all);
	for (size_t i = 0; i < all.list.n; i++) {
		const struct entry *entry = &all.list.at[i];
		struct entry again;

		page = (struct page){ .arena = arena };
		page_of(&page, &options, entry);
		fits(str_of(written("text")));
		free(text);
		text = NULL;
		ck_assert(entry_find(&rulebook, arena, page.name, &again));
		ck_assert_int_eq(again.kind, entry->kind);
		ck_assert_msg(entry->kind == ENTRY_KEY ||
				      entry->kind == ENTRY_FORMULA ||
				      page.see.n > 0,
			      "%.*s has no sources", STR_ARG(page.name));
		n[entry->kind]++;
	}
	ck_assert_uint_gt(n[ENTRY_TOPIC], 20);
	ck_assert_uint_gt(n[ENTRY_KEY], 100);
	ck_assert_uint_gt(n[ENTRY_RULE], 20);
	ck_assert_uint_gt(n[ENTRY_FORMULA], 20);
}
END_TEST

Suite *suite_page(void)
{
	Suite *s = suite_create("page");
	TCase *tc = tcase_create("page");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, lines_break_at_eighty_columns);
	tcase_add_test(tc, a_word_longer_than_the_line_stays_whole);
	tcase_add_test(tc, the_texts_of_fields_stand_in_one_column);
	tcase_add_test(tc,
		       a_name_too_long_for_its_column_has_a_line_of_its_own);
	tcase_add_test(tc, what_would_act_on_a_terminal_is_spelled_out);
	tcase_add_test(tc, markdown_shows_what_would_mark_up);
	tcase_add_test(tc, a_drawing_is_fenced_once);
	tcase_add_test(tc, all_that_ships_has_a_page_that_fits);
	suite_add_tcase(s, tc);
	return s;
}
