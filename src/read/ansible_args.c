/* SPDX-License-Identifier: Apache-2.0 */
#include "read/ansible_args.h"
#include "read/yaml_value.h"

const struct yaml_node *ansible_args_of(const struct yaml_node *task)
{
	static const char *const modules[] = {
		"ansible.posix.sysctl",
		"sysctl",
		"ansible.builtin.sysctl",
		"ansible.legacy.sysctl",
	};
	const struct yaml_node *found = NULL;

	for (size_t i = 0; !found && i < sizeof modules / sizeof modules[0];
	     i++)
		found = yaml_get(task, str_of(modules[i]));
	if (yaml_is_null(found))
		found = yaml_get(task, STR("args"));
	return found;
}

struct str ansible_args_value(struct str text)
{
	bool on;

	if (yaml_value_bool(text, &on))
		return on ? STR("1") : STR("0");
	return str_trim(text);
}

/* An argument under its name or its other name. */
static const struct yaml_node *argument(const struct yaml_node *module,
					const char *name, const char *other)
{
	const struct yaml_node *found = yaml_get(module, str_of(name));

	return found || !other ? found : yaml_get(module, str_of(other));
}

static bool read_map(struct yaml_file *file, const struct ansible_item *item,
		     const struct yaml_node *module, struct ansible_args *out)
{
	const struct yaml_node *name = argument(module, "name", "key");
	const struct yaml_node *value = argument(module, "value", "val");
	const struct yaml_node *state = argument(module, "state", NULL), *at;
	struct yaml_setting *s = &out->setting;
	struct str said = { 0 };

	if (!yaml_is(name, YAML_IS_SCALAR) ||
	    (state && !yaml_is(state, YAML_IS_SCALAR)))
		return false;
	out->file = argument(module, "sysctl_file", NULL);
	if (!ansible_item_text(file, item, name, &s->key, &s->name) ||
	    (state && !ansible_item_text(file, item, state, &said, &at))) {
		yaml_host_unknown(file, name);
		return false;
	}
	out->absent = str_eq(said, STR("absent"));
	if (out->absent)
		return true;
	if (!yaml_is(value, YAML_IS_SCALAR) || yaml_is_null(value))
		return false;
	if (ansible_item_text(file, item, value, &s->text, &s->value))
		return true;
	yaml_host_unknown(file, value);
	return false;
}

/* "key=value", the value perhaps in quotes, off the front of a text. */
static bool next_argument(struct str *rest, struct str *name, struct str *value)
{
	size_t n;
	char quote;

	*rest = str_trim(*rest);
	if (!str_split(*rest, '=', name, rest))
		return false;
	*name = str_trim(*name);
	quote = rest->len ? rest->at[0] : ' ';
	if (quote == '"' || quote == '\'') {
		*rest = str_slice(*rest, 1, rest->len);
		n = str_find(*rest, quote);
	} else {
		n = str_find(*rest, ' ');
	}
	*value = str_slice(*rest, 0, n);
	*rest = str_slice(*rest, n + 1, rest->len);
	return true;
}

static bool read_text(struct yaml_file *file, const struct ansible_item *item,
		      const struct yaml_node *module, struct ansible_args *out)
{
	struct yaml_setting *s = &out->setting;
	const struct yaml_node *at;
	struct str rest, name, value;
	bool has_value = false;

	if (!ansible_item_text(file, item, module, &rest, &at)) {
		yaml_host_unknown(file, module);
		return false;
	}
	s->name = s->value = module;
	while (next_argument(&rest, &name, &value)) {
		if (str_eq(name, STR("name")) || str_eq(name, STR("key"))) {
			s->key = value;
		} else if (str_eq(name, STR("value")) ||
			   str_eq(name, STR("val"))) {
			s->text = value;
			has_value = true;
		} else if (str_eq(name, STR("state"))) {
			out->absent = str_eq(value, STR("absent"));
		}
	}
	return !str_empty(s->key) && (has_value || out->absent);
}

bool ansible_args_read(struct yaml_file *file, const struct ansible_item *item,
		       const struct yaml_node *module, struct ansible_args *out)
{
	bool good;

	*out = (struct ansible_args){ 0 };
	if (yaml_is(module, YAML_IS_SCALAR))
		good = read_text(file, item, module, out);
	else
		good = read_map(file, item, module, out);
	out->setting.key = str_trim(out->setting.key);
	out->setting.text = ansible_args_value(out->setting.text);
	return good && !str_empty(out->setting.key);
}
