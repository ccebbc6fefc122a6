/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The suffixes that give a number its unit: "60s", "16GiB", "3000/s". One
 * table for the rule language and for the quantities of our own files. What
 * the kernel reads as a number is keys/fact.h's.
 */
#ifndef KEYS_UNIT_H
#define KEYS_UNIT_H

#include "base/arena.h"
#include "base/num.h"
#include "base/str.h"
#include <stdbool.h>
#include <stdint.h>

/* The closed set of units. rate * time = count; pages become bytes only by
 * page_size; everything else is a type error. */
enum unit {
	UNIT_NONE,
	UNIT_BYTES,
	UNIT_PAGES,
	UNIT_TIME, /* microseconds inside */
	UNIT_RATE, /* 1/1000 per second inside */
	UNIT_PORTS,
};

/* One of it is multiplier / divisor of what the unit counts in. */
struct unit_suffix {
	const char *text;
	uint8_t unit; /* enum unit */
	uint64_t multiplier;
	uint64_t divisor; /* 1 unless per minute or hour: rounded down */
};

/* The table; ends with a row whose text is NULL. */
extern const struct unit_suffix unit_suffixes[];

/* NULL when there is none; case counts. */
const struct unit_suffix *unit_suffix_find(struct str text);
/* The suffix nearest to a wrong one, or empty text. */
struct str unit_suffix_near(struct str wrong);

/* digits is "60" or "1.5". False when the result does not fit, or is no whole
 * number of what the unit counts in. */
bool unit_scale(struct str digits, const struct unit_suffix *suffix,
		struct num *out);

/* "time", "bytes", "count": the word in messages. */
const char *unit_name(enum unit unit);

/* The number with the largest suffix that needs no fraction; between is " "
 * for people, "" for the rule language. */
struct str unit_text(struct arena *arena, struct num n, enum unit unit,
		     const char *between);

#endif
