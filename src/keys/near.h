/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which known key a wrong one was meant to be: "did you mean". Looks at every
 * fact, so it is asked of unknown keys only. Text in the arena.
 */
#ifndef KEYS_NEAR_H
#define KEYS_NEAR_H

#include "keys/fact.h"

enum nearness {
	NEAR_NONE,
	NEAR_LETTERS,  /* some letters are wrong, or the folder is another */
	NEAR_SPELLING, /* dots, dashes, case, or bytes that are no letters */
};

/* The path of the known key that is nearest, with its interface. */
enum nearness key_near(struct arena *arena, const struct facts *facts,
		       struct str path, struct str *out);

#endif
