/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/evaluator.h"
#include "expr/eval.h"

static const struct expr_node *node_at(const struct evaluator *x, uint32_t i)
{
	return &x->book->nodes[i];
}

void eval_result(struct datum *out, struct value v, bool tainted)
{
	*out = (struct datum){ .known = true,
			       .tainted = tainted,
			       .origin = ORIGIN_DERIVED,
			       .value = v };
}

void eval_bool(struct datum *out, bool b, bool tainted)
{
	eval_result(out, value_bool(b), tainted);
}

bool eval_is_arithmetic(const struct datum *d)
{
	return !d->known && str_eq(d->note, STR(EXPR_ARITHMETIC));
}

void eval_unknown(struct datum *out, const struct datum *a,
		  const struct datum *b)
{
	const struct datum *reason = a->known ? b : a;

	if (eval_is_arithmetic(b))
		reason = b;
	*out = datum_unknown(reason->note);
}

bool eval_operands(struct evaluator *x, const struct expr_node *node,
		   struct datum *a, struct datum *b, struct datum *out)
{
	eval_node(x, node->a, a);
	eval_node(x, node->b, b);
	if (a->known && b->known)
		return true;
	eval_unknown(out, a, b);
	return false;
}

/* A live host is its tier. */
static struct subject tier_of(struct subject s)
{
	const bool is_tier = s.kind == SUBJECT_TIER || s.kind == SUBJECT_HOST;
	const uint32_t tier = is_tier ? s.index : s.tier;

	return (struct subject){ SUBJECT_TIER, tier, tier };
}

bool eval_reference(struct evaluator *x, uint32_t i, struct subject *out)
{
	const struct expr_node *node = node_at(x, i);

	if (node->op == EXPR_REF)
		return eval_reference(x, node->a, out) &&
		       x->env->follow(x->env->context, *out, (uint16_t)node->b,
				      out);
	*out = x->slots[node->a];
	if (node->kind == SUBJECT_TOPOLOGY)
		*out = (struct subject){ .kind = SUBJECT_TOPOLOGY };
	else if (node->kind == SUBJECT_TIER)
		*out = tier_of(*out);
	return true;
}

/* What the model answers must be what the checker was told. */
static void check_type(const struct expr_node *node, struct datum *out)
{
	if (out->known && out->value.type != node->type)
		*out = datum_unknown(STR("not of its type"));
	else if (out->known && out->value.type == VALUE_INT)
		out->value.unit = node->unit;
}

void eval_field(struct evaluator *x, uint32_t i, struct evidence *evidence,
		struct subject *out_subject, struct datum *out)
{
	const struct expr_node *node = node_at(x, i);

	*out = datum_unknown(STR("not given"));
	if (!eval_reference(x, node->a, out_subject))
		return;
	x->env->field(x->env->context, *out_subject, (uint16_t)node->b,
		      evidence, out);
	check_type(node, out);
}

enum key_question eval_question(enum expr_op op)
{
	switch (op) {
	case EXPR_SET:
		return KEY_SET;
	case EXPR_DEFAULT:
		return KEY_DEFAULT;
	case EXPR_RAW:
		return KEY_RAW;
	case EXPR_EXISTS:
		return KEY_EXISTS;
	case EXPR_IN_RANGE:
		return KEY_IN_RANGE;
	case EXPR_ORDER:
		return KEY_ORDER;
	default:
		return KEY_VALUE;
	}
}

void eval_key(struct evaluator *x, uint32_t i, struct evidence *evidence,
	      struct subject *out_tier, struct datum *out)
{
	const struct expr_node *asked = node_at(x, i);
	const struct expr_node *key =
		asked->op == EXPR_KEY ? asked : node_at(x, asked->a);
	const struct str path =
		pool_text(x->book->chars, x->book->keys[key->b].path);

	*out = datum_unknown(STR("not given"));
	if (!eval_reference(x, key->a, out_tier))
		return;
	if (str_find(path, '*') == path.len)
		*out_tier = tier_of(*out_tier);
	x->env->key(x->env->context, *out_tier, path, eval_question(asked->op),
		    key->c, evidence, out);
	check_type(asked, out);
}

static void eval_const(const struct evaluator *x, const struct expr_node *node,
		       struct datum *out)
{
	const struct expr_const *c = &x->book->consts[node->a];
	struct value v = { .type = c->type, .unit = c->unit };

	if (c->type == VALUE_BOOL)
		v.boolean = c->boolean;
	else if (c->type == VALUE_INT)
		v.integer = c->integer;
	else if (c->type == VALUE_WORD)
		v.word = pool_text(x->book->chars, c->word);
	else if (c->type == VALUE_VERSION)
		v.version = c->versions.from;
	else if (c->type == VALUE_PORTS) {
		v.n = c->n_ports;
		v.unit = UNIT_PORTS;
		if (v.n)
			v.ports = x->book->ports + c->first_port;
	}
	eval_result(out, v, false);
}

