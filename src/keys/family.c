/* SPDX-License-Identifier: Apache-2.0 */
/* The family of a key, by a search in the table of all families' keys. */
#include "keys/family.h"

#include "keys/fact.h"

#include <stdlib.h>

static struct str text_of(const struct facts *facts,
			  const struct family_key *key)
{
	return pool_text(facts->chars, key->text);
}

/* How many of the table's first keys are not behind the path. */
static uint32_t n_up_to(const struct facts *facts, struct str path)
{
	uint32_t low = 0, high = facts->n_family_keys;

	while (low < high) {
		const uint32_t middle = low + (high - low) / 2;

		if (str_cmp(text_of(facts, &facts->family_keys[middle]),
			    path) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool key_has(const struct facts *facts, const struct family_key *key,
		    struct str path)
{
	const struct str text = text_of(facts, key);

	return str_starts(path, text) && (key->begins || text.len == path.len);
}

/* Whatever the path begins with stands before it, and what lies between the
 * two begins with it, too: the last one's chain has all of them. */
const struct family *family_find(const struct facts *facts, struct str path)
{
	uint32_t i = n_up_to(facts, path), first = facts->n_families;

	while (i > 0) {
		const struct family_key *key = &facts->family_keys[i - 1];

		if (key->family < first && key_has(facts, key, path))
			first = key->family;
		i = key->within;
	}
	return first < facts->n_families ? &facts->families[first] : NULL;
}

/* qsort() takes no context: what to sort goes with its text. */
struct sortable {
	struct str text;
	struct family_key key;
};

static int sortable_cmp(const void *a, const void *b)
{
	const struct sortable *left = a, *right = b;
	const int order = str_cmp(left->text, right->text);

	if (order)
		return order;
	return left->key.family < right->key.family ? -1 : 1;
}

static struct sortable sortable_of(const struct facts *facts, uint32_t family,
				   struct pool_str text)
{
	const struct str all = pool_text(facts->chars, text);
	const bool begins = str_ends(all, STR("*"));

	text.len -= begins;
	return (struct sortable){
		.text = pool_text(facts->chars, text),
		.key = { .text = text, .begins = begins, .family = family },
	};
}

static void fill_within(const struct facts *facts, struct family_key *keys,
			uint32_t i)
{
	const struct str text = text_of(facts, &keys[i]);
	uint32_t before = i;

	while (before > 0 &&
	       !str_starts(text, text_of(facts, &keys[before - 1])))
		before = keys[before - 1].within;
	keys[i].within = before;
}

static size_t count_keys(const struct facts *facts)
{
	size_t n = 0;

	for (uint32_t i = 0; i < facts->n_families; i++)
		n += facts->families[i].keys.n;
	return n;
}

void family_keys_fill(struct facts *facts, struct arena *arena)
{
	const size_t n_all = count_keys(facts);
	struct sortable *all = arena_array(arena, struct sortable, n_all);
	struct family_key *keys = arena_array(arena, struct family_key, n_all);
	uint32_t n = 0;

	for (uint32_t i = 0; i < facts->n_families; i++) {
		const struct pool_run run = facts->families[i].keys;

		for (uint32_t k = 0; k < run.n; k++)
			all[n++] = sortable_of(facts, i,
					       facts->texts[run.first + k]);
	}
	if (n > 1)
		qsort(all, n, sizeof *all, sortable_cmp);
	for (uint32_t i = 0; i < n; i++) {
		keys[i] = all[i].key;
		fill_within(facts, keys, i);
	}
	facts->family_keys = keys;
	facts->n_family_keys = n;
}
