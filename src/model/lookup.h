/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Within model/: what a model holds, and how its files ask each other. Every
 * answer about a derived name is computed once and remembered until the next
 * change (generation).
 */
#ifndef MODEL_LOOKUP_H
#define MODEL_LOOKUP_H

#include "base/map.h"
#include "model/model.h"
#include "model/names.h"
#include <assert.h>

/* A derived answer; busy while it is being computed, which a derivation that
 * needs itself runs into. */
struct memo {
	uint32_t generation;
	bool busy, has_evidence;
	struct model_seen seen;
	struct datum datum;
	struct evidence evidence;
};

/* What was found out about one key of one tier. */
struct key_memo {
	struct str path;
	uint32_t generation;
	const struct fact *fact; /* NULL: not a key that is known of */
	const struct book *book;
	const struct fact_at *on; /* on the tier's kernel; NULL: no fact */
	const struct assignment *winner;
	const struct model_change *change; /* stands before the winner */
	bool has_value, has_default, has_fault, busy;
	/* The text that counts, as the kernel reads it. */
	bool has_read, is_read, is_short;
	struct value read;
	uint8_t fault;              /* enum value_fault */
	struct datum value, preset; /* preset: the kernel's default */
};

/* How often a path is assigned, and how many different texts. */
struct path_count {
	size_t n_assignments, n_values;
	size_t n_by_loader; /* of the lines, those that the loader reads */
};

/* Which paths of a running kernel's somebody set: not the kernel itself. */
struct run_settings {
	VEC(uint32_t) paths;
};

enum hop_end { HOP_OUT, HOP_IN, HOP_VIA, N_HOP_ENDS };

/* Rules ask for a key by one place in memory, again and again: there its memo
 * is found without a hash. A power of two. */
#define RECENT_KEYS 128

/* What holds of a fact on one kernel, for all tiers that run it. */
struct on_memo {
	struct on_memo *next;
	const struct fact *fact;
	bool has_kernel;
	struct kver kernel;
	struct fact_at at;
};

#define ON_MEMO_LISTS 64 /* by the fact's place; a power of two */

struct tier_state {
	VEC(const struct hop *) hops[N_HOP_ENDS]; /* in the file's order */
	const struct tier *node; /* that a container runs on, or NULL */
	struct map *changes;     /* path -> struct model_change */
	/* Memos, each in one place: by the number that the model gave to a
	 * fact about one key only, else by path. */
	VEC(struct key_memo *) by_fact;
	struct map *keys;
	struct key_memo **recent; /* some of them, by the place of the path */
	struct run_settings *running;  /* of a running kernel, when asked for */
	struct key_memo **of_settings; /* the same, by index of the setting */
	struct map *counts;     /* path -> struct path_count, when asked for */
	struct tier_load *load; /* when asked for */
	struct memo **memos;
	struct str title; /* "tier web", when asked for */
};

struct formula {
	const struct derivation *derivation;
	const struct book *book;
};

/* A field of a hop that has this value in the small world at hand. */
struct supposition {
	const struct hop *hop;
	enum hop_field field;
	struct datum datum;
};

/* The family of the key that was asked about last. */
struct last_family {
	struct str path;
	const struct family *family;
	const struct facts *facts;
};

struct model {
	struct arena *arena;
	const struct knowledge *knowledge;
	const struct topology *topology;
	struct sources *sources; /* NULL: no names of files, no texts */
	/* Of derived answers: that of the settings, but in a small world one
	 * of its own, so that those answers hold again after it. */
	uint32_t generation;
	uint32_t settings_generation; /* of what is known of keys */
	uint32_t last_generation;
	struct model_seen seen; /* since model_watch() */
	bool is_described;      /* some field of a tier or a hop speaks */
	struct map *nears; /* path -> what an unknown key was meant to be */
	uint32_t n_nears;
	bool only_direct; /* leaves of what is derived are not wanted now */
	struct tier_state *tiers;
	struct key_memo no_memo; /* stands for keys that no fact is about */
	/* Facts that were asked for, as numbers from 1, by their place. */
	uint16_t *fact_numbers[BOOKS_MAX];
	uint16_t n_fact_numbers;
	struct on_memo *on_memos[ON_MEMO_LISTS];
	struct memo ***hop_memos; /* a row a hop, made when first asked */
	struct last_family last_family;
	struct str *hop_titles; /* "hop edge -> web", when asked for */
	struct memo **topology_memos;
	const struct formula *formulas; /* by id - DERIVATIONS_FIRST */
	uint32_t n_formulas;
	VEC(struct supposition) supposed;
};

