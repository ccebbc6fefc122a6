/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rules from files of rules/lint/. What a field means stands in the manual
 * page, which a test compares with the tables here.
 */
#ifndef RULEBOOK_RULE_LOAD_H
#define RULEBOOK_RULE_LOAD_H

#include "conf/schema.h"
#include "rulebook/loader.h"

extern const struct schema_field rule_fields[];
extern const struct schema_field fix_fields[];

#define RULE_TITLE_MAX 72 /* characters */

/* id, slug and area, from the field and from the file's name. */
bool rule_id_load(struct loader *l, const struct book_file *file,
		  struct rule *rule);

/* Every entry of fix. */
bool rule_fixes_load(struct loader *l, const struct conf_node *root,
		     struct rule *rule);

#endif
