/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/expr_world.h"
#include "tests/suites.h"
#include "tests/tools.h"

/* lb -> web -> db, and web <- cache. */
static struct world *w;
static struct subject web, front;

static void setup(void)
{
	uint32_t lb, db, cache;

	w = world_new();
	lb = world_tier(w, "lb");
	web = world_subject("tier", world_tier(w, "web"));
	db = world_tier(w, "db");
	cache = world_tier(w, "cache");
	front = world_subject("hop", world_hop(w, lb, web.index));
	world_hop(w, web.index, db);
	world_hop(w, cache, web.index);
}

static void teardown(void)
{
	world_done(w);
}

#define value_is(subject, text, expected)                                      \
	ck_assert_str_eq(world_eval(w, subject, text), expected)
#define evidence_is(subject, text, expected)                                   \
	ck_assert_str_eq(world_evidence(w, subject, text), expected)

START_TEST(unknown_is_strict_through_arithmetic_and_comparison)
{
	value_is(web, "tier.hosts + 1", "unknown (not given)");
	value_is(web, "tier.hosts > 1", "unknown (not given)");
	value_is(web, "max(tier.hosts, 3)", "unknown (not given)");
	value_is(web, "tier.hosts * 0 == 0", "unknown (not given)");
}
END_TEST

START_TEST(logic_is_kleenes)
{
	world_set(w, "tier web: outside", "?");
	value_is(web, "tier.outside and false", "false");
	value_is(web, "tier.outside and true", "unknown (not given)");
	value_is(web, "tier.outside or true", "true");
	value_is(web, "tier.outside or false", "unknown (not given)");
	value_is(web, "not tier.outside", "unknown (not given)");
}
END_TEST

START_TEST(an_assumption_taints_unless_something_certain_settles_it)
{
	world_set(w, "tier web: hosts", "~1");
	value_is(web, "tier.hosts == 1", "true, assumed");
	value_is(web, "tier.hosts == 1 and true", "true, assumed");
	value_is(web, "tier.hosts == 1 and false", "false");
	value_is(web, "tier.hosts == 2 or true", "true");
	value_is(web, "tier.hosts == 1 or true", "true");
	value_is(web, "tier.hosts + 1", "2, assumed");
	value_is(web, "known(tier.hosts)", "true");
}
END_TEST

START_TEST(known_asks_without_being_unknown)
{
	value_is(web, "known(tier.hosts)", "false");
	world_set(w, "tier web: hosts", "2");
	value_is(web, "known(tier.hosts) and tier.hosts > 1", "true");
}
END_TEST

START_TEST(overflow_and_division_by_zero_are_unknown_arithmetic)
{
	world_set(w, "tier web: hosts", "0");
	value_is(web, "8 / tier.hosts", "unknown (arithmetic)");
	value_is(web, "18446744073709551615 + 1", "unknown (arithmetic)");
	value_is(web, "-9223372036854775808 - 1", "unknown (arithmetic)");
	/* In any order the failed sum is the reason. */
	value_is(web, "8 / tier.hosts > 1 and tier.outside",
		 "unknown (arithmetic)");
	value_is(web, "tier.outside and 8 / tier.hosts > 1",
		 "unknown (arithmetic)");
}
END_TEST

START_TEST(division_floors_and_ceil_rounds_up)
{
	value_is(web, "7 / 2", "3");
	value_is(web, "-7 / 2", "-4");
	value_is(web, "ceil(7 / 2)", "4");
	value_is(web, "ceil(-7 / 2)", "-3");
	value_is(web, "ceil(8 / 2)", "4");
}
END_TEST

START_TEST(units_carry_through_sums)
{
	value_is(web, "3000/s * 60s", "180000");
	value_is(web, "28232 / 60s", "470.533/s");
	value_is(web, "64512ports / 60s", "1075.2/s");
	value_is(web, "129 / 10/s", "12.9 s");
	value_is(web, "100Gbit/s * 1h / 8", "45000000000000");
	value_is(web, "bytes(1Gbit/s * 30ms / 8)", "3750000 B");
	value_is(web, "2 * 1GiB - 512MiB", "1536 MiB");
	value_is(web, "90s / 1min", "1");
	value_is(web, "size(ports(32768, 60999))", "28232 ports");
	value_is(web, "pow2(1000)", "1024");
}
END_TEST

