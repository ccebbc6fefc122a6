/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/check_main.h"
#include "tests/suites.h"

int main(void)
{
	static Suite *(*const suites[])(void) = {
		suite_topology,   suite_names,  suite_lookup,
		suite_derive_nat, suite_derive, suite_monotone,
	};

	return check_run(suites, sizeof suites / sizeof suites[0]);
}
