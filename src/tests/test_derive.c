/* SPDX-License-Identifier: Apache-2.0 */
/* The sums of the shipped formulas, one fact changed at a time. */
#include "tests/model_try.h"
#include "tests/suites.h"

#define ENDS(tiers, hop)                                                       \
	"tiers = ( { name = \"a\"; outside = false; container = false;"        \
	"  early_bind = false; source_addresses = 1; hosts = 1; " tiers        \
	" }, { name = \"b\"; outside = false; hosts = 1; kernel = \"6.1\";"    \
	"  memory = \"4GiB\"; } );"                                            \
	"hops = ( { from = \"a\"; to = \"b\"; nat = false; loopback = false;"  \
	"  endpoints = 1; " hop " } );"
#define PAIR(tiers, hop) ENDS(tiers, "abortive_close = false;" hop)

#define K515 "kernel = \"5.15\";"
#define FROM "closer = \"from\"; rate = \"1000/s\";"

static const struct {
	const char *topology;
	const char *settings; /* of a */
	const char *of, *name, *value;
} sums[] = {
	/* The documents' own numbers. */
	{ PAIR(K515, FROM), "", "a", "usable_ports", "28232" },
	{ PAIR("kernel = \"3.10\";", FROM), "", "a", "usable_ports", "28233" },
	{ PAIR(K515, FROM), "", "a -> b", "max_rate", "470/s" },
	{ PAIR(K515, FROM), "net.ipv4.ip_local_port_range = 1024 65535",
	  "a -> b", "max_rate", "1075/s" },
	{ PAIR(K515, FROM), "", "a -> b", "port_use", "212" },
	/* Reserved and own ports inside the range, each once. */
	{ PAIR(K515 "listens = [ \"80\", \"40000-40009\" ];", FROM),
	  "net.ipv4.ip_local_reserved_ports = 40005-40014,99", "a",
	  "usable_ports", "28217" },
	/* Endpoints and addresses multiply; an early bind undoes endpoints. */
	{ PAIR(K515, FROM "source_addresses = 2;"), "", "a -> b",
	  "ports_per_host", "56464" },
	{ PAIR(K515, FROM "early_bind = true;"), "", "a -> b", "ports_per_host",
	  "28232" },
	/* Reuse lets a port go round once in life + delay. */
	{ PAIR(K515, FROM "life = \"1s\"; timestamps = true;"),
	  "net.ipv4.tcp_tw_reuse = 1", "a -> b", "max_rate", "14116/s" },
	{ PAIR("kernel = \"4.18\";", FROM "life = \"2s\";"),
	  "net.ipv4.tcp_tw_reuse = 1", "a -> b", "max_rate", "7058/s" },
	{ PAIR("kernel = \"6.18\";", FROM "life = \"0s\";"),
	  "net.ipv4.tcp_tw_reuse = 1\n"
	  "net.ipv4.tcp_tw_reuse_delay = 500",
	  "a -> b", "max_rate", "56464/s" },
	{ PAIR(K515, FROM), "net.ipv4.tcp_tw_reuse = 2", "a -> b",
	  "reuse_works", "false" },
	{ PAIR(K515, "closer = \"from\";"),
	  "net.ipv4.tcp_tw_reuse = 1\nnet.ipv4.tcp_timestamps = 0", "a -> b",
	  "reuse_works", "false" },
	{ PAIR("kernel = \"4.9\";", FROM), "net.ipv4.tcp_tw_reuse = 2",
	  "a -> b", "reuse_works", "true" },
	{ PAIR(K515, "closer = \"to\";"), "net.ipv4.tcp_tw_reuse = 1", "a -> b",
	  "reuse_works", "false" },
	{ PAIR(K515, FROM "early_bind = true;"), "net.ipv4.tcp_tw_reuse = 1",
	  "a -> b", "reuse_works", "false" },
	/* TIME_WAIT: rate x 60 s, never above the ports, reuse or not. */
	{ PAIR(K515, "closer = \"from\"; rate = \"100/s\";"), "", "a",
	  "time_wait", "6000" },
	{ PAIR(K515, FROM), "", "a", "time_wait", "28232" },
	{ PAIR(K515, FROM), "net.ipv4.tcp_tw_reuse = 1", "a", "time_wait",
	  "28232" },
	{ PAIR(K515, "closer = \"to\"; rate = \"1000/s\";"), "", "b",
	  "time_wait", "60000" },
	{ ENDS(K515, FROM "abortive_close = true;"), "", "a", "time_wait",
	  "0" },
	{ PAIR("kernel = \"4.4\";", "closer = \"from\"; rate = \"100/s\";"),
	  "net.ipv4.tcp_tw_recycle = 1", "a", "time_wait", "70?" },
	{ PAIR(K515, FROM), "", "a", "time_wait_memory", "15809920 B?" },
	/* Both close: an interval, unless the share is given. */
	{ PAIR(K515, "closer = \"both\"; rate = \"100/s\";"), "", "a",
	  "time_wait", "6000?" },
	{ PAIR(K515, "closer = \"both\"; rate = \"100/s\";"), "", "b",
	  "time_wait", "6000?" },
	{ PAIR(K515, "closer = \"both\"; rate = \"100/s\";"), "", "b",
	  "time_wait_least", "0" },
	{ PAIR(K515, "closer = \"both\"; rate = \"100/s\";"
		     "closer_share = 25;"),
	  "", "b", "time_wait", "4500" },
	{ PAIR(K515, "closer = \"both\"; rate = \"100/s\";"), "", "a",
	  "time_wait_least", "0" },
	{ PAIR(K515, "closer = \"both\"; rate = \"100/s\";"
		     "closer_share = 25;"),
	  "", "a", "time_wait_least", "1500" },
	/* Persistent hops need ports too. */
	{ PAIR(K515, "closer = \"to\"; concurrent = 20000; rate = \"1/s\";"),
	  "", "a -> b", "ports_used", "20000" },
	{ PAIR(K515, "closer = \"from\"; rate = \"100/s\"; life = \"3s\";"), "",
	  "a -> b", "ports_used", "6300" },
	/* An early bind spends one pool on all destinations. */
	{ PAIR(K515, "closer = \"from\"; rate = \"100/s\"; life = \"1s\";"
		     "early_bind = true;"),
	  "", "a", "early_ports_used", "6100" },
	{ PAIR(K515, FROM), "", "a", "early_pool", "28232" },
	/* Queues. */
	{ PAIR(K515 "backlog = 511;", FROM), "net.core.somaxconn = 128", "a",
	  "listen_queue", "129" },
	{ PAIR(K515, FROM "rtt = \"30ms\"; bandwidth = \"1Gbit/s\";"), "",
	  "a -> b", "bdp", "3750000 B" },
	{ PAIR(K515, FROM "rtt = \"30ms\";"), "", "a -> b", "syn_queue", "30" },
	/* What is not given is not guessed. */
	{ PAIR(K515, "closer = \"from\";"), "", "a", "time_wait",
	  "unknown: not given" },
	{ PAIR(K515, "rate = \"1/s\";"), "", "a -> b", "from_closes_least",
	  "unknown: closer not given" },
};

