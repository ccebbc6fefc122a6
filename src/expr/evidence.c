/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which leaves decided (semantics.md 9). A pass of its own over the tree:
 * each level asks for its operands' values again, which costs at most depth
 * times one evaluation, and keeps the value pass free of memory.
 */
#include "expr/evaluator.h"
#include "keys/key.h"

#define WITNESSES 3

static bool subject_eq(struct subject a, struct subject b)
{
	return a.kind == b.kind && a.index == b.index && a.tier == b.tier;
}

static struct datum datum_number(size_t n)
{
	return datum_of(value_int(num_of_u64(n), UNIT_NONE), ORIGIN_DERIVED,
			(struct span){ 0 });
}

/* The last leaf kept says how many others there are. */
static void count_more(struct evidence *evidence)
{
	struct leaf *last = &evidence->leaves.at[evidence->leaves.n - 1];
	struct num n = { 1, false };

	if (last->kind == LEAF_MORE && str_eq(last->text, STR("more")))
		n = last->datum.value.integer;
	*last = (struct leaf){ .kind = LEAF_MORE,
			       .text = STR("more"),
			       .datum = datum_number(n.magnitude + 1) };
}

void evidence_add(struct evidence *evidence, struct leaf leaf)
{
	for (size_t i = 0; i < evidence->leaves.n; i++) {
		struct leaf *old = &evidence->leaves.at[i];

		if (old->kind == leaf.kind && str_eq(old->text, leaf.text) &&
		    subject_eq(old->subject, leaf.subject)) {
			old->deciding = old->deciding || leaf.deciding;
			if (leaf.depth < old->depth)
				old->depth = leaf.depth;
			return;
		}
	}
	if (evidence->leaves.n == EVIDENCE_MAX)
		count_more(evidence);
	else
		vec_push(evidence->arena, &evidence->leaves, leaf);
}

static void explain(struct evaluator *x, uint32_t i, bool aim);

static void add(struct evaluator *x, enum leaf_kind kind, struct str text,
		struct subject subject, const struct datum *d)
{
	evidence_add(
		x->evidence,
		(struct leaf){ .text = text,
			       .datum = *d,
			       .subject = subject,
			       .kind = (uint8_t)kind,
			       .deciding = x->doubt && datum_in_doubt(d) });
}

static struct str subject_text(struct evaluator *x, struct subject s)
{
	return x->env->subject_name(x->env->context, s);
}

static struct str name_of(const struct evaluator *x, uint32_t name)
{
	return pool_text(x->book->chars, x->book->keys[name].path);
}

/* The expression's own text for a node. */
static struct str source_of(const struct evaluator *x, uint32_t i)
{
	const struct expr_node *node = &x->book->nodes[i];

	return str_slice(x->text, node->start, node->end);
}

static void explain_field(struct evaluator *x, uint32_t i)
{
	const struct expr_node *node = &x->book->nodes[i];
	size_t before = x->evidence->leaves.n, own;
	struct subject subject;
	struct datum d;
	struct str text;

	eval_field(x, i, NULL, &subject, &d);
	text = str_join(x->evidence->arena, subject_text(x, subject), STR(": "),
			name_of(x, node->c));
	add(x, d.origin == ORIGIN_DERIVED ? LEAF_DERIVED : LEAF_FIELD, text,
	    subject, &d);
	own = x->evidence->leaves.n;
	/* Again, for the leaves that a derived field rests on. */
	eval_field(x, i, x->evidence, &subject, &d);
	if (own > before && x->evidence->leaves.n > own)
		x->evidence->leaves.at[before].kind = LEAF_DERIVED;
}

/* The tier whose keys go without a name: that of the subject. */
static bool is_own_tier(const struct evaluator *x, struct subject tier)
{
	const struct subject own = x->slots[0];

	if (own.kind == SUBJECT_HOP || own.kind == SUBJECT_TOPOLOGY)
		return false;
	if (tier.kind != SUBJECT_TIER)
		return true;
	if (own.kind == SUBJECT_TIER || own.kind == SUBJECT_HOST)
		return own.index == tier.index;
	return own.tier == tier.index;
}

static struct str key_text(struct evaluator *x, const struct expr_node *key,
			   enum key_question question)
{
	static const char *const asked[] = {
		[KEY_VALUE] = "",          [KEY_SET] = "set",
		[KEY_DEFAULT] = "default", [KEY_RAW] = "raw",
		[KEY_EXISTS] = "exists",   [KEY_IN_RANGE] = "in_range",
		[KEY_ORDER] = "order",
	};
	struct arena *arena = x->evidence->arena;
	struct str text = key_dotted(arena, name_of(x, key->b));

	if (key->c)
		text = str_format(arena, "%.*s.%u", STR_ARG(text), key->c - 1);
	if (question == KEY_VALUE)
		return text;
	return str_format(arena, "%s(%.*s)", asked[question], STR_ARG(text));
}

static void explain_key(struct evaluator *x, uint32_t i)
{
	const struct expr_node *asked = &x->book->nodes[i];
	const struct expr_node *key =
		asked->op == EXPR_KEY ? asked : &x->book->nodes[asked->a];
	struct subject tier;
	struct datum d;
	struct str text = key_text(x, key, eval_question(asked->op));

	eval_key(x, i, NULL, &tier, &d);
	if (!is_own_tier(x, tier))
		text = str_join(x->evidence->arena, subject_text(x, tier),
				STR(": "), text);
	add(x, LEAF_KEY, text, tier, &d);
	eval_key(x, i, x->evidence, &tier, &d);
}

/*
 * Did this operand take part in the result? settles is the value that decides
 * alone (true for or). Of an undecided whole, what is in doubt did, and a
 * certain operand that did not rule out what is aimed at: the true side of an
 * "and" that could be true.
 */
