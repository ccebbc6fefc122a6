/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Checks a group against a table of its fields: unknown names (with "did you
 * mean"), wrong types, missing ones, duplicates. Everything wrong is
 * reported; what is right can be used all the same.
 */
#ifndef CONF_SCHEMA_H
#define CONF_SCHEMA_H

#include "conf/conf.h"
#include <stdbool.h>

/* One row a field; the table ends with a row whose name is NULL. */
struct schema_field {
	const char *name;
	enum conf_type type;
	bool required;
	/* For CONF_LIST of groups: how each is checked; NULL: not checked. */
	const struct schema_field *each;
	/* What one of `each` is called in messages: "tier"; NULL: "group". */
	const char *each_is;
	/* For CONF_ARRAY: what its elements are. */
	enum conf_type element;
	/* Further types that do as well, of the field and of an array's
	 * elements: conf_type_bit(), or'ed. */
	unsigned also, element_also;
	/* One line for `--help`-like listings and the manual page check. */
	const char *about;
};

#define conf_type_bit(type) (1U << (type))

/* what: "tier", "rule": the word used in messages. True when nothing was
 * wrong. A field with the wrong type is not returned by schema_get(). */
bool schema_check(const struct conf_node *group,
		  const struct schema_field *fields, const char *what,
		  struct diags *diags);

/* The child of that field if it is there and has one of its types; an array's
 * elements may be wrong all the same. */
const struct conf_node *schema_field_get(const struct conf_node *group,
					 const struct schema_field *field);

/* The child if it is there and has the type. */
const struct conf_node *schema_get(const struct conf_node *group,
				   const char *name, enum conf_type type);

#endif
