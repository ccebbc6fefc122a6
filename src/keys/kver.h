/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Kernel versions and ranges of them. A flavour ("3.10-el7") names a vendor's
 * kernel whose backports make its number alone meaningless.
 */
#ifndef KEYS_KVER_H
#define KEYS_KVER_H

#include "base/arena.h"
#include "base/str.h"
#include <stdbool.h>
#include <stdint.h>

#define KVER_FLAVOUR_MAX 12

struct kver {
	uint16_t a, b, c;
	uint8_t parts; /* how many of a.b.c were written: 1 to 3 */
	char flavour[KVER_FLAVOUR_MAX]; /* "" is mainline; NUL-terminated */
};

/* "6.12", "4.19.0-21-amd64" (a distribution's suffix is dropped), "3.10-el7",
 * "3.10.0-1160.el7.x86_64" (flavour el7). False if it is no version. */
bool kver_parse(struct str s, struct kver *out);
struct str kver_text(struct arena *arena, struct kver v);

/* Numbers only, missing parts as 0. -1, 0, 1. */
int kver_cmp(struct kver a, struct kver b);

/* Inclusive at the precision written: "-4.11" holds 4.11.9, "4.12-" holds
 * 4.12-rc. An end with parts 0 is open. */
struct kver_range {
	struct kver from, to;
};

/* "4.11", "-4.11", "4.12-", "3.17-4.11". */
bool kver_range_parse(struct str s, struct kver_range *out);
bool kver_range_has(struct kver_range range, struct kver v);

#endif
