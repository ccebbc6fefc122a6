/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A small world for the tests of expr/: tiers and hops whose fields and keys
 * are what a text says, with a table of names like the model's. All of it is
 * unknown until set.
 */
#ifndef TESTS_EXPR_WORLD_H
#define TESTS_EXPR_WORLD_H

#include "base/map.h"
#include "expr/eval.h"
#include "expr/parse.h"

#define WORLD_MAX 8

struct world {
	struct arena *arena;
	struct expr_builder *builder;
	struct expr_names names;
	struct expr_env env;
	struct map *data; /* "tier web: hosts" to struct datum */
	struct str tiers[WORLD_MAX];
	uint32_t n_tiers;
	struct world_hop {
		uint32_t from, to;
	} hops[WORLD_MAX];
	uint32_t n_hops;
};

struct world *world_new(void);
void world_done(struct world *w);

uint32_t world_tier(struct world *w, const char *name);
uint32_t world_hop(struct world *w, uint32_t from, uint32_t to);

/* what: "tier web: hosts", "hop a -> b: rate", "tier web: set(net.x)".
 * value: a constant of the language, "~" before an assumed one; elements of a
 * vector with blanks; "?" forgets it. */
void world_set(struct world *w, const char *what, const char *value);

struct subject world_subject(const char *kind, uint32_t index);

/* "true", "60 s", "false, assumed", "unknown (not given)"; or the error. */
const char *world_eval(struct world *w, struct subject s, const char *text);
/* The leaves, sorted: "tier web: hosts = 3; ...", "!" before deciding ones. */
const char *world_evidence(struct world *w, struct subject s, const char *text);
/* "3-9: message [hint]", or "" when the text is an expression. */
const char *world_error(struct world *w, const char *kind, const char *text);
/* Printed again. */
const char *world_print(struct world *w, const char *kind, const char *text);

#endif
