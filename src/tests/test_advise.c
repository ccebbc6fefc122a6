/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/engine_try.h"
#include "tests/suites.h"
#include <string.h>

static struct engine_try t;

static void setup(void)
{
	engine_try_open(&t);
}

static void teardown(void)
{
	engine_try_close(&t);
}

#define RULE "severity = \"advice\"; each = \"tier\"; say = \"said\"; "
#define FIX(key, op, value)                                                    \
	"{ key = \"net.ipv4." key "\"; op = \"" op "\"; value = \"" value      \
	"\"; }"
#define REMOVE(key) "{ key = \"net.ipv4." key "\"; op = \"remove\"; }"

/* when and fix are of rules TW-901, TW-902 …; an id of its own stands before
 * a colon. */
struct rule_text {
	const char *id, *when, *fix;
};

static void write_rules(const struct rule_text *rules)
{
	for (; rules->id; rules++) {
		struct str fields =
			str_format(t.arena, RULE "when = \"%s\"; fix = ( %s );",
				   rules->when, rules->fix);

		engine_try_rule(&t, rules->id, str_c(t.arena, fields));
	}
}

static const char web[] =
	"tiers = ( { name = \"web\"; kernel = \"5.15\"; settings = [ "
	"\"web.conf\" ]; } );";

static const char *advise_web(const struct rule_text *rules,
			      const char *settings)
{
	write_rules(rules);
	engine_try_write(&t, "web.conf", settings);
	engine_try_topology(&t, web);
	return engine_try_advise(&t);
}

