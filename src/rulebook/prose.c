/* SPDX-License-Identifier: Apache-2.0 */
#include "rulebook/prose.h"

#include "base/buf.h"

static void put_text(struct loader *l, struct buf *text, struct pool_run *run)
{
	if (!text->len)
		return;
	vec_push(l->arena, &l->parts,
		 (struct prose_part){ .text = loader_text(l, buf_str(text)) });
	run->n++;
	text->len = 0;
}

/* The brace that ends the hole; one within a 'quoted' text does not. */
static size_t hole_end(struct str s, size_t i)
{
	bool quoted = false;

	for (; i < s.len; i++) {
		if (s.at[i] == '\'')
			quoted = !quoted;
		else if (s.at[i] == '}' && !quoted)
			return i;
	}
	return s.len;
}

static bool complain(struct loader *l, const struct conf_node *node, size_t i,
		     const char *what)
{
	diag_add(l->diags, DIAG_ERROR, "rule-prose",
		 conf_string_span(node, i, i + 1), "%s", what);
	diag_hint(l->diags, "a brace of its own is written twice");
	return false;
}

/* Reads the hole that opens at *i and moves behind it. */
static bool put_hole(struct loader *l, const struct conf_node *node, size_t *i,
		     enum subject_kind kind, struct pool_run *run)
{
	const size_t start = *i + 1;
	const size_t end = hole_end(node->string, start);
	struct expr e;

	*i = end + 1;
	if (end == node->string.len)
		return complain(l, node, start - 1,
				"this brace opens an expression that no '}' "
				"closes");
	if (!loader_expr(l, node, start, end, kind, VALUE_NONE, &e))
		return false;
	vec_push(l->arena, &l->parts, (struct prose_part){ .expr = e });
	run->n++;
	return true;
}

bool prose_load(struct loader *l, const struct conf_node *node,
		enum subject_kind kind, struct pool_run *out)
{
	const struct str s = node->string;
	struct buf text = { .arena = l->arena };
	bool good = true;
	size_t i = 0;

	*out = (struct pool_run){ .first = (uint32_t)l->parts.n };
	while (i < s.len) {
		const char c = s.at[i];
		const bool twice = i + 1 < s.len && s.at[i + 1] == c;

		if ((c == '{' || c == '}') && !twice) {
			put_text(l, &text, out);
			good = (c == '{' ? put_hole(l, node, &i, kind, out)
					 : complain(l, node, i++,
						    "no '{' opens what this "
						    "brace closes")) &&
			       good;
			continue;
		}
		buf_char(&text, c);
		i += c == '{' || c == '}' ? 2 : 1;
	}
	put_text(l, &text, out);
	return good;
}
