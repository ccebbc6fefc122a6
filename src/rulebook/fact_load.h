/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Facts from files of rules/keys/. The tables of fields are here for the test
 * that compares them with the manual page; what a field means stands there.
 */
#ifndef RULEBOOK_FACT_LOAD_H
#define RULEBOOK_FACT_LOAD_H

#include "conf/schema.h"
#include "keys/fact.h"
#include "rulebook/loader.h"

extern const struct schema_field fact_fields[];
extern const struct schema_field fact_row_fields[];
extern const struct schema_field fact_meaning_fields[];

/* "int*3" of the fact's type; "s", "KiB" of its unit. */
bool fact_type_load(struct loader *l, const struct conf_node *root,
		    struct fact *fact);

/* A number of the key, in our unit. */
bool fact_number_load(struct loader *l, const struct fact *fact,
		      const struct conf_node *node, struct str text,
		      struct num *out);
/* "0..2", "1..", "..9" or "any". */
bool fact_range_load(struct loader *l, const struct fact *fact,
		     const struct conf_node *node, struct fact_range *out);

/* The rows of history, in order. */
bool fact_history_load(struct loader *l, const struct conf_node *root,
		       struct fact *fact);

#endif
