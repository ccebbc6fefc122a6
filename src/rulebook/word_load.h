/* SPDX-License-Identifier: Apache-2.0 */
/* The fields of a list of words, for the manual page's check. */
#ifndef RULEBOOK_WORD_LOAD_H
#define RULEBOOK_WORD_LOAD_H

#include "conf/schema.h"
#include "rulebook/loader.h"

extern const struct schema_field word_fields[], word_group_fields[];

#endif
