/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/yaml_try.h"
#include "base/buf.h"

#include <check.h>

void yaml_try_text(struct yaml_try *t, struct str text)
{
	*t = (struct yaml_try){ .arena = arena_new() };
	t->diags.arena = t->arena;
	t->sources = sources_new(t->arena);
	yaml_parse(t->arena, t->sources,
		   source_add(t->sources, STR("x.yaml"), text), &t->diags,
		   &t->stream);
}

void yaml_try_done(struct yaml_try *t)
{
	arena_free(t->arena);
}

const struct yaml_node *yaml_try_root(const struct yaml_try *t)
{
	ck_assert_uint_gt(t->stream.documents.n, 0);
	return t->stream.documents.at[0];
}

static void show(struct buf *out, const struct yaml_node *node)
{
	const char *quote = node->plain ? "" : "'";

	if (node->kind == YAML_IS_ALIAS) {
		buf_char(out, '*');
		show(out, node->target);
		return;
	}
	if (node->kind == YAML_IS_SCALAR) {
		buf_printf(out, "%s%s%.*s%s", node->placeholder ? "?" : "",
			   quote, STR_ARG(node->text), quote);
		return;
	}
	buf_char(out, node->kind == YAML_IS_MAP ? '{' : '[');
	for (const struct yaml_node *p = node->first; p; p = p->next) {
		if (p != node->first)
			buf_put(out, STR(", "));
		if (p->key) {
			show(out, p->key);
			buf_put(out, p->repeated ? STR("! ") : STR(": "));
		}
		show(out, p);
	}
	buf_char(out, node->kind == YAML_IS_MAP ? '}' : ']');
}

struct str yaml_try_shown(struct yaml_try *t)
{
	struct buf out = { .arena = t->arena };

	for (size_t i = 0; i < t->stream.documents.n; i++) {
		if (i)
			buf_put(&out, STR(" | "));
		show(&out, t->stream.documents.at[i]);
	}
	return buf_str(&out);
}

struct str yaml_try_complaints(struct yaml_try *t)
{
	struct buf out = { .arena = t->arena };

	for (size_t i = 0; i < t->diags.list.n; i++) {
		const struct diag *d = &t->diags.list.at[i];
		struct place place = place_of(t->sources, d->span);

		buf_printf(&out, "%s %u:%u ", d->code, place.line,
			   place.column);
	}
	return buf_str(&out);
}

struct str yaml_try_covered(struct yaml_try *t, const struct yaml_node *node)
{
	return span_text(t->sources, node->span);
}
