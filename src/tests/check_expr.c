/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/check_main.h"
#include "tests/suites.h"

int main(void)
{
	static Suite *(*const suites[])(void) = {
		suite_eval,  suite_eval_laws, suite_lex,
		suite_parse, suite_print,
	};

	return check_run(suites, sizeof suites / sizeof suites[0]);
}
