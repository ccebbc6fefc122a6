/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Within engine/ only: one run of all rules, as its steps see it. A step is a
 * file: subject.c walks, subject_filter.c leaves out, verdict.c decides,
 * worlds.c tries what is unknown, place.c and render.c word a finding,
 * finding.c puts them in order.
 */
#ifndef ENGINE_RUN_H
#define ENGINE_RUN_H

#include "base/map.h"
#include "engine/engine.h"
#include <stdbool.h>
#include <stdint.h>

struct columns;
struct counter;
struct fired;
struct rule_row;

struct run {
	const struct rulebook *rulebook;
	struct model *model;
	const struct topology *topology;
	struct sources *sources;
	const struct engine_options *options;
	struct arena *arena;
	struct arena *scratch; /* for one subject */
	struct findings *out;
	struct expr_env env;
	/* The rule at hand. */
	const struct rules *rules;
	const struct rule *rule;
	bool has_open_hops; /* closer or NAT unknown: small worlds to try */
	struct rule_row *row;
	bool may_be_muted; /* one that it comes after has spoken */
	bool noted;        /* as not checked, on the tier at hand */
	bool is_full;      /* some source has all findings that are listed */
	/* What fired or stayed open, of the rules that "after" names. */
	struct fired *fired;
	/* What subjects answer, as far as it was asked. */
	struct columns *columns;
	/* Findings of a rule in a source, to fold what is beyond the limit. */
	struct map *counts;
	struct counter *counter; /* the one asked for last */
	uint32_t n_groups;
};

/* Every subject of the rule's kind that may have a finding. Start zeroed. */
struct subject_walk {
	uint32_t tier, index;
	size_t n; /* subjects of the tier at hand */
	/* Their indexes, where the condition holds for no others; or NULL. */
	const uint32_t *only;
	bool begun;
};
bool subject_next(const struct run *run, struct subject_walk *walk,
		  struct subject *out);
/* Leaves out subjects of the tier at hand for which the rule's condition is
 * certainly false, as one look at a term of it tells. */
struct columns *columns_new(struct arena *arena);
void subject_filter(const struct run *run, struct subject_walk *walk);
/* Line, assignment, setting or file: something that is written. */
bool subject_is_written(struct subject subject);
/* Where such a subject is written; none for the others. */
struct span subject_span(const struct run *run, struct subject subject);
/* The path with the subject's interface for "*"; empty when it has none. */
struct str subject_key(const struct run *run, struct subject subject,
		       struct str path);
/* The tier whose settings a fix of this kind changes; NULL without one. */
const struct tier *subject_tier(const struct run *run, struct subject subject,
				enum fix_tier whose);
/* Ours to configure, and not a stand-in for what is not known. */
bool tier_is_ours(const struct tier *tier);
struct str subject_name(const struct run *run, struct subject subject);
/* The tier that the rule is about: its fix's, else the hop's acceptor. */
const struct tier *subject_home(const struct run *run, struct subject subject);

enum verdict_kind {
	VERDICT_QUIET,
	VERDICT_NOT_CHECKED,
	VERDICT_DOUBTFUL,
	VERDICT_CERTAIN
};

struct verdict {
	enum verdict_kind kind;
	struct evidence evidence;
	VEC(struct str) missing; /* of NOT_CHECKED and DOUBTFUL */
};

/* What the rule cannot do without and has not got: bits of enum need. */
uint8_t verdict_lacks(const struct run *run, struct subject subject);
void verdict_reach(struct run *run, struct subject subject,
		   struct verdict *out);

/* Whether any hop's closer or NAT is unknown. */
bool worlds_are_many(const struct run *run);
/* What the rule's condition is in every small world: TRI_UNKNOWN when they
 * differ, when one of them is doubtful, or when there are none to try. */
enum tri worlds_agree(struct run *run, struct subject subject,
		      const struct evidence *evidence);

struct fired *fired_new(struct arena *arena);
/* Remembers the verdict, if the rule is watched. */
void fired_record(struct run *run, struct subject subject,
		  enum verdict_kind kind);
/* The same for the line that a finding is shown at: a rule about a tier speaks
 * of a setting, too. */
void fired_place(struct run *run, struct span place, enum verdict_kind kind);
/* Whether one of the rules that this one comes after has a verdict. */
bool fired_any_before(const struct run *run);
/* The strongest verdict of the rules that this one comes after, on the same
 * subject or on what the evidence (may be NULL) says is written. */
enum verdict_kind fired_before(const struct run *run, struct subject subject,
			       const struct evidence *evidence);

/* False where the finding would stand on a tier that is not ours. */
bool place_is_ours(const struct run *run, struct subject subject,
		   const struct evidence *evidence);
struct span place_find(const struct run *run, struct subject subject,
		       const struct evidence *evidence);

struct str prose_render(const struct run *run, struct pool_run parts,
			struct subject subject);
/* Appends the rule's fixes as one group, or nothing when one of them is for a
 * tier that is not ours. */
void fixes_render(struct run *run, struct subject subject,
		  struct finding *finding);

/* Sorts, and joins findings of one rule at one place. */
void findings_finish(struct findings *findings);

#endif
