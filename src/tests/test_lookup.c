/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/model_try.h"
#include "tests/suites.h"

#define SHOP                                                                   \
	"tiers = ("                                                            \
	"{ name = \"a\"; kernel = \"5.15\"; memory = \"16GiB\"; },"            \
	"{ name = \"old\"; kernel = \"3.10\"; },"                              \
	"{ name = \"new\"; kernel = \"6.18\"; },"                              \
	"{ name = \"any\"; },"                                                 \
	"{ name = \"pod\"; container = true; host = \"a\"; } );"

static struct model_try t;

static void setup(void)
{
	model_try_open(&t, SHOP);
}

static void teardown(void)
{
	model_try_close(&t);
}

static void is(const char *tier, const char *key, const char *wanted)
{
	ck_assert_str_eq(model_try_key(&t, tier, KEY_VALUE, key), wanted);
}

static void answers(enum key_question question, const char *key,
		    const char *wanted)
{
	ck_assert_str_eq(model_try_key(&t, "a", question, key), wanted);
}

START_TEST(a_written_value_stands_before_the_kernels_default)
{
	model_try_settings(&t, "a",
			   "net.ipv4.tcp_tw_reuse = 0\n"
			   "net.ipv4.tcp_tw_reuse = 1\n");
	is("a", "net.ipv4.tcp_tw_reuse", "1 written");
	is("a", "net.ipv4.tcp_timestamps", "1 default (kernel default)");
}
END_TEST

START_TEST(the_default_is_that_of_the_tiers_kernel)
{
	model_try_settings(&t, "a", "");
	model_try_settings(&t, "old", "");
	is("a", "net.ipv4.tcp_tw_reuse",
	   "2 default (kernel default since 4.18)");
	is("old", "net.ipv4.tcp_tw_reuse", "0 default (kernel default)");
	is("old", "net.ipv4.ip_local_port_range.1",
	   "61000 default (kernel default)");
	is("a", "net.ipv4.ip_local_port_range.1",
	   "60999 default (kernel default since 4.2)");
}
END_TEST

START_TEST(a_bare_file_leaves_the_default_in_doubt)
{
	model_try_bare_file(&t, "a", "net.ipv4.tcp_tw_reuse = 1\n");
	is("a", "net.ipv4.tcp_tw_reuse", "1 written");
	is("a", "net.ipv4.tcp_timestamps",
	   "1? assumed (kernel default, unless another file sets it)");
}
END_TEST

START_TEST(without_settings_every_key_is_unknown)
{
	is("a", "net.ipv4.tcp_tw_reuse", "unknown: settings not given");
	answers(KEY_SET, "net.ipv4.tcp_tw_reuse",
		"unknown: settings not given");
}
END_TEST

START_TEST(a_key_that_is_gone_has_no_value_even_where_it_is_written)
{
	model_try_settings(&t, "a", "net.ipv4.tcp_tw_recycle = 1\n");
	is("a", "net.ipv4.tcp_tw_recycle", "unknown: gone since 4.12");
	answers(KEY_SET, "net.ipv4.tcp_tw_recycle", "true written");
	answers(KEY_RAW, "net.ipv4.tcp_tw_recycle", "1 written");
	answers(KEY_EXISTS, "net.ipv4.tcp_tw_recycle",
		"false (gone since 4.12)");
	answers(KEY_DEFAULT, "net.ipv4.tcp_tw_recycle",
		"unknown: gone since 4.12");
}
END_TEST

START_TEST(a_refused_value_is_unknown)
{
	model_try_settings(&t, "a",
			   "net.ipv4.tcp_tw_reuse = yes\n"
			   "net.ipv4.tcp_timestamps = 300\n");
	is("a", "net.ipv4.tcp_tw_reuse", "unknown: the kernel refuses \"yes\"");
	is("a", "net.ipv4.tcp_timestamps",
	   "unknown: the kernel refuses \"300\"");
	answers(KEY_IN_RANGE, "net.ipv4.tcp_timestamps", "false written");
	model_try_settings(&t, "old", "net.ipv4.tcp_timestamps = 300\n");
	is("old", "net.ipv4.tcp_timestamps", "300 written");
}
END_TEST

