/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Within engine/ only: what several fixes ask of one key at once. Demands
 * join into bounds: the largest at_least, the smallest at_most; what cannot
 * hold together is a clash (semantics.md 21). Knows no rules and no rounds.
 */
#ifndef ENGINE_BOUNDS_H
#define ENGINE_BOUNDS_H

#include "base/arena.h"
#include "keys/value.h"
#include "rulebook/rule.h"
#include <stdbool.h>

/* A value as its key's fact reads it, and as it is written. typed is false
 * where no fact knows the key: then texts are compared. */
struct wanted {
	struct value value;
	struct str text;
	bool typed;
};

struct bounds {
	bool has_set, has_low, has_high, has_add, remove;
	struct wanted set, low, high, add;
};

/* How a joined value is written: what separates elements that are added, and
 * how many microseconds, bytes … the key counts in. */
struct bounds_style {
	char separator;
	uint32_t scale;
};

/* False, and *bounds as it was, when the demand clashes with it. */
bool bounds_join(struct bounds *bounds, struct arena *arena,
		 struct bounds_style style, enum fix_op op, struct wanted want);

/* The value nearest to current within the bounds. remove is not its matter.
 * False when nothing has to change. */
bool bounds_resolve(const struct bounds *bounds, struct arena *arena,
		    struct bounds_style style, const struct wanted *current,
		    struct wanted *out);

bool wanted_equal(const struct wanted *a, const struct wanted *b);
/* Element by element the larger (or the smaller) one of two integers or
 * vectors; of different lengths: the longer one's rest stays. */
struct wanted wanted_extreme(struct arena *arena, struct bounds_style style,
			     const struct wanted *a, const struct wanted *b,
			     bool larger);

#endif
