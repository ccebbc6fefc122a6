/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Typed values: what a fact says a key holds, what a topology field holds,
 * and what the rule language computes with. A datum is a value together with
 * whether it is known, how far it can be trusted and where it comes from
 * (semantics.md 1, 6, 13).
 */
#ifndef KEYS_VALUE_H
#define KEYS_VALUE_H

#include "base/arena.h"
#include "base/num.h"
#include "base/str.h"
#include "keys/kver.h"
#include "keys/unit.h"
#include "text/span.h"
#include <stdbool.h>
#include <stdint.h>

enum value_type {
	VALUE_NONE,
	VALUE_BOOL,
	VALUE_INT,    /* with a unit */
	VALUE_VECTOR, /* of integers of one unit */
	VALUE_WORD,   /* one of a closed set, or free text */
	VALUE_WORDS,  /* several words: modules, congestion controls */
	VALUE_VERSION,
	VALUE_PORTS, /* a set of ports */
};

struct port_range {
	uint16_t low, high; /* both inclusive */
};

struct value {
	uint8_t type; /* enum value_type */
	uint8_t unit; /* enum unit */
	bool boolean;
	uint32_t n; /* elements of vector, words or ports */
	union {
		struct num integer;
		const struct num *vector;
		struct str word;
		const struct str *words;
		struct kver version;
		const struct port_range *ports; /* sorted, disjoint */
	};
};

enum origin {
	ORIGIN_UNKNOWN,
	ORIGIN_WRITTEN, /* a line of a settings file */
	ORIGIN_GIVEN,   /* a topology field or an option */
	ORIGIN_LIVE,
	ORIGIN_KERNEL_DEFAULT,
	ORIGIN_DERIVED,
	ORIGIN_ASSUMED,
};

struct datum {
	bool known;
	bool tainted;   /* assumed or estimated: at most a doubtful finding */
	uint8_t origin; /* enum origin */
	struct value value;
	struct span span; /* where it is written or given, or none */
	/* Unknown: why ("not given", "arithmetic", "gone"). Known: what to
	 * say of it beside the value ("kernel default since 4.18"). */
	struct str note;
};

struct value value_bool(bool b);
struct value value_int(struct num n, enum unit unit);
struct value value_word(struct str word);

bool value_eq(struct value a, struct value b);

/* For people, with the unit where it has one: "60 s", "3000/s", "16 GiB",
 * "4096 131072 6291456", "32768-60999". */
struct str value_text(struct arena *arena, struct value v);

/* As it is written into a sysctl file: digits and blanks, no unit. unit is
 * what the *key* counts in, and scale how many of it make one of ours (a key
 * in milliseconds: UNIT_TIME, 1000). */
struct str value_sysctl_text(struct arena *arena, struct value v,
			     uint32_t scale);

static inline struct datum datum_unknown(struct str why)
{
	return (struct datum){ .note = why };
}

static inline struct datum datum_of(struct value v, enum origin origin,
				    struct span span)
{
	return (struct datum){ .known = true,
			       .tainted = origin == ORIGIN_ASSUMED,
			       .origin = (uint8_t)origin,
			       .value = v,
			       .span = span };
}

/* A line says so: of a file, or of what a kernel printed. */
bool datum_is_line(const struct datum *d);

/* Known, and somebody wrote, gave or measured it. A kernel version does not
 * count: it is given for whole tiers, whatever they are asked about. */
static inline bool datum_speaks(const struct datum *d)
{
	if (!d->known || d->value.type == VALUE_VERSION)
		return false;
	return d->origin == ORIGIN_WRITTEN || d->origin == ORIGIN_GIVEN ||
	       d->origin == ORIGIN_LIVE;
}

bool ports_have(struct value ports, uint32_t port);
/* How many ports a set holds, and how many two sets share. */
uint32_t ports_count(struct value ports);
uint32_t ports_shared(struct value a, struct value b);

#endif
