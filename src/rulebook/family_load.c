/* SPDX-License-Identifier: Apache-2.0 */
#include "rulebook/family_load.h"

#include "keys/family.h"
#include "keys/key.h"
#include "text/excerpt.h"

const struct schema_field family_fields[] = {
	{ .name = "name",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "the file is called so" },
	{ .name = "about",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "one sentence" },
	{ .name = "keys",
	  .type = CONF_ARRAY,
	  .element = CONF_STRING,
	  .required = true,
	  .about = "keys, or what they begin with and *" },
	{ .name = "open",
	  .type = CONF_BOOLEAN,
	  .about = "true: there may be more of them than are known" },
	{ .name = "module",
	  .type = CONF_STRING,
	  .about = "that brings its keys" },
	{ .name = "brought_by",
	  .type = CONF_ARRAY,
	  .element = CONF_STRING,
	  .about = "modules that load that one" },
	{ .name = "see",
	  .type = CONF_ARRAY,
	  .element = CONF_STRING,
	  .about = "sources" },
	{ 0 },
};

static bool name_load(struct loader *l, const struct book_file *file,
		      struct family *family)
{
	const struct conf_node *node =
		schema_get(file->root, "name", CONF_STRING);

	if (!node)
		return false;
	family->name = loader_text(l, node->string);
	if (str_eq(node->string, file->stem))
		return true;
	diag_add(l->diags, DIAG_ERROR, "family-name", node->span,
		 "the file is not called as its family");
	diag_hint(l->diags, "call it '%.*s'",
		  STR_ARG(text_safe_str(l->arena, file->stem)));
	return false;
}

/* "*" alone would be a family of all keys, and mute what is said of them. */
static bool key_is_good(struct loader *l, const struct conf_node *node)
{
	const struct str key = node->string;

	if (key.len > 1 && str_find(key, '*') >= key.len - 1 &&
	    str_find(key, '.') < key.len)
		return true;
	diag_add(l->diags, DIAG_ERROR, "family-key", node->span,
		 "'%.*s' is no key, and no beginning of keys",
		 STR_ARG(text_safe_str(l->arena, key)));
	diag_hint(l->diags, "write \"net.ipv4.vs.*\"; a '*' is the last byte");
	return false;
}

static bool family_keys_load(struct loader *l, const struct conf_node *root,
			     struct family *family)
{
	const struct conf_node *array = schema_get(root, "keys", CONF_ARRAY);
	bool good = array != NULL;

	family->keys.first = (uint32_t)l->texts.n;
	for (size_t i = 0; array && i < array->n_children; i++) {
		const struct conf_node *node = &array->children[i];

		if (node->type != CONF_STRING || !key_is_good(l, node)) {
			good = false;
			continue;
		}
		vec_push(l->arena, &l->texts,
			 loader_text(l, key_path(l->arena, node->string)));
		family->keys.n++;
	}
	return good;
}

void family_load(struct loader *l, const struct book_file *file)
{
	const struct conf_node *root = file->root;
	const struct conf_node *open = schema_get(root, "open", CONF_BOOLEAN);
	struct family family = { .open = open && open->boolean };
	bool good = schema_check(root, family_fields, "family", l->diags);

	good = name_load(l, file, &family) && good;
	good = family_keys_load(l, root, &family) && good;
	family.about = loader_string_text(l, root, "about");
	family.module = loader_string_text(l, root, "module");
	family.brought_by = loader_texts(l, root, "brought_by");
	family.see = loader_texts(l, root, "see");
	if (good)
		vec_push(l->arena, &l->families, family);
}
