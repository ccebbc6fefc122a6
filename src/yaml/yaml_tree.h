/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a YAML text says, as nodes with their places. Aliases stay what they
 * are: they refer to the node that was given the name, which is never copied,
 * so that a small text cannot become a large tree. Knows nothing of sysctl.
 * Nodes live in the arena of yaml_parse() and cannot be changed.
 */
#ifndef YAML_YAML_TREE_H
#define YAML_YAML_TREE_H

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "text/span.h"
#include <stdbool.h>
#include <stdint.h>

enum yaml_kind { YAML_IS_SCALAR, YAML_IS_MAP, YAML_IS_LIST, YAML_IS_ALIAS };

struct yaml_node {
	uint8_t kind; /* enum yaml_kind */
	/* Of a scalar: without quotes, and no tag says what it is. Only such
	 * a one can be a number, a boolean or null. */
	bool plain;
	bool block;       /* a scalar written below its key, after | or > */
	bool placeholder; /* some of it is for a template engine */
	bool repeated;    /* another pair further down has this key too */
	uint32_t n;       /* how many a map or a list holds */
	struct span span;
	struct str text; /* of a scalar, without quotes and escapes */
	const struct yaml_node *key;    /* in a map: of this value */
	const struct yaml_node *first;  /* of what a map or a list holds */
	const struct yaml_node *next;   /* beside it in its map or list */
	const struct yaml_node *target; /* of an alias; no alias itself */
	const struct map *index;        /* of a map with many keys: its pairs */
};

typedef VEC(const struct yaml_node *) yaml_nodes;

/* What an alias stands for; any other node is itself. NULL stays NULL. */
const struct yaml_node *yaml_of(const struct yaml_node *node);

/* NULL is of no kind. An alias is of its target's. */
bool yaml_is(const struct yaml_node *node, enum yaml_kind kind);
/* The text of a scalar; empty for all else. */
struct str yaml_text(const struct yaml_node *node);
bool yaml_says(const struct yaml_node *node, struct str text);
/* A plain scalar that means nothing: empty, "~" or "null". */
bool yaml_is_null(const struct yaml_node *node);

/* The value of a key, also of one that "<<" merges in: the last that was
 * written. NULL when there is none, or no map. */
const struct yaml_node *yaml_get(const struct yaml_node *map, struct str key);

/* Every pair that a map has after its merges, each key once: those merged in
 * first. False when that takes a look at more than max pairs. */
bool yaml_pairs(struct arena *arena, const struct yaml_node *map, size_t max,
		yaml_nodes *out);

#endif
