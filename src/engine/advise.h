/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fixes to a fixed point: rounds of the engine over the whole topology, each
 * applying every fix of the certain findings at once, until nothing fires
 * that has a fix (semantics.md 21, 22; field-notes, "The fixed point").
 */
#ifndef ENGINE_ADVISE_H
#define ENGINE_ADVISE_H

#include "engine/engine.h"

/* A fix that was not applied, and why: it loses against a rule that knows
 * more, or its kernel would refuse the line. */
struct advice_note {
	const struct tier *tier;
	struct str path;
	const struct rules *rules;
	const struct rule *rule;
	struct str text;
};

/* Why a line stands in a recommendation. */
struct advice_reason {
	const struct rules *rules;
	const struct rule *rule;
	uint32_t round;
	struct str message; /* the finding's */
	struct str sum;     /* the arithmetic, or empty */
};

/* One key of one tier in the recommended configuration. */
struct advice_line {
	const struct tier *tier;
	struct str path;
	struct str value;       /* empty when removed */
	struct datum before;    /* what it had: written, default or unknown */
	struct str before_text; /* the same as a file has it; empty: unknown */
	bool remove;
	VEC(struct advice_reason) reasons;
};

/* Fixes that cannot all hold: at_least above at_most, set against set, or a
 * cycle over rounds. */
struct advice_conflict {
	const struct tier *tier;
	struct str path;
	struct str text; /* names the rules and the values */
	VEC(struct str) rule_ids;
};

struct advice {
	VEC(struct advice_line) lines; /* by tier, in the order to be written */
	VEC(struct advice_conflict) conflicts;
	VEC(struct advice_note) notes;
	struct findings before, after; /* of the first and of the last run */
	uint32_t n_rounds;
};

/* Leaves the model as it is after the advice. */
void advise(const struct rulebook *rulebook, struct model *model,
	    struct sources *sources, const struct engine_options *options,
	    struct arena *arena, struct advice *out);

#endif
