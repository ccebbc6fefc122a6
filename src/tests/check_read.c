/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/check_main.h"
#include "tests/suites.h"

int main(void)
{
	static Suite *(*const suites[])(void) = {
		suite_dialect,
		suite_sysctl_line,
		suite_settings,
		suite_input,
		suite_load,
		suite_sysctl_order,
		suite_loaders,
		suite_topology_file,
		suite_yaml_value,
	};

	return check_run(suites, sizeof suites / sizeof suites[0]);
}
