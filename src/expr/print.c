/* SPDX-License-Identifier: Apache-2.0 */
/* An expression as text again: least parentheses, one blank around operators.
 */
#include "base/buf.h"
#include "expr/lex.h"
#include "expr/parse.h"
#include "keys/key.h"
#include "keys/unit.h"

struct printer {
	const struct expr_book *book;
	struct buf out;
};

/* How tightly an operator binds; an operand that binds less is put into
 * parentheses. */
enum level {
	LEVEL_OR,
	LEVEL_AND,
	LEVEL_NOT,
	LEVEL_COMPARISON,
	LEVEL_SUM,
	LEVEL_PRODUCT,
	LEVEL_UNARY,
	LEVEL_PRIMARY,
};

static const struct {
	const char *text; /* of an operator, or the name of a function */
	enum level level;
} shapes[N_EXPR_OPS] = {
	[EXPR_CONST] = { NULL, LEVEL_PRIMARY },
	[EXPR_FIELD] = { NULL, LEVEL_PRIMARY },
	[EXPR_KEY] = { NULL, LEVEL_PRIMARY },
	[EXPR_VAR] = { NULL, LEVEL_PRIMARY },
	[EXPR_REF] = { NULL, LEVEL_PRIMARY },
	[EXPR_SET] = { "set", LEVEL_PRIMARY },
	[EXPR_DEFAULT] = { "default", LEVEL_PRIMARY },
	[EXPR_RAW] = { "raw", LEVEL_PRIMARY },
	[EXPR_KNOWN] = { "known", LEVEL_PRIMARY },
	[EXPR_EXISTS] = { "exists", LEVEL_PRIMARY },
	[EXPR_IN_RANGE] = { "in_range", LEVEL_PRIMARY },
	[EXPR_ORDER] = { "order", LEVEL_PRIMARY },
	[EXPR_OVERLAPS] = { "overlaps", LEVEL_PRIMARY },
	[EXPR_NOT] = { "not ", LEVEL_NOT },
	[EXPR_NEGATE] = { "-", LEVEL_UNARY },
	[EXPR_AND] = { " and ", LEVEL_AND },
	[EXPR_OR] = { " or ", LEVEL_OR },
	[EXPR_EQ] = { " == ", LEVEL_COMPARISON },
	[EXPR_NE] = { " != ", LEVEL_COMPARISON },
	[EXPR_LT] = { " < ", LEVEL_COMPARISON },
	[EXPR_LE] = { " <= ", LEVEL_COMPARISON },
	[EXPR_GT] = { " > ", LEVEL_COMPARISON },
	[EXPR_GE] = { " >= ", LEVEL_COMPARISON },
	[EXPR_IN] = { " in ", LEVEL_COMPARISON },
	[EXPR_ADD] = { " + ", LEVEL_SUM },
	[EXPR_SUB] = { " - ", LEVEL_SUM },
	[EXPR_MUL] = { " * ", LEVEL_PRODUCT },
	[EXPR_DIV] = { " / ", LEVEL_PRODUCT },
	[EXPR_CEIL_DIV] = { " / ", LEVEL_PRIMARY },
	[EXPR_MIN] = { "min", LEVEL_PRIMARY },
	[EXPR_MAX] = { "max", LEVEL_PRIMARY },
	[EXPR_IF] = { "if", LEVEL_PRIMARY },
	[EXPR_POW2] = { "pow2", LEVEL_PRIMARY },
	[EXPR_COUNT_PORTS] = { "size", LEVEL_PRIMARY },
	[EXPR_PORTS_OF] = { "ports", LEVEL_PRIMARY },
	[EXPR_WITHOUT] = { "without", LEVEL_PRIMARY },
	[EXPR_PAGES_TO_BYTES] = { "bytes", LEVEL_PRIMARY },
	[EXPR_ANY] = { "any", LEVEL_PRIMARY },
	[EXPR_ALL] = { "all", LEVEL_PRIMARY },
	[EXPR_COUNT] = { "count", LEVEL_PRIMARY },
	[EXPR_SUM] = { "sum", LEVEL_PRIMARY },
	[EXPR_MAX_OF] = { "max", LEVEL_PRIMARY },
	[EXPR_MIN_OF] = { "min", LEVEL_PRIMARY },
};

