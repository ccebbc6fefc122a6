/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
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

/* web accepts from outside; what is in the braces is the hop's and web's. */
#define TOPOLOGY(web, hop)                                                     \
	"tiers = (\n"                                                          \
	"  { name = \"out\"; outside = true; },\n"                             \
	"  { name = \"web\"; hosts = 2; settings = [ \"web.conf\" ]; " web     \
	"} );\n"                                                               \
	"hops = ( { from = \"out\"; to = \"web\"; " hop "} );\n"

#define TIER_RULE                                                              \
	"severity = \"error\"; each = \"tier\"; "                              \
	"say = \"a is {net.ipv4.a} on {tier.name}\"; "
#define HOP_RULE "severity = \"error\"; each = \"hop\"; say = \"said\"; "

START_TEST(a_true_condition_is_a_certain_finding_at_its_written_line)
{
	engine_try_rule(&t, "TW-901", TIER_RULE "when = \"net.ipv4.a == 1\";");
	engine_try_write(&t, "web.conf", "\nnet.ipv4.a = 1\n");
	engine_try_topology(&t, TOPOLOGY("", ""));
	ck_assert_str_eq(engine_try_run(&t),
			 "TW-901 error tier web web.conf:2 a is 1 on web\n");
}
END_TEST

START_TEST(a_false_condition_is_quiet)
{
	engine_try_rule(&t, "TW-901", TIER_RULE "when = \"net.ipv4.a == 1\";");
	engine_try_write(&t, "web.conf", "net.ipv4.a = 2\n");
	engine_try_topology(&t, TOPOLOGY("", ""));
	ck_assert_str_eq(engine_try_run(&t), "");
}
END_TEST

START_TEST(an_unknown_field_with_a_written_key_is_doubtful)
{
	engine_try_rule(&t, "TW-901",
			TIER_RULE "doubt = \"advice\"; when = \"net.ipv4.a == "
				  "1 and tier.multihomed\";");
	engine_try_write(&t, "web.conf", "net.ipv4.a = 1\n");
	engine_try_topology(&t, TOPOLOGY("", ""));
	ck_assert_str_eq(engine_try_run(&t),
			 "TW-901? advice tier web web.conf:1 a is 1 on web\n");
}
END_TEST

START_TEST(without_a_doubtful_form_it_is_not_checked_and_says_what_is_missing)
{
	engine_try_rule(&t, "TW-901",
			TIER_RULE "when = \"net.ipv4.a == 1 and "
				  "tier.multihomed\";");
	engine_try_write(&t, "web.conf", "net.ipv4.a = 1\n");
	engine_try_topology(&t, TOPOLOGY("", ""));
	ck_assert_str_eq(engine_try_run(&t),
			 "TW-901 not checked tier web: tier web: multihomed\n");
}
END_TEST

START_TEST(doubt_needs_something_that_was_written_or_given)
{
	engine_try_rule(&t, "TW-901",
			TIER_RULE "doubt = \"advice\"; when = "
				  "\"tier.multihomed\";");
	engine_try_write(&t, "web.conf", "net.ipv4.a = 1\n");
	engine_try_topology(&t, TOPOLOGY("", ""));
	ck_assert_str_eq(engine_try_run(&t),
			 "TW-901 not checked tier web: tier web: multihomed\n");
}
END_TEST

START_TEST(an_assumed_value_makes_a_true_condition_doubtful)
{
	engine_try_rule(&t, "TW-901",
			TIER_RULE "doubt = \"error\"; when = \"net.ipv4.a == 1 "
				  "and tier.source_addresses == 1\";");
	engine_try_write(&t, "web.conf", "net.ipv4.a = 1\n");
	engine_try_topology(&t, TOPOLOGY("", ""));
	ck_assert_str_eq(engine_try_run(&t),
			 "TW-901? error tier web web.conf:1 a is 1 on web\n");
}
END_TEST

START_TEST(the_doubtful_form_is_never_more_severe_than_the_certain_one)
{
	engine_try_rule(&t, "TW-901",
			"severity = \"info\"; each = \"tier\"; say = \"x\"; "
			"doubt = \"info\"; when = \"net.ipv4.a == 1 and "
			"tier.multihomed\";");
	engine_try_write(&t, "web.conf", "net.ipv4.a = 1\n");
	engine_try_topology(&t, TOPOLOGY("", ""));
	ck_assert_str_eq(engine_try_run(&t),
			 "TW-901? info tier web web.conf:1 x\n");
}
END_TEST

