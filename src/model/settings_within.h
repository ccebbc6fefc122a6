/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Within settings: how lines are kept, and found by the text they speak of.
 * Filled here, with what settings.h declares; settings_winner.c asks who
 * decides.
 */
#ifndef MODEL_SETTINGS_WITHIN_H
#define MODEL_SETTINGS_WITHIN_H

#include "base/map.h"
#include "model/settings.h"

/* One text that lines speak of: a path, a pattern or an exclusion. */
struct subject_text {
	struct str text;
	uint32_t hash;
	uint32_t first, last; /* index + 1 of assignments, of any kind */
	uint32_t last_explicit;
	uint32_t last_boot;
	uint32_t setting; /* index + 1 into explicit_texts */
	uint32_t last_exclude;
	uint32_t last_rank; /* of the pattern row added last */
	bool shields;       /* its path is not left to patterns */
};

/* One way to read a pattern's line: braces make several. */
struct pattern_row {
	struct str text;
	bool odd;       /* no line that names a path shields it */
	uint32_t index; /* of the assignment */
	uint32_t rank;  /* of two that match, the higher one wins */
};

struct settings {
	struct arena *arena;
	struct map_seed seed;
	VEC(struct assignment *) chunks;
	size_t n;
	VEC(struct mark) marks;
	struct settings_files files;
	VEC(struct subject_text) texts;
	uint32_t *slots; /* index + 1 into texts */
	size_t n_slots;
	VEC(uint32_t) explicit_texts;
	VEC(struct pattern_row) patterns;
	VEC(uint32_t) exclusion_patterns;
	enum glob_policy policy;
	bool complete, excludes_patterns, braces;
	struct loading loading;
};

#define SETTINGS_CHUNK 32 /* records that are allocated at a time */

static inline struct assignment *settings_line(const struct settings *s,
					       uint32_t index)
{
	return &s->chunks.at[index / SETTINGS_CHUNK][index % SETTINGS_CHUNK];
}

/* NULL: no line speaks of it. */
const struct subject_text *settings_text(const struct settings *s,
					 struct str text);

#endif
