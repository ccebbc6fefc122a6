/* SPDX-License-Identifier: Apache-2.0 */
#include "rulebook/word_load.h"
#include "tests/book_try.h"
#include "tests/suites.h"

static struct book_try t;

static void setup(void)
{
	book_try_open(&t);
}

static void teardown(void)
{
	book_try_close(&t);
}

static const char *load(const char *name, const char *text)
{
	book_try_words(&t, name, text);
	return book_try_said(&t);
}

#define YES   "{ word = \"yes\"; means = \"always\"; }"
#define NEVER "{ word = \"never\"; means = \"not once\"; }"

START_TEST(a_list_says_what_each_word_means)
{
	const struct rules *rules;

	ck_assert_str_eq(load("read", "list = \"read\"; words = ( " YES
				      ", " NEVER " );\n"),
			 "");
	rules = book_try_rules(&t);
	ck_assert_uint_eq(rules->n_words, 2);
	ck_assert_uint_eq(rules->words[1].list, WORDS_READ);
	ck_assert_uint_eq(rules->words[1].index, READ_NEVER);
	ck_assert(str_eq(rule_text(rules, rules->words[1].means),
			 STR("not once")));
}
END_TEST

START_TEST(a_word_left_out_or_said_twice_is_a_fault)
{
	ck_assert_str_eq(load("read", "list = \"read\"; words = ( " YES ", " YES
				      " );\n"),
			 "1:24 the word 'never' is left out\n"
			 "1:72 this word has been said already\n");
}
END_TEST

START_TEST(a_list_that_facts_have_not_is_a_fault)
{
	ck_assert_str_eq(
		load("reed", "list = \"reed\"; words = ( " YES " );\n"),
		"1:8 'reed' is not one of the words that can stand "
		"here; did you mean 'read'?\n");
}
END_TEST

START_TEST(a_file_is_called_as_its_list)
{
	ck_assert_str_eq(load("write", "list = \"read\"; words = ( " YES
				       ", " NEVER " );\n"),
			 "1:8 the file is not called as its list; call it "
			 "'read.conf'\n");
}
END_TEST

START_TEST(every_word_that_a_fact_can_have_means_something)
{
	struct rulebook rulebook;

	rulebook_init(&rulebook, true);
	for (unsigned list = 0; list < N_WORD_LISTS; list++) {
		struct str rest = str_of(word_list_words((enum word_list)list));
		struct str word;

		for (unsigned i = 0; str_next_word(&rest, "|", &word); i++)
			ck_assert(!str_empty(rulebook_word(
				&rulebook, (enum word_list)list, i)));
	}
}
END_TEST

Suite *suite_word_load(void)
{
	Suite *suite = suite_create("word_load");
	TCase *tc = tcase_create("word_load");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, a_list_says_what_each_word_means);
	tcase_add_test(tc, a_word_left_out_or_said_twice_is_a_fault);
	tcase_add_test(tc, a_list_that_facts_have_not_is_a_fault);
	tcase_add_test(tc, a_file_is_called_as_its_list);
	tcase_add_test(tc, every_word_that_a_fact_can_have_means_something);
	suite_add_tcase(suite, tc);
	return suite;
}