START_TEST(overflow_is_not_checked_and_never_doubt)
{
	engine_try_rule(&t, "TW-901",
			TIER_RULE
			"doubt = \"error\"; when = \"net.ipv4.a == 1 and "
			"net.ipv4.a * 18446744073709551615 * 2 > 0\";");
	engine_try_write(&t, "web.conf", "net.ipv4.a = 1\n");
	engine_try_topology(&t, TOPOLOGY("", ""));
	ck_assert_str_eq(engine_try_run(&t),
			 "TW-901 not checked tier web: numbers that can be "
			 "computed with\n");
}
END_TEST

#define WORLDS_RULE(when)                                                      \
	HOP_RULE                                                               \
	"doubt = \"warning\"; when = \"to[net.ipv4.a] == 1 and (" when ")\";"

static const struct {
	const char *when, *expected;
} worlds[] = {
	{ WORLDS_RULE("hop.closer == 'from' or hop.closer in 'to|both'"),
	  "TW-901 error hop out -> web web.conf:1 said\n" },
	{ WORLDS_RULE("hop.nat or not hop.nat"),
	  "TW-901 error hop out -> web web.conf:1 said\n" },
	{ WORLDS_RULE("(hop.nat and hop.closer == 'to') or not hop.nat or "
		      "hop.closer != 'to'"),
	  "TW-901 error hop out -> web web.conf:1 said\n" },
	{ WORLDS_RULE("hop.nat and not hop.nat"), "" },
	{ WORLDS_RULE("hop.nat and hop.closer == 'to'"),
	  "TW-901? warning hop out -> web web.conf:1 said\n" },
	{ WORLDS_RULE("hop.nat or hop.closer == 'to'"),
	  "TW-901? warning hop out -> web web.conf:1 said\n" },
};

START_TEST(what_holds_in_every_small_world_is_certain)
{
	engine_try_rule(&t, "TW-901", worlds[_i].when);
	engine_try_write(&t, "web.conf", "net.ipv4.a = 1\n");
	engine_try_topology(&t, TOPOLOGY("", ""));
	ck_assert_str_eq(engine_try_run(&t), worlds[_i].expected);
}
END_TEST

static const struct {
	const char *kernel, *expected;
} kernels[] = {
	{ "kernel = \"4.11\"; ", "TW-901 error tier web web.conf:1 x\n" },
	{ "kernel = \"4.12\"; ", "" },
	{ "", "TW-901? warning tier web web.conf:1 x\n" },
};

START_TEST(a_kernel_range_is_a_condition_like_any_other)
{
	struct str topology = str_format(
		t.arena,
		"tiers = ( { name = \"web\"; settings = [ \"web.conf\" ]; %s} "
		");",
		kernels[_i].kernel);

	engine_try_rule(&t, "TW-901",
			"severity = \"error\"; doubt = \"warning\"; each = "
			"\"tier\"; say = \"x\"; kernel = \"-4.11\"; when = "
			"\"net.ipv4.a == 1\";");
	engine_try_write(&t, "web.conf", "net.ipv4.a = 1\n");
	engine_try_topology(&t, str_c(t.arena, topology));
	ck_assert_str_eq(engine_try_run(&t), kernels[_i].expected);
}
END_TEST

START_TEST(what_a_rule_needs_and_has_not_got_is_said)
{
	engine_try_rule(&t, "TW-901",
			TIER_RULE "needs = [ \"topology\", \"live\", "
				  "\"kernel\", \"memory\" ]; "
				  "when = \"net.ipv4.a == 1\";");
	engine_try_host(&t, "net.ipv4.a = 1\n");
	ck_assert_str_eq(
		engine_try_run(&t),
		"TW-901 not checked tier host: a topology, the running "
		"host, tier host: kernel, tier host: memory\n");
}
END_TEST

START_TEST(an_outside_tier_has_no_finding)
{
	engine_try_rule(&t, "TW-901",
			"severity = \"error\"; each = \"tier\"; say = "
			"\"{tier.name}\"; when = \"tier.hosts > 1\";");
	engine_try_write(&t, "web.conf", "\n");
	engine_try_topology(&t, "tiers = ( { name = \"out\"; outside = true; "
				"hosts = 5; }, { name = \"web\"; hosts = 2; "
				"settings = [ \"web.conf\" ]; } );");
	ck_assert_str_eq(engine_try_run(&t),
			 "TW-901 error tier web t.topology:1 web\n");
}
END_TEST

