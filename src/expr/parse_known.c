/* SPDX-License-Identifier: Apache-2.0 */
/*
 * known() only where more knowledge can do no harm (semantics.md 8): if it
 * stood under "not", forgetting a fact could turn a certain finding on.
 */
#include "expr/parser.h"

/* What the whole does when the part becomes true. */
enum polarity { SAME, OPPOSITE, EITHER };

static bool walk(struct parser *p, uint32_t i, enum polarity polarity);

static bool walk_operands(struct parser *p, const struct expr_node *node,
			  enum polarity polarity)
{
	return walk(p, node->a, polarity) &&
	       (!node->b || walk(p, node->b, polarity));
}

static bool refuse(struct parser *p, uint32_t node)
{
	parser_fail_node(p, node,
			 "known() may not stand where knowing less would make "
			 "a finding certain");
	parser_hint(p, "not under 'not', in a comparison, or in the condition "
		       "of if()");
	return false;
}

static bool walk(struct parser *p, uint32_t i, enum polarity polarity)
{
	const struct expr_node *node = parser_at(p, i);

	switch (node->op) {
	case EXPR_CONST:
	case EXPR_FIELD:
	case EXPR_KEY:
	case EXPR_VAR:
	case EXPR_REF:
		return true;
	case EXPR_KNOWN:
		if (polarity != SAME)
			return refuse(p, i);
		return walk(p, node->a, EITHER);
	case EXPR_NOT:
		if (polarity != EITHER)
			polarity = polarity == SAME ? OPPOSITE : SAME;
		return walk(p, node->a, polarity);
	case EXPR_AND:
	case EXPR_OR:
		return walk_operands(p, node, polarity);
	case EXPR_ANY:
	case EXPR_ALL:
		return walk(p, node->b, polarity);
	case EXPR_COUNT:
	case EXPR_SUM:
	case EXPR_MAX_OF:
	case EXPR_MIN_OF:
		return walk(p, node->b, EITHER);
	case EXPR_IF:
		return walk(p, node->a, EITHER) && walk(p, node->b, polarity) &&
		       walk(p, node->c, polarity);
	default:
		return walk_operands(p, node, EITHER);
	}
}

bool check_known(struct parser *p, uint32_t root)
{
	return walk(p, root, SAME);
}
