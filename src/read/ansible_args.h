/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a task tells the module ansible.posix.sysctl, as a map of arguments or
 * as "name=... value=..." in one text, in one round of the task's loop.
 */
#ifndef READ_ANSIBLE_ARGS_H
#define READ_ANSIBLE_ARGS_H

#include "read/ansible_item.h"

struct ansible_args {
	struct yaml_setting setting;  /* the text as the module writes it */
	bool absent;                  /* the entry is taken away */
	const struct yaml_node *file; /* sysctl_file, where it is a literal */
};

/* NULL where a task does something else. */
const struct yaml_node *ansible_args_of(const struct yaml_node *task);

/* False when something is missing or not known; the latter is counted. */
bool ansible_args_read(struct yaml_file *file, const struct ansible_item *item,
		       const struct yaml_node *module,
		       struct ansible_args *out);

/* A value as the module writes it: booleans as 1 and 0. */
struct str ansible_args_value(struct str text);

#endif
