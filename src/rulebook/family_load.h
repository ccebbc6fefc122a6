/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Families of keys from files of rules/families/. The table of fields is here
 * for the test that compares it with the manual page; what a field means
 * stands there.
 */
#ifndef RULEBOOK_FAMILY_LOAD_H
#define RULEBOOK_FAMILY_LOAD_H

#include "conf/schema.h"
#include "rulebook/loader.h"

extern const struct schema_field family_fields[];

#endif
