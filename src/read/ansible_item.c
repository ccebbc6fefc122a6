/* SPDX-License-Identifier: Apache-2.0 */
#include "read/ansible_item.h"
#include "base/buf.h"
#include "read/yaml_value.h"

/* "item.value", "item['value']", "item": the node it names, or NULL. */
static const struct yaml_node *part_of(const struct ansible_item *item,
				       struct str what)
{
	what = str_trim(what);
	if (!str_starts(what, item->name) || !item->value)
		return NULL;
	what = str_trim(str_slice(what, item->name.len, what.len));
	if (str_empty(what))
		return item->key ? NULL : item->value;
	if (what.at[0] == '.')
		what = str_slice(what, 1, what.len);
	else if (what.at[0] == '[' && what.at[what.len - 1] == ']')
		what = str_trim_set(str_slice(what, 1, what.len - 1), "'\"");
	else
		return NULL;
	if (item->key && str_eq(what, STR("key")))
		return item->key;
	if (item->key && str_eq(what, STR("value")))
		return item->value;
	return item->key ? NULL : yaml_get(item->value, what);
}

/* A boolean becomes True or False on its way, which the module reads. */
static struct str plain_text(const struct yaml_file *file,
			     const struct yaml_node *node)
{
	return yaml_value_text(file->r->arena, node);
}

static struct str without_quotes(const struct yaml_node *node, struct str raw)
{
	if (!node->plain && !node->block && raw.len > 1)
		return str_slice(raw, 1, raw.len - 1);
	return raw;
}

bool ansible_item_text(const struct yaml_file *file,
		       const struct ansible_item *item,
		       const struct yaml_node *node, struct str *out,
		       const struct yaml_node **out_node)
{
	struct buf text = { .arena = file->r->arena };
	const struct yaml_node *part = NULL;
	struct str rest, word, inside;

	node = yaml_of(node);
	*out_node = node;
	if (!node->placeholder) {
		*out = plain_text(file, node);
		return true;
	}
	rest = without_quotes(node, yaml_host_raw(file, node));
	inside = rest;
	while (str_find_str(rest, STR("{{")) < rest.len) {
		size_t open = str_find_str(rest, STR("{{"));
		size_t close = str_find_str(rest, STR("}}"));

		if (close < open || close == rest.len)
			return false;
		word = str_slice(rest, open + 2, close);
		part = part_of(item, word);
		if (!yaml_is(part, YAML_IS_SCALAR) ||
		    yaml_of(part)->placeholder)
			return false;
		buf_put(&text, str_slice(rest, 0, open));
		buf_put(&text, plain_text(file, part));
		rest = str_slice(rest, close + 2, rest.len);
	}
	buf_put(&text, rest);
	*out = buf_str(&text);
	if (str_starts(inside, STR("{{")) && str_empty(rest) &&
	    out->len == plain_text(file, part).len)
		*out_node = yaml_of(part);
	return str_find_str(*out, STR("{%")) == out->len;
}