static bool took_part(const struct datum *whole, const struct datum *part,
		      bool settles, bool aim)
{
	if (!whole->known)
		return datum_in_doubt(part) || aim != settles;
	if (whole->value.boolean != settles)
		return true;
	return part->known && part->value.boolean == settles &&
	       (whole->tainted || !part->tainted);
}

static void explain_junction(struct evaluator *x, uint32_t i, bool aim)
{
	const struct expr_node *node = &x->book->nodes[i];
	const bool settles = node->op == EXPR_OR;
	struct datum a, b, whole;

	eval_node(x, node->a, &a);
	eval_node(x, node->b, &b);
	whole = a;
	eval_join(&whole, &b, settles);
	if (took_part(&whole, &a, settles, aim))
		explain(x, node->a, aim);
	if (took_part(&whole, &b, settles, aim))
		explain(x, node->b, aim);
}

/* How many elements the list has, as a leaf of its own. */
static void explain_length(struct evaluator *x, uint32_t i)
{
	const struct expr_node *list = &x->book->nodes[x->book->nodes[i].a];
	struct subject of;
	struct datum n;
	size_t k = 0;

	if (!eval_reference(x, list->a, &of))
		return;
	while (eval_bind(x, i, k))
		k++;
	n = datum_number(k);
	add(x, LEAF_COUNT,
	    str_join(x->evidence->arena, subject_text(x, of), STR(": "),
		     name_of(x, list->c)),
	    of, &n);
}

/* any and all: the first witnesses and their number, or every element where
 * none settles it. */
static void explain_search(struct evaluator *x, uint32_t i, bool aim)
{
	const struct expr_node *node = &x->book->nodes[i];
	const bool settles = node->op == EXPR_ANY;
	struct datum whole, n;
	size_t k, seen = 0;

	eval_node(x, i, &whole);
	for (k = 0; eval_bind(x, i, k); k++) {
		struct datum d;

		eval_node(x, node->b, &d);
		if (!took_part(&whole, &d, settles, aim))
			continue;
		if (whole.known && whole.value.boolean != settles)
			explain(x, node->b, aim);
		else if (seen++ < WITNESSES)
			explain(x, node->b, aim);
	}
	if (!k)
		explain_length(x, i);
	if (seen <= WITNESSES)
		return;
	n = datum_number(seen - WITNESSES);
	add(x, LEAF_MORE, source_of(x, i), x->slots[0], &n);
}

static void explain_total(struct evaluator *x, uint32_t i)
{
	const struct expr_node *node = &x->book->nodes[i];

	for (size_t k = 0; eval_bind(x, i, k); k++)
		explain(x, node->b, true);
	explain_length(x, i);
}

static void explain_if(struct evaluator *x, uint32_t i, bool aim)
{
	const struct expr_node *node = &x->book->nodes[i];
	struct datum condition;
	bool yes;

	eval_node(x, node->a, &condition);
	yes = !condition.known || condition.value.boolean;
	explain(x, node->a, yes);
	if (yes || condition.tainted)
		explain(x, node->b, aim);
	if (!yes || datum_in_doubt(&condition))
		explain(x, node->c, aim);
}

/* Strict operations: whatever they were given. */
static void explain_operands(struct evaluator *x, uint32_t i)
{
	const struct expr_node *node = &x->book->nodes[i];

	explain(x, node->a, true);
	if (node->b)
		explain(x, node->b, true);
}

/* Those that overflow or divide by zero say so, where they were the first. */
static void explain_arithmetic(struct evaluator *x, uint32_t i)
{
	const struct expr_node *node = &x->book->nodes[i];
	struct datum a, b = { .known = true }, whole;

	explain_operands(x, i);
	eval_node(x, i, &whole);
	if (!eval_is_arithmetic(&whole))
		return;
	eval_node(x, node->a, &a);
	if (node->b)
		eval_node(x, node->b, &b);
	if (a.known && b.known)
		add(x, LEAF_DERIVED, source_of(x, i), x->slots[0], &whole);
}

static void explain(struct evaluator *x, uint32_t i, bool aim)
{
	const struct expr_node *node = &x->book->nodes[i];

	switch ((enum expr_op)node->op) {
	case EXPR_CONST:
	case EXPR_VAR:
	case EXPR_REF:
		break;
	case EXPR_FIELD:
		explain_field(x, i);
		break;
	case EXPR_KEY:
	case EXPR_SET:
	case EXPR_DEFAULT:
	case EXPR_RAW:
	case EXPR_EXISTS:
	case EXPR_IN_RANGE:
	case EXPR_ORDER:
		explain_key(x, i);
		break;
	case EXPR_NOT:
		explain(x, node->a, !aim);
		break;
	case EXPR_KNOWN:
		explain(x, node->a, true);
		break;
	case EXPR_AND:
	case EXPR_OR:
		explain_junction(x, i, aim);
		break;
	case EXPR_IF:
		explain_if(x, i, aim);
		break;
	case EXPR_ANY:
	case EXPR_ALL:
		explain_search(x, i, aim);
		break;
	case EXPR_COUNT:
	case EXPR_SUM:
	case EXPR_MAX_OF:
	case EXPR_MIN_OF:
		explain_total(x, i);
		break;
	case EXPR_EQ:
	case EXPR_NE:
	case EXPR_LT:
	case EXPR_LE:
	case EXPR_GT:
	case EXPR_GE:
	case EXPR_IN:
		explain_operands(x, i);
		break;
	default:
		explain_arithmetic(x, i);
		break;
	}
}

void eval_explain(struct evaluator *x, uint32_t root)
{
	explain(x, root, true);
}
