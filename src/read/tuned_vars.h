/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The variables of a tuned profile: "${name}" in later values. Functions,
 * such as ${f:exec:...}, ask the running system and are never known.
 */
#ifndef READ_TUNED_VARS_H
#define READ_TUNED_VARS_H

#include "base/arena.h"
#include "base/str.h"
#include <stdbool.h>

struct tuned_vars;

struct tuned_vars *tuned_vars_new(struct arena *arena);

/* Expanded with those put before; a variable that is put again changes what
 * comes after. */
void tuned_vars_put(struct tuned_vars *vars, struct str name, struct str value);

/* False where the text needs what is not known, or grows beyond measure. */
bool tuned_vars_expand(struct tuned_vars *vars, struct str text,
		       struct str *out);

#endif