START_TEST(a_short_vector_takes_the_rest_from_the_default)
{
	model_try_settings(&t, "a", "net.ipv4.ip_local_port_range = 1024\n");
	is("a", "net.ipv4.ip_local_port_range.0", "1024 written");
	is("a", "net.ipv4.ip_local_port_range.1", "60999 written");
	is("a", "net.ipv4.ip_local_port_range.2",
	   "unknown: it has no such element");
}
END_TEST

START_TEST(without_a_kernel_only_what_all_agree_on_is_known)
{
	model_try_settings(&t, "any",
			   "net.ipv4.tcp_tw_recycle = 1\n"
			   "net.ipv4.tcp_fin_timeout = 30\n");
	is("any", "net.ipv4.tcp_tw_reuse",
	   "unknown: the default depends on the kernel, which is not given");
	is("any", "net.ipv4.tcp_keepalive_time",
	   "7200 s default (kernel default)");
	is("any", "net.ipv4.tcp_fin_timeout", "30 s written");
	/* Some kernels do not have it. */
	is("any", "net.ipv4.tcp_tw_recycle", "1? written");
}
END_TEST

START_TEST(a_value_that_every_kernel_takes_is_certain_without_a_kernel)
{
	model_try_settings(&t, "any",
			   "net.ipv4.tcp_tw_reuse = 1\n"
			   "net.ipv4.tcp_timestamps = 300\n");
	is("any", "net.ipv4.tcp_tw_reuse", "1 written");
	is("any", "net.ipv4.tcp_timestamps", "300? written");
}
END_TEST

START_TEST(a_computed_default_is_an_estimate_about_that_tier)
{
	model_try_settings(&t, "a", "");
	model_try_settings(&t, "new", "");
	is("a", "net.ipv4.tcp_max_tw_buckets",
	   "65536? default (estimated kernel default since 3.8)");
	is("new", "net.ipv4.tcp_max_tw_buckets",
	   "unknown: computed by the kernel from what is not given, such as "
	   "memory");
}
END_TEST

START_TEST(set_is_false_only_where_the_settings_are_complete)
{
	model_try_settings(&t, "a", "");
	answers(KEY_SET, "net.ipv4.tcp_tw_reuse", "false (nobody sets it)");
	answers(KEY_RAW, "net.ipv4.tcp_tw_reuse", "unknown: nobody sets it");
	answers(KEY_IN_RANGE, "net.ipv4.tcp_tw_reuse",
		"unknown: nobody sets it");
	model_try_bare_file(&t, "a", "");
	answers(KEY_SET, "net.ipv4.tcp_tw_reuse",
		"unknown: another file may set it");
}
END_TEST

START_TEST(a_container_has_its_nodes_kernel_and_its_nodes_host_keys)
{
	model_try_settings(&t, "a", "net.core.netdev_max_backlog = 5000\n");
	model_try_settings(&t, "pod",
			   "net.core.netdev_max_backlog = 9\n"
			   "net.ipv4.tcp_fin_timeout = 20\n");
	is("pod", "net.ipv4.tcp_tw_reuse",
	   "2 default (kernel default since 4.18)");
	is("pod", "net.core.netdev_max_backlog", "5000 written");
	is("pod", "net.ipv4.tcp_fin_timeout", "20 s written");
	is("pod", "net.ipv4.tcp_max_tw_buckets",
	   "65536? default (estimated kernel default since 3.8)");
}
END_TEST

START_TEST(changes_stand_behind_the_last_line_until_all_are_taken_back)
{
	const struct tier *a = model_try_tier(&t, "a");
	struct model_change set = { a, STR("net/ipv4/tcp_tw_reuse"), STR("1"),
				    false };
	struct model_change gone = {
		a, STR("net/ipv4/tcp_fin_timeout"), { 0 }, true
	};

	model_try_settings(&t, "a",
			   "net.ipv4.tcp_tw_reuse = 0\n"
			   "net.ipv4.tcp_fin_timeout = 10\n");
	model_apply(t.model, &set, 1);
	model_apply(t.model, &gone, 1);
	is("a", "net.ipv4.tcp_tw_reuse", "1");
	is("a", "net.ipv4.tcp_fin_timeout", "60 s default (kernel default)");
	answers(KEY_SET, "net.ipv4.tcp_fin_timeout", "false (nobody sets it)");
	model_apply(t.model, NULL, 0);
	is("a", "net.ipv4.tcp_tw_reuse", "0 written");
}
END_TEST

