/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/expr_world.h"
#include "tests/suites.h"
#include "tests/tools.h"
#include <string.h>

static struct world *w;

static void setup(void)
{
	w = world_new();
}

static void teardown(void)
{
	world_done(w);
}

#define refused(kind, text, expected)                                          \
	ck_assert_str_eq(world_error(w, kind, text), expected)
#define taken(kind, text) ck_assert_str_eq(world_error(w, kind, text), "")

START_TEST(a_wrong_field_offers_the_near_one)
{
	refused("tier", "tier.hots > 1",
		"5-9: a tier has no field 'hots' [did you mean 'hosts'?]");
	refused("tier", "any(h in tier.hops_in: h.ratee > 1/s)",
		"25-30: a hop has no field 'ratee' [did you mean 'rate'?]");
}
END_TEST

START_TEST(a_wrong_key_offers_the_near_one)
{
	refused("tier", "net.ipv4.tcp_tw_reus == 1",
		"0-20: there is no fact about net.ipv4.tcp_tw_reus "
		"[did you mean 'net.ipv4.tcp_tw_reuse'?]");
}
END_TEST

START_TEST(a_wrong_variable_says_what_the_subject_is)
{
	refused("tier", "hosts > 1",
		"0-5: there is no 'hosts' in an expression about a tier "
		"[did you mean 'tier.hosts'?]");
	refused("tier", "hop.rate > 1/s",
		"0-3: there is no 'hop' in an expression about a tier "
		"[its fields are tier.NAME]");
}
END_TEST

START_TEST(a_wrong_function_offers_the_near_one)
{
	refused("tier", "overlap(tier.listens, '80')",
		"0-7: there is no function 'overlap' "
		"[did you mean 'overlaps'?]");
	refused("tier", "if(tier.outside, 1)",
		"0-19: if() takes 3 arguments, not 2");
}
END_TEST

START_TEST(a_word_must_be_of_its_closed_set)
{
	refused("tier", "tier.role == 'ruoter'",
		"13-21: 'ruoter' is none of client|server|load_balancer|"
		"nat_gateway|router [did you mean 'router'?]");
	refused("tier", "tier.role in 'router|x'",
		"13-23: 'x' is none of client|server|load_balancer|"
		"nat_gateway|router");
	/* The first text of all that the builder holds. */
	refused("tier", "'' == tier.role",
		"0-2: '' is none of client|server|load_balancer|nat_gateway|"
		"router");
	taken("tier", "'router' != tier.role");
	taken("tier", "tier.name == 'anything'");
}
END_TEST

START_TEST(units_must_fit_and_the_hint_shows_how)
{
	refused("tier", "net.ipv4.tcp_fin_timeout > 60",
		"0-29: a time and a plain number cannot be compared "
		"[give the number its unit: 60s]");
	refused("tier", "net.ipv4.tcp_mem.0 > net.ipv4.tcp_rmem.0",
		"0-40: pages and bytes cannot be compared "
		"[bytes(...) turns pages into bytes]");
	refused("tier", "1s * 2s > 0",
		"0-7: a time times a time is nothing "
		"that has a unit");
	refused("tier", "16KIB == 1B",
		"0-5: there is no such unit: 16KIB [did you mean KiB?]");
	taken("tier", "net.ipv4.tcp_fin_timeout > 0");
	taken("tier", "net.ipv4.ip_local_port_range.0 < 1024");
}
END_TEST

START_TEST(types_must_fit)
{
	refused("tier", "tier.hosts and true",
		"0-10: a condition is expected beside 'and', this is a plain "
		"number");
	refused("tier", "tier.kernel < 5",
		"0-15: a version and a plain number cannot be compared "
		"[write a version with its point: 5.0]");
	refused("tier", "tier.role < 'x'",
		"0-15: a word has no order "
		"[only numbers and versions do; compare with == or !=]");
	refused("tier", "tier.kernel in 4.12",
		"15-19: behind 'in' a range of versions is expected "
		"[write '4.12-', '-4.11' or '3.17-4.11', in quotes]");
	refused("tier", "overlaps(tier.listens, '80-70')",
		"23-30: this is no list of ports "
		"[write '80' or '8000-8100,9000']");
	refused("tier", "not tier",
		"4-8: a tier is no value "
		"[name a field of it]");
	refused("tier", "tier.hops_in == 1",
		"0-12: a list is no value [ask it: any(x in tier.hops_in: "
		"...)]");
}
END_TEST

