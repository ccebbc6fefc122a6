/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a task's text says in one round of its loop: the only Jinja that is
 * understood is {{ item }} and its parts.
 */
#ifndef READ_ANSIBLE_ITEM_H
#define READ_ANSIBLE_ITEM_H

#include "read/yaml_host.h"

/* One round; value and key are NULL where a task has no loop. */
struct ansible_item {
	const struct yaml_node *value; /* {{ item }}, or item.value */
	const struct yaml_node *key;   /* of with_dict: {{ item.key }} */
	struct str name;               /* loop_var, or "item" */
};

/* The text with the item put in, as Ansible hands it to a module. *out_node:
 * where the text stands, in the loop's list if all of it does. False when
 * something else stands in braces. */
bool ansible_item_text(const struct yaml_file *file,
		       const struct ansible_item *item,
		       const struct yaml_node *node, struct str *out,
		       const struct yaml_node **out_node);

#endif
