/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/check_main.h"
#include "tests/suites.h"

int main(void)
{
	static Suite *(*const suites[])(void) = {
		suite_derive_load, suite_entry,     suite_fact_complete,
		suite_fact_load,   suite_prose,     suite_rule_load,
		suite_rulebook,    suite_topic_load, suite_word_load,
	};

	return check_run(suites, sizeof suites / sizeof suites[0]);
}
