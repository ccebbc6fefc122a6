/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the kernel of a tier starts a key with, where nobody sets it. Knows
 * nothing of settings.
 */
#ifndef MODEL_LOOKUP_PRESET_H
#define MODEL_LOOKUP_PRESET_H

#include "model/lookup.h"

/* Computed once for each memo. */
const struct datum *lookup_preset(struct model *m, const struct tier *tier,
				  struct key_memo *memo);

#endif
