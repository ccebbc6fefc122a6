/* SPDX-License-Identifier: Apache-2.0 */
#include "rulebook/prose.h"
#include "rulebook/rule_load.h"
#include "text/excerpt.h"

const struct schema_field fix_fields[] = {
	{ .name = "tier",
	  .type = CONF_STRING,
	  .about = "self, or of a hop from or to" },
	{ .name = "key",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "the key, with dots" },
	{ .name = "op",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "set, at_least, at_most, add or remove" },
	{ .name = "value",
	  .type = CONF_STRING,
	  .about = "as it is written, with {expression} holes" },
	{ .name = "safe",
	  .type = CONF_BOOLEAN,
	  .about = "true: may be applied unasked" },
	{ 0 },
};

/* What the parts of a value are checked against. */
struct target {
	struct loader *l;
	const struct conf_node *group, *value;
	const struct fact *fact;
	const struct book *book;
};

static bool complain(const struct loader *l, const struct conf_node *node,
		     const char *what, const char *hint)
{
	diag_add(l->diags, DIAG_ERROR, "rule-fix", node->span, "%s", what);
	diag_hint(l->diags, "%s", hint);
	return false;
}

static bool tier_load(struct loader *l, const struct conf_node *group,
		      const struct rule *rule, struct fix *fix)
{
	const struct conf_node *node = schema_get(group, "tier", CONF_STRING);
	unsigned tier = FIX_SELF;

	if (!loader_word(l, group, "tier", "self|from|to", &tier))
		return false;
	fix->tier = (uint8_t)tier;
	if (!node)
		node = group;
	if (rule->each == SUBJECT_TOPOLOGY)
		return complain(l, node, "a topology has no settings to fix",
				"a rule with a fix is about a tier, a hop or "
				"something on a tier");
	if (rule->each == SUBJECT_HOP && tier == FIX_SELF)
		return complain(l, node, "a hop has two tiers",
				"write tier = \"from\" or tier = \"to\"");
	if (rule->each != SUBJECT_HOP && tier != FIX_SELF)
		return complain(l, node, "only a hop has 'from' and 'to'",
				"write tier = \"self\"");
	return true;
}

static bool op_fits(const struct target *t, const struct fix *fix)
{
	const uint8_t type = t->fact->type;
	const bool is_number = type == VALUE_INT || type == VALUE_VECTOR;
	const struct conf_node *op = schema_get(t->group, "op", CONF_STRING);

	if ((fix->op == FIX_AT_LEAST || fix->op == FIX_AT_MOST) && !is_number)
		return complain(t->l, op, "this key holds no number",
				"bounds are for numbers: use \"set\"");
	if (fix->op == FIX_ADD && is_number)
		return complain(t->l, op, "this key holds no list",
				"\"add\" is for lists: use \"set\" or "
				"\"at_least\"");
	return true;
}

/* Ports count as a bare number. */
static uint8_t plain_unit(uint8_t unit)
{
	return unit == UNIT_PORTS ? UNIT_NONE : unit;
}

static bool hole_fits(const struct target *t, struct expr e, bool alone)
{
	const struct expr_book book = expr_builder_book(t->l->builder);
	const struct expr_node *root = &book.nodes[e.root];
	const struct fact *fact = t->fact;
	const bool is_number =
		fact->type == VALUE_INT || fact->type == VALUE_VECTOR;

	if (is_number && (root->type == VALUE_INT ||
			  (alone && root->type == VALUE_VECTOR))) {
		if (plain_unit(root->unit) == plain_unit(fact->unit))
			return true;
		return complain(t->l, t->value,
				"the unit of the expression is not the key's",
				"the key's unit stands in its fact");
	}
	if (root->type == fact->type ||
	    (fact->type == VALUE_PORTS && root->type == VALUE_INT))
		return true;
	return complain(t->l, t->value,
			"the expression has not the type of the key",
			"the key's type stands in its fact");
}

static bool text_fits(const struct target *t)
{
	struct value v;
	bool is_short;

	if (fact_read_value(&t->book->facts, t->fact, t->l->arena,
			    t->value->string, &v, &is_short) &&
	    !is_short)
		return true;
	return complain(t->l, t->value, "the kernel would refuse this value",
			"write it as into /proc/sys, without a unit");
}

static bool value_load(const struct target *t, const struct rule *rule,
		       struct fix *fix)
{
	struct loader *l = t->l;
	bool has_hole = false, good = true;

	if (!t->value)
		return fix->op == FIX_REMOVE ||
		       complain(l, t->group, "this fix has no 'value'",
				"only \"remove\" can do without: it drops "
				"the lines of the key");
	if (!prose_load(l, t->value, (enum subject_kind)rule->each,
			&fix->value))
		return false;
	for (uint32_t i = 0; i < fix->value.n; i++) {
		const struct expr e = l->parts.at[fix->value.first + i].expr;

		if (!e.root)
			continue;
		has_hole = true;
		good = good && hole_fits(t, e, fix->value.n == 1);
	}
	return has_hole ? good : text_fits(t);
}

static bool entry_load(struct loader *l, const struct conf_node *group,
		       const struct rule *rule, struct fix *fix)
{
	struct target t = {
		.l = l,
		.group = group,
		.value = schema_get(group, "value", CONF_STRING),
	};
	const struct conf_node *key = schema_get(group, "key", CONF_STRING);
	const struct conf_node *safe = schema_get(group, "safe", CONF_BOOLEAN);
	struct str path;
	unsigned op = FIX_SET;

	/* The schema has complained already. */
	if (!key || !schema_get(group, "op", CONF_STRING))
		return false;
	if (!tier_load(l, group, rule, fix) ||
	    !loader_word(l, group, "op", "set|at_least|at_most|add|remove",
			 &op) ||
	    !loader_key(l, key, &path, &t.fact, &t.book))
		return false;
	fix->op = (uint8_t)op;
	fix->safe = safe && safe->boolean;
	fix->path = loader_text(l, path);
	if (t.fact->write == WRITE_READONLY)
		return complain(l, key, "this key cannot be written",
				"its fact says write = \"readonly\"");
	return op_fits(&t, fix) && value_load(&t, rule, fix);
}

bool rule_fixes_load(struct loader *l, const struct conf_node *root,
		     struct rule *rule)
{
	const struct conf_node *list = schema_get(root, "fix", CONF_LIST);
	bool good = true;

	rule->fixes.first = (uint32_t)l->fixes.n;
	for (size_t i = 0; list && i < list->n_children; i++) {
		struct fix fix = { 0 };

		if (list->children[i].type != CONF_GROUP ||
		    !entry_load(l, &list->children[i], rule, &fix)) {
			good = false;
			continue;
		}
		vec_push(l->arena, &l->fixes, fix);
		rule->fixes.n++;
	}
	return good;
}
