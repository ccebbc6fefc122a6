/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Text to pointer, in an arena. The hash is seeded once a process
 * (map_seed: the same for the whole run), so that nobody can choose keys that
 * collide; nothing may depend on the order within, and there is no way to walk
 * it.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/arena.h"
#include "base/str.h"
#include <stdint.h>

struct map;

struct map *map_new(struct arena *arena);
/* NULL when the key is not there. */
void *map_get(const struct map *map, struct str key);
/* Replaces; the key's bytes are borrowed, not copied. */
void map_put(struct map *map, struct str key, void *value);

/* The seeded hash itself, for tables of one's own. */
struct map_seed {
	uint64_t a, b;
};

struct map_seed map_seed(void);
uint32_t map_hash(struct map_seed seed, struct str key);

#endif
