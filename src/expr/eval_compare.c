/* SPDX-License-Identifier: Apache-2.0 */
/* Comparisons, strict in the unknown. */
#include "expr/evaluator.h"
#include <string.h>

static bool order_holds(enum expr_op op, int order)
{
	switch (op) {
	case EXPR_EQ:
		return order == 0;
	case EXPR_NE:
		return order != 0;
	case EXPR_LT:
		return order < 0;
	case EXPR_LE:
		return order <= 0;
	case EXPR_GT:
		return order > 0;
	default:
		return order >= 0;
	}
}

/* As many numbers as a version in the rule has: 4.11.9 is "== 4.11". */
static struct kver cut(struct kver v, uint8_t parts)
{
	if (parts < 3)
		v.c = 0;
	if (parts < 2)
		v.b = 0;
	return v;
}

static uint8_t parts_of(const struct evaluator *x, uint32_t i,
			const struct datum *d)
{
	const bool written = x->book->nodes[i].op == EXPR_CONST;

	return written ? d->value.version.parts : 3;
}

/* A vendor's kernel compared by number alone is a guess, unless both are of
 * one vendor; that it is not equal to a vendor's version is certain. */
static void compare_versions(const struct evaluator *x,
			     const struct expr_node *node,
			     const struct datum *a, const struct datum *b,
			     struct datum *out)
{
	const uint8_t m = parts_of(x, node->a, a), n = parts_of(x, node->b, b);
	const uint8_t parts = m < n ? m : n;
	const struct kver v = a->value.version, w = b->value.version;
	const bool same = strcmp(v.flavour, w.flavour) == 0;
	const bool equality = node->op == EXPR_EQ || node->op == EXPR_NE;
	const bool tainted = a->tainted || b->tainted;

	if (equality && !same && w.flavour[0])
		eval_bool(out, node->op == EXPR_NE, tainted);
	else
		eval_bool(out,
			  order_holds(node->op,
				      kver_cmp(cut(v, parts), cut(w, parts))),
			  tainted || !same);
}

static bool word_in(const struct datum *a, const struct datum *b)
{
	struct str rest, word;

	if (b->value.type == VALUE_WORD) {
		rest = b->value.word;
		while (str_next_word(&rest, "|", &word))
			if (str_eq(word, a->value.word))
				return true;
		return false;
	}
	for (uint32_t i = 0; i < b->value.n; i++)
		if (str_eq(b->value.words[i], a->value.word))
			return true;
	return false;
}

static bool port_in(const struct datum *a, const struct datum *b)
{
	const struct num n = a->value.integer;

	return !n.negative && n.magnitude <= UINT16_MAX &&
	       ports_have(b->value, (uint32_t)n.magnitude);
}

static void version_in(const struct evaluator *x, const struct expr_node *node,
		       const struct datum *a, struct datum *out)
{
	const struct kver_range *range =
		&x->book->consts[x->book->nodes[node->b].a].versions;
	const struct kver v = a->value.version;
	const char *flavour = range->from.flavour[0] ? range->from.flavour
						     : range->to.flavour;

	eval_bool(out, kver_range_has(*range, v),
		  a->tainted || strcmp(flavour, v.flavour) != 0);
}

static void compare_in(const struct evaluator *x, const struct expr_node *node,
		       const struct datum *a, const struct datum *b,
		       struct datum *out)
{
	if (a->value.type == VALUE_VERSION)
		version_in(x, node, a, out);
	else
		eval_bool(out,
			  a->value.type == VALUE_WORD ? word_in(a, b)
						      : port_in(a, b),
			  a->tainted || b->tainted);
}

void eval_compare(struct evaluator *x, uint32_t i, struct datum *out)
{
	const struct expr_node *node = &x->book->nodes[i];
	struct datum a, b;

	if (!eval_operands(x, node, &a, &b, out))
		return;
	if (node->op == EXPR_IN)
		compare_in(x, node, &a, &b, out);
	else if (a.value.type == VALUE_VERSION)
		compare_versions(x, node, &a, &b, out);
	else if (a.value.type == VALUE_INT)
		eval_bool(out,
			  order_holds(node->op, num_cmp(a.value.integer,
							b.value.integer)),
			  a.tainted || b.tainted);
	else
		eval_bool(out,
			  value_eq(a.value, b.value) == (node->op == EXPR_EQ),
			  a.tainted || b.tainted);
}
