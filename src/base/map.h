/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Text to pointer, in an arena. The hash is seeded once a process
 * (map_seed), so that nobody can choose keys that collide; nothing may
 * depend on the order within, and there is no way to walk it.
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
uint32_t map_hash(struct str key);

#endif
