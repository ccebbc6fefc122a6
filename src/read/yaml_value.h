/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a YAML scalar is to the programs that read it: a text, or, where it is
 * plain, a number, a boolean or nothing. Those that want a text refuse the
 * others, or write them in their own way.
 */
#ifndef READ_YAML_VALUE_H
#define READ_YAML_VALUE_H

#include "yaml/yaml_tree.h"

enum yaml_type { YAML_TEXT, YAML_NOTHING, YAML_BOOLEAN, YAML_NUMBER };

/* As YAML 1.1, which kubectl and Ansible read: yes and on are booleans. */
enum yaml_type yaml_value_type(const struct yaml_node *node);

/* A whole number in decimal: 0x10, 010, 0o10 and 1_000 are not written as
 * they are spelled. Any other scalar's text as it is. */
struct str yaml_value_text(struct arena *arena, const struct yaml_node *node);

/* "true", "no", "1", in any case: *out says which. */
bool yaml_value_bool(struct str text, bool *out);

#endif
