/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the files of the evaluator share; nobody else includes it. Values are
 * computed without evidence, as often as needed: evaluation has no effects.
 */
#ifndef EXPR_EVALUATOR_H
#define EXPR_EVALUATOR_H

#include "expr/eval.h"
#include "expr/parse.h"

struct evaluator {
	const struct expr_book *book;
	const struct expr_env *env;
	struct arena *arena;
	struct evidence *evidence;
	struct str text; /* of the expression */
	bool doubt;      /* the whole is unknown or tainted */
	struct subject slots[1 + EXPR_QUANTIFIERS_MAX];
};

/* eval.c */
void eval_node(struct evaluator *x, uint32_t i, struct datum *out);
/* False where a reference on the way is unknown; *out is then the last. */
bool eval_reference(struct evaluator *x, uint32_t i, struct subject *out);
void eval_result(struct datum *out, struct value v, bool tainted);
void eval_bool(struct datum *out, bool b, bool tainted);
/* Unknown for the reason that an unknown one of these gives; that of failed
 * arithmetic goes before others, so that their order does not matter. */
void eval_unknown(struct datum *out, const struct datum *a,
		  const struct datum *b);
/* The two operands of a strict operation: false, and *out unknown, where one
 * of them is. */
bool eval_operands(struct evaluator *x, const struct expr_node *node,
		   struct datum *a, struct datum *b, struct datum *out);
bool eval_is_arithmetic(const struct datum *d);
/* What and, or, any and all make of one more operand. settles is the value
 * that decides alone: true for or. */
void eval_join(struct datum *sum, const struct datum *d, bool settles);
/* The rest of a junction or list is left out. */
void eval_skip(const struct evaluator *x);
static inline bool datum_in_doubt(const struct datum *d)
{
	return !d->known || d->tainted;
}

/* Which question about a key an operation asks. */
enum key_question eval_question(enum expr_op op);
/* Asks about the key of an EXPR_KEY node, or of a question about one. */
void eval_key(struct evaluator *x, uint32_t i, struct evidence *evidence,
	      struct subject *out_tier, struct datum *out);
void eval_field(struct evaluator *x, uint32_t i, struct evidence *evidence,
		struct subject *out_subject, struct datum *out);

/* eval_compare.c, eval_arith.c, eval_list.c */
void eval_compare(struct evaluator *x, uint32_t i, struct datum *out);
void eval_arith(struct evaluator *x, uint32_t i, struct datum *out);
void eval_ports(struct evaluator *x, uint32_t i, struct datum *out);
void eval_list(struct evaluator *x, uint32_t i, struct datum *out);
/* Binds element k of a quantifier's list; false past the end. */
bool eval_bind(struct evaluator *x, uint32_t i, size_t k);

/* evidence.c: adds the leaves that decided. */
void eval_explain(struct evaluator *x, uint32_t root);

#endif
