/* SPDX-License-Identifier: Apache-2.0 */
#include "rulebook/rule_load.h"
#include "tests/book_try.h"
#include "tests/suites.h"
#include <stdio.h>
#include <string.h>

static struct book_try t;

static void setup(void)
{
	book_try_open(&t);
	book_try_facts_end(&t);
	book_try_derivations_end(&t);
}

static void teardown(void)
{
	book_try_close(&t);
}

#define RULE(id, severity, each)                                               \
	"id = \"" id "\"; title = \"t\"; since = \"2026.1\";\n"                \
	"severity = \"" severity "\"; each = \"" each "\";\n"                  \
	"say = \"s\";\n"
#define WHEN "when = \"net.ipv4.a != 0\";\n"
#define GOOD RULE("TW-901", "error", "tier") WHEN

static const char *load(const char *text)
{
	book_try_rule(&t, "tw/TW-901-x", text);
	loader_end(t.loader);
	return book_try_said(&t);
}

static bool is(struct pool_str s, const char *want)
{
	return str_eq(rule_text(t.loader->result, s), str_of(want));
}

static bool is_nth(struct pool_run run, uint32_t i, const char *want)
{
	return i < run.n && is(t.loader->texts.at[run.first + i], want);
}

START_TEST(a_rule_holds_what_its_file_says)
{
	const struct rule *rule;

	book_try_rule(&t, "tw/TW-900-y", RULE("TW-900", "info", "tier") WHEN);
	ck_assert_str_eq(
		load(GOOD "kernel = \"3.17-4.11\"; doubt = \"warning\";\n"
			  "needs = [ \"live\", \"kernel\" ]; preview = true;\n"
			  "at = \"net.ipv4.a\"; after = [ \"TW-900\" ];\n"
			  "was = [ \"X-1\" ]; tags = [ \"a\", \"b\" ];\n"
			  "see = [ \"z\" ]; effect = \"{net.ipv4.a}!\";"),
		"");
	ck_assert_uint_eq(t.loader->result->n, 2);
	rule = &t.loader->result->at[1];
	ck_assert(is(rule->id, "TW-901") && is(rule->area, "TW"));
	ck_assert(is(rule->slug, "x") && is(rule->title, "t"));
	ck_assert_int_eq(rule->severity, SEVERITY_ERROR);
	ck_assert_int_eq(rule->doubt, SEVERITY_WARNING);
	ck_assert_int_eq(rule->each, SUBJECT_TIER);
	ck_assert_int_eq(rule->needs, NEED_LIVE | NEED_KERNEL);
	ck_assert(rule->preview && rule->when.root);
	ck_assert_uint_eq(rule->kernel.from.b, 17);
	ck_assert(is(rule->at, "net/ipv4/a"));
	ck_assert(is_nth(rule->after, 0, "TW-900"));
	ck_assert(is_nth(rule->tags, 1, "b") && is_nth(rule->was, 0, "X-1"));
	ck_assert_uint_eq(rule->effect.n, 2);
}
END_TEST

START_TEST(rules_are_sorted_by_id)
{
	book_try_rule(&t, "tw/TW-902-z", RULE("TW-902", "info", "tier") WHEN);
	book_try_rule(&t, "ct/CT-001-c", RULE("CT-001", "info", "tier") WHEN);
	ck_assert_str_eq(load(GOOD), "");
	ck_assert(is(t.loader->result->at[0].id, "CT-001"));
	ck_assert(is(t.loader->result->at[1].id, "TW-901"));
	ck_assert(is(t.loader->result->at[2].id, "TW-902"));
}
END_TEST

START_TEST(fixes_are_read_with_their_values)
{
	const struct fix *fixes;

	ck_assert_str_eq(
		load(GOOD "fix = ( { key = \"net.ipv4.a\"; op = \"at_least\";\n"
			  "value = \"{net.ipv4.a + 1}\"; safe = true; },\n"
			  "{ key = \"net.ipv4.list\"; op = \"add\";\n"
			  "value = \"80,{net.ipv4.a}\"; },\n"
			  "{ key = \"net.ipv4.buffers\"; op = \"set\";\n"
			  "value = \"1 2 {net.ipv4.buffers.2 * 2}\"; },\n"
			  "{ key = \"net.ipv4.a\"; op = \"remove\"; } );"),
		"");
	fixes = t.loader->result->fixes;
	ck_assert_uint_eq(t.loader->result->at[0].fixes.n, 4);
	ck_assert(fixes[0].op == FIX_AT_LEAST && fixes[0].safe);
	ck_assert_uint_eq(fixes[0].value.n, 1);
	ck_assert(fixes[1].op == FIX_ADD && !fixes[1].safe);
	ck_assert_uint_eq(fixes[1].value.n, 2);
	ck_assert(is(fixes[2].path, "net/ipv4/buffers"));
	ck_assert_uint_eq(fixes[3].value.n, 0);
}
END_TEST

