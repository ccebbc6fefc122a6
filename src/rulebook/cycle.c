/* SPDX-License-Identifier: Apache-2.0 */
#include "rulebook/cycle.h"

#include <assert.h>

void cycle_init(struct cycle *cycle, struct arena *arena, size_t n)
{
	*cycle = (struct cycle){
		.arena = arena,
		.n = n,
		.nodes = arena_array(arena, struct cycle_node, n),
	};
}

void cycle_add(struct cycle *cycle, size_t user, size_t used)
{
	assert(user < cycle->n && used < cycle->n);
	vec_push(cycle->arena, &cycle->nodes[user].uses, used);
}

bool cycle_holds(const struct cycle *cycle, size_t thing)
{
	bool *seen = arena_array(cycle->arena, bool, cycle->n);
	VEC(size_t) open = { 0 };

	/* Each is opened once, so a long chain costs no stack. */
	vec_push(cycle->arena, &open, thing);
	while (open.n) {
		const struct cycle_node *node =
			&cycle->nodes[open.at[--open.n]];

		for (size_t i = 0; i < node->uses.n; i++) {
			const size_t used = node->uses.at[i];

			if (used == thing)
				return true;
			if (seen[used])
				continue;
			seen[used] = true;
			vec_push(cycle->arena, &open, used);
		}
	}
	return false;
}
