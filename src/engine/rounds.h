/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Within engine/ only: the rounds of an advice. demand.c turns the fixes of
 * findings into demands and drops what a kernel would refuse, rounds.c joins
 * them key by key and applies them until nothing changes.
 */
#ifndef ENGINE_ROUNDS_H
#define ENGINE_ROUNDS_H

#include "engine/advise.h"
#include "engine/bounds.h"

/* Who is believed when two rules want different things: what the topology
 * shows, before what a role wants, before hardening. */
enum demand_rank { RANK_HARDENING, RANK_ROLE, RANK_TOPOLOGY, N_RANKS };

struct demand {
	const struct tier *tier;
	struct str path;
	uint8_t op;
	uint8_t rank;
	struct wanted want;
	const struct rules *rules;
	const struct rule *rule;
	struct str message, sum;
	uint32_t round, group;
	bool dropped;
};

struct demand_list {
	struct demand *at;
	size_t n, capacity;
};

/* One key of one tier that has changed. */
struct change_state {
	const struct tier *tier;
	struct str path;
	struct datum before;
	struct wanted value;
	bool remove;
	bool written_before;
	uint32_t last_round; /* in which it changed */
	struct demand_list held;
};

struct change_list {
	struct change_state *at;
	size_t n, capacity;
};

struct advising {
	const struct rulebook *rulebook;
	struct model *model;
	struct sources *sources;
	const struct engine_options *options;
	struct arena *arena;
	struct advice *out;
	struct change_list changes;
	/* The state after each round, as text. */
	VEC(struct str) states;
	uint32_t round;
};

/* The key as its fact sees it on the tier's kernel. fact NULL: no fact. */
struct key_view {
	const struct fact *fact;
	const struct book *book;
	struct fact_at on;
	struct bounds_style style;
};
struct key_view key_view(const struct advising *a, const struct tier *tier,
			 struct str path);
struct wanted wanted_of(const struct advising *a, const struct key_view *view,
			struct str text);
/* The largest (smallest) value that any kernel gives it; false when that is
 * not known. */
bool key_default_extreme(const struct advising *a, const struct key_view *view,
			 bool largest, struct wanted *out);
/* Empty when the tier's kernel, whichever it may be, has the key and takes
 * the value; else why not. */
struct str key_refuses(const struct advising *a, const struct tier *tier,
		       const struct key_view *view, const struct wanted *want);

/* The demands of every certain finding's fixes that can be applied. */
void demands_collect(struct advising *a, const struct findings *findings,
		     struct demand_list *out);
void advice_note(struct advising *a, const struct demand *d, struct str text);
bool advice_is_frozen(const struct advising *a, const struct tier *tier,
		      struct str path);
struct str demand_text(const struct advising *a, const struct demand *d);

struct change_state *change_find(struct change_list *changes,
				 const struct tier *tier, struct str path);

/* Rounds until nothing changes: true. False when a conflict was added to the
 * advice: its key is left alone, and the rounds have to begin again. */
bool rounds_run(struct advising *a);

/* The changes as lines, in the order in which they must be written. */
void advice_put_lines(struct advising *a);

#endif
