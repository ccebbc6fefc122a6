/* SPDX-License-Identifier: Apache-2.0 */
/* Taking a field away may make a certain answer doubtful or unknown, never an
 * unknown or doubtful one certain. A hop's field that overrules its tier's is
 * another matter: without it the tier's holds, as certain as it was given. */
#include "base/buf.h"
#include "tests/model_try.h"
#include "tests/suites.h"

static const char shop[] =
	"tiers = ("
	"{ name = \"clients\"; outside = true; role = \"client\"; },"
	"{ name = \"edge\"; role = \"load_balancer\"; lb_mode = \"proxy\";"
	"  kernel = \"5.15\"; hosts = 2; memory = \"16GiB\"; container = false;"
	"  transparent = true; listens = [ \"80\" ]; backlog = 100;"
	"  source_addresses = 2; early_bind = true; },"
	"{ name = \"gw\"; role = \"nat_gateway\"; outside = true;"
	"  kernel = \"6.1\"; nat_addresses = 2; strips_timestamps = false; },"
	"{ name = \"vs\"; role = \"load_balancer\"; lb_mode = \"full_nat\"; },"
	"{ name = \"node\"; role = \"container_host\"; kernel = \"4.9\"; },"
	"{ name = \"web\"; role = \"server\"; kernel = \"4.9\"; hosts = 3;"
	"  active = 2; container = true; host = \"node\"; vip = true;"
	"  idle_timeout = \"30s\"; },"
	"{ name = \"db\"; role = \"database\"; nat_ports = 5; } );"
	"hops = ("
	"{ from = \"clients\"; to = \"edge\"; closer = \"from\"; nat = true;"
	"  rate = \"300/s\"; timestamps = true; },"
	"{ from = \"edge\"; to = \"web\"; closer = \"both\";"
	"  closer_share = 20; rate = \"300/s\"; life = \"1s\";"
	"  endpoints = 3; abortive_close = true; loopback = true;"
	"  source_addresses = 2; early_bind = true; idle_timeout = \"9s\"; },"
	"{ from = \"web\"; to = \"db\"; via = [ \"gw\", \"vs\" ];"
	"  closer = \"to\"; rate = \"900/s\"; concurrent = 50;"
	"  rtt = \"1ms\"; bandwidth = \"1Gbit/s\"; } );";

static struct model_try t;

static void setup(void)
{
	model_try_open(&t, shop);
	model_try_settings(&t, "edge", "net.ipv4.tcp_tw_reuse = 1\n");
	model_try_settings(&t, "node", "");
	model_try_settings(&t, "web", "net.ipv4.tcp_tw_recycle = 1\n");
}

static void teardown(void)
{
	model_try_close(&t);
}

static bool is_certain(const struct derived *d)
{
	return d->datum.known && !d->datum.tainted;
}

/* The answers of a model about one subject, '1' where it is certain. */
static void put_certain(struct model *m, struct subject s, struct buf *out)
{
	for (size_t i = 0; i < model_n_derived(m, s.kind); i++) {
		struct derived d;

		model_derived(m, s, i, t.arena, &d);
		buf_char(out, is_certain(&d) ? '1' : '0');
	}
}

static struct str certain_answers(void)
{
	struct buf out = { .arena = t.arena };

	model_try_again(&t);
	for (size_t i = 0; i < t.topology->tiers.n; i++)
		put_certain(t.model,
			    model_subject(t.model, SUBJECT_TIER, NULL, i),
			    &out);
	for (size_t i = 0; i < t.topology->hops.n; i++)
		put_certain(t.model,
			    model_subject(t.model, SUBJECT_HOP, NULL, i), &out);
	return buf_str(&out);
}

/* Which answer the i-th is, for who reads the failure. */
static struct str name_of(size_t i)
{
	size_t n = model_n_derived(t.model, SUBJECT_TIER);
	size_t all = n * t.topology->tiers.n;
	struct derived d;

	model_derived(
		t.model,
		model_subject(t.model, i < all ? SUBJECT_TIER : SUBJECT_HOP,
			      NULL, 0),
		i < all ? i % n
			: (i - all) % model_n_derived(t.model, SUBJECT_HOP),
		t.arena, &d);
	return d.name;
}

static void compare(struct str with, const struct field_info *info,
		    struct str of)
{
	struct str without = certain_answers();

	ck_assert_uint_eq(with.len, without.len);
	for (size_t i = 0; i < with.len; i++)
		ck_assert_msg(with.at[i] >= without.at[i],
			      "%.*s is certain without %s of %.*s",
			      STR_ARG(name_of(i)), info->name, STR_ARG(of));
}

START_TEST(a_tiers_field_less_makes_nothing_certain)
{
	struct str with = certain_answers();

	for (size_t i = 0; i < t.topology->tiers.n; i++) {
		struct topology *empty = topology_new(t.arena);
		const struct tier *bare = topology_add_tier(empty, STR("bare"),
							    (struct span){ 0 });
		struct tier *tier = t.topology->tiers.at[i];

		for (size_t f = 0; f < N_TIER_FIELDS; f++) {
			struct datum kept = tier->fields[f];

			tier->fields[f] = bare->fields[f];
			compare(with, &tier_field_info[f], tier->name);
			tier->fields[f] = kept;
		}
	}
}
END_TEST

START_TEST(a_hops_field_less_makes_nothing_certain)
{
	struct str with = certain_answers();

	for (size_t i = 0; i < t.topology->hops.n; i++) {
		struct topology *empty = topology_new(t.arena);
		const struct hop *bare =
			topology_add_hop(empty, (struct span){ 0 });
		struct hop *hop = t.topology->hops.at[i];

		for (size_t f = 0; f < N_HOP_FIELDS; f++) {
			struct datum kept = hop->fields[f];

			hop->fields[f] = bare->fields[f];
			compare(with, &hop_field_info[f], hop->to->name);
			hop->fields[f] = kept;
		}
	}
}
END_TEST

START_TEST(settings_less_make_nothing_certain)
{
	struct str with = certain_answers();

	for (size_t i = 0; i < t.topology->tiers.n; i++) {
		struct tier *tier = t.topology->tiers.at[i];
		struct settings *kept = tier->settings;

		tier->settings = NULL;
		compare(with, &(struct field_info){ .name = "settings" },
			tier->name);
		tier->settings = kept;
	}
}
END_TEST

Suite *suite_monotone(void)
{
	Suite *s = suite_create("monotone");
	TCase *tc = tcase_create("monotone");

	/* Under valgrind these would take minutes: see .ci/run. */
	tcase_set_tags(tc, "laws");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, a_tiers_field_less_makes_nothing_certain);
	tcase_add_test(tc, a_hops_field_less_makes_nothing_certain);
	tcase_add_test(tc, settings_less_make_nothing_certain);
	suite_add_tcase(s, tc);
	return s;
}