static void print(struct printer *p, uint32_t i, enum level least);

static void put(struct printer *p, const char *text)
{
	buf_put(&p->out, str_of(text));
}

static struct str name_of(const struct printer *p, uint32_t name)
{
	return pool_text(p->book->chars, p->book->keys[name].path);
}

static void print_quoted(struct printer *p, struct str s)
{
	buf_printf(&p->out, "'%.*s'", STR_ARG(s));
}

/* A version of one number looks like a number. */
static void print_version(struct printer *p, struct kver v)
{
	const struct str text = kver_text(p->out.arena, v);

	if (v.parts < 2)
		print_quoted(p, text);
	else
		buf_put(&p->out, text);
}

static void print_const(struct printer *p, const struct expr_const *c)
{
	struct arena *arena = p->out.arena;

	if (c->type == VALUE_BOOL)
		put(p, c->boolean ? "true" : "false");
	else if (c->type == VALUE_INT)
		buf_put(&p->out, unit_text(arena, c->integer, c->unit, ""));
	else if (c->type == VALUE_WORD)
		print_quoted(p, pool_text(p->book->chars, c->word));
	else if (c->type == VALUE_VERSION)
		print_version(p, c->versions.from);
	else
		print_quoted(
			p,
			value_text(
				arena,
				(struct value){
					.type = VALUE_PORTS,
					.n = c->n_ports,
					.ports = c->n_ports
							 ? p->book->ports +
								   c->first_port
							 : NULL }));
}

static void print_key(struct printer *p, const struct expr_node *node)
{
	const struct expr_node *ref = &p->book->nodes[node->a];
	struct arena *arena = p->out.arena;
	const struct str path = name_of(p, node->b);
	struct str dotted = path;
	bool bare = str_find(path, '.') == path.len;

	if (node->c)
		dotted = str_format(arena, "%.*s/%u", STR_ARG(path),
				    node->c - 1);
	if (bare) {
		dotted = key_dotted(arena, dotted);
		bare = lex_is_bare_key(dotted);
	}
	if (!bare || ref->op != EXPR_VAR || ref->a) {
		print(p, node->a, LEVEL_PRIMARY);
		buf_char(&p->out, '[');
	}
	if (bare)
		buf_put(&p->out, dotted);
	else
		print_quoted(p, dotted);
	if (!bare || ref->op != EXPR_VAR || ref->a)
		buf_char(&p->out, ']');
}

static void print_field(struct printer *p, const struct expr_node *node)
{
	print(p, node->a, LEVEL_PRIMARY);
	buf_char(&p->out, '.');
	buf_put(&p->out, name_of(p, node->c));
}

static void print_quantifier(struct printer *p, const struct expr_node *node)
{
	put(p, shapes[node->op].text);
	buf_char(&p->out, '(');
	print(p, node->c, LEVEL_PRIMARY);
	put(p, " in ");
	print(p, node->a, LEVEL_PRIMARY);
	put(p, ": ");
	print(p, node->b, LEVEL_OR);
	buf_char(&p->out, ')');
}

static void print_function(struct printer *p, const struct expr_node *node)
{
	/* The page size is not written. */
	const bool only_a = node->op == EXPR_PAGES_TO_BYTES;

	put(p, shapes[node->op].text);
	buf_char(&p->out, '(');
	print(p, node->a, LEVEL_OR);
	if (node->b && !only_a) {
		put(p, ", ");
		print(p, node->b, LEVEL_OR);
	}
	if (node->c) {
		put(p, ", ");
		print(p, node->c, LEVEL_OR);
	}
	buf_char(&p->out, ')');
}

