/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/opt.h"
#include "tests/suites.h"

#include <string.h>

static const struct option_spec own[] = {
	{ 'r', "root", "DIR", "read below DIR" },
	{ 0, "all", NULL, "every key" },
	{ 0 },
};
static const struct option_spec shared[] = {
	{ 'h', "help", NULL, "show this help" },
	{ 0 },
};

static struct arena *arena;

static void setup(void)
{
	arena = arena_new();
}

static void teardown(void)
{
	arena_free(arena);
}

/* Splits line at its blanks, as a shell would. */
static bool parse(struct opts *opts, const char *line)
{
	const struct option_spec *tables[] = { own, shared };
	struct str rest = str_of(line), word;
	char *argv[16];
	int argc = 0;

	while (argc < 15 && str_next_word(&rest, " ", &word))
		argv[argc++] = (char *)str_c(arena, word);
	argv[argc] = NULL;
	return opt_parse(opts, arena, tables, 2, argc, argv);
}

static void assert_error(const char *line, const char *error, const char *hint)
{
	struct opts opts;

	ck_assert(!parse(&opts, line));
	ck_assert_str_eq(str_c(arena, opts.error), error);
	ck_assert_str_eq(str_c(arena, opts.hint), hint);
}

START_TEST(options_and_words_may_be_mixed)
{
	struct opts opts;

	ck_assert(parse(&opts, "trace a --root x b -h --all -- --c"));
	ck_assert_uint_eq(opts.words.n, 3);
	ck_assert_str_eq(opts.words.at[1], "b");
	ck_assert_str_eq(opts.words.at[2], "--c");
	ck_assert_str_eq(opt_text(&opts, "root"), "x");
	ck_assert(opt_has(&opts, "help"));
	ck_assert(opt_has(&opts, "all"));
}
END_TEST

START_TEST(the_last_argument_of_an_option_counts)
{
	struct opts opts;

	ck_assert(parse(&opts, "trace -r a --root=b -rc"));
	ck_assert_uint_eq(opt_count(&opts, "root"), 3);
	ck_assert_str_eq(opt_text(&opts, "root"), "c");
	ck_assert(!opt_has(&opts, "all"));
}
END_TEST

START_TEST(a_typo_gets_a_suggestion)
{
	assert_error("trace --rooot=x", "there is no option '--rooot'",
		     "did you mean '--root'?");
	assert_error("trace --=x", "there is no option '--'", "");
	assert_error("trace --zzzzzzzz", "there is no option '--zzzzzzzz'", "");
}
END_TEST

START_TEST(an_abbreviation_is_not_understood)
{
	assert_error("trace --hel", "there is no option '--hel'",
		     "did you mean '--help'?");
	assert_error("trace --roo x", "there is no option '--roo'",
		     "did you mean '--root'?");
}
END_TEST

START_TEST(a_missing_or_needless_argument_is_named)
{
	assert_error("trace --root", "option '--root' needs its DIR", "");
	assert_error("trace -r", "option '--root' needs its DIR", "");
	assert_error("trace --all=x", "option '--all' takes no argument", "");
	assert_error("trace -x", "there is no option '-x'", "");
	assert_error("trace -hx", "there is no option '-x'", "");
}
END_TEST

START_TEST(help_shows_a_line_an_option)
{
	struct buf out = { .arena = arena };

	opt_help(&out, own);
	ck_assert_str_eq(str_c(arena, buf_str(&out)),
			 "  -r, --root DIR            read below DIR\n"
			 "      --all                 every key\n");
}
END_TEST

Suite *suite_opt(void)
{
	Suite *s = suite_create("opt");
	TCase *tc = tcase_create("opt");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, options_and_words_may_be_mixed);
	tcase_add_test(tc, the_last_argument_of_an_option_counts);
	tcase_add_test(tc, a_typo_gets_a_suggestion);
	tcase_add_test(tc, an_abbreviation_is_not_understood);
	tcase_add_test(tc, a_missing_or_needless_argument_is_named);
	tcase_add_test(tc, help_shows_a_line_an_option);
	suite_add_tcase(s, tc);
	return s;
}
