/* SPDX-License-Identifier: Apache-2.0 */
#include "read/yaml_vars.h"
#include "read/ansible_args.h"
#include "read/input_kind.h"
#include "read/yaml_value.h"

enum { DEPTH_MAX = 8 };

/* A key and its value: a pair of a map, or in a list a map with a name, or one
 * of a lone pair. */
struct entry {
	const struct yaml_node *name, *value;
};

static struct entry entry_of(const struct yaml_node *node)
{
	struct entry e = { node->key, node };

	if (!node->key && node->kind == YAML_IS_MAP && node->n == 1) {
		e = (struct entry){ node->first->key, node->first };
	} else if (yaml_is(node, YAML_IS_MAP)) {
		e.value = yaml_get(node, STR("value"));
		if (!node->key)
			e.name = yaml_get(node, STR("name"));
		if (!node->key && !e.name)
			e.name = yaml_get(node, STR("key"));
	}
	return e;
}

static bool is_setting(struct entry e)
{
	return yaml_is(e.name, YAML_IS_SCALAR) &&
	       yaml_is(e.value, YAML_IS_SCALAR) &&
	       input_kind_is_key(yaml_text(e.name));
}

/* Most of what it holds are settings; of a lone one its name must say so. */
static bool are_settings(const struct yaml_node *node, struct str name)
{
	size_t n = 0, n_settings = 0;

	for (const struct yaml_node *p = node->first; p; p = p->next) {
		n++;
		n_settings += is_setting(entry_of(p));
	}
	if (n_settings == 1)
		return n == 1 && str_find_str(name, STR("sysctl")) < name.len;
	return n_settings > 1 && n_settings * 2 > n;
}

static void set(struct yaml_file *file, struct workload *host, struct entry e)
{
	struct yaml_setting setting = { .name = e.name, .value = e.value };

	if (yaml_of(e.name)->placeholder || yaml_of(e.value)->placeholder) {
		yaml_host_unknown(file, e.value);
		return;
	}
	if (yaml_is_null(e.value))
		return;
	setting.key = yaml_text(e.name);
	setting.text =
		ansible_args_value(yaml_value_text(file->r->arena, e.value));
	yaml_host_set(file, host, &setting);
}

static void read_settings(struct yaml_file *file, const struct yaml_node *node,
			  struct str name)
{
	struct workload *host =
		yaml_host_add(file, INPUT_VARIABLES, name,
			      node->key ? node->key->span : node->span);

	for (const struct yaml_node *p = node->first; p; p = p->next)
		if (!p->repeated && is_setting(entry_of(p)))
			set(file, host, entry_of(p));
}

/* Aliases are not followed: what they stand for is met where it stands. */
static void look_below(struct yaml_file *file, const struct yaml_node *node,
		       struct str name, unsigned depth)
{
	if (!node || depth > DEPTH_MAX || node->kind == YAML_IS_SCALAR ||
	    node->kind == YAML_IS_ALIAS)
		return;
	if (are_settings(node, name)) {
		read_settings(file, node, name);
		return;
	}
	for (const struct yaml_node *p = node->first; p; p = p->next)
		look_below(file, p,
			   yaml_is(p->key, YAML_IS_SCALAR) ? yaml_text(p->key)
							   : name,
			   depth + 1);
}

void yaml_vars_read(struct yaml_file *file, const struct yaml_node *node)
{
	look_below(file, yaml_of(node), STR("variables"), 0);
}
