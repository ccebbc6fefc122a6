/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the engine found: rule, subject, place, evidence and rendered prose.
 * Reporters see findings in their final order and may not sort them again.
 */
#ifndef ENGINE_FINDING_H
#define ENGINE_FINDING_H

#include "base/str.h"
#include "base/vec.h"
#include "expr/eval.h"
#include "model/topology.h"
#include "rulebook/rule.h"
#include "text/span.h"

/* One change that a rule asks for, with its value computed. */
struct fix_entry {
	const struct tier *tier;
	struct str path;
	struct str value;
	uint8_t op; /* enum fix_op */
	bool safe;
	bool known; /* false: the value hangs on something unknown */
	/* Entries of one group are applied together or not at all; a finding
	 * over several subjects has a group for each. */
	uint32_t group;
	struct str sum; /* the arithmetic behind value, or empty */
};

struct finding {
	const struct rules *rules;
	const struct rule *rule;
	uint8_t severity; /* after profile and options; of the doubtful form */
	bool doubtful;
	/* The same rule at the same place over several subjects is one
	 * finding. subjects[0] is the one whose evidence is shown. */
	VEC(struct subject) subjects;
	VEC(struct str) subject_names; /* "tier edge", "hop a -> b" */
	struct span place;
	struct str message, unless, effect, why;
	struct evidence evidence;
	VEC(struct fix_entry) fixes;
	/* Further findings of the rule in this source that are not listed,
	 * beyond the limit; 0 for all but the last. */
	uint32_t n_folded;
	uint32_t order; /* in which the engine met it */
};

/* A rule that could not be decided on a subject, and what is missing. */
struct not_checked {
	const struct rules *rules;
	const struct rule *rule;
	struct str subject_name;
	VEC(struct str) missing; /* "hop clients -> edge: nat" */
};

struct findings {
	struct arena *arena;
	VEC(struct finding) list;
	VEC(struct not_checked) not_checked;
	uint32_t n_rules_run;
};

#endif
