/* SPDX-License-Identifier: Apache-2.0 */
#include "model/topology.h"

#include "tests/suites.h"

static struct arena *arena;
static struct topology *topology;

static void setup(void)
{
	arena = arena_new();
	topology = topology_new(arena);
}

static void teardown(void)
{
	arena_free(arena);
}

static struct tier *tier_with(const char *role, const char *mode)
{
	struct tier *tier =
		topology_add_tier(topology, STR("a"), (struct span){ 0 });

	if (role)
		tier->fields[TIER_ROLE] =
			datum_of(value_word(str_of(role)), ORIGIN_GIVEN,
				 (struct span){ 0 });
	if (mode)
		tier->fields[TIER_LB_MODE] =
			datum_of(value_word(str_of(mode)), ORIGIN_GIVEN,
				 (struct span){ 0 });
	return tier;
}

START_TEST(what_was_not_given_is_unknown_and_a_default_is_assumed)
{
	const struct tier *tier = tier_with(NULL, NULL);

	for (size_t i = 0; i < N_TIER_FIELDS; i++) {
		const struct datum *d = &tier->fields[i];

		ck_assert_int_eq(d->known, tier_field_info[i].assumed != NULL);
		if (d->known)
			ck_assert_int_eq(d->origin, ORIGIN_ASSUMED);
		if (d->known && i != TIER_OUTSIDE)
			ck_assert(d->tainted);
	}
	ck_assert(!tier->fields[TIER_OUTSIDE].value.boolean);
	ck_assert(!tier->fields[TIER_OUTSIDE].tainted);
}
END_TEST

START_TEST(a_lone_host_has_neighbours_of_which_nothing_is_known)
{
	const struct tier *host =
		topology_add_lone_host(topology, STR("h"), NULL);
	const struct hop *in, *out;

	ck_assert(!host->phantom);
	ck_assert(host->fields[TIER_OUTSIDE].known);
	ck_assert(!host->fields[TIER_HOSTS].known);
	ck_assert_uint_eq(topology->hops.n, 2);
	in = topology->hops.at[0];
	out = topology->hops.at[1];
	ck_assert_ptr_eq(in->to, host);
	ck_assert_ptr_eq(out->from, host);
	ck_assert(in->phantom && in->from->phantom);
	ck_assert(out->phantom && out->to->phantom);
	for (size_t i = 0; i < N_HOP_FIELDS; i++)
		ck_assert(!in->fields[i].known);
	ck_assert(!in->from->fields[TIER_OUTSIDE].known);
}
END_TEST

START_TEST(a_tier_is_found_by_its_name)
{
	const struct tier *tier = tier_with(NULL, NULL);

	ck_assert_ptr_eq(topology_tier(topology, STR("a")), tier);
	ck_assert_ptr_null(topology_tier(topology, STR("b")));
}
END_TEST

static const struct {
	const char *role, *mode;
	int forwards; /* -1 unknown, 2 assumed not to */
} forwarders[] = {
	{ NULL, NULL, -1 },
	{ "nat_gateway", NULL, 1 },
	{ "router", NULL, 1 },
	{ "server", NULL, 0 },
	{ "proxy", "dsr", 0 },
	{ "load_balancer", NULL, 2 },
	{ "load_balancer", "proxy", 0 },
	{ "load_balancer", "nat", 1 },
	{ "load_balancer", "full_nat", 1 },
	{ "load_balancer", "dsr", 1 },
	{ "load_balancer", "tunnel", 1 },
};

START_TEST(who_forwards_goes_by_role_and_mode)
{
	struct datum d = tier_forwards(
		tier_with(forwarders[_i].role, forwarders[_i].mode));

	ck_assert_int_eq(d.known, forwarders[_i].forwards != -1);
	if (!d.known)
		return;
	ck_assert_int_eq(d.tainted, forwarders[_i].forwards == 2);
	ck_assert_int_eq(d.value.boolean, forwarders[_i].forwards == 1);
}
END_TEST

Suite *suite_topology(void)
{
	Suite *s = suite_create("topology");
	TCase *tc = tcase_create("topology");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc,
		       what_was_not_given_is_unknown_and_a_default_is_assumed);
	tcase_add_test(tc,
		       a_lone_host_has_neighbours_of_which_nothing_is_known);
	tcase_add_test(tc, a_tier_is_found_by_its_name);
	tcase_add_loop_test(tc, who_forwards_goes_by_role_and_mode, 0,
			    sizeof forwarders / sizeof forwarders[0]);
	suite_add_tcase(s, tc);
	return s;
}