START_TEST(a_lone_host_has_a_phantom_hop_to_doubt_about)
{
	engine_try_rule(&t, "TW-901",
			HOP_RULE "doubt = \"warning\"; when = "
				 "\"to[net.ipv4.a] == 1 and hop.nat\";");
	engine_try_host(&t, "net.ipv4.a = 1\n");
	engine_try_run(&t);
	ck_assert_uint_eq(t.findings.list.n, 1);
	ck_assert(t.findings.list.at[0].doubtful);
	ck_assert_uint_eq(t.findings.not_checked.n, 0);
}
END_TEST

START_TEST(one_rule_at_one_place_is_one_finding_about_both_hops)
{
	engine_try_rule(&t, "TW-901",
			HOP_RULE "when = \"to[net.ipv4.a] == 1\";");
	engine_try_write(&t, "web.conf", "net.ipv4.a = 1\n");
	engine_try_topology(
		&t, "tiers = ( { name = \"x\"; outside = true; }, { name = "
		    "\"y\"; outside = true; }, { name = \"web\"; settings = [ "
		    "\"web.conf\" ]; } ); hops = ( { from = \"x\"; to = "
		    "\"web\"; }, { from = \"y\"; to = \"web\"; } );");
	ck_assert_str_eq(engine_try_run(&t),
			 "TW-901 error hop x -> web, hop y -> web web.conf:1 "
			 "said\n");
}
END_TEST

START_TEST(the_line_of_at_is_the_place)
{
	engine_try_rule(&t, "TW-901",
			TIER_RULE "at = \"net.ipv4.b\"; when = \"net.ipv4.a == "
				  "1\";");
	engine_try_write(&t, "web.conf", "net.ipv4.a = 1\nnet.ipv4.b = 3\n");
	engine_try_topology(&t, TOPOLOGY("", ""));
	ck_assert_str_eq(engine_try_run(&t),
			 "TW-901 error tier web web.conf:2 a is 1 on web\n");
}
END_TEST

START_TEST(of_a_hop_the_line_of_at_is_on_the_tier_that_decided)
{
	engine_try_rule(&t, "TW-901",
			HOP_RULE "at = \"net.ipv4.a\"; when = "
				 "\"from[net.ipv4.a] == 1\";");
	engine_try_write(&t, "web.conf", "net.ipv4.a = 1\n");
	engine_try_write(&t, "db.conf", "\nnet.ipv4.a = 2\n");
	engine_try_topology(
		&t, "tiers = ( { name = \"web\"; settings = [ \"web.conf\" ]; "
		    "}, { name = \"db\"; settings = [ \"db.conf\" ]; } ); hops "
		    "= ( { from = \"web\"; to = \"db\"; } );");
	ck_assert_str_eq(engine_try_run(&t),
			 "TW-901 error hop web -> db web.conf:1 said\n");
}
END_TEST

START_TEST(of_a_hop_whose_key_is_on_an_outside_tier_nothing_is_said)
{
	engine_try_rule(&t, "TW-901",
			HOP_RULE
			"doubt = \"info\"; at = \"net.ipv4.a\"; when = "
			"\"from[net.ipv4.a] == 1 and hop.rate > "
			"1/s\";");
	engine_try_write(&t, "web.conf", "net.ipv4.a = 1\n");
	engine_try_topology(&t, TOPOLOGY("", "rate = \"5/s\"; "));
	ck_assert_str_eq(engine_try_run(&t), "");
}
END_TEST

static const struct {
	const char *first, *expected;
} mutes[] = {
	{ "when = \"net.ipv4.b == 1\";",
	  "TW-901 error tier web web.conf:2 a is 1 on web\n" },
	{ "when = \"net.ipv4.b == 2\";",
	  "TW-902 error tier web web.conf:1 a is 1 on web\n" },
	{ "doubt = \"info\"; when = \"net.ipv4.b == 1 and tier.multihomed\";",
	  "TW-901? info tier web web.conf:2 a is 1 on web\n" },
	{ "when = \"net.ipv4.b == 1 and tier.multihomed\";",
	  "TW-901 not checked tier web: tier web: multihomed\n"
	  "TW-902 not checked tier web: the answer of a rule that would mute "
	  "it\n" },
};

