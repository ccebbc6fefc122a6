/* SPDX-License-Identifier: Apache-2.0 */
#include "base/map.h"
#include "base/die.h"
#include <string.h>
#include <sys/auxv.h>
#include <sys/random.h>

#define FIRST_SLOTS 16 /* a power of two, as all later counts */

struct entry {
	struct str key;
	void *value;
	uint32_t hash;
};

struct map {
	struct arena *arena;
	struct map_seed seed;
	struct entry **slots; /* open addressing; NULL is free */
	size_t n_slots, n;
};

struct map_seed map_seed(void)
{
	/* 16 random bytes that the kernel gives each process: no call. */
	const unsigned long at = getauxval(AT_RANDOM);
	struct map_seed seed;

	if (at)
		memcpy(&seed, (const void *)at, sizeof seed);
	else if (getrandom(&seed, sizeof seed, 0) != sizeof seed)
		die("no random bytes");
	return seed;
}

static inline uint64_t rotate(uint64_t x, int n)
{
	return x << n | x >> (64 - n);
}

/* The state is passed by value, so that it stays in registers. */
struct sip {
	uint64_t a, b, c, d;
};

static inline struct sip sip_round(struct sip v)
{
	v.a += v.b;
	v.c += v.d;
	v.b = rotate(v.b, 13) ^ v.a;
	v.d = rotate(v.d, 16) ^ v.c;
	v.a = rotate(v.a, 32) + v.d;
	v.c += v.b;
	v.d = rotate(v.d, 21) ^ v.a;
	v.b = rotate(v.b, 17) ^ v.c;
	v.c = rotate(v.c, 32);
	return v;
}

static inline struct sip sip_word(struct sip v, uint64_t word)
{
	v.d ^= word;
	v = sip_round(v);
	v.a ^= word;
	return v;
}

/* SipHash-1-3 (Aumasson and Bernstein), in the machine's byte order. */
uint32_t map_hash(struct map_seed seed, struct str key)
{
	struct sip v = {
		seed.a ^ 0x736f6d6570736575,
		seed.b ^ 0x646f72616e646f6d,
		seed.a ^ 0x6c7967656e657261,
		seed.b ^ 0x7465646279746573,
	};
	uint64_t word, last = (uint64_t)key.len << 56;
	size_t i;

	for (i = 0; i + 8 <= key.len; i += 8) {
		memcpy(&word, key.at + i, 8);
		v = sip_word(v, word);
	}
	for (size_t j = 0; i + j < key.len; j++)
		last |= (uint64_t)(unsigned char)key.at[i + j] << 8 * j;
	v = sip_word(v, last);
	v.c ^= 0xff;
	v = sip_round(sip_round(sip_round(v)));
	word = v.a ^ v.b ^ v.c ^ v.d;
	return (uint32_t)(word ^ word >> 32);
}

struct map *map_new(struct arena *arena)
{
	struct map *map = arena_make(arena, struct map);

	map->arena = arena;
	map->seed = map_seed();
	map->n_slots = FIRST_SLOTS;
	map->slots = arena_array(arena, struct entry *, FIRST_SLOTS);
	return map;
}

/* The slot that holds key, or the free one where it belongs. */
static struct entry **map_slot(const struct map *map, struct str key,
			       uint32_t hash)
{
	const size_t mask = map->n_slots - 1;
	size_t i = hash & mask;

	while (map->slots[i]) {
		const struct entry *entry = map->slots[i];

		if (entry->hash == hash && str_eq(entry->key, key))
			break;
		i = (i + 1) & mask;
	}
	return &map->slots[i];
}

static void map_double(struct map *map)
{
	struct entry **old = map->slots;
	const size_t n_old = map->n_slots;

	map->n_slots = 2 * n_old;
	map->slots = arena_array(map->arena, struct entry *, map->n_slots);
	for (size_t i = 0; i < n_old; i++) {
		if (old[i])
			*map_slot(map, old[i]->key, old[i]->hash) = old[i];
	}
}

void *map_get(const struct map *map, struct str key)
{
	const struct entry *entry =
		*map_slot(map, key, map_hash(map->seed, key));

	return entry ? entry->value : NULL;
}

void map_put(struct map *map, struct str key, void *value)
{
	const uint32_t hash = map_hash(map->seed, key);
	struct entry **slot = map_slot(map, key, hash);

	if (*slot) {
		(*slot)->value = value;
		return;
	}
	*slot = arena_make(map->arena, struct entry);
	**slot = (struct entry){ key, value, hash };
	map->n++;
	/* At most two thirds full: probes stay short. */
	if (map->n * 3 > map->n_slots * 2)
		map_double(map);
}