START_TEST(pages_become_bytes_by_the_tiers_page_size)
{
	world_set(w, "tier web: net.ipv4.tcp_mem", "1 2 3");
	world_set(w, "tier web: page_size", "~4KiB");
	value_is(web, "bytes(net.ipv4.tcp_mem.2)", "12 KiB, assumed");
}
END_TEST

START_TEST(keys_are_those_of_the_tier_that_is_named)
{
	world_set(w, "tier web: net.ipv4.tcp_tw_reuse", "1");
	world_set(w, "tier lb: net.ipv4.tcp_tw_reuse", "2");
	world_set(w, "tier web: set(net.ipv4.tcp_tw_reuse)", "true");
	world_set(w, "tier web: exists(net.ipv4.tcp_tw_reuse)", "false");
	value_is(web, "net.ipv4.tcp_tw_reuse", "1");
	value_is(front, "from[net.ipv4.tcp_tw_reuse]", "2");
	value_is(front, "hop.to[net.ipv4.tcp_tw_reuse]", "1");
	value_is(web, "set(net.ipv4.tcp_tw_reuse)", "true");
	value_is(web, "gone(net.ipv4.tcp_tw_reuse)", "true");
	value_is(world_subject("setting", web.index), "net.ipv4.tcp_tw_reuse",
		 "1");
	value_is(world_subject("host", web.index), "net.ipv4.tcp_tw_reuse",
		 "1");
}
END_TEST

START_TEST(a_star_is_looked_up_for_the_setting_itself)
{
	world_set(w, "setting of web: net.ipv4.conf.*.rp_filter", "2");
	value_is(world_subject("setting", web.index),
		 "net.ipv4.conf.*.rp_filter", "2");
	value_is(world_subject("setting", web.index),
		 "tier[net.ipv4.conf.*.rp_filter]", "2");
	world_set(w, "tier web: net.ipv4.tcp_tw_reuse", "1");
	value_is(world_subject("setting", web.index),
		 "setting[net.ipv4.tcp_tw_reuse]", "1");
}
END_TEST

START_TEST(quantifiers_join_over_their_list)
{
	value_is(web, "any(h in tier.hops_in: h.nat)", "unknown (not given)");
	world_set(w, "hop lb -> web: nat", "true");
	value_is(web, "any(h in tier.hops_in: h.nat)", "true");
	value_is(web, "all(h in tier.hops_in: h.nat)", "unknown (not given)");
	value_is(web, "count(h in tier.hops_in: h.nat)", "unknown (not given)");
	world_set(w, "hop cache -> web: nat", "~false");
	value_is(web, "any(h in tier.hops_in: h.nat)", "true");
	value_is(web, "all(h in tier.hops_in: h.nat)", "false, assumed");
	value_is(web, "count(h in tier.hops_in: h.nat)", "1, assumed");
	world_set(w, "hop lb -> web: rate", "10/s");
	world_set(w, "hop cache -> web: rate", "20/s");
	value_is(web, "sum(h in tier.hops_in: h.rate)", "30/s");
	value_is(web, "max(h in tier.hops_in: h.rate)", "20/s");
	value_is(web, "min(h in tier.hops_in: h.rate)", "10/s");
}
END_TEST

START_TEST(nothing_is_in_an_empty_list)
{
	struct subject lb = world_subject("tier", 0);

	value_is(lb, "any(h in tier.hops_in: h.nat)", "false");
	value_is(lb, "all(h in tier.hops_in: h.nat)", "true");
	value_is(lb, "count(h in tier.hops_in: h.nat)", "0");
	value_is(lb, "max(h in tier.hops_in: h.rate)", "unknown (no elements)");
}
END_TEST

START_TEST(quantifiers_nest)
{
	world_set(w, "hop lb -> web: nat", "true");
	value_is(world_subject("topology", 0),
		 "any(t in topology.tiers: any(h in t.hops_in: h.nat and "
		 "h.from.name == 'lb'))",
		 "unknown (not given)");
	world_set(w, "tier lb: name", "'lb'");
	value_is(world_subject("topology", 0),
		 "any(t in topology.tiers: any(h in t.hops_in: h.nat and "
		 "h.from.name == 'lb'))",
		 "true");
}
END_TEST