START_TEST(of_two_names_of_one_variable_the_later_line_counts)
{
	struct model_change change = { model_try_tier(&t, "a"),
				       STR("net/nf_conntrack_max"), STR("30"),
				       false };

	model_try_settings(&t, "a",
			   "net.netfilter.nf_conntrack_max = 10\n"
			   "net.nf_conntrack_max = 20\n");
	is("a", "net.netfilter.nf_conntrack_max", "20 written");
	is("a", "net.nf_conntrack_max", "20 written");
	model_apply(t.model, &change, 1);
	is("a", "net.netfilter.nf_conntrack_max", "30");
}
END_TEST

START_TEST(a_key_without_a_fact_is_unknown_but_can_be_set)
{
	model_try_settings(&t, "a", "net.ipv4.no_such_key = 1\n");
	is("a", "net.ipv4.no_such_key",
	   "unknown: nothing is known of this key");
	answers(KEY_SET, "net.ipv4.no_such_key", "true written");
}
END_TEST

START_TEST(a_lone_host_has_its_settings_and_knows_no_neighbours)
{
	model_try_close(&t);
	model_try_open_host(&t, "net.ipv4.tcp_tw_reuse = 1\n", false);
	is("host", "net.ipv4.tcp_tw_reuse", "1 written");
	ck_assert_str_eq(model_try_ask(&t, "host", "opens"),
			 "unknown: no topology is given");
	ck_assert_str_eq(model_try_ask(&t, "whoever connects -> host", "nat"),
			 "unknown: needs hop whoever connects -> host: nat");
}
END_TEST

static struct str names_of(enum subject_kind kind, size_t i)
{
	struct expr_env env = model_env(t.model);
	const struct tier *a = model_try_tier(&t, "a");

	return env.subject_name(env.context,
				model_subject(t.model, kind, a, i));
}

START_TEST(assignments_settings_and_files_are_subjects_of_their_tier)
{
	const struct tier *a = model_try_tier(&t, "a");

	model_try_settings(&t, "a",
			   "net.ipv4.tcp_tw_reuse = 0\n"
			   "net.ipv4.tcp_tw_reuse = 1\n");
	ck_assert_uint_eq(model_n_subjects(t.model, SUBJECT_ASSIGNMENT, a), 2);
	ck_assert_uint_eq(model_n_subjects(t.model, SUBJECT_SETTING, a), 1);
	ck_assert_uint_eq(model_n_subjects(t.model, SUBJECT_FILE, a), 1);
	ck_assert(str_eq(names_of(SUBJECT_SETTING, 0),
			 STR("setting net.ipv4.tcp_tw_reuse")));
	ck_assert(str_eq(names_of(SUBJECT_FILE, 0), STR("file s")));
}
END_TEST

Suite *suite_lookup(void)
{
	Suite *s = suite_create("lookup");
	TCase *tc = tcase_create("lookup");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, a_written_value_stands_before_the_kernels_default);
	tcase_add_test(tc, the_default_is_that_of_the_tiers_kernel);
	tcase_add_test(tc, a_bare_file_leaves_the_default_in_doubt);
	tcase_add_test(tc, without_settings_every_key_is_unknown);
	tcase_add_test(
		tc, a_key_that_is_gone_has_no_value_even_where_it_is_written);
	tcase_add_test(tc, a_refused_value_is_unknown);
	tcase_add_test(tc, a_short_vector_takes_the_rest_from_the_default);
	tcase_add_test(tc, without_a_kernel_only_what_all_agree_on_is_known);
	tcase_add_test(
		tc,
		a_value_that_every_kernel_takes_is_certain_without_a_kernel);
	tcase_add_test(tc, a_computed_default_is_an_estimate_about_that_tier);
	tcase_add_test(tc, set_is_false_only_where_the_settings_are_complete);
	tcase_add_test(
		tc, a_container_has_its_nodes_kernel_and_its_nodes_host_keys);
	tcase_add_test(
		tc,
		changes_stand_behind_the_last_line_until_all_are_taken_back);
	tcase_add_test(tc, of_two_names_of_one_variable_the_later_line_counts);
	tcase_add_test(tc, a_key_without_a_fact_is_unknown_but_can_be_set);
	tcase_add_test(tc,
		       a_lone_host_has_its_settings_and_knows_no_neighbours);
	tcase_add_test(
		tc, assignments_settings_and_files_are_subjects_of_their_tier);
	suite_add_tcase(s, tc);
	return s;
}
