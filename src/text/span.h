/* SPDX-License-Identifier: Apache-2.0 */
/* A piece of a source, by byte offsets: the only kind of place we keep. */
#ifndef TEXT_SPAN_H
#define TEXT_SPAN_H

#include <stdbool.h>
#include <stdint.h>

/* source 0 is "nowhere": an option, a built-in rule, a default. */
struct span {
	uint32_t source;
	uint32_t start, end; /* end is exclusive */
};

bool span_is_none(struct span s);
bool span_eq(struct span a, struct span b);

#endif
