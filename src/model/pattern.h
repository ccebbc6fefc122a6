/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Wildcards in paths, as glob(3) understands them: a part at a time, "*" and
 * "?" stop at slashes and spare a leading dot; and braces.
 */
#ifndef MODEL_PATTERN_H
#define MODEL_PATTERN_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include <stdbool.h>

/* Holds * ? or [. */
bool pattern_is(struct str path);

/* across: "*" matches slashes too. */
bool pattern_matches(struct str pattern, struct str path, bool across);

struct pattern_list {
	VEC(struct str) patterns;
};

/* One pattern for each way to choose from the braces, in order; itself where
 * there are none. Past 1,000 ways the rest is left out. */
void pattern_expand(struct arena *arena, struct str pattern,
		    struct pattern_list *out);

#endif
