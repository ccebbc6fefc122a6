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

static const struct fact *find(const struct facts *facts,
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
