/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/check_main.h"

#include <stdlib.h>

int check_run(Suite *(*const suites[])(void), size_t n)
{
	SRunner *runner = srunner_create(n > 0 ? suites[0]() : NULL);
	int failed;

	for (size_t i = 1; i < n; i++)
		srunner_add_suite(runner, suites[i]());
	srunner_set_tap(runner, "-");
	srunner_run_all(runner, CK_SILENT);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
