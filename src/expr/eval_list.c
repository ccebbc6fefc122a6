/* SPDX-License-Identifier: Apache-2.0 */
/* Quantifiers: one body over every element of a list. */
#include "expr/evaluator.h"

bool eval_bind(struct evaluator *x, uint32_t i, size_t k)
{
	const struct expr_node *node = &x->book->nodes[i];
	const struct expr_node *list = &x->book->nodes[node->a];
	const struct expr_node *variable = &x->book->nodes[node->c];
	struct subject of;

	return eval_reference(x, list->a, &of) &&
	       x->env->element(x->env->context, of, (uint16_t)list->b, k,
			       &x->slots[variable->a]);
}

/* any and all. */
static void eval_search(struct evaluator *x, uint32_t i, struct datum *out)
{
	const struct expr_node *node = &x->book->nodes[i];
	const bool settles = node->op == EXPR_ANY;

	eval_bool(out, !settles, false);
	for (size_t k = 0; eval_bind(x, i, k); k++) {
		struct datum d;

		eval_node(x, node->b, &d);
		eval_join(out, &d, settles);
		if (out->known && !out->tainted &&
		    out->value.boolean == settles) {
			eval_skip(x);
			return;
		}
	}
}

static bool fold(enum expr_op op, bool first, const struct datum *d,
		 struct num *total)
{
	const struct num n = d->value.integer;

	if (op == EXPR_COUNT)
		return num_add(*total, num_of(d->value.boolean), total);
	if (op == EXPR_SUM)
		return num_add(*total, n, total);
	if (first || (num_cmp(n, *total) > 0) == (op == EXPR_MAX_OF))
		*total = n;
	return true;
}

/* count, sum, max and min: strict in every element. */
static void eval_total(struct evaluator *x, uint32_t i, struct datum *out)
{
	const struct expr_node *node = &x->book->nodes[i];
	struct num total = { 0 };
	struct datum unknown = { .known = true }, d;
	bool tainted = false, fits = true;
	size_t k;

	for (k = 0; eval_bind(x, i, k); k++) {
		eval_node(x, node->b, &d);
		tainted = tainted || d.tainted;
		if (!d.known)
			eval_unknown(&unknown, &unknown, &d);
		else if (fits)
			fits = fold(node->op, k == 0, &d, &total);
	}
	if (!fits)
		*out = datum_unknown(STR(EXPR_ARITHMETIC));
	else if (!unknown.known)
		*out = unknown;
	else if (!k && (node->op == EXPR_MAX_OF || node->op == EXPR_MIN_OF))
		*out = datum_unknown(STR("no elements"));
	else
		eval_result(out, value_int(total, node->unit), tainted);
}

void eval_list(struct evaluator *x, uint32_t i, struct datum *out)
{
	const struct expr_node *node = &x->book->nodes[i];
	struct subject of;

	*out = datum_unknown(STR("not given"));
	if (!eval_reference(x, x->book->nodes[node->a].a, &of))
		return;
	if (node->op == EXPR_ANY || node->op == EXPR_ALL)
		eval_search(x, i, out);
	else
		eval_total(x, i, out);
}
