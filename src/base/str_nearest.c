/* SPDX-License-Identifier: Apache-2.0 */
#include "base/str.h"
#include <string.h>

/* Longer text is never a slip of the fingers; it also bounds the work. */
#define MAX_LEN 128

static size_t min(size_t a, size_t b)
{
	return a < b ? a : b;
}

/*
 * Row i of the Damerau-Levenshtein table (optimal string alignment: two
 * neighbours exchanged count once) from the two rows above it. What is further
 * than bound from the diagonal is more than bound. Returns the least value in
 * the row.
 */
static size_t next_row(struct str a, size_t i, struct str b, size_t bound,
		       size_t *row, const size_t *above, const size_t *above_2)
{
	const size_t first = i > bound ? i - bound : 1;
	const size_t last = min(b.len, i + bound);
	size_t least = row[first - 1] = first > 1 ? bound + 1 : i;

	row[last + 1] = bound + 1;
	for (size_t j = first; j <= last; j++) {
		const size_t differ = a.at[i - 1] != b.at[j - 1];

		row[j] = min(min(above[j], row[j - 1]) + 1,
			     above[j - 1] + differ);
		if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] &&
		    a.at[i - 2] == b.at[j - 1])
			row[j] = min(row[j], above_2[j - 2] + 1);
		least = min(least, row[j]);
	}
	return least;
}

size_t str_distance(struct str a, struct str b, size_t bound)
{
	size_t rows[3][MAX_LEN + 2];

	if (b.len > MAX_LEN || a.len > b.len + bound || b.len > a.len + bound)
		return bound + 1;
	for (size_t j = 0; j <= b.len; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		if (next_row(a, i, b, bound, rows[i % 3], rows[(i + 2) % 3],
			     rows[(i + 1) % 3]) > bound)
			return bound + 1;
	}
	return rows[a.len % 3][b.len];
}

struct str str_nearest(struct str wrong, const struct str *candidates,
		       size_t n_candidates)
{
	struct str best = { 0 };
	size_t bound = wrong.len / 3;

	if (wrong.len > MAX_LEN)
		return best;
	for (size_t i = 0; i < n_candidates; i++) {
		const size_t d = str_distance(wrong, candidates[i], bound);

		if (d > bound)
			continue;
		best = candidates[i];
		if (d == 0)
			break;
		bound = d - 1; /* the first of the nearest wins */
	}
	return best;
}
