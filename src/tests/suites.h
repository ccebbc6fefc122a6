/* SPDX-License-Identifier: Apache-2.0 */
/* One suite a test_<file>.c, one line each, sorted; check_<folder>.c runs
 * those of its folder. */
#ifndef TESTS_SUITES_H
#define TESTS_SUITES_H

#include <check.h>

Suite *suite_advice_laws(void);
Suite *suite_advise(void);
Suite *suite_arena(void);
Suite *suite_bounds(void);
Suite *suite_conf(void);
Suite *suite_derive_load(void);
Suite *suite_diag(void);
Suite *suite_engine(void);
Suite *suite_dialect(void);
Suite *suite_derive(void);
Suite *suite_derive_nat(void);
Suite *suite_diag(void);
Suite *suite_engine(void);
Suite *suite_entry(void);
Suite *suite_eval(void);
Suite *suite_eval_laws(void);
Suite *suite_excerpt(void);
Suite *suite_fact(void);
Suite *suite_fact_change(void);
Suite *suite_fact_complete(void);
Suite *suite_fact_load(void);
Suite *suite_fact_value(void);
Suite *suite_family(void);
Suite *suite_fault(void);
Suite *suite_files(void);
Suite *suite_input(void);
Suite *suite_json(void);
Suite *suite_key(void);
Suite *suite_kver(void);
Suite *suite_lex(void);
Suite *suite_loaders(void);
Suite *suite_lookup(void);
Suite *suite_map(void);
Suite *suite_monotone(void);
Suite *suite_names(void);
Suite *suite_netns(void);
Suite *suite_near(void);
Suite *suite_num(void);
Suite *suite_opt(void);
Suite *suite_page(void);
Suite *suite_parse(void);
Suite *suite_print(void);
Suite *suite_prose(void);
Suite *suite_quantity(void);
Suite *suite_rule_load(void);
Suite *suite_rulebook(void);
Suite *suite_scan(void);
Suite *suite_schema(void);
Suite *suite_settings(void);
Suite *suite_shortcut_laws(void);
Suite *suite_source(void);
Suite *suite_status(void);
Suite *suite_str(void);
Suite *suite_stream(void);
Suite *suite_sysctl_line(void);
Suite *suite_load(void);
Suite *suite_sysctl_order(void);
Suite *suite_topic_load(void);
Suite *suite_topology(void);
Suite *suite_topology_file(void);
Suite *suite_value(void);
Suite *suite_word_load(void);
Suite *suite_yaml_mask(void);
Suite *suite_yaml_offsets(void);
Suite *suite_yaml_parse(void);
Suite *suite_yaml_tree(void);
Suite *suite_yaml_value(void);
Suite *suite_yaml_without(void);

#endif
