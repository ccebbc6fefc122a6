/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/conf_try.h"

#include "base/buf.h"
#include "base/files.h"
#include <string.h>

static struct conf_try try_new(void)
{
	struct conf_try t = { .arena = arena_new() };

	t.sources = sources_new(t.arena);
	t.diags.arena = t.arena;
	return t;
}

struct conf_try conf_try(struct str text)
{
	struct conf_try t = try_new();
	uint32_t source = source_add(t.sources, STR("t"), text);

	t.root = conf_parse(t.arena, t.sources, source, NULL, &t.diags);
	return t;
}

struct conf_try conf_try_file(const char *root, const char *path)
{
	struct conf_try t = try_new();
	struct str name = str_format(t.arena, "%s/%s", root, path), text;
	uint32_t source;

	if (file_read(t.arena, name.at, 1 << 20, &text))
		return t;
	source = source_add(t.sources, name, text);
	t.root = conf_parse(t.arena, t.sources, source, root, &t.diags);
	return t;
}

const char *conf_try_said(struct conf_try *t)
{
	static const char *const levels[] = { "note", "warning", "error",
					      "unreadable" };
	struct buf out = { .arena = t->arena };

	diags_sort(&t->diags);
	for (size_t i = 0; i < t->diags.list.n; i++) {
		const struct diag *d = &t->diags.list.at[i];
		struct place place = place_of(t->sources, d->span);

		if (d->span.source > 1)
			buf_printf(&out, "%.*s:", STR_ARG(place.name));
		buf_printf(&out, "%u:%u %s: %.*s", place.line, place.column,
			   levels[d->level], STR_ARG(d->message));
		if (!str_empty(d->hint))
			buf_printf(&out, "; %.*s", STR_ARG(d->hint));
		buf_char(&out, '\n');
	}
	return str_c(t->arena, buf_str(&out));
}

static void put_node(struct buf *out, const struct conf_node *node)
{
	static const char opens[] = "{([", closes[] = "})]";

	switch (node->type) {
	case CONF_STRING:
		buf_printf(out, "\"%.*s\"", STR_ARG(node->string));
		return;
	case CONF_INTEGER:
		buf_printf(out, "%lld", (long long)node->integer);
		return;
	case CONF_BOOLEAN:
		buf_put(out, node->boolean ? STR("true") : STR("false"));
		return;
	default:
		break;
	}
	buf_char(out, opens[node->type]);
	for (size_t i = 0; i < node->n_children; i++) {
		const struct conf_node *child = &node->children[i];

		if (i)
			buf_char(out, node->type == CONF_GROUP ? ' ' : ',');
		if (node->type == CONF_GROUP)
			buf_printf(out, "%.*s=", STR_ARG(child->name));
		put_node(out, child);
	}
	buf_char(out, closes[node->type]);
}

const char *conf_try_tree(struct conf_try *t)
{
	struct buf out = { .arena = t->arena };

	if (!t->root)
		return "none";
	put_node(&out, t->root);
	return str_c(t->arena, buf_str(&out));
}
