/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/model_try.h"
#include "tests/suites.h"

#include <stdio.h>

/* Fields of the opener, of the forwarder on the path, of the hop; what the
 * acceptor then sees. No forwarder: nothing is on the path. */
static const struct {
	const char *opener, *forwarder, *hop, *nat;
} paths[] = {
	/* Given stands before everything. */
	{ "outside = true;", NULL, "nat = false;", "false" },
	{ "container = false;", "role = \"nat_gateway\";", "nat = false;",
	  "false" },
	/* The open Internet: unknown, not false. */
	{ "outside = true;", NULL, "", "unknown: needs hop a -> b: nat" },
	{ "outside = true;", "role = \"nat_gateway\";", "", "true" },
	/* Our own hosts; an unsaid container, or path, leaves a doubt. */
	{ "outside = false; container = false; transparent = false;", NULL, "",
	  "false?" },
	{ "outside = false; container = false; transparent = false;",
	  "role = \"router\";", "", "false" },
	{ "outside = false; transparent = false;", "role = \"router\";", "",
	  "false?" },
	{ "outside = false; container = true; host = \"n\";", NULL, "",
	  "true" },
	{ "outside = false; container = true;", NULL, "",
	  "unknown: needs tier a: container" },
	/* What translates the source, and what only the destination. */
	{ "outside = false; container = false; transparent = false;",
	  "role = \"router\";", "", "false" },
	{ "outside = false; container = false; transparent = false;",
	  "role = \"load_balancer\"; lb_mode = \"full_nat\";", "", "true" },
	{ "outside = false; container = false; transparent = false;",
	  "role = \"load_balancer\"; lb_mode = \"nat\";", "", "false" },
	{ "outside = false; container = false; transparent = false;",
	  "role = \"load_balancer\"; lb_mode = \"dsr\";", "", "false" },
	{ "outside = false; container = false; transparent = false;",
	  "role = \"load_balancer\"; lb_mode = \"tunnel\";", "", "false" },
	/* A transparent balancer hides nothing that is in front of it. */
	{ "outside = true;", "role = \"load_balancer\"; lb_mode = \"dsr\";", "",
	  "unknown: needs hop a -> b: nat" },
	{ "outside = true;", "role = \"load_balancer\"; lb_mode = \"dsr\";",
	  "nat = true;", "true" },
};

START_TEST(nat_follows_from_the_opener_and_the_path)
{
	char text[1024];
	struct model_try t;
	const char *forwarder = paths[_i].forwarder;

	snprintf(text, sizeof text,
		 "tiers = ( { name = \"a\"; %s }, { name = \"b\"; },"
		 "{ name = \"n\"; role = \"container_host\"; },"
		 "{ name = \"f\"; %s } );"
		 "hops = ( { from = \"a\"; to = \"b\"; %s %s } );",
		 paths[_i].opener, forwarder ? forwarder : "role = \"router\";",
		 forwarder ? "via = [ \"f\" ];" : "", paths[_i].hop);
	model_try_open(&t, text);
	ck_assert_str_eq(model_try_ask(&t, "a -> b", "nat"), paths[_i].nat);
	model_try_close(&t);
}
END_TEST

#define PROXIED(transparent)                                                   \
	"tiers = ( { name = \"c\"; outside = true; },"                         \
	"{ name = \"p\"; role = \"proxy\"; outside = false;"                   \
	"  container = false; " transparent " },"                              \
	"{ name = \"s\"; } );"                                                 \
	"hops = ( { from = \"c\"; to = \"p\"; nat = true; },"                  \
	"{ from = \"p\"; to = \"s\"; } );"

static const struct {
	const char *topology, *nat;
} proxies[] = {
	{ PROXIED("transparent = true;"), "true" },
	{ PROXIED("transparent = false;"), "false?" },
	{ PROXIED(""), "false?" },
};

START_TEST(nat_reaches_through_a_transparent_proxy)
{
	struct model_try t;

	model_try_open(&t, proxies[_i].topology);
	ck_assert_str_eq(model_try_ask(&t, "p -> s", "nat"), proxies[_i].nat);
	model_try_close(&t);
}
END_TEST

START_TEST(proxies_that_pass_each_other_their_clients_end)
{
	struct model_try t;

	model_try_open(&t, "tiers = ( { name = \"p\"; transparent = true;"
			   "outside = false; container = false; },"
			   "{ name = \"q\"; transparent = true;"
			   "outside = false; container = false; } );"
			   "hops = ( { from = \"p\"; to = \"q\"; },"
			   "{ from = \"q\"; to = \"p\"; } );");
	ck_assert_str_eq(model_try_ask(&t, "p -> q", "nat"),
			 "unknown: needs hop q -> p: nat");
	model_try_close(&t);
}
END_TEST

START_TEST(a_gateway_of_ours_has_the_kernels_pool_and_others_do_not)
{
	struct model_try t;

	model_try_open(&t, "tiers = ( { name = \"g\"; role = \"nat_gateway\";"
			   "outside = false; nat_addresses = 2; },"
			   "{ name = \"m\"; role = \"nat_gateway\";"
			   "outside = true; },"
			   "{ name = \"k\"; role = \"nat_gateway\";"
			   "outside = true; nat_ports = 1024; },"
			   "{ name = \"v\"; role = \"load_balancer\";"
			   "outside = false; lb_mode = \"full_nat\"; } );");
	ck_assert_str_eq(model_try_ask(&t, "v", "nat_pool"),
			 "unknown: not given");
	ck_assert_str_eq(model_try_ask(&t, "g", "nat_pool"), "64512");
	ck_assert_str_eq(model_try_ask(&t, "g", "translated_ports"), "129024");
	ck_assert_str_eq(model_try_ask(&t, "m", "nat_pool"),
			 "unknown: not given");
	ck_assert_str_eq(model_try_ask(&t, "k", "nat_pool"), "1024");
	model_try_close(&t);
}
END_TEST

Suite *suite_derive_nat(void)
{
	Suite *s = suite_create("derive_nat");
	TCase *tc = tcase_create("derive_nat");

	tcase_add_loop_test(tc, nat_follows_from_the_opener_and_the_path, 0,
			    sizeof paths / sizeof paths[0]);
	tcase_add_loop_test(tc, nat_reaches_through_a_transparent_proxy, 0,
			    sizeof proxies / sizeof proxies[0]);
	tcase_add_test(tc, proxies_that_pass_each_other_their_clients_end);
	tcase_add_test(
		tc, a_gateway_of_ours_has_the_kernels_pool_and_others_do_not);
	suite_add_tcase(s, tc);
	return s;
}
