/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which known key a wrong one was meant to be: "did you mean". Looks at a hint
 * of every fact, so it is asked of unknown keys only. Text in the arena.
 */
#ifndef KEYS_NEAR_H
#define KEYS_NEAR_H

#include "keys/fact.h"

/* What rules a fact out without a look at its path. Letters are those that
 * count: small ones, and digits. The interface has none here. */
struct near_hint {
	uint64_t letters; /* a bit for each that is in it */
	uint32_t leaf;    /* hash of the last part; 0: look at the path */
	uint8_t len;      /* how many letters */
	uint8_t parts;    /* parts of the path, 0 without an interface */
	uint8_t before;   /* of them before the interface */
};

/* Once the facts are all there, and sorted: a hint for each. */
void near_hints_fill(struct facts *facts, struct arena *arena);

enum nearness {
	NEAR_NONE,
	NEAR_LETTERS,  /* some letters are wrong, or the folder is another */
	NEAR_LETTER,   /* one letter of a long name is wrong */
	NEAR_SPELLING, /* dots, dashes, case, or bytes that are no letters */
};

/* The path of the known key that is nearest, with its interface. */
enum nearness key_near(struct arena *arena, const struct facts *facts,
		       struct str path, struct str *out);

/* all, default or lo, where an interface is called almost so; or empty. */
struct str near_interface(struct str interface);

#endif
