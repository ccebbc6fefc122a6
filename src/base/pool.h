/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Texts by offset into one pool of characters, for tables that the build
 * writes out as constants: an offset needs no relocation, a pointer does.
 */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include "base/str.h"
#include <stdint.h>

struct pool_str {
	uint32_t at, len;
};

/* Some consecutive rows of a table. */
struct pool_run {
	uint32_t first, n;
};

static inline struct str pool_text(const char *chars, struct pool_str s)
{
	return (struct str){ chars + s.at, s.len };
}

#endif
