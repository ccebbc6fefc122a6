/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one reader of quantities that people write into our own files and
 * options: "16GiB", "60s", "3000/s", "1Gbit/s", "12", "80,8000-8100",
 * "3.10-el7". Says what is wrong and what would be right; knows nothing of
 * where the text stands. What the kernel reads as a number is keys/fact.h's.
 */
#ifndef KEYS_QUANTITY_H
#define KEYS_QUANTITY_H

#include "base/arena.h"
#include "base/str.h"
#include "keys/value.h"
#include <stdbool.h>
#include <stddef.h>

struct quantity_error {
	struct str message;
	struct str hint;   /* the suggestion, or empty */
	size_t start, end; /* the bytes of the text that are meant */
};

/* A value of the type (VALUE_BOOL, _INT, _WORD, _VERSION or _PORTS) and, for
 * integers, in the unit. What it points at lives in the arena, or is text. */
bool quantity_parse(struct arena *arena, struct str text, enum value_type type,
		    enum unit unit, struct value *out,
		    struct quantity_error *out_error);

#endif