static const struct {
	const char *what;
	struct rule_text rules[4];
	const char *settings, *expected;
} cases[] = {
	{ "a fix is applied, with the rule that asks for it",
	  { { "TW-901", "net.ipv4.a == 1", FIX("a", "set", "0") } },
	  "net.ipv4.a = 1\n",
	  "web a = 0 (TW-901)\n" },
	{ "nothing fires, nothing changes",
	  { { "TW-901", "net.ipv4.a == 1", FIX("a", "set", "0") } },
	  "net.ipv4.a = 2\n",
	  "" },
	{ "fixes lead to one another over rounds",
	  { { "TW-901", "net.ipv4.a == 1", FIX("b", "set", "1") },
	    { "TW-902", "net.ipv4.b == 1 and net.ipv4.c == 0",
	      FIX("c", "set", "5") } },
	  "net.ipv4.a = 1\n",
	  "web b = 1 (TW-901)\nweb c = 5 (TW-902)\n" },
	{ "the larger at_least wins",
	  { { "TW-901", "net.ipv4.a < 10", FIX("a", "at_least", "10") },
	    { "TW-902", "net.ipv4.a < 20", FIX("a", "at_least", "20") } },
	  "net.ipv4.a = 1\n",
	  "web a = 20 (TW-901 TW-902)\n" },
	{ "values are computed",
	  { { "TW-901", "net.ipv4.a < net.ipv4.b * 2",
	      FIX("a", "at_least", "{net.ipv4.b * 2}") } },
	  "net.ipv4.a = 1\nnet.ipv4.b = 21\n",
	  "web a = 42 (TW-901)\n" },
	{ "set against set is a conflict, and neither is applied",
	  { { "TW-901", "net.ipv4.a == 1", FIX("a", "set", "2") },
	    { "CW-901", "net.ipv4.a == 1", FIX("a", "set", "3") } },
	  "net.ipv4.a = 1\n",
	  "web conflict a: CW-901 wants 3, TW-901 wants 2\n" },
	{ "bounds that cross are a conflict",
	  { { "TW-901", "net.ipv4.a < 10", FIX("a", "at_least", "10") },
	    { "CW-901", "net.ipv4.a < 10", FIX("a", "at_most", "5") } },
	  "net.ipv4.a = 1\n",
	  "web conflict a: CW-901 wants at most 5, TW-901 wants at least "
	  "10\n" },
	{ "hardening gives way and says so",
	  { { "SEC-901", "net.ipv4.a == 1", FIX("a", "set", "3") },
	    { "TW-901", "net.ipv4.a == 1", FIX("a", "set", "2") } },
	  "net.ipv4.a = 1\n",
	  "web a = 2 (TW-901)\nweb note a SEC-901: gives way to a rule that "
	  "knows more of this network\n" },
	{ "hardening gives way to a role as well",
	  { { "SEC-901", "net.ipv4.a == 1", FIX("a", "set", "3") },
	    { "ROLE-901", "net.ipv4.a == 1", FIX("a", "set", "2") } },
	  "net.ipv4.a = 1\n",
	  "web a = 2 (ROLE-901)\nweb note a SEC-901: gives way to a rule that "
	  "knows more of this network\n" },
	{ "hardening gives way in a later round, too",
	  { { "TW-901", "net.ipv4.a == 1", FIX("a", "set", "2") },
	    { "SEC-901", "net.ipv4.a == 2", FIX("a", "set", "1") } },
	  "net.ipv4.a = 1\n",
	  "web a = 2 (TW-901)\nweb note a SEC-901: gives way to a rule that "
	  "knows more of this network\n" },
	{ "rules that undo each other are found over rounds",
	  { { "TW-901", "net.ipv4.a == 1", FIX("a", "set", "2") },
	    { "TW-902", "net.ipv4.a == 2", FIX("a", "set", "1") } },
	  "net.ipv4.a = 1\n",
	  "web conflict a: these undo each other in turn: TW-901 wants 2, "
	  "TW-902 wants 1\n" },
	{ "the rest stands beside a conflict",
	  { { "TW-901", "net.ipv4.a == 1", FIX("a", "set", "2") },
	    { "TW-902", "net.ipv4.a == 2", FIX("a", "set", "1") },
	    { "TW-903", "net.ipv4.b == 0", FIX("b", "set", "1") } },
	  "net.ipv4.a = 1\n",
	  "web b = 1 (TW-903)\nweb conflict a: these undo each other in turn: "
	  "TW-901 wants 2, TW-902 wants 1\n" },
	{ "a fix of two keys is applied as a whole or not at all",
	  { { "TW-901", "net.ipv4.a == 1",
	      FIX("b", "set", "1") ", " FIX("a", "set", "0") },
	    { "SEC-901", "net.ipv4.c == 0",
	      FIX("c", "set", "1") ", " FIX("b", "set", "7") } },
	  "net.ipv4.a = 1\n",
	  "web a = 0 (TW-901)\nweb b = 1 (TW-901)\nweb note b SEC-901: gives "
	  "way to a rule that knows more of this network\n" },
	{ "a line can be removed",
	  { { "TW-901", "net.ipv4.a == 1", REMOVE("a") } },
	  "net.ipv4.a = 1\n",
	  "web remove a (TW-901)\n" },
	{ "what goes nowhere ends after sixteen rounds",
	  { { "TW-901", "net.ipv4.a < 100",
	      FIX("a", "set",
		  "{net.ipv4.a + "
		  "1}") } },
	  "net.ipv4.a = 1\n",
	  "web conflict a: no end after 16 rounds: TW-901 wants 2, TW-901 "
	  "wants 3, TW-901 wants 4, TW-901 wants 5, TW-901 wants 6, TW-901 "
	  "wants 7, TW-901 wants 8, TW-901 wants 9, TW-901 wants 10, TW-901 "
	  "wants 11, TW-901 wants 12, TW-901 wants 13, TW-901 wants 14, "
	  "TW-901 wants 15, TW-901 wants 16, TW-901 wants 17\n" },
	{ "a value that the kernel refuses is not written",
	  { { "TW-901", "net.ipv4.a == 1",
	      FIX("big", "set", "{net.ipv4.b}") } },
	  "net.ipv4.a = 1\nnet.ipv4.b = 5000\n",
	  "web note big TW-901: the kernel refuses this value\n" },
	{ "what stands before another key is written before it",
	  { { "TW-901", "net.ipv4.d == 0",
	      FIX("a", "set", "1") ", " FIX("d", "set", "1") } },
	  "\n",
	  "web d = 1 (TW-901)\nweb a = 1 (TW-901)\n" },
	{ "raising a default that is not known does not lower it",
	  { { "TW-901", "net.ipv4.a == 1", FIX("big", "at_least", "100") } },
	  "net.ipv4.a = 1\n",
	  "web big = 500 (TW-901)\n" },
	{ "a written value is raised to the need alone",
	  { { "TW-901", "net.ipv4.big < 100", FIX("big", "at_least", "100") } },
	  "net.ipv4.big = 50\n",
	  "web big = 100 (TW-901)\n" },
};

START_TEST(fixes_come_to_a_fixed_point)
{
	ck_assert_msg(strcmp(advise_web(cases[_i].rules, cases[_i].settings),
			     cases[_i].expected) == 0,
		      "%s: got\n%sexpected\n%s", cases[_i].what,
		      engine_try_advise(&t), cases[_i].expected);
}
END_TEST

START_TEST(doubtful_fixes_are_not_applied_and_remain_to_be_shown)
{
	engine_try_rule(
		&t, "TW-901",
		RULE "doubt = \"info\"; when = \"net.ipv4.a == 1 and "
		     "tier.multihomed\"; fix = ( " FIX("a", "set", "0") " );");
	engine_try_write(&t, "web.conf", "net.ipv4.a = 1\n");
	engine_try_topology(&t, web);
	ck_assert_str_eq(engine_try_advise(&t), "");
	ck_assert_uint_eq(t.advice.after.list.n, 1);
	ck_assert_uint_eq(t.advice.after.list.at[0].fixes.n, 1);
}
END_TEST

START_TEST(advising_twice_gives_the_same)
{
	const char *first = advise_web(cases[2].rules, cases[2].settings);

	ck_assert_str_eq(engine_try_advise(&t), first);
}
END_TEST

