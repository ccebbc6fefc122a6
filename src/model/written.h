/* SPDX-License-Identifier: Apache-2.0 */
/* Answers that stand in a file, with their place. */
#ifndef MODEL_WRITTEN_H
#define MODEL_WRITTEN_H

#include "keys/value.h"
#include <stdbool.h>
#include <stddef.h>

static inline struct datum written_word(struct str word, struct span span)
{
	return datum_of(value_word(word), ORIGIN_WRITTEN, span);
}

static inline struct datum written_bool(bool b, struct span span)
{
	return datum_of(value_bool(b), ORIGIN_WRITTEN, span);
}

static inline struct datum written_count(size_t n, struct span span)
{
	return datum_of(value_int(num_of_u64(n), UNIT_NONE), ORIGIN_WRITTEN,
			span);
}

#endif