START_TEST(versions_compare_at_the_precision_written)
{
	world_set(w, "tier web: kernel", "4.11.9");
	value_is(web, "tier.kernel == 4.11", "true");
	value_is(web, "tier.kernel <= 4.11", "true");
	value_is(web, "tier.kernel > 4.11", "false");
	value_is(web, "tier.kernel < 4.11.10", "true");
	value_is(web, "tier.kernel in '3.17-4.11'", "true");
	value_is(web, "tier.kernel in '4.12-'", "false");
}
END_TEST

START_TEST(a_vendors_kernel_against_mainline_is_a_guess)
{
	world_set(w, "tier web: kernel", "3.10-el7");
	value_is(web, "tier.kernel < 4.12", "true, assumed");
	value_is(web, "tier.kernel in '-4.11'", "true, assumed");
	value_is(web, "tier.kernel == 3.10-el7", "true");
	value_is(web, "tier.kernel == 4.18-el8", "false");
	world_set(w, "tier web: kernel", "3.10");
	value_is(web, "tier.kernel == 3.10-el7", "false");
}
END_TEST

START_TEST(in_looks_into_words_and_ports)
{
	world_set(w, "tier web: role", "'router'");
	world_set(w, "tier web: modules", "'nf_nat|nf_conntrack'");
	world_set(w, "tier web: listens", "'80,8000-8100'");
	value_is(web, "tier.role in 'router|nat_gateway'", "true");
	value_is(web, "tier.role in 'nat_gateway|client'", "false");
	value_is(web, "'nf_conntrack' in tier.modules", "true");
	value_is(web, "8050 in tier.listens", "true");
	value_is(web, "8101 in tier.listens", "false");
	value_is(web, "overlaps(tier.listens, '8100-9000')", "true");
	value_is(web, "size(without('8000-8199', tier.listens))", "99 ports");
}
END_TEST

START_TEST(if_needs_its_condition_only_where_it_matters)
{
	world_set(w, "tier web: outside", "?");
	value_is(web, "if(tier.outside, 1, 2)", "unknown (not given)");
	value_is(web, "if(tier.outside, 2, 2)", "2");
	world_set(w, "tier web: outside", "~true");
	value_is(web, "if(tier.outside, 1, 2)", "1, assumed");
	value_is(web, "if(tier.outside, 2, 2)", "2");
}
END_TEST

START_TEST(evidence_of_and_is_both_sides_of_or_the_true_ones)
{
	world_set(w, "tier web: hosts", "3");
	world_set(w, "tier web: outside", "false");
	evidence_is(web, "tier.hosts > 1 and not tier.outside",
		    "tier web: hosts = 3; tier web: outside = false");
	evidence_is(web, "tier.hosts > 1 or tier.outside",
		    "tier web: hosts = 3");
	evidence_is(web, "tier.outside or tier.hosts > 1",
		    "tier web: hosts = 3");
}
END_TEST

START_TEST(evidence_of_doubt_marks_what_would_settle_it)
{
	world_set(w, "tier web: net.ipv4.tcp_tw_reuse", "1");
	evidence_is(web,
		    "net.ipv4.tcp_tw_reuse == 1 and any(h in tier.hops_in: "
		    "h.nat)",
		    "!hop cache -> web: nat = unknown (not given); "
		    "!hop lb -> web: nat = unknown (not given); "
		    "net.ipv4.tcp_tw_reuse = 1");
	/* A side that is false for certain has no part in it. */
	world_set(w, "tier web: hosts", "1");
	evidence_is(web, "tier.hosts > 1 or tier.outside",
		    "!tier web: outside = unknown (not given)");
	/* Nor the true one, where false is asked for. */
	evidence_is(web, "not (tier.hosts == 1 and tier.outside)",
		    "!tier web: outside = unknown (not given)");
	evidence_is(web, "not (tier.hosts > 1 or tier.outside)",
		    "!tier web: outside = unknown (not given); "
		    "tier web: hosts = 1");
}
END_TEST

START_TEST(evidence_of_a_hop_names_the_tier_of_a_key)
{
	world_set(w, "tier web: net.ipv4.tcp_rmem", "1 2 3");
	evidence_is(front, "to[net.ipv4.tcp_rmem.2] > 0",
		    "tier web: net.ipv4.tcp_rmem.2 = 3 B");
}
END_TEST

