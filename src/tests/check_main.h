/* SPDX-License-Identifier: Apache-2.0 */
/* Runs suites and prints TAP; the main of every check program. */
#ifndef TESTS_CHECK_MAIN_H
#define TESTS_CHECK_MAIN_H

#include <check.h>
#include <stddef.h>

/* Returns the exit status: 0 when every test passed. */
int check_run(Suite *(*const suites[])(void), size_t n);

#endif