/* The answer about any name. Leaves of what is derived go to evidence. */
void model_ask(struct model *m, struct subject s, uint16_t id,
	       struct evidence *evidence, struct datum *out);
/* The same, and a plain field becomes a leaf of its own. */
void model_ask_leaf(struct model *m, struct subject s, uint16_t id,
		    struct evidence *evidence, struct datum *out);
/* What is derived, as it comes: nothing is remembered. */
void model_compute(struct model *m, struct subject s, uint16_t id,
		   struct evidence *evidence, struct datum *out);

/* "hop edge -> web" */
struct str model_hop_title(struct model *m, const struct hop *hop);

struct subject subject_of_tier(const struct tier *tier);
struct subject subject_of_hop(const struct hop *hop);
static inline const struct tier *model_tier(const struct model *m,
					    struct subject s)
{
	const uint32_t index = s.kind == SUBJECT_TIER ? s.index : s.tier;

	assert(index < m->topology->tiers.n);
	return m->topology->tiers.at[index];
}

/* NULL when the tier runs on no other, or it is not said on which. */
const struct tier *model_node(const struct model *m, const struct tier *tier);

/* What a loader makes of a tier's lines. */
struct tier_load {
	bool *entries; /* by assignment: it is written; NULL: all are */
	/* By assignment: index + 1 of the line at which the loader stopped
	 * before it, which is also what stands at that line; or 0. NULL: it
	 * does not stop. */
	uint32_t *lost_to;
};
/* Of loaders that stop: no line behind a refusal wins a key, to the end of the
 * load or, where each file has a process of its own, of the file. */
void lookup_load_end(struct model *m, const struct tier *tier);
void lookup_load(struct model *m, struct subject s, uint16_t id,
		 struct datum *out);
/* Where the line that decides stands in the order of writing. */
void lookup_order(const struct tier *tier, const struct key_memo *memo,
		  struct datum *out);
void lookup_loader(const struct tier *tier, uint16_t id, struct datum *out);

/* An interface's setting, and the same key of conf.all and conf.default.
 * False when id is none of those names. */
bool lookup_twins(struct model *m, const struct tier *tier, struct str path,
		  uint16_t id, struct datum *out);

/* Kinds that live in a tier's settings: line, file, assignment, setting. */
void lookup_in_settings(struct model *m, struct subject s, uint16_t id,
			struct datum *out);
bool follow_in_settings(struct model *m, struct subject s, uint16_t id,
			struct subject *out);

/* What is known of the key of a setting, or of one that it was meant to be.
 * memo NULL: no fact is about it. */
void lookup_key_about(struct model *m, const struct tier *tier, struct str path,
		      const struct key_memo *memo, uint16_t id,
		      struct datum *out);

/* What holds of the fact on a kernel; NULL: on any. */
const struct fact_at *lookup_on(struct model *m, const struct book *book,
				const struct fact *fact,
				const struct kver *kernel);
/* The text that counts, as the kernel reads it; false when it refuses it. */
bool lookup_read(struct model *m, struct key_memo *memo, struct value *out,
		 bool *out_short);
/* What a line says that counts, as far as it can be trusted. */
struct datum lookup_written(const struct assignment *a, struct value v);
/* What model_key() asks, of a memo at hand. */
void lookup_key(struct model *m, const struct tier *tier, struct key_memo *memo,
		enum key_question question, uint32_t element,
		struct datum *out);
/* Whether the value that a key has is sane, short …; see names. memo NULL: no
 * fact is about the key. */
void lookup_key_quality(struct model *m, const struct tier *tier,
			struct key_memo *memo, uint16_t id, struct datum *out);

/* Is the value known to be another than the kernel starts with? */
bool lookup_key_differs(struct model *m, const struct tier *tier,
			struct str path);

/* A running kernel holds it: then it has the key, and took the value. */
static inline bool lookup_is_live(const struct key_memo *memo)
{
	return !memo->change && memo->winner && memo->winner->live;
}

struct key_memo *lookup_key_memo(struct model *m, const struct tier *tier,
				 struct str path);
/* Of a setting; NULL when no fact is about its key. */
struct key_memo *lookup_setting_memo(struct model *m, const struct tier *tier,
				     uint32_t index);

/* Of a file. */
void lookup_file(struct model *m, struct subject s, uint16_t id,
		 struct datum *out);
/* Of a setting: what wins when somebody loads by hand, and whether a file
 * with a higher number loses. */
void lookup_by_hand(struct model *m, struct subject s, struct str path,
		    struct datum *out);
void lookup_against_numbers(struct model *m, struct subject s, struct str path,
			    struct datum *out);

#endif
