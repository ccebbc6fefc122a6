/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rules on a model: every rule of the book on every subject of its kind
 * (semantics.md 6 to 12). Prints nothing; the order of what it returns is
 * final: by place, then rule id.
 */
#ifndef ENGINE_ENGINE_H
#define ENGINE_ENGINE_H

#include "engine/finding.h"
#include "model/model.h"
#include "rulebook/rulebook.h"
#include "text/source.h"

struct engine_options {
	bool preview;
	/* Ids or areas; empty select means all. */
	VEC(struct str) select, ignore;
	bool live;          /* rules that need the live host may run */
	struct str edition; /* pinned, or empty: all */
	bool explain;       /* what was not checked says what is missing */
	/* For tests: every rule is asked of every subject, to the end. */
	bool no_short_cuts;
};

void engine_run(const struct rulebook *rulebook, struct model *model,
		struct sources *sources, const struct engine_options *options,
		struct arena *arena, struct findings *out);

/* Whether a rule answers to the name: an id, an area, an old id or a tag. */
bool engine_has_rule(const struct rulebook *rulebook, struct str name);

#endif