START_TEST(comparisons_do_not_chain)
{
	refused("tier", "1 < tier.hosts < 3",
		"15-16: comparisons do not chain [join two with 'and']");
}
END_TEST

START_TEST(and_binds_more_than_or_and_not_less_than_comparison)
{
	ck_assert_str_eq(
		world_print(w, "tier", "true or (false and not (1 == 2))"),
		"true or false and not 1 == 2");
	ck_assert_str_eq(world_print(w, "tier", "(true or false) and true"),
			 "(true or false) and true");
}
END_TEST

START_TEST(a_bare_key_in_a_hop_asks_whose)
{
	refused("hop", "net.ipv4.tcp_tw_reuse == 1",
		"0-21: a hop has two tiers, so whose key is this? "
		"[say from[net.ipv4.tcp_tw_reuse] or "
		"to[net.ipv4.tcp_tw_reuse]]");
	taken("hop", "from[net.ipv4.tcp_tw_reuse] == 1");
	taken("hop", "hop.to['net/ipv4/conf/eth0.100/rp_filter'] == 1");
	taken("tier", "any(h in tier.hops_in: net.ipv4.tcp_tw_reuse == 1)");
	refused("hop", "hop[net.ipv4.tcp_tw_reuse] == 1",
		"0-3: only a tier has keys, not this");
}
END_TEST

START_TEST(elements_of_a_vector_are_within_it)
{
	taken("tier", "net.ipv4.tcp_rmem.2 > 0");
	refused("tier", "net.ipv4.tcp_rmem.3 > 0",
		"0-19: this key has elements 0 to 2");
	refused("tier", "net.ipv4.tcp_rmem > 0",
		"0-21: a vector and a plain number cannot be compared");
	taken("tier", "net.ipv4.tcp_rmem == default(net.ipv4.tcp_rmem)");
}
END_TEST

START_TEST(known_is_refused_where_less_knowledge_would_help)
{
	const char *why = "known() may not stand where knowing less would "
			  "make a finding certain";

	taken("tier", "known(tier.hosts) and tier.hosts > 1");
	taken("tier", "not not known(tier.hosts)");
	taken("tier", "not (tier.outside or not known(tier.hosts))");
	ck_assert_ptr_nonnull(
		strstr(world_error(w, "tier", "not known(tier.hosts)"), why));
	ck_assert_ptr_nonnull(strstr(
		world_error(w, "tier", "known(tier.hosts) == false"), why));
	ck_assert_ptr_nonnull(strstr(
		world_error(w, "tier", "if(known(tier.hosts), 1, 2) > 1"),
		why));
	ck_assert_ptr_nonnull(
		strstr(world_error(w, "tier",
				   "count(h in tier.hops_in: known(h.rate)) "
				   "== 0"),
		       why));
}
END_TEST

START_TEST(a_bound_name_hides_no_other)
{
	refused("tier", "any(net in tier.hops_in: true)",
		"4-7: 'net' has a meaning already: bind another name");
	refused("tier", "any(h in tier.hops_in: any(h in tier.hops_in: true))",
		"27-28: 'h' has a meaning already: bind another name");
	refused("tier", "any(h in tier.hosts: true)", "9-19: this is no list");
	refused("tier", "any(true)",
		"4-8: expected 'NAME in LIST: ...', "
		"found 'true'");
}
END_TEST

START_TEST(what_is_left_over_is_told)
{
	refused("tier", "true true",
		"5-9: expected an operator or the end, "
		"found 'true'");
	refused("tier", "(true",
		"5-5: the expression ends where ')' is "
		"expected");
	refused("tier", "",
		"0-0: the expression ends where a value is "
		"expected");
	refused("tier", "tier.hosts = 1",
		"11-12: this byte means nothing here: = [did you mean ==?]");
	refused("tier", "99999999999999999999 > 1",
		"0-20: 99999999999999999999 is too large, or no whole number "
		"of what count counts in");
}
END_TEST

