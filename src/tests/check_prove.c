/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/check_main.h"
#include "tests/suites.h"

int main(void)
{
	static Suite *(*const suites[])(void) = {
		suite_netns,
	};

	return check_run(suites, sizeof suites / sizeof suites[0]);
}
