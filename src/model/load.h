/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a loader would do with the settings of a host that was read for it:
 * the writes in order, what becomes of each, and the exit status. A dry run:
 * touches nothing, and knows of the system only the keys it is told.
 */
#ifndef MODEL_LOAD_H
#define MODEL_LOAD_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "model/key_tree.h"
#include "model/load_verdict.h"
#include "model/settings.h"
#include "text/span.h"
#include <stdbool.h>

/* To add one: a line here, and in the manual page. */
#define LOAD_RESULTS(R)                                                        \
	R(APPLIED, "applied")                                                  \
	R(NO_SUCH_KEY, "no-such-key")                                          \
	R(REFUSED, "refused")                                                  \
	R(PARTIAL, "partial")                                                  \
	R(SKIPPED_EQUAL, "skipped-equal")                                      \
	R(NOT_WRITABLE, "not-writable")                                        \
	R(ABORTED, "aborted")

enum load_result {
#define R(name, text) LOAD_##name,
	LOAD_RESULTS(R)
#undef R
		N_LOAD_RESULTS
};

struct str load_result_name(enum load_result result);

struct load_step {
	struct str path;
	struct str value;
	uint8_t result; /* enum load_result */
	struct span span;
};

/* What becomes of one assignment by itself. */
struct load_outcome {
	bool is_written; /* else the loader does nothing for it that could be
			  * told: an exclusion, a pattern */
	bool is_sure;    /* whatever the kernel is, as far as it is known */
	bool stops;      /* the loader reads no further */
	uint8_t result;  /* enum load_result */
};

struct load {
	VEC(struct load_step) steps;
	int exit_status;
	/* Patterns of which nobody can say what they match: no keys were
	 * given. */
	VEC(struct assignment) open_patterns;
	bool stopped; /* at a refusal: the lines behind it are ABORTED */
	uint32_t stopped_source; /* in this file */
	bool cut;     /* more steps than anybody reads: the rest is left out */
};

/* keys is changed as the loader's writes go. NULL: every key that a line
 * names is there. kernel NULL: every value is taken. */
void load_run(struct arena *arena, struct settings *settings,
	      struct key_tree *keys, const struct load_kernel *kernel,
	      struct load *out);

/* The same for one assignment, where every key is there and nothing is known
 * of what it holds. Lines in front of it are not looked at. */
struct load_outcome load_one(struct arena *arena, struct settings *settings,
			     const struct load_kernel *kernel, uint32_t index);

/* Which assignments a loader that keeps a map comes to write: flags has a
 * place for each. */
void load_entries(const struct settings *settings, bool *flags);
/* Where in the order of writing a path's line of that index stands: there, or
 * where an earlier line stands that it only repeats. */
uint32_t load_position(struct settings *settings, uint32_t index);

#endif
