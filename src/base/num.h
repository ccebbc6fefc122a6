/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Integers from -2^63 to 2^64-1: sign and magnitude, since sysctl values such
 * as kernel.shmmax need 64 bits without a sign. Every sum is checked; a
 * result that does not fit is refused, never wrapped.
 */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include "base/arena.h"
#include "base/str.h"
#include <stdbool.h>
#include <stdint.h>

struct num {
	uint64_t magnitude;
	bool negative; /* never true with magnitude 0 */
};

struct num num_of(int64_t n);
struct num num_of_u64(uint64_t n);
/* False when n is not within int64_t. */
bool num_to_i64(struct num n, int64_t *out);

/* -1, 0, 1 */
int num_cmp(struct num a, struct num b);
/* False on overflow; division also by zero. Division floors. */
bool num_add(struct num a, struct num b, struct num *out);
bool num_sub(struct num a, struct num b, struct num *out);
bool num_mul(struct num a, struct num b, struct num *out);
bool num_div(struct num a, struct num b, struct num *out);

/* Decimal digits with an optional '-', nothing else; false if not, or if it
 * does not fit. What the *kernel* reads as a number is keys/value.h's. */
bool num_parse(struct str s, struct num *out);
struct str num_text(struct arena *arena, struct num n);

#endif
