/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sets of ports as text and as sorted, disjoint ranges. What can be asked of
 * one stands in keys/value.h.
 */
#ifndef KEYS_PORTS_H
#define KEYS_PORTS_H

#include "base/arena.h"
#include "base/str.h"
#include "keys/value.h"
#include <stdbool.h>
#include <stddef.h>

/* Sorts and joins the ranges where they stand; the value borrows them. */
struct value ports_of(struct port_range *ranges, size_t n);

/* "80,8000-8100": commas or blanks between; empty text is the empty set.
 * False when it is no such list, or a range is reversed or above 65535. */
bool ports_parse(struct arena *arena, struct str text, struct value *out);

/* What is in a and not in b. */
struct value ports_without(struct arena *arena, struct value a, struct value b);

#endif
