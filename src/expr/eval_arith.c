/* SPDX-License-Identifier: Apache-2.0 */
/* Checked arithmetic with units, and what is computed with sets of ports. */
#include "expr/evaluator.h"
#include "keys/ports.h"

/* A rate counts thousandths a second, a time microseconds: one times one is
 * this fraction of 1. */
#define RATE_TIME 1000000000

static const struct num one = { 1, false };

/* a * b / d, the product in 128 bits: 100 Gbit/s for an hour do not fit 64. */
static bool scale(struct num a, struct num b, struct num d, bool up,
		  struct num *out)
{
	__extension__ unsigned __int128 wide = a.magnitude;
	struct num n = { .negative = a.negative ^ b.negative ^ d.negative };

	if (!d.magnitude)
		return false;
	wide *= b.magnitude;
	if (wide % d.magnitude && up != n.negative)
		wide += d.magnitude;
	wide /= d.magnitude;
	if (wide > UINT64_MAX)
		return false;
	n.magnitude = (uint64_t)wide;
	/* Adding nothing checks the range, and drops the sign of 0. */
	return num_add(n, num_of(0), out);
}

static bool is_count(uint8_t unit)
{
	return unit == UNIT_NONE || unit == UNIT_PORTS;
}

static bool multiply(uint8_t u, uint8_t v, struct num a, struct num b,
		     struct num *out)
{
	if (is_count(u) || is_count(v))
		return num_mul(a, b, out);
	return scale(a, b, num_of(RATE_TIME), false, out);
}

static bool divide(uint8_t u, uint8_t v, bool up, struct num a, struct num b,
		   struct num *out)
{
	/* A count through a time or a rate is the other of the two. */
	const bool crosses = is_count(u) && (v == UNIT_TIME || v == UNIT_RATE);

	return scale(a, crosses ? num_of(RATE_TIME) : one, b, up, out);
}

static bool power_of_two(struct num a, struct num *out)
{
	uint64_t power = 1;

	while (!a.negative && power < a.magnitude) {
		if (power > UINT64_MAX / 2)
			return false;
		power *= 2;
	}
	*out = num_of_u64(power);
	return true;
}

static bool compute(const struct evaluator *x, const struct expr_node *node,
		    struct num a, struct num b, struct num *out)
{
	const uint8_t u = x->book->nodes[node->a].unit;
	const uint8_t v = node->b ? x->book->nodes[node->b].unit : 0;

	switch (node->op) {
	case EXPR_NEGATE:
		return num_sub(num_of(0), a, out);
	case EXPR_ADD:
		return num_add(a, b, out);
	case EXPR_SUB:
		return num_sub(a, b, out);
	case EXPR_MUL:
		return multiply(u, v, a, b, out);
	case EXPR_DIV:
		return divide(u, v, false, a, b, out);
	case EXPR_CEIL_DIV:
		return divide(u, v, true, a, b, out);
	case EXPR_MIN:
		*out = num_cmp(a, b) < 0 ? a : b;
		return true;
	case EXPR_MAX:
		*out = num_cmp(a, b) > 0 ? a : b;
		return true;
	case EXPR_POW2:
		return power_of_two(a, out);
	default: /* EXPR_PAGES_TO_BYTES; b is 1 when a is a plain number */
		return num_mul(a, b, out);
	}
}

void eval_arith(struct evaluator *x, uint32_t i, struct datum *out)
{
	const struct expr_node *node = &x->book->nodes[i];
	struct datum a, b;
	struct num n;

	if (node->b) {
		if (!eval_operands(x, node, &a, &b, out))
			return;
	} else {
		eval_node(x, node->a, &a);
		eval_result(&b, value_int(one, UNIT_NONE), false);
		*out = a;
		if (!a.known)
			return;
	}
	if (compute(x, node, a.value.integer, b.value.integer, &n))
		eval_result(out, value_int(n, node->unit),
			    a.tainted || b.tainted);
	else
		*out = datum_unknown(STR(EXPR_ARITHMETIC));
}

/* Empty when the range is reversed; unknown when an end is no port. */
static void ports_between(struct evaluator *x, const struct datum *low,
			  const struct datum *high, struct datum *out)
{
	const struct num from = low->value.integer, to = high->value.integer;
	const bool tainted = low->tainted || high->tainted;
	struct port_range *range;

	if (from.negative || to.negative || from.magnitude > UINT16_MAX ||
	    to.magnitude > UINT16_MAX) {
		*out = datum_unknown(STR(EXPR_ARITHMETIC));
		return;
	}
	if (from.magnitude > to.magnitude) {
		eval_result(out, ports_of(NULL, 0), tainted);
		return;
	}
	range = arena_make(x->arena, struct port_range);
	*range = (struct port_range){ (uint16_t)from.magnitude,
				      (uint16_t)to.magnitude };
	eval_result(out, ports_of(range, 1), tainted);
}

static void eval_size(struct evaluator *x, const struct expr_node *node,
		      struct datum *out)
{
	eval_node(x, node->a, out);
	if (out->known)
		eval_result(out,
			    value_int(num_of_u64(ports_count(out->value)),
				      UNIT_PORTS),
			    out->tainted);
}

void eval_ports(struct evaluator *x, uint32_t i, struct datum *out)
{
	const struct expr_node *node = &x->book->nodes[i];
	struct datum a, b;

	if (node->op == EXPR_COUNT_PORTS) {
		eval_size(x, node, out);
		return;
	}
	if (!eval_operands(x, node, &a, &b, out))
		return;
	if (node->op == EXPR_PORTS_OF)
		ports_between(x, &a, &b, out);
	else if (node->op == EXPR_OVERLAPS)
		eval_bool(out, ports_shared(a.value, b.value) > 0,
			  a.tainted || b.tainted);
	else
		eval_result(out, ports_without(x->arena, a.value, b.value),
			    a.tainted || b.tainted);
}
