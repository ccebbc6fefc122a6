/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Within engine/ only: which rules of a book run, and in what order, so that
 * a rule comes after those that can mute it.
 */
#ifndef ENGINE_ORDER_H
#define ENGINE_ORDER_H

#include "engine/engine.h"

struct rule_row {
	const struct rules *rules;
	const struct rule *rule;
	/* Those it comes after, of all rules, also of those that do not run. */
	VEC(struct rule_row *) before;
	uint32_t number;
	bool wanted;  /* by the options */
	bool watched; /* another one that runs comes after it */
	bool placed;  /* while they are put in order */
	bool spoke;   /* some verdict of it was recorded */
};

struct rule_list {
	struct rule_row **at;
	size_t n, capacity;
};

void rules_in_order(const struct rulebook *rulebook,
		    const struct engine_options *options, struct arena *arena,
		    struct rule_list *out);

#endif