START_TEST(the_sum_is_as_told)
{
	struct model_try t;

	model_try_open(&t, sums[_i].topology);
	model_try_settings(&t, "a", sums[_i].settings);
	model_try_settings(&t, "b", "");
	ck_assert_str_eq(model_try_ask(&t, sums[_i].of, sums[_i].name),
			 sums[_i].value);
	model_try_close(&t);
}
END_TEST

#define GATEWAY(kernel) PATH("nat_gateway", kernel)

#define PATH(role, kernel)                                                     \
	"tiers = ( { name = \"a\"; hosts = 4; }, { name = \"b\"; },"           \
	"{ name = \"c\"; },"                                                   \
	"{ name = \"g\"; role = \"" role "\"; kernel = \"" kernel "\";"        \
	"  outside = false; hosts = 1; nat_addresses = 1; } );"                \
	"hops = ("                                                             \
	"{ from = \"a\"; to = \"b\"; via = [ \"g\" ]; endpoints = 1;"          \
	"  rate = \"300/s\"; life = \"1s\"; closer = \"to\"; },"               \
	"{ from = \"c\"; to = \"b\"; via = [ \"g\" ]; endpoints = 1;"          \
	"  rate = \"100/s\"; life = \"1s\"; closer = \"to\"; },"               \
	"{ from = \"a\"; to = \"c\"; via = [ \"g\" ]; endpoints = 1;"          \
	"  rate = \"200/s\"; life = \"1s\"; closer = \"to\"; } );"

