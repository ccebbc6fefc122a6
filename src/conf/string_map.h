/* SPDX-License-Identifier: Apache-2.0 */
/* From the bytes of a decoded string to where they stand in the source.
 * Internal to conf/. */
#ifndef CONF_STRING_MAP_H
#define CONF_STRING_MAP_H

#include "base/arena.h"
#include "base/str.h"
#include "text/span.h"
#include <stddef.h>
#include <stdint.h>

struct token;

/* Decoded bytes from `decoded` on stand at span.start, each of them `width`
 * raw bytes wide. The last run is empty and stands behind the text. */
struct string_run {
	uint32_t decoded, width;
	struct span span;
};

struct string_map {
	const struct string_run *runs;
	size_t n_runs;
};

/* One string of n string tokens in a row. */
const struct string_map *string_map_join(struct arena *arena,
					 const struct token *tokens, size_t n,
					 struct str *out_text);

/* Of one decoded byte; at the end of the text, an empty span. */
struct span string_map_byte(const struct string_map *map, size_t decoded);

#endif
