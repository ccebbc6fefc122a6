/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/expr_build.h"

/* What is remembered of a text. */
struct interned {
	struct pool_str text;
	uint32_t name; /* row of keys that holds it, or 0 */
};

struct expr_builder *expr_builder_new(struct arena *arena)
{
	struct expr_builder *b = arena_make(arena, struct expr_builder);

	b->arena = arena;
	b->interned = map_new(arena);
	/* Row 0 means "none", and no table is NULL. */
	vec_push(arena, &b->chars, '\0');
	vec_push(arena, &b->nodes, (struct expr_node){ 0 });
	vec_push(arena, &b->consts, (struct expr_const){ 0 });
	vec_push(arena, &b->keys, (struct expr_key){ 0 });
	return b;
}

static struct interned *text_intern(struct expr_builder *b, struct str s)
{
	struct interned *found = map_get(b->interned, s);

	if (found)
		return found;
	found = arena_make(b->arena, struct interned);
	found->text =
		(struct pool_str){ (uint32_t)b->chars.n, (uint32_t)s.len };
	for (size_t i = 0; i < s.len; i++)
		vec_push(b->arena, &b->chars, s.at[i]);
	map_put(b->interned, str_copy(b->arena, s), found);
	return found;
}

struct pool_str expr_intern(struct expr_builder *b, struct str s)
{
	return text_intern(b, s)->text;
}

uint32_t expr_name_id(struct expr_builder *b, struct str name)
{
	struct interned *text = text_intern(b, name);

	if (!text->name) {
		text->name = (uint32_t)b->keys.n;
		vec_push(b->arena, &b->keys,
			 (struct expr_key){ .path = text->text });
	}
	return text->name;
}

struct expr_book expr_builder_book(const struct expr_builder *b)
{
	return (struct expr_book){ .chars = b->chars.at,
				   .nodes = b->nodes.at,
				   .consts = b->consts.at,
				   .keys = b->keys.at,
				   .ports = b->ports.at };
}