void eval_join(struct datum *sum, const struct datum *d, bool settles)
{
	const bool sum_settled = sum->known && sum->value.boolean == settles;
	const bool settled = d->known && d->value.boolean == settles;

	/* One untainted side that settles is enough. */
	if (sum_settled || settled)
		eval_bool(sum, settles,
			  (!sum_settled || sum->tainted) &&
				  (!settled || d->tainted));
	else if (!sum->known || !d->known)
		eval_unknown(sum, sum, d);
	else
		eval_bool(sum, !settles, sum->tainted || d->tainted);
}

void eval_skip(const struct evaluator *x)
{
	if (x->env->skipped)
		x->env->skipped(x->env->context);
}

static void eval_junction(struct evaluator *x, const struct expr_node *node,
			  struct datum *out)
{
	const bool settles = node->op == EXPR_OR;
	struct datum b;

	eval_node(x, node->a, out);
	/* Leaving the other side out changes nothing: it has no effects, and
	 * evidence is gathered in a pass of its own. */
	if (out->known && !out->tainted && out->value.boolean == settles) {
		eval_skip(x);
		return;
	}
	eval_node(x, node->b, &b);
	eval_join(out, &b, settles);
}

static void eval_not(struct evaluator *x, const struct expr_node *node,
		     struct datum *out)
{
	eval_node(x, node->a, out);
	if (out->known)
		eval_bool(out, !out->value.boolean, out->tainted);
}

/* Whether two branches say the same, so that the condition is no matter. */
static bool branches_agree(const struct datum *a, const struct datum *b)
{
	return a->known && b->known && value_eq(a->value, b->value);
}

static void eval_if(struct evaluator *x, const struct expr_node *node,
		    struct datum *out)
{
	struct datum condition, a, b;
	bool tainted;

	eval_node(x, node->a, &condition);
	eval_node(x, node->b, &a);
	eval_node(x, node->c, &b);
	if (condition.known && !condition.tainted) {
		*out = condition.value.boolean ? a : b;
	} else if (branches_agree(&a, &b)) {
		tainted = a.tainted || b.tainted;
		*out = a;
		out->tainted = tainted;
	} else if (condition.known) {
		*out = condition.value.boolean ? a : b;
		out->tainted = true;
	} else {
		eval_unknown(out, &condition, &condition);
	}
	if (out->known && out->value.type == VALUE_INT)
		out->value.unit = node->unit;
}

static void eval_known(struct evaluator *x, const struct expr_node *node,
		       struct datum *out)
{
	eval_node(x, node->a, out);
	eval_bool(out, out->known, false);
}

void eval_node(struct evaluator *x, uint32_t i, struct datum *out)
{
	const struct expr_node *node = node_at(x, i);
	struct subject subject;

	switch ((enum expr_op)node->op) {
	case EXPR_CONST:
		eval_const(x, node, out);
		break;
	case EXPR_FIELD:
		eval_field(x, i, NULL, &subject, out);
		break;
	case EXPR_KEY:
	case EXPR_SET:
	case EXPR_DEFAULT:
	case EXPR_RAW:
	case EXPR_EXISTS:
	case EXPR_IN_RANGE:
	case EXPR_ORDER:
		eval_key(x, i, NULL, &subject, out);
		break;
	case EXPR_KNOWN:
		eval_known(x, node, out);
		break;
	case EXPR_NOT:
		eval_not(x, node, out);
		break;
	case EXPR_AND:
	case EXPR_OR:
		eval_junction(x, node, out);
		break;
	case EXPR_IF:
		eval_if(x, node, out);
		break;
	case EXPR_EQ:
	case EXPR_NE:
	case EXPR_LT:
	case EXPR_LE:
	case EXPR_GT:
	case EXPR_GE:
	case EXPR_IN:
		eval_compare(x, i, out);
		break;
	case EXPR_OVERLAPS:
	case EXPR_PORTS_OF:
	case EXPR_WITHOUT:
	case EXPR_COUNT_PORTS:
		eval_ports(x, i, out);
		break;
	case EXPR_ANY:
	case EXPR_ALL:
	case EXPR_COUNT:
	case EXPR_SUM:
	case EXPR_MAX_OF:
	case EXPR_MIN_OF:
		eval_list(x, i, out);
		break;
	default:
		eval_arith(x, i, out);
		break;
	}
}

void expr_eval(const struct expr_book *book, struct expr e,
	       struct subject subject, const struct expr_env *env,
	       struct arena *arena, struct evidence *evidence,
	       struct datum *out)
{
	struct evaluator x = {
		.book = book, .env = env, .arena = arena, .slots = { subject }
	};

	eval_node(&x, e.root, out);
	if (evidence)
		expr_explain(book, e, subject, env, arena, out, evidence);
}

void expr_explain(const struct expr_book *book, struct expr e,
		  struct subject subject, const struct expr_env *env,
		  struct arena *arena, const struct datum *result,
		  struct evidence *evidence)
{
	struct evaluator x = { .book = book,
			       .env = env,
			       .arena = arena,
			       .evidence = evidence,
			       .text = pool_text(book->chars, e.text),
			       .doubt = datum_in_doubt(result),
			       .slots = { subject } };

	eval_explain(&x, e.root);
}
