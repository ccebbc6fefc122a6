/* SPDX-License-Identifier: Apache-2.0 */
#include "rulebook/fact_load.h"
#include "text/excerpt.h"

#include <string.h>

const struct schema_field fact_row_fields[] = {
	{ .name = "from",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "a release, a bracket \"4.17..4.18\", or \"3.10-el7\"" },
	{ .name = "default",
	  .type = CONF_STRING,
	  .about = "as the kernel prints it, \"{expression}\" or computed" },
	{ .name = "range",
	  .type = CONF_STRING,
	  .about = "what the handler enforces, \"0..2\" or any" },
	{ .name = "range_most",
	  .type = CONF_STRING,
	  .about = "the same where a build option moves the ends: what some "
		   "kernel takes" },
	{ .name = "gone",
	  .type = CONF_BOOLEAN,
	  .about = "true: the key is no more" },
	{ .name = "idle",
	  .type = CONF_BOOLEAN,
	  .about = "true: writing it changes nothing any more" },
	{ .name = "scope", .type = CONF_STRING, .about = "whose: host or netns" },
	{ .name = "estimate",
	  .type = CONF_BOOLEAN,
	  .about = "true: the default can differ a little" },
	{ .name = "note", .type = CONF_STRING, .about = "what else changed" },
	{ 0 },
};

static bool from_load(struct loader *l, const struct conf_node *node,
		      struct fact_row *row)
{
	const size_t dots = str_find_str(node->string, STR(".."));
	const struct str first = str_slice(node->string, 0, dots);
	const struct str last =
		dots < node->string.len
			? str_slice(node->string, dots + 2, node->string.len)
			: first;

	if (!kver_parse(first, &row->not_before) ||
	    !kver_parse(last, &row->from)) {
		diag_add(l->diags, DIAG_ERROR, "fact-from", node->span,
			 "'%.*s' is no kernel release",
			 STR_ARG(text_safe_str(l->arena, node->string)));
		diag_hint(l->diags,
			  "write \"4.18\", \"4.17..4.18\" or \"3.10-el7\"");
		return false;
	}
	if (dots == node->string.len ||
	    (kver_cmp(row->not_before, row->from) < 0 &&
	     !row->not_before.flavour[0] && !row->from.flavour[0]))
		return true;
	diag_add(l->diags, DIAG_ERROR, "fact-from", node->span,
		 "a bracket goes from a mainline release to a later one");
	return false;
}

/* Rows of one flavour are in order; the first of all is mainline's. */
static bool order_is_right(struct loader *l, const struct conf_node *node,
			   const struct fact *fact, const struct fact_row *row)
{
	const struct fact_row *before = NULL;

	for (size_t i = fact->history.first; i < l->rows.n; i++) {
		const struct fact_row *other = &l->rows.at[i];

		if (strcmp(other->from.flavour, row->from.flavour) == 0)
			before = other;
	}
	if (fact->history.n == 0 && row->from.flavour[0]) {
		diag_add(l->diags, DIAG_ERROR, "fact-from", node->span,
			 "the first row is about a vendor's kernel");
		diag_hint(l->diags, "begin with a mainline release");
		return false;
	}
	if (!before || kver_cmp(before->from, row->not_before) < 0)
		return true;
	diag_add(l->diags, DIAG_ERROR, "fact-from", node->span,
		 "this row does not come after the one before it");
	diag_hint(l->diags, "order the rows by 'from'");
	return false;
}

static bool default_expr_load(struct loader *l, const struct conf_node *node,
			      const struct fact *fact, struct fact_row *row)
{
	struct expr e;

	if (!loader_expr(l, node, 1, node->string.len - 1, SUBJECT_TIER,
			 (enum value_type)fact->type, &e))
		return false;
	row->default_expr = (uint32_t)l->exprs.n;
	vec_push(l->arena, &l->exprs, e);
	return true;
}

static bool default_text_load(struct loader *l, const struct conf_node *node,
			      const struct fact *fact, struct fact_row *row)
{
	const struct facts facts = { .chars = l->builder->chars.at };
	struct value v;
	bool is_short;

	struct str text = node->string;

	/* Empty is unknown in the table; the kernel prints a line end. */
	if (str_empty(text) && fact->type != VALUE_INT)
		text = STR("\n");
	row->default_text = loader_text(l, text);
	if (fact_read_value(&facts, fact, l->arena, text, &v, &is_short) &&
	    !is_short)
		return true;
	diag_add(l->diags, DIAG_ERROR, "fact-default", node->span,
		 "'%.*s' is no value of this key's type",
		 STR_ARG(text_safe_str(l->arena, node->string)));
	diag_hint(l->diags,
		  "an expression stands in { }; \"computed\" is unknown");
	return false;
}

