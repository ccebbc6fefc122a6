/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which keys a system has, as the tree below /proc/sys: in the order in which
 * they were added, since a directory's order is what some loaders' patterns
 * follow. Knows nothing of loaders.
 */
#ifndef MODEL_KEY_TREE_H
#define MODEL_KEY_TREE_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include <stdbool.h>
#include <stdint.h>

struct key_tree;

enum key_found {
	KEY_MISSING,
	KEY_BELOW_FILE, /* missing, as a part of the path is a file */
	KEY_DIRECTORY,
	KEY_FILE
};

struct key_tree *key_tree_new(struct arena *arena);
/* value NULL: what the key holds is not known. */
void key_tree_add(struct key_tree *tree, struct str path,
		  const struct str *value);

/* Walks as the kernel does: "a//b", "./", "x/../a"; a slash behind a file
 * finds nothing. node, which may be NULL, is set when it is found. */
enum key_found key_tree_find(const struct key_tree *tree, struct str path,
			     uint32_t *out_node);

/* A file or a directory. */
bool key_tree_has(const struct key_tree *tree, struct str path);

struct str key_tree_path(const struct key_tree *tree, struct arena *arena,
			 uint32_t node);
/* False when it is not known. */
bool key_tree_value(const struct key_tree *tree, uint32_t node,
		    struct str *out);
void key_tree_set(struct key_tree *tree, uint32_t node, struct str value);

struct key_matches {
	VEC(uint32_t) nodes;
};

/* The files that a pattern without braces matches, part by part as glob(3)
 * does, in the tree's order. */
void key_tree_glob(const struct key_tree *tree, struct arena *arena,
		   struct str pattern, struct key_matches *out);

/* One path a line, "path = value" where the value is known; '#' lines and
 * empty ones are passed over. */
void key_tree_read(struct key_tree *tree, struct str text);

#endif
