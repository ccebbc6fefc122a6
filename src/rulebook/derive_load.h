/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Derivations that are formulas, from files of rules/derive/. They may use
 * each other, so that their names are known before the first formula is read.
 */
#ifndef RULEBOOK_DERIVE_LOAD_H
#define RULEBOOK_DERIVE_LOAD_H

#include "conf/schema.h"
#include "rulebook/loader.h"

extern const struct schema_field derivation_fields[];

#endif
