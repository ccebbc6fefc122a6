/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/status.h"
#include "tests/suites.h"

static const enum status worst_first[] = { STATUS_LOST, STATUS_USAGE,
					   STATUS_PARTIAL, STATUS_FINDINGS,
					   STATUS_CLEAN };

START_TEST(the_worse_status_wins_in_either_order)
{
	size_t n = sizeof worst_first / sizeof worst_first[0];

	for (size_t i = 0; i < n; i++) {
		for (size_t j = i; j < n; j++) {
			enum status a = worst_first[i], b = worst_first[j];

			ck_assert_int_eq(status_worse(a, b), a);
			ck_assert_int_eq(status_worse(b, a), a);
		}
	}
}
END_TEST

Suite *suite_status(void)
{
	Suite *s = suite_create("status");
	TCase *tc = tcase_create("status");

	tcase_add_test(tc, the_worse_status_wins_in_either_order);
	suite_add_tcase(s, tc);
	return s;
}