START_TEST(a_rule_is_mute_after_another_on_the_same_subject)
{
	struct str first =
		str_format(t.arena, "%s%s", TIER_RULE, mutes[_i].first);

	engine_try_rule(&t, "TW-901", str_c(t.arena, first));
	engine_try_rule(&t, "TW-902",
			TIER_RULE "after = [ \"TW-901\" ]; when = \"net.ipv4.a "
				  "== 1\";");
	engine_try_write(&t, "web.conf", "net.ipv4.a = 1\nnet.ipv4.b = 1\n");
	engine_try_topology(&t, TOPOLOGY("", ""));
	ck_assert_str_eq(engine_try_run(&t), mutes[_i].expected);
}
END_TEST

START_TEST(a_rule_is_mute_after_another_on_an_assignment_in_its_evidence)
{
	engine_try_rule(&t, "VAL-901",
			"severity = \"error\"; each = \"assignment\"; say = "
			"\"{assignment.value}\"; when = \"assignment.value == "
			"'7'\";");
	engine_try_rule(&t, "TW-902",
			TIER_RULE "after = [ \"VAL-901\" ]; when = "
				  "\"net.ipv4.a > 0\";");
	engine_try_write(&t, "web.conf", "net.ipv4.a = 7\n");
	engine_try_topology(&t, TOPOLOGY("", ""));
	engine_try_run(&t);
	ck_assert_uint_eq(t.findings.list.n, 1);
	ck_assert_uint_eq(t.findings.list.at[0].subjects.at[0].kind,
			  SUBJECT_ASSIGNMENT);
}
END_TEST

START_TEST(findings_stand_in_the_order_of_places_then_of_ids)
{
	engine_try_rule(&t, "TW-902", TIER_RULE "when = \"net.ipv4.a == 1\";");
	engine_try_rule(&t, "TW-901", TIER_RULE "when = \"net.ipv4.b == 1\";");
	engine_try_rule(&t, "CW-901", TIER_RULE "when = \"net.ipv4.b == 1\";");
	engine_try_write(&t, "web.conf", "net.ipv4.a = 1\nnet.ipv4.b = 1\n");
	engine_try_topology(&t, TOPOLOGY("", ""));
	ck_assert_str_eq(engine_try_run(&t),
			 "TW-902 error tier web web.conf:1 a is 1 on web\n"
			 "CW-901 error tier web web.conf:2 a is 1 on web\n"
			 "TW-901 error tier web web.conf:2 a is 1 on web\n");
}
END_TEST

START_TEST(equal_marks_beyond_a_thousand_fold_into_the_last_finding)
{
	struct buf lines = { .arena = t.arena };

	for (int i = 0; i < 1500; i++)
		buf_put(&lines, STR("words without the sign\n"));
	buf_char(&lines, '\0');
	engine_try_rule(&t, "SYN-901",
			"severity = \"error\"; each = \"line\"; say = \"x\"; "
			"when = \"line.mark == 'no-equals'\";");
	engine_try_host(&t, lines.at);
	engine_try_run(&t);
	ck_assert_uint_eq(t.findings.list.n, 1000);
	ck_assert_uint_eq(t.findings.list.at[998].n_folded, 0);
	ck_assert_uint_eq(t.findings.list.at[999].n_folded, 500);
	ck_assert_int_eq(strncmp(t.findings.list.at[999].message.at,
				 "x (and 500 more like it in this file)", 37),
			 0);
}
END_TEST

START_TEST(doubtful_findings_beyond_a_thousand_are_counted_too)
{
	struct buf lines = { .arena = t.arena };

	for (int i = 0; i < 1200; i++)
		buf_printf(&lines, "net.ipv4.conf.e%d.x = 7\n", i);
	buf_char(&lines, '\0');
	engine_try_rule(&t, "VAL-901",
			"severity = \"error\"; doubt = \"info\"; each = "
			"\"setting\"; say = \"x\"; when = \"setting.value == "
			"'7' and tier.multihomed\";");
	engine_try_host(&t, lines.at);
	engine_try_run(&t);
	ck_assert_uint_eq(t.findings.list.n, 1000);
	ck_assert_uint_eq(t.findings.list.at[999].n_folded, 200);
}
END_TEST

static const struct {
	const char *select, *ignore;
	size_t n;
} selections[] = {
	{ NULL, NULL, 2 },     { "TW", NULL, 1 },     { "TW-901", NULL, 1 },
	{ "SEC", NULL, 0 },    { NULL, "TW-901", 1 }, { NULL, "CW", 1 },
	{ "TW-800", NULL, 1 }, { "nat", NULL, 1 },    { "TW", "TW-901", 0 },
};

