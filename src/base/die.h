/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one way out when the program cannot go on: memory exhausted. Writes
 * with write(2), since nothing above can be trusted any more, and exits 4.
 */
#ifndef BASE_DIE_H
#define BASE_DIE_H

__attribute__((noreturn)) void die(const char *why);

#endif
