/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "expr/lex.h"
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

/* The texts of all tokens with bars between; a bad one ends it with "!". */
static struct str tokens(const char *text)
{
	struct lexer lexer = { .text = str_of(text) };
	struct buf out = { .arena = arena };

	for (;;) {
		const struct token t = lex_next(&lexer);

		if (t.kind == TOKEN_END)
			return buf_str(&out);
		if (out.len)
			buf_char(&out, '|');
		buf_put(&out, t.text);
		if (t.kind == TOKEN_BAD) {
			buf_char(&out, '!');
			return buf_str(&out);
		}
	}
}

static enum token_kind first(const char *text)
{
	struct lexer lexer = { .text = str_of(text) };

	return lex_next(&lexer).kind;
}

START_TEST(a_key_is_one_token_with_dashes_stars_and_elements)
{
	ck_str(tokens("net.ipv4.tcp_rmem.2>1"), "net.ipv4.tcp_rmem.2|>|1");
	ck_str(tokens("net.bridge.bridge-nf-call-iptables"),
	       "net.bridge.bridge-nf-call-iptables");
	ck_str(tokens("net.ipv4.conf.*.rp_filter*2"),
	       "net.ipv4.conf.*.rp_filter|*|2");
	ck_assert_int_eq(first("vm.swappiness"), TOKEN_KEY);
	ck_assert_int_eq(first("tier.hosts"), TOKEN_WORD);
	ck_assert_int_eq(first("net"), TOKEN_WORD);
}
END_TEST

START_TEST(behind_a_point_a_root_is_a_field)
{
	ck_str(tokens("x.dev.y"), "x|.|dev|.|y");
}
END_TEST

START_TEST(a_suffix_belongs_to_its_number)
{
	ck_str(tokens("60s 16KiB 3000/s 10/min 1Gbit/s 1.5GiB"),
	       "60s|16KiB|3000/s|10/min|1Gbit/s|1.5GiB");
	ck_str(tokens("60s/2"), "60s|/|2");
	ck_str(tokens("60/x"), "60|/|x");
	ck_str(tokens("60 / s"), "60|/|s");
	ck_str(tokens("60sec"), "60sec!");
	ck_str(tokens("0x10"), "0x10!");
}
END_TEST

START_TEST(a_number_with_a_point_and_no_suffix_is_a_version)
{
	ck_assert_int_eq(first("4.12"), TOKEN_VERSION);
	ck_assert_int_eq(first("0.166/s"), TOKEN_NUMBER);
	ck_str(tokens("4.12.3"), "4.12.3");
	ck_str(tokens("3.10-el7 and"), "3.10-el7|and");
	ck_str(tokens("4.12-1"), "4.12|-|1");
	ck_str(tokens("4."), "4|.");
}
END_TEST

START_TEST(longer_symbols_win)
{
	ck_str(tokens("a<=b<c==d!=e"), "a|<=|b|<|c|==|d|!=|e");
	ck_str(tokens("a=b"), "a|=!");
}
END_TEST

START_TEST(quotes_hold_any_text_and_must_close)
{
	ck_str(tokens("'a b|c' x"), "a b|c|x");
	ck_str(tokens("'a b"), "'a b!");
	ck_str(tokens("'a\nb'"), "'a\nb'!");
	ck_assert_int_eq(first("''"), TOKEN_QUOTED);
}
END_TEST

START_TEST(keywords_are_whole_words)
{
	ck_assert_int_eq(first("and"), TOKEN_AND);
	ck_assert_int_eq(first("android"), TOKEN_WORD);
	ck_assert_int_eq(first("not"), TOKEN_NOT);
	ck_assert_int_eq(first("in_range"), TOKEN_WORD);
}
END_TEST

START_TEST(a_byte_nul_is_no_end)
{
	struct lexer lexer = { .text = STR("\0x") };

	ck_assert_int_eq(lex_next(&lexer).kind, TOKEN_BAD);
}
END_TEST

START_TEST(only_what_lexes_back_is_a_bare_key)
{
	ck_assert(lex_is_bare_key(STR("net.ipv4.conf.*.rp_filter")));
	ck_assert(!lex_is_bare_key(STR("net.ipv4.conf.eth0/100.rp_filter")));
	ck_assert(!lex_is_bare_key(STR("my.key")));
	ck_assert(!lex_is_bare_key(STR("net")));
}
END_TEST

Suite *suite_lex(void)
{
	Suite *s = suite_create("lex");
	TCase *tc = tcase_create("lex");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, a_key_is_one_token_with_dashes_stars_and_elements);
	tcase_add_test(tc, behind_a_point_a_root_is_a_field);
	tcase_add_test(tc, a_suffix_belongs_to_its_number);
	tcase_add_test(tc, a_number_with_a_point_and_no_suffix_is_a_version);
	tcase_add_test(tc, longer_symbols_win);
	tcase_add_test(tc, quotes_hold_any_text_and_must_close);
	tcase_add_test(tc, keywords_are_whole_words);
	tcase_add_test(tc, a_byte_nul_is_no_end);
	tcase_add_test(tc, only_what_lexes_back_is_a_bare_key);
	suite_add_tcase(s, tc);
	return s;
}