/* Two hops of one rule at one place are one finding with two fixes. */
START_TEST(two_hops_that_need_different_sizes_get_the_larger_one)
{
	engine_try_rule(&t, "TW-901",
			"severity = \"advice\"; each = \"hop\"; say = "
			"\"said\"; when = \"to[net.ipv4.a] < "
			"hop.concurrent\"; fix = ( { tier = \"to\"; key = "
			"\"net.ipv4.a\"; op = \"at_least\"; value = "
			"\"{hop.concurrent}\"; } );");
	engine_try_write(&t, "web.conf", "net.ipv4.a = 1\n");
	engine_try_topology(
		&t, "tiers = ( { name = \"x\"; outside = true; }, { name = "
		    "\"web\"; settings = [ \"web.conf\" ]; } ); hops = ( { "
		    "from = \"x\"; to = \"web\"; concurrent = 70; }, { from "
		    "= \"x\"; to = \"web\"; concurrent = 50; } );");
	ck_assert_str_eq(engine_try_advise(&t), "web a = 70 (TW-901)\n");
	ck_assert_uint_eq(t.advice.lines.at[0].reasons.n, 1);
	ck_assert(str_starts(t.advice.lines.at[0].reasons.at[0].sum,
			     STR("hop.concurrent = 70 (")));
}
END_TEST

/* d is there from 4.12 on. */
static const struct {
	const char *kernel, *expected;
} existences[] = {
	{ "kernel = \"4.12\";", "web d = 1 (TW-901)\n" },
	{ "kernel = \"4.11\";",
	  "web note d TW-901: the tier's kernel does not have the key\n" },
	{ "",
	  "web note d TW-901: whether the key exists depends on the kernel, "
	  "which is not given\n" },
};

START_TEST(only_keys_that_every_possible_kernel_has_are_written)
{
	struct str topology = str_format(
		t.arena,
		"tiers = ( { name = \"web\"; settings = [ \"web.conf\" ]; %s "
		"} );",
		existences[_i].kernel);

	engine_try_rule(&t, "TW-901",
			RULE "when = \"net.ipv4.a == 1\"; fix = ( " FIX(
				"d", "set", "1") " );");
	engine_try_write(&t, "web.conf", "net.ipv4.a = 1\n");
	engine_try_topology(&t, str_c(t.arena, topology));
	ck_assert_str_eq(engine_try_advise(&t), existences[_i].expected);
}
END_TEST

START_TEST(fixes_reach_other_tiers_but_never_those_outside)
{
	engine_try_rule(&t, "TW-901",
			"severity = \"advice\"; each = \"hop\"; say = "
			"\"said\"; when = \"from[net.ipv4.a] == 1 and "
			"to[net.ipv4.b] == 0\"; fix = ( { tier = \"to\"; key = "
			"\"net.ipv4.b\"; op = \"set\"; value = \"1\"; } );");
	engine_try_write(&t, "web.conf", "net.ipv4.a = 1\n");
	engine_try_write(&t, "db.conf", "\n");
	engine_try_topology(
		&t, "tiers = ( { name = \"web\"; settings = [ \"web.conf\" ]; "
		    "}, { name = \"db\"; settings = [ \"db.conf\" ]; }, { name "
		    "= \"out\"; outside = true; settings = [ \"db.conf\" ]; } "
		    "); hops = ( { from = \"web\"; to = \"db\"; }, { from = "
		    "\"web\"; to = \"out\"; } );");
	ck_assert_str_eq(engine_try_advise(&t), "db b = 1 (TW-901)\n");
}
END_TEST

START_TEST(all_comes_before_default_before_interfaces)
{
	engine_try_rule(&t, "TW-901",
			RULE "when = \"net.ipv4.a == 1\"; fix = ( " FIX(
				"conf.A0.x", "set",
				"1") ", " FIX("conf.all.x", "set",
					      "1") ", " FIX("conf.default.x",
							    "set", "1") " );");
	engine_try_write(&t, "web.conf", "net.ipv4.a = 1\n");
	engine_try_topology(&t, web);
	ck_assert_str_eq(engine_try_advise(&t),
			 "web conf.all.x = 1 (TW-901)\n"
			 "web conf.default.x = 1 (TW-901)\n"
			 "web conf.A0.x = 1 (TW-901)\n");
}
END_TEST

#define COUNT(table) (int)(sizeof table / sizeof table[0])

Suite *suite_advise(void)
{
	Suite *s = suite_create("advise");
	TCase *tc = tcase_create("advise");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, fixes_come_to_a_fixed_point, 0, COUNT(cases));
	tcase_add_test(tc,
		       doubtful_fixes_are_not_applied_and_remain_to_be_shown);
	tcase_add_test(tc, advising_twice_gives_the_same);
	tcase_add_test(tc,
		       two_hops_that_need_different_sizes_get_the_larger_one);
	tcase_add_loop_test(
		tc, only_keys_that_every_possible_kernel_has_are_written, 0,
		COUNT(existences));
	tcase_add_test(tc, fixes_reach_other_tiers_but_never_those_outside);
	tcase_add_test(tc, all_comes_before_default_before_interfaces);
	suite_add_tcase(s, tc);
	return s;
}