#define FIX(fields) GOOD "fix = ( { " fields " } );"
#define KEY_A       "key = \"net.ipv4.a\"; "

static const struct {
	const char *text, *said;
} faults[] = {
	{ RULE("TW-901", "eror", "tier") WHEN,
	  "2:12 'eror' is not one of the words that can stand here; did you "
	  "mean 'error'?" },
	{ RULE("TW-901", "error", "teir") WHEN, "2:28 'teir' is not one" },
	{ RULE("TW-91", "error", "tier") WHEN, "1:6 this is no rule id" },
	{ RULE("tw-901", "error", "tier") WHEN, "1:6 this is no rule id" },
	{ RULE("TW-902", "error", "tier") WHEN,
	  "1:6 the file's name does not fit the id; call it "
	  "'TW-902-some-words.conf'" },
	{ RULE("CT-901", "error", "tier") WHEN,
	  "1:6 the file is in another area's folder; rules of this area are "
	  "in lint/ct" },
	{ RULE("TW-901", "error", "tier"), "this rule has no 'when'" },
	{ RULE("TW-901", "error", "tier") "when = \"net.ipv4.b != 0\";",
	  "4:9 " },
	{ RULE("TW-901", "error", "tier") "when = \"\\x6eet.ipv4.a + true\";",
	  "4:25 " },
	{ RULE("TW-901", "error", "tier") "when = \"net.ipv4.a\";", "4:9 " },
	{ GOOD "doubt = \"error\"; doubt = \"error\";", "doubt" },
	{ RULE("TW-901", "info", "tier") WHEN "doubt = \"advice\";",
	  "5:9 'doubt' is above 'severity'" },
	{ GOOD "kernel = \"new\";", "5:10 this is no range of kernels" },
	{ GOOD "needs = [ \"topolgy\" ];",
	  "5:11 'topolgy' is not one of the words that can stand here; did "
	  "you mean 'topology'?" },
	{ GOOD "at = \"net.ipv4.aa\";",
	  "5:6 no fact is known of the key 'net.ipv4.aa'; did you mean "
	  "'net.ipv4.a'?" },
	{ GOOD "after = [ \"TW-910\" ];", "5:11 there is no rule 'TW-910'" },
	{ GOOD "after = [ \"TW-901\" ];", "5:9 this rule waits for itself" },
	{ GOOD "why = \"{net.ipv4.b}\";", "5:9 " },
	{ GOOD "unless = \"{\";", "5:11 this brace opens" },
	{ FIX("key = \"net.ipv4.b\"; op = \"set\"; value = \"1\";"),
	  "5:17 no fact is known of the key 'net.ipv4.b'" },
	{ FIX(KEY_A "op = \"sett\"; value = \"1\";"), "5:36 'sett' is not" },
	{ FIX(KEY_A "op = \"set\";"), "this fix has no 'value'" },
	{ FIX(KEY_A "op = \"set\"; value = \"1 KiB\"; tier = \"to\";"),
	  "only a hop has 'from' and 'to'" },
	{ FIX(KEY_A "op = \"set\"; value = \"1k\";"),
	  "5:51 the kernel would refuse this value" },
	{ FIX(KEY_A "op = \"set\"; value = \"{tier.memory}\";"),
	  "the unit of the expression is not the key's" },
	{ FIX(KEY_A "op = \"set\"; value = \"{tier.name}\";"),
	  "the expression has not the type of the key" },
	{ FIX(KEY_A "op = \"add\"; value = \"1\";"), "this key holds no list" },
	{ FIX("key = \"net.ipv4.list\"; op = \"at_most\"; value = \"1\";"),
	  "this key holds no number" },
	{ FIX("key = \"net.ipv4.buffers\"; op = \"set\"; value = \"1 2\";"),
	  "the kernel would refuse this value" },
	{ RULE("TW-901", "info", "hop") "when = \"hop.nat\"; fix = ( { " KEY_A
					"op = \"set\"; value = \"1\"; } );",
	  "a hop has two tiers; write tier = \"from\"" },
	{ RULE("TW-901", "info",
	       "topology") "when = \"true\"; fix = ( { " KEY_A
			   "op = \"set\"; value = \"1\"; } );",
	  "a topology has no settings to fix" },
	{ "id = \"TW-901\"; title = \"\"; since = \"26\"; say = \"s\";\n"
	  "severity = \"info\"; each = \"tier\";" WHEN,
	  "1:24 the title is empty" },
	{ "id = \"TW-901\"; title = \"t\"; since = \"2026\"; say = \"s\";\n"
	  "severity = \"info\"; each = \"tier\";" WHEN,
	  "1:37 this is no edition" },
	{ GOOD "sevrity = \"info\";",
	  "5:1 unknown field 'sevrity' in this rule; did you mean 'severity'?" },
};

