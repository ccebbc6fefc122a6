/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Ansible's plays and lists of tasks: what the module ansible.posix.sysctl is
 * told, in blocks too, and in loops over literal lists. The hosts of a play
 * are one host; a list of tasks is one. Jinja is not evaluated: what hangs on
 * it is counted and left out.
 */
#ifndef READ_ANSIBLE_TASKS_H
#define READ_ANSIBLE_TASKS_H

#include "read/yaml_host.h"

/* False when the document is no list of plays or of tasks. */
bool ansible_tasks_read(struct yaml_file *file,
			const struct yaml_node *document);

#endif
