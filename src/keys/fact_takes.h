/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a key takes, in the notation of the fact files: for a message that
 * says so beside what was written. Text in the arena.
 */
#ifndef KEYS_FACT_TAKES_H
#define KEYS_FACT_TAKES_H

#include "keys/fact.h"

/* "0..2", "1..2147483647", "a|b"; empty where that says nothing. Where the
 * range is in doubt, the widest. */
struct str fact_takes(struct arena *arena, const struct facts *facts,
		      const struct fact *fact, const struct fact_at *on);

#endif