/* Behind "in" stands a range of versions, which has two ends. */
static void print_range(struct printer *p, const struct kver_range *range)
{
	struct arena *arena = p->out.arena;
	const struct str from = kver_text(arena, range->from);
	const struct str to = kver_text(arena, range->to);
	const bool open = !range->from.parts || !range->to.parts;

	if (!open && str_eq(from, to)) {
		print_quoted(p, from);
		return;
	}
	buf_printf(&p->out, "'%.*s-%.*s'",
		   range->from.parts ? (int)from.len : 0, from.at,
		   range->to.parts ? (int)to.len : 0, to.at);
}

#define ARGS_MAX 16 /* as the parser takes */

/* min(min(a, b), c) is how min(a, b, c) is kept. */
static void print_extreme(struct printer *p, const struct expr_node *node,
			  int n)
{
	const struct expr_node *left = &p->book->nodes[node->a];

	if (left->op == node->op && n < ARGS_MAX)
		print_extreme(p, left, n + 1);
	else
		print(p, node->a, LEVEL_OR);
	put(p, ", ");
	print(p, node->b, LEVEL_OR);
}

static void print_binary(struct printer *p, const struct expr_node *node,
			 enum level level)
{
	const struct expr_node *right = &p->book->nodes[node->b];
	/* Sums, products, and, or lean to the left; comparisons stand alone. */
	const bool alone = level == LEVEL_COMPARISON;

	print(p, node->a, alone ? LEVEL_SUM : level);
	put(p, shapes[node->op].text);
	if (node->op == EXPR_IN && right->type == VALUE_VERSION)
		print_range(p, &p->book->consts[right->a].versions);
	else
		print(p, node->b, level + 1);
}

static void print_shape(struct printer *p, const struct expr_node *node)
{
	const enum level level = shapes[node->op].level;

	if (node->op == EXPR_NOT || node->op == EXPR_NEGATE) {
		put(p, shapes[node->op].text);
		print(p, node->a, level);
	} else if (node->op == EXPR_CEIL_DIV) {
		put(p, "ceil(");
		print_binary(p, node, LEVEL_PRODUCT);
		buf_char(&p->out, ')');
	} else if (node->op == EXPR_MIN || node->op == EXPR_MAX) {
		put(p, shapes[node->op].text);
		buf_char(&p->out, '(');
		print_extreme(p, node, 2);
		buf_char(&p->out, ')');
	} else if (node->op >= EXPR_ANY) {
		print_quantifier(p, node);
	} else if (level == LEVEL_PRIMARY) {
		print_function(p, node);
	} else {
		print_binary(p, node, level);
	}
}

/* "not exists(key)" in short. */
static bool is_gone(const struct printer *p, const struct expr_node *node)
{
	return node->op == EXPR_NOT &&
	       p->book->nodes[node->a].op == EXPR_EXISTS;
}

static void print_gone(struct printer *p, const struct expr_node *node)
{
	put(p, "gone(");
	print(p, p->book->nodes[node->a].a, LEVEL_OR);
	buf_char(&p->out, ')');
}

static void print(struct printer *p, uint32_t i, enum level least)
{
	const struct expr_node *node = &p->book->nodes[i];
	const bool gone = is_gone(p, node);
	const bool parentheses = !gone && shapes[node->op].level < least;

	if (parentheses)
		buf_char(&p->out, '(');
	switch (node->op) {
	case EXPR_CONST:
		print_const(p, &p->book->consts[node->a]);
		break;
	case EXPR_FIELD:
	case EXPR_REF:
		print_field(p, node);
		break;
	case EXPR_KEY:
		print_key(p, node);
		break;
	case EXPR_VAR:
		buf_put(&p->out, name_of(p, node->b));
		break;
	default:
		if (gone)
			print_gone(p, node);
		else
			print_shape(p, node);
		break;
	}
	if (parentheses)
		buf_char(&p->out, ')');
}

struct str expr_print(struct arena *arena, const struct expr_book *book,
		      struct expr e)
{
	struct printer p = { .book = book, .out = { .arena = arena } };

	if (e.root)
		print(&p, e.root, LEVEL_OR);
	return buf_str(&p.out);
}
