/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"
#include "tests/check_main.h"
#include "tests/suites.h"

int main(void)
{
	static Suite *(*const suites[])(void) = {
		suite_yaml_mask,
		suite_yaml_offsets,
#ifdef HAVE_LIBYAML
		suite_yaml_parse,
		suite_yaml_tree,
#else
		suite_yaml_without,
#endif
	};

	return check_run(suites, sizeof suites / sizeof suites[0]);
}
