/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Maps and lists of sysctl keys and values under any name: variables of roles,
 * values of charts. Known by the keys, since nothing else tells what they are.
 * Each is a host of its own.
 */
#ifndef READ_YAML_VARS_H
#define READ_YAML_VARS_H

#include "read/yaml_host.h"

/* Looks below a map or a list, as far down as people nest such things. */
void yaml_vars_read(struct yaml_file *file, const struct yaml_node *node);

#endif