START_TEST(rules_are_selected_by_id_area_old_id_and_tag)
{
	engine_try_rule(&t, "TW-901",
			TIER_RULE "was = [ \"TW-800\" ]; tags = [ \"nat\" ]; "
				  "when = \"net.ipv4.a == 1\";");
	engine_try_rule(&t, "CW-901", TIER_RULE "when = \"net.ipv4.a == 1\";");
	engine_try_write(&t, "web.conf", "net.ipv4.a = 1\n");
	engine_try_topology(&t, TOPOLOGY("", ""));
	if (selections[_i].select)
		vec_push(t.arena, &t.options.select,
			 str_of(selections[_i].select));
	if (selections[_i].ignore)
		vec_push(t.arena, &t.options.ignore,
			 str_of(selections[_i].ignore));
	engine_try_run(&t);
	ck_assert_uint_eq(t.findings.list.n, selections[_i].n);
}
END_TEST

START_TEST(a_preview_and_a_later_edition_wait)
{
	engine_try_rule(&t, "TW-901",
			TIER_RULE
			"preview = true; when = \"net.ipv4.a == 1\";");
	engine_try_write(&t, "web.conf", "net.ipv4.a = 1\n");
	engine_try_topology(&t, TOPOLOGY("", ""));
	ck_assert_str_eq(engine_try_run(&t), "");
	t.options.preview = true;
	ck_assert_str_ne(engine_try_run(&t), "");
	t.options.edition = STR("2025.9");
	ck_assert_str_eq(engine_try_run(&t), "");
}
END_TEST

#define COUNT(table) (int)(sizeof table / sizeof table[0])

static void add_tests(TCase *tc)
{
	tcase_add_test(tc, a_false_condition_is_quiet);
	tcase_add_test(tc, an_unknown_field_with_a_written_key_is_doubtful);
	tcase_add_test(
		tc,
		without_a_doubtful_form_it_is_not_checked_and_says_what_is_missing);
	tcase_add_test(tc, doubt_needs_something_that_was_written_or_given);
	tcase_add_test(tc, an_assumed_value_makes_a_true_condition_doubtful);
	tcase_add_test(
		tc,
		the_doubtful_form_is_never_more_severe_than_the_certain_one);
	tcase_add_test(tc, overflow_is_not_checked_and_never_doubt);
	tcase_add_loop_test(tc, what_holds_in_every_small_world_is_certain, 0,
			    COUNT(worlds));
	tcase_add_loop_test(tc, a_kernel_range_is_a_condition_like_any_other, 0,
			    COUNT(kernels));
	tcase_add_test(tc, what_a_rule_needs_and_has_not_got_is_said);
	tcase_add_test(tc, an_outside_tier_has_no_finding);
	tcase_add_test(tc, a_lone_host_has_a_phantom_hop_to_doubt_about);
	tcase_add_test(tc,
		       one_rule_at_one_place_is_one_finding_about_both_hops);
	tcase_add_test(tc, the_line_of_at_is_the_place);
	tcase_add_test(tc, of_a_hop_the_line_of_at_is_on_the_tier_that_decided);
	tcase_add_test(
		tc, of_a_hop_whose_key_is_on_an_outside_tier_nothing_is_said);
	tcase_add_loop_test(tc,
			    a_rule_is_mute_after_another_on_the_same_subject, 0,
			    COUNT(mutes));
	tcase_add_test(
		tc,
		a_rule_is_mute_after_another_on_an_assignment_in_its_evidence);
	tcase_add_test(tc, findings_stand_in_the_order_of_places_then_of_ids);
	tcase_add_test(
		tc, equal_marks_beyond_a_thousand_fold_into_the_last_finding);
	tcase_add_test(tc, doubtful_findings_beyond_a_thousand_are_counted_too);
	tcase_add_loop_test(tc, rules_are_selected_by_id_area_old_id_and_tag, 0,
			    COUNT(selections));
	tcase_add_test(tc, a_preview_and_a_later_edition_wait);
}

Suite *suite_engine(void)
{
	Suite *s = suite_create("engine");
	TCase *tc = tcase_create("engine");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(
		tc, a_true_condition_is_a_certain_finding_at_its_written_line);
	add_tests(tc);
	suite_add_tcase(s, tc);
	return s;
}
