/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who rests on whom, among numbered things, and which of them rest on
 * themselves. Knows nothing of what they are.
 */
#ifndef RULEBOOK_CYCLE_H
#define RULEBOOK_CYCLE_H

#include "base/arena.h"
#include "base/vec.h"
#include <stdbool.h>
#include <stddef.h>

struct cycle_node {
	VEC(size_t) uses;
};

struct cycle {
	struct arena *arena;
	size_t n;
	struct cycle_node *nodes;
};

void cycle_init(struct cycle *cycle, struct arena *arena, size_t n);
void cycle_add(struct cycle *cycle, size_t user, size_t used);
/* Does the thing rest on itself, perhaps by way of others? */
bool cycle_holds(const struct cycle *cycle, size_t thing);

#endif