static bool default_load(struct loader *l, const struct conf_node *group,
			 const struct fact *fact, struct fact_row *row)
{
	const struct conf_node *node =
		schema_get(group, "default", CONF_STRING);

	if (!node)
		return true;
	row->has_default = true;
	if (str_eq(node->string, STR("computed")))
		return true;
	if (str_starts(node->string, STR("{")) &&
	    str_ends(node->string, STR("}")) && node->string.len > 1)
		return default_expr_load(l, node, fact, row);
	return default_text_load(l, node, fact, row);
}

static bool range_load(struct loader *l, const struct conf_node *group,
		       const struct fact *fact, struct fact_row *row)
{
	const struct conf_node *node = schema_get(group, "range", CONF_STRING);
	struct fact_range range;

	if (!node)
		return true;
	if (!fact_range_load(l, fact, node, &range))
		return false;
	row->has_range = true;
	row->low = range.low;
	row->high = range.high;
	row->has_low = range.has_low;
	row->has_high = range.has_high;
	return true;
}

static bool most_range_load(struct loader *l, const struct conf_node *group,
			    const struct fact *fact, struct fact_row *row)
{
	const struct conf_node *node =
		schema_get(group, "range_most", CONF_STRING);
	struct fact_range most;

	if (!node)
		return true;
	if (!fact_range_load(l, fact, node, &most))
		return false;
	row->has_most = true;
	row->most_low = most.low;
	row->most_high = most.high;
	row->has_most_low = most.has_low;
	row->has_most_high = most.has_high;
	if (row->has_range && (!most.has_low || row->has_low) &&
	    (!most.has_high || row->has_high))
		return true;
	diag_add(l->diags, DIAG_ERROR, "fact-range", node->span,
		 "range_most is wider than a range beside it");
	diag_hint(l->diags, "say in 'range' what every kernel takes");
	return false;
}

static bool scope_load(struct loader *l, const struct conf_node *group,
		       struct fact_row *row)
{
	unsigned scope = row->scope;
	const bool good = loader_word(l, group, "scope",
				      word_list_words(WORDS_SCOPE), &scope);

	row->scope = (uint8_t)scope;
	return good;
}

static bool flag(const struct conf_node *group, const char *name)
{
	const struct conf_node *node = schema_get(group, name, CONF_BOOLEAN);

	return node && node->boolean;
}

static bool row_load(struct loader *l, const struct conf_node *root,
		     const struct conf_node *group, struct fact *fact)
{
	const struct conf_node *from = schema_get(group, "from", CONF_STRING);
	struct fact_row row = { 0 };
	bool good;

	if (!from || !from_load(l, from, &row))
		return false;
	good = order_is_right(l, from, fact, &row);
	/* What stands at the top of the file holds from the first row on. */
	if (fact->history.n == 0)
		good = range_load(l, root, fact, &row) &&
		       scope_load(l, root, &row) && good;
	good = default_load(l, group, fact, &row) && good;
	good = range_load(l, group, fact, &row) && good;
	good = most_range_load(l, group, fact, &row) && good;
	good = scope_load(l, group, &row) && good;
	row.gone = flag(group, "gone");
	row.estimate = flag(group, "estimate");
	row.idle = flag(group, "idle");
	row.note = loader_string_text(l, group, "note");
	vec_push(l->arena, &l->rows, row);
	fact->history.n++;
	return good;
}

bool fact_history_load(struct loader *l, const struct conf_node *root,
		       struct fact *fact)
{
	const struct conf_node *list = schema_get(root, "history", CONF_LIST);
	bool good = true;

	fact->history.first = (uint32_t)l->rows.n;
	for (size_t i = 0; list && i < list->n_children; i++)
		good = list->children[i].type == CONF_GROUP &&
		       row_load(l, root, &list->children[i], fact) && good;
	if (!list || list->n_children)
		return good && list;
	diag_add(l->diags, DIAG_ERROR, "fact-history", list->span,
		 "a fact has at least one row of history");
	diag_hint(l->diags, "begin with ( { from = \"2.6\"; } )");
	return false;
}
