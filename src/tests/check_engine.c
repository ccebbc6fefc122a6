/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/check_main.h"
#include "tests/suites.h"

int main(void)
{
	static Suite *(*const suites[])(void) = {
		suite_advice_laws,
		suite_advise,
		suite_bounds,
		suite_engine,
		suite_shortcut_laws,
	};

	return check_run(suites, sizeof suites / sizeof suites[0]);
}