static const struct {
	const char *topology, *settings, *of, *name, *value;
} gateways[] = {
	{ GATEWAY("6.1"), "", "g", "nat_max_rate", "537/s" },
	{ GATEWAY("6.1"),
	  "net.netfilter.nf_conntrack_tcp_timeout_time_wait = 60", "g",
	  "nat_max_rate", "1075/s" },
	/* All hops to one destination share its ports. */
	{ GATEWAY("6.1"), "", "g", "nat_rate", "400/s" },
	{ GATEWAY("6.1"), "", "g", "nat_ports_used", "48400" },
	/* From 6.6 a closed flow gives its port up. */
	{ GATEWAY("6.6"), "", "g", "nat_ports_used", "400" },
	{ GATEWAY("6.6"), "", "g", "nat_max_rate", "unknown: arithmetic" },
	/* Who passes packets on as they are spends no ports. */
	{ PATH("router", "6.1"), "", "g", "nat_rate",
	  "unknown: it does not translate" },
	{ PATH("router", "6.1"), "", "g", "nat_open",
	  "unknown: it does not translate" },
	{ PATH("container_host", "6.1"), "", "g", "nat_rate",
	  "unknown: it does not translate" },
	/* The port is back before the acceptor's 60 s are over. */
	{ GATEWAY("6.1"), "", "a -> b", "tw_collision", "false" },
	{ GATEWAY("6.1"),
	  "net.netfilter.nf_conntrack_tcp_timeout_time_wait = 30", "a -> b",
	  "tw_collision", "true" },
};

START_TEST(a_gateway_shares_its_ports_among_all_hops_through_it)
{
	struct model_try t;

	model_try_open(&t, gateways[_i].topology);
	model_try_settings(&t, "g", gateways[_i].settings);
	ck_assert_str_eq(model_try_ask(&t, gateways[_i].of, gateways[_i].name),
			 gateways[_i].value);
	model_try_close(&t);
}
END_TEST

START_TEST(the_shortest_idle_timeout_on_the_path_counts)
{
	struct model_try t;

	model_try_open(
		&t,
		"tiers = ( { name = \"a\"; }, { name = \"b\";"
		"  idle_timeout = \"90s\"; },"
		"{ name = \"g\"; role = \"router\"; idle_timeout = \"40s\"; });"
		"hops = ( { from = \"a\"; to = \"b\"; via = [ \"g\" ];"
		"  idle_timeout = \"60s\"; }, { from = \"a\"; to = \"a\"; } "
		");");
	ck_assert_str_eq(model_try_ask(&t, "a -> b", "idle_min"), "40 s");
	ck_assert_str_eq(model_try_ask(&t, "a -> a", "idle_min"),
			 "unknown: not given");
	model_try_close(&t);
}
END_TEST

START_TEST(a_pair_of_which_one_is_active_carries_all_on_one)
{
	struct model_try t;

	model_try_open(&t, "tiers = ( { name = \"a\"; hosts = 2; active = 1; },"
			   "{ name = \"b\"; hosts = 4; } );"
			   "hops = ( { from = \"a\"; to = \"b\";"
			   "  rate = \"100/s\"; } );");
	ck_assert_str_eq(model_try_ask(&t, "a -> b", "rate_per_host"), "100/s");
	ck_assert_str_eq(model_try_ask(&t, "a -> b", "acceptor_rate_per_host"),
			 "25/s");
	ck_assert_str_eq(model_try_ask(&t, "a -> b", "endpoints"), "4?");
	model_try_close(&t);
}
END_TEST

START_TEST(a_supposed_closer_holds_until_it_is_taken_back)
{
	struct value to = value_word(STR("to"));
	struct model_try t;

	model_try_open(&t, PAIR(K515, "rate = \"100/s\";"));
	model_try_settings(&t, "b", "");
	model_suppose(t.model, model_try_hop(&t, "a -> b"), HOP_CLOSER, &to);
	ck_assert_str_eq(model_try_ask(&t, "b", "time_wait"), "6000");
	model_suppose(t.model, NULL, HOP_CLOSER, NULL);
	ck_assert_str_eq(model_try_ask(&t, "b", "time_wait"),
			 "unknown: closer not given");
	model_try_close(&t);
}
END_TEST

Suite *suite_derive(void)
{
	Suite *s = suite_create("derive");
	TCase *tc = tcase_create("derive");

	tcase_add_loop_test(tc, the_sum_is_as_told, 0,
			    sizeof sums / sizeof sums[0]);
	tcase_add_loop_test(
		tc, a_gateway_shares_its_ports_among_all_hops_through_it, 0,
		sizeof gateways / sizeof gateways[0]);
	tcase_add_test(tc, the_shortest_idle_timeout_on_the_path_counts);
	tcase_add_test(tc, a_pair_of_which_one_is_active_carries_all_on_one);
	tcase_add_test(tc, a_supposed_closer_holds_until_it_is_taken_back);
	suite_add_tcase(s, tc);
	return s;
}
