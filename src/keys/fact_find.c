/* SPDX-License-Identifier: Apache-2.0 */
/* A key's fact, by its path: a search in a sorted table, or in a table of
 * hashes where there is one. */
#include "keys/fact.h"

/* A path in up to three pieces, so that "*" is put in without a copy. */
struct pieces {
	struct str at[3];
};

/* Takes as much of left as the piece is long, and compares that. */
static int piece_cmp(struct str *left, struct str piece)
{
	const struct str head = str_slice(*left, 0, piece.len);

	*left = str_slice(*left, piece.len, left->len);
	return str_cmp(head, piece);
}

static int path_cmp(struct str path, const struct pieces *wanted)
{
	for (size_t i = 0; i < 3; i++) {
		const int order = piece_cmp(&path, wanted->at[i]);

		if (order)
			return order;
	}
	return path.len > 0;
}

static const struct fact *find_sorted(const struct facts *facts,
				      const struct pieces *wanted)
{
	uint32_t low = 0, high = facts->n;

	while (low < high) {
		const uint32_t middle = low + (high - low) / 2;
		const struct fact *fact = &facts->at[middle];
		const int order =
			path_cmp(pool_text(facts->chars, fact->path), wanted);

		if (order == 0)
			return fact;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

#define HASH_START 2166136261u

/* FNV-1a. Not seeded, since the build writes the table out: what is looked up
 * is never put in, so nobody can make it slow. */
static uint32_t hash_more(uint32_t hash, struct str piece)
{
	for (size_t i = 0; i < piece.len; i++)
		hash = (hash ^ (unsigned char)piece.at[i]) * 16777619u;
	return hash;
}

static uint32_t first_slot(uint32_t hash, uint32_t n_slots)
{
	return (hash ^ hash >> 15) & (n_slots - 1);
}

static const struct fact *find_hashed(const struct facts *facts,
				      const struct pieces *wanted)
{
	uint32_t hash = HASH_START, i;

	for (size_t k = 0; k < 3; k++)
		hash = hash_more(hash, wanted->at[k]);
	i = first_slot(hash, facts->n_slots);
	while (facts->slots[i]) {
		const struct fact *fact = &facts->at[facts->slots[i] - 1];

		if (path_cmp(pool_text(facts->chars, fact->path), wanted) == 0)
			return fact;
		i = (i + 1) & (facts->n_slots - 1);
	}
	return NULL;
}

static const struct fact *find(const struct facts *facts,
			       const struct pieces *wanted)
{
	size_t len = 0;

	for (size_t i = 0; i < 3; i++)
		len += wanted->at[i].len;
	if (!facts->slots)
		return find_sorted(facts, wanted);
	/* A path of many parts would else be hashed once for each. */
	return len > facts->path_max ? NULL : find_hashed(facts, wanted);
}

void fact_slots_fill(struct facts *facts, struct arena *arena)
{
	uint32_t *slots;

	facts->n_slots = 16;
	while (facts->n_slots < 2 * facts->n)
		facts->n_slots *= 2;
	facts->path_max = 0;
	slots = arena_array(arena, uint32_t, facts->n_slots);
	for (uint32_t k = 0; k < facts->n; k++) {
		struct str path = pool_text(facts->chars, facts->at[k].path);
		uint32_t i =
			first_slot(hash_more(HASH_START, path), facts->n_slots);

		while (slots[i])
			i = (i + 1) & (facts->n_slots - 1);
		slots[i] = k + 1;
		if (path.len > facts->path_max)
			facts->path_max = (uint32_t)path.len;
	}
	facts->slots = slots;
}

/* Which component an interface is, only the facts say: each but the first and
 * the last is tried. */
static const struct fact *find_pattern(const struct facts *facts,
				       struct str path)
{
	size_t start = str_find(path, '/') + 1;

	while (start < path.len) {
		const struct str rest = str_slice(path, start, path.len);
		const size_t end = start + str_find(rest, '/');
		const struct pieces wanted = {
			{ str_slice(path, 0, start), STR("*"),
			  str_slice(path, end, path.len) }
		};
		const struct fact *fact;

		if (end == path.len)
			return NULL;
		fact = find(facts, &wanted);
		if (fact)
			return fact;
		start = end + 1;
	}
	return NULL;
}

const struct fact *fact_find(const struct facts *facts, struct str path)
{
	const struct pieces whole = { { path } };
	const struct fact *fact = find(facts, &whole);

	return fact ? fact : find_pattern(facts, path);
}