START_TEST(messages_carry_no_raw_bytes)
{
	const char *message = world_error(w, "tier", "tier['\033[31m'] == 1");

	ck_assert_ptr_null(strchr(message, '\033'));
}
END_TEST

/* n times text, then end. */
static const char *repeated(const char *text, int n, const char *end)
{
	struct str s = { 0 };

	for (int i = 0; i < n; i++)
		s = str_format(w->arena, "%.*s%s", STR_ARG(s), text);
	return str_format(w->arena, "%.*s%s", STR_ARG(s), end).at;
}

START_TEST(depth_and_length_are_limited)
{
	taken("tier", repeated("not ", 31, "true"));
	refused("tier", repeated("not ", 32, "true"),
		"128-132: the expression nests deeper than 32 levels");
	ck_assert_ptr_nonnull(
		strstr(world_error(w, "tier", repeated("(", 2000, "")),
		       "deeper than 32"));
	taken("tier", repeated("true or ", 500, "true"));
	ck_assert_ptr_nonnull(
		strstr(world_error(w, "tier", repeated("1 + ", 1024, "1")),
		       "longer than 4096 bytes"));
	ck_assert_ptr_nonnull(
		strstr(world_error(w, "topology",
				   "any(a in topology.hops: any(b in "
				   "topology.hops: any(c in topology.hops: "
				   "any(d in topology.hops: true))))"),
		       "more than 3 quantifiers"));
}
END_TEST

START_TEST(a_refused_text_leaves_nothing_in_the_builder)
{
	const size_t nodes = w->builder->nodes.n;

	ck_assert_str_ne(world_error(w, "tier", "tier.hosts + 1 > 1s"), "");
	ck_assert_uint_eq(w->builder->nodes.n, nodes);
}
END_TEST

START_TEST(the_wanted_type_is_checked)
{
	struct expr_error error;
	struct expr e;

	ck_assert(!expr_parse(w->builder, STR("1 + 1"), SUBJECT_TIER,
			      VALUE_BOOL, &w->names, &e, &error));
	ck_str(error.message, "a condition is expected here, this is a plain "
			      "number");
	ck_assert(expr_parse(w->builder, STR("'80,443'"), SUBJECT_TIER,
			     VALUE_PORTS, &w->names, &e, &error));
	ck_assert_int_eq(w->builder->nodes.at[e.root].type, VALUE_PORTS);
}
END_TEST

Suite *suite_parse(void)
{
	Suite *s = suite_create("parse");
	TCase *tc = tcase_create("parse");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, a_wrong_field_offers_the_near_one);
	tcase_add_test(tc, a_wrong_key_offers_the_near_one);
	tcase_add_test(tc, a_wrong_variable_says_what_the_subject_is);
	tcase_add_test(tc, a_wrong_function_offers_the_near_one);
	tcase_add_test(tc, a_word_must_be_of_its_closed_set);
	tcase_add_test(tc, units_must_fit_and_the_hint_shows_how);
	tcase_add_test(tc, types_must_fit);
	tcase_add_test(tc, comparisons_do_not_chain);
	tcase_add_test(tc, and_binds_more_than_or_and_not_less_than_comparison);
	tcase_add_test(tc, a_bare_key_in_a_hop_asks_whose);
	tcase_add_test(tc, elements_of_a_vector_are_within_it);
	tcase_add_test(tc, known_is_refused_where_less_knowledge_would_help);
	tcase_add_test(tc, a_bound_name_hides_no_other);
	tcase_add_test(tc, what_is_left_over_is_told);
	tcase_add_test(tc, messages_carry_no_raw_bytes);
	tcase_add_test(tc, depth_and_length_are_limited);
	tcase_add_test(tc, a_refused_text_leaves_nothing_in_the_builder);
	tcase_add_test(tc, the_wanted_type_is_checked);
	suite_add_tcase(s, tc);
	return s;
}