START_TEST(a_fault_in_a_rule_is_told_with_its_place)
{
	const char *said = load(faults[_i].text);

	ck_assert_msg(strstr(said, faults[_i].said), "%s\nsaid %s",
		      faults[_i].text, said);
}
END_TEST

START_TEST(a_title_has_72_characters_at_most)
{
	/* 72 characters of two bytes each, and one more. */
	char title[200] = "", text[600];

	for (int i = 0; i < 72; i++)
		strcat(title, "\xc3\xa4");
	snprintf(text, sizeof text,
		 "id = \"TW-901\"; since = \"2026.1\"; severity = \"info\";"
		 "each = \"tier\"; say = \"s\"; title = \"%s\";" WHEN,
		 title);
	ck_assert_str_eq(load(text), "");
	strcat(title, "a");
	snprintf(text, sizeof text,
		 "id = \"TW-902\"; since = \"2026.1\"; severity = \"info\";"
		 "each = \"tier\"; say = \"s\"; title = \"%s\";" WHEN,
		 title);
	book_try_rule(&t, "tw/TW-902-x", text);
	ck_assert_ptr_nonnull(strstr(book_try_said(&t), "more than 72"));
}
END_TEST

START_TEST(a_faulty_rule_takes_no_other_with_it)
{
	const char *said;

	book_try_rule(&t, "tw/TW-900-y",
		      RULE("TW-900", "info", "tier") "when = \"x\";");
	said = load(GOOD "after = [ \"TW-900\" ];");
	ck_assert_ptr_nonnull(strstr(said, "4:9 "));
	ck_assert_ptr_null(strstr(said, "there is no rule"));
	ck_assert_uint_eq(t.loader->result->n, 1);
	ck_assert(is(t.loader->result->at[0].id, "TW-901"));
}
END_TEST

START_TEST(an_id_is_used_once)
{
	load(GOOD);
	book_try_rule(&t, "tw/TW-901-other", GOOD);
	ck_assert_ptr_nonnull(strstr(book_try_said(&t),
				     "1:6 another file has this id already"));
}
END_TEST

START_TEST(rules_that_wait_for_each_other_wait_no_more)
{
	const char *said;

	book_try_rule(&t, "tw/TW-900-y",
		      RULE("TW-900", "info", "tier") WHEN
		      "after = [ \"TW-902\" ];");
	book_try_rule(&t, "tw/TW-902-y",
		      RULE("TW-902", "info", "tier") WHEN
		      "after = [ \"TW-901\" ];");
	said = load(GOOD "after = [ \"TW-900\" ];");
	ck_assert_ptr_nonnull(strstr(said, "5:9 this rule waits for itself"));
	for (uint32_t i = 0; i < 3; i++)
		ck_assert_uint_eq(t.loader->result->at[i].after.n, 0);
}
END_TEST

START_TEST(a_caret_is_right_behind_an_escape)
{
	/* The string's bytes before the fault are fewer than the source's. */
	ck_assert_ptr_nonnull(strstr(
		load(RULE("TW-901", "info",
			  "tier") "when = \"\\x6eet.ipv4.a == tier.nome\";"),
		"4:31 "));
}
END_TEST

Suite *suite_rule_load(void)
{
	Suite *suite = suite_create("rule_load");
	TCase *tc = tcase_create("rule_load");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, a_rule_holds_what_its_file_says);
	tcase_add_test(tc, rules_are_sorted_by_id);
	tcase_add_test(tc, fixes_are_read_with_their_values);
	tcase_add_loop_test(tc, a_fault_in_a_rule_is_told_with_its_place, 0,
			    sizeof faults / sizeof faults[0]);
	tcase_add_test(tc, a_title_has_72_characters_at_most);
	tcase_add_test(tc, a_faulty_rule_takes_no_other_with_it);
	tcase_add_test(tc, an_id_is_used_once);
	tcase_add_test(tc, rules_that_wait_for_each_other_wait_no_more);
	tcase_add_test(tc, a_caret_is_right_behind_an_escape);
	suite_add_tcase(suite, tc);
	return suite;
}
