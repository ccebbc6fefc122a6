/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is examined in one run: a topology (perhaps of one lone host), the
 * facts, and every question that rules may ask about them. Implements the
 * environment of expr/eval.h: fields as given, keys with their winner or the
 * kernel's default, derivations by formula, graph walks in C. Results are
 * remembered, so that asking twice is free and gives the same.
 */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include "base/arena.h"
#include "expr/eval.h"
#include "expr/parse.h"
#include "model/knowledge.h"
#include "model/topology.h"
#include "text/source.h"
#include <stddef.h>

struct model;

struct model *model_new(struct arena *arena, const struct knowledge *knowledge,
			const struct topology *topology);

const struct topology *model_topology(const struct model *m);
const struct knowledge *model_knowledge(const struct model *m);

/* The names that expressions may use, for the type checker. Depends on the
 * derivations of the books given, not on a topology. */
struct expr_names model_names(const struct knowledge *knowledge);

struct expr_env model_env(struct model *m);

/*
 * The settings that a tier would have if these lines were appended, besides
 * those of earlier calls: what the advice looks at, round after round. remove
 * takes every line of the key away. No changes at all: as read again. Forgets
 * remembered results.
 */
struct model_change {
	const struct tier *tier;
	struct str path;
	struct str value;
	bool remove;
};
void model_apply(struct model *m, const struct model_change *changes,
		 size_t n_changes);

/*
 * Supposes a value for a field of a hop (closer, nat), besides those supposed
 * before: the small worlds tried before doubt is declared. NULL ends them all.
 */
void model_suppose(struct model *m, const struct hop *hop, enum hop_field field,
		   const struct value *value);

/* For the names of files and the bytes of marks; without it they are
 * unknown. */
void model_set_sources(struct model *m, struct sources *sources);

/* What answers since the last watch rest on. Either may be true where it is
 * not so, but never false where it is: without both, gathering evidence for
 * them can be left out. */
struct model_seen {
	bool spoken;    /* something that speaks (datum_speaks) */
	bool open_hops; /* a hop whose closer or NAT is unknown */
};
void model_watch(struct model *m);
struct model_seen model_seen(const struct model *m);

/* The subjects of a kind: line, file, assignment and setting of one tier;
 * tier is not asked for the other kinds. */
size_t model_n_subjects(struct model *m, enum subject_kind kind,
			const struct tier *tier);
struct subject model_subject(struct model *m, enum subject_kind kind,
			     const struct tier *tier, size_t i);

/* Effective value of a key on a tier, with its place and origin. */
void model_key(struct model *m, const struct tier *tier, struct str path,
	       enum key_question question, uint32_t element, struct datum *out);

/* Kernel of the tier, a container's being its node's; unknown when neither is
 * given. */
struct datum model_kernel(const struct model *m, const struct tier *tier);
/* The tier to write the key on: the node's, where a container has none of its
 * own. */
const struct tier *model_key_home(struct model *m, const struct tier *tier,
				  struct str path);

/* Everything derived about a subject, in the order that `topology` prints. */
struct derived {
	struct str name; /* "hop.max_rate" */
	struct datum datum;
	struct str formula; /* as text, or empty for a graph walk */
	struct str because;
	struct evidence *evidence;
};
size_t model_n_derived(struct model *m, enum subject_kind kind);
void model_derived(struct model *m, struct subject s, size_t i,
		   struct arena *arena, struct derived *out);

#endif
