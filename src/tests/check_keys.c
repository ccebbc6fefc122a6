/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/check_main.h"
#include "tests/suites.h"

int main(void)
{
	static Suite *(*const suites[])(void) = {
		suite_fact,
		suite_fact_change,
		suite_fact_value,
		suite_family,
		suite_fault,
		suite_key,
		suite_kver,
		suite_near,
		suite_quantity,
		suite_value,
	};

	return check_run(suites, sizeof suites / sizeof suites[0]);
}
