/* SPDX-License-Identifier: Apache-2.0 */
#include "conf/string_map.h"

#include "base/buf.h"
#include "conf/scan.h"

const struct string_map *string_map_join(struct arena *arena,
					 const struct token *tokens, size_t n,
					 struct str *out_text)
{
	struct string_map *map = arena_make(arena, struct string_map);
	struct buf text = { .arena = arena };
	struct string_run *runs;
	size_t n_runs = 1;

	*out_text = tokens[0].text;
	if (n == 1)
		return tokens[0].map;
	/* All but the last run of each, which only marks its end. */
	for (size_t i = 0; i < n; i++)
		n_runs += tokens[i].map->n_runs - 1;
	runs = arena_array(arena, struct string_run, n_runs);
	for (size_t i = 0; i < n; i++) {
		const struct string_map *part = tokens[i].map;

		for (size_t j = 0; j < part->n_runs; j++) {
			runs[map->n_runs + j] = part->runs[j];
			runs[map->n_runs + j].decoded += (uint32_t)text.len;
		}
		map->n_runs += part->n_runs - 1;
		buf_put(&text, tokens[i].text);
	}
	map->n_runs++;
	map->runs = runs;
	*out_text = buf_str(&text);
	return map;
}

/* The run that holds a decoded byte; the last one is empty. */
static const struct string_run *run_of(const struct string_map *map,
				       size_t decoded)
{
	size_t low = 0, high = map->n_runs;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (map->runs[middle].decoded <= decoded)
			low = middle;
		else
			high = middle;
	}
	return &map->runs[low];
}

struct span string_map_byte(const struct string_map *map, size_t decoded)
{
	const struct string_run *run = run_of(map, decoded);
	size_t offset = (decoded - run->decoded) * run->width;
	uint32_t start = run->span.start + (uint32_t)offset;

	return (struct span){ run->span.source, start, start + run->width };
}