START_TEST(evidence_of_any_is_three_witnesses_and_how_many_more)
{
	for (int i = 0; i < 3; i++)
		world_hop(w, 2, web.index);
	world_set(w, "hop lb -> web: nat", "true");
	world_set(w, "hop cache -> web: nat", "true");
	world_set(w, "hop db -> web: nat", "true");
	evidence_is(web, "any(h in tier.hops_in: h.nat)",
		    "any(h in tier.hops_in: h.nat) = 2; "
		    "hop cache -> web: nat = true; hop db -> web: nat = true; "
		    "hop lb -> web: nat = true");
}
END_TEST

START_TEST(evidence_of_a_sum_is_every_element_and_their_number)
{
	world_set(w, "hop lb -> web: rate", "1/s");
	world_set(w, "hop cache -> web: rate", "2/s");
	evidence_is(web, "sum(h in tier.hops_in: h.rate) > 2/s",
		    "hop cache -> web: rate = 2/s; hop lb -> web: rate = 1/s; "
		    "tier web: hops_in = 2");
}
END_TEST

START_TEST(evidence_shows_the_sum_that_failed)
{
	world_set(w, "tier web: hosts", "0");
	evidence_is(web, "8 / tier.hosts > 1",
		    "!8 / tier.hosts = unknown (arithmetic); "
		    "tier web: hosts = 0");
}
END_TEST

START_TEST(the_same_leaf_is_kept_once)
{
	world_set(w, "tier web: hosts", "3");
	evidence_is(web, "tier.hosts > 1 and tier.hosts < 9",
		    "tier web: hosts = 3");
}
END_TEST

START_TEST(more_leaves_than_the_limit_are_counted)
{
	struct evidence evidence = { .arena = w->arena };
	const struct leaf *last;

	for (uint32_t i = 0; i < EVIDENCE_MAX + 10; i++)
		evidence_add(&evidence,
			     (struct leaf){ .text = STR("x"),
					    .subject = { .index = i } });
	ck_assert_uint_eq(evidence.leaves.n, EVIDENCE_MAX);
	last = &evidence.leaves.at[EVIDENCE_MAX - 1];
	ck_assert_int_eq(last->kind, LEAF_MORE);
	ck_assert_uint_eq(last->datum.value.integer.magnitude, 11);
}
END_TEST

Suite *suite_eval(void)
{
	Suite *s = suite_create("eval");
	TCase *tc = tcase_create("eval");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, unknown_is_strict_through_arithmetic_and_comparison);
	tcase_add_test(tc, logic_is_kleenes);
	tcase_add_test(
		tc, an_assumption_taints_unless_something_certain_settles_it);
	tcase_add_test(tc, known_asks_without_being_unknown);
	tcase_add_test(tc,
		       overflow_and_division_by_zero_are_unknown_arithmetic);
	tcase_add_test(tc, division_floors_and_ceil_rounds_up);
	tcase_add_test(tc, units_carry_through_sums);
	tcase_add_test(tc, pages_become_bytes_by_the_tiers_page_size);
	tcase_add_test(tc, keys_are_those_of_the_tier_that_is_named);
	tcase_add_test(tc, a_star_is_looked_up_for_the_setting_itself);
	tcase_add_test(tc, quantifiers_join_over_their_list);
	tcase_add_test(tc, nothing_is_in_an_empty_list);
	tcase_add_test(tc, quantifiers_nest);
	tcase_add_test(tc, versions_compare_at_the_precision_written);
	tcase_add_test(tc, a_vendors_kernel_against_mainline_is_a_guess);
	tcase_add_test(tc, in_looks_into_words_and_ports);
	tcase_add_test(tc, if_needs_its_condition_only_where_it_matters);
	tcase_add_test(tc, evidence_of_and_is_both_sides_of_or_the_true_ones);
	tcase_add_test(tc, evidence_of_doubt_marks_what_would_settle_it);
	tcase_add_test(tc, evidence_of_a_hop_names_the_tier_of_a_key);
	tcase_add_test(tc,
		       evidence_of_any_is_three_witnesses_and_how_many_more);
	tcase_add_test(tc, evidence_of_a_sum_is_every_element_and_their_number);
	tcase_add_test(tc, evidence_shows_the_sum_that_failed);
	tcase_add_test(tc, the_same_leaf_is_kept_once);
	tcase_add_test(tc, more_leaves_than_the_limit_are_counted);
	suite_add_tcase(s, tc);
	return s;
}
