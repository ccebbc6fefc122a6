/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Families of keys, as tables that the build can write out: keys that come
 * with one module, and keys that nobody can enumerate, such as those of a
 * driver or of a vendor's kernel. rulebook/ reads them from rules/families/.
 */
#ifndef KEYS_FAMILY_H
#define KEYS_FAMILY_H

#include "base/arena.h"
#include "base/pool.h"
#include <stdbool.h>

struct facts;

struct family {
	/* There may be more of them than the facts know. */
	bool open;
	struct pool_str name, about;
	/* Paths of keys, or what they begin with and a "*": rows of texts. */
	struct pool_run keys;
	struct pool_str module;     /* that brings its keys, or empty */
	struct pool_run brought_by; /* modules that load that one: texts */
	struct pool_run see;        /* sources: rows of texts */
};

/* A key of a family, in the table of all of them that is sorted by text. */
struct family_key {
	struct pool_str text; /* without the "*" */
	bool begins;          /* and whatever follows */
	uint32_t family;      /* index */
	uint32_t within; /* index + 1 of the nearest one before whose text this
			  * one begins with; 0: none */
};

/* Once the families are all there: the table. */
void family_keys_fill(struct facts *facts, struct arena *arena);

/* The first one that has the key, by name; NULL without one. */
const struct family *family_find(const struct facts *facts, struct str path);

#endif
