/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A book under construction: the tables of expr.h while they still grow.
 * rulebook/ fills one when it reads rule files, and either uses it as it is
 * or writes it out as C.
 */
#ifndef EXPR_EXPR_BUILD_H
#define EXPR_EXPR_BUILD_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "expr/expr.h"

struct expr_builder {
	struct arena *arena;
	VEC(char) chars;
	VEC(struct expr_node) nodes;
	VEC(struct expr_const) consts;
	VEC(struct expr_key) keys;
	VEC(struct port_range) ports;
	struct map *interned; /* equal texts and names are stored once */
};

struct expr_builder *expr_builder_new(struct arena *arena);

struct pool_str expr_intern(struct expr_builder *b, struct str s);

/* The row of keys that holds this name. */
uint32_t expr_name_id(struct expr_builder *b, struct str name);

/* The tables as they are now; valid until the builder grows. */
struct expr_book expr_builder_book(const struct expr_builder *b);

#endif
