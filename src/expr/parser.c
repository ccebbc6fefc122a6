/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/parse.h"
#include "base/buf.h"
#include "expr/parser.h"
#include "text/excerpt.h"
#include <stdarg.h>

__attribute__((format(printf, 4, 0))) static void
fail_text(struct parser *p, uint32_t start, uint32_t end, const char *format,
	  va_list args)
{
	struct buf message = { .arena = p->b->arena };

	if (p->failed)
		return;
	buf_vprintf(&message, format, args);
	*p->error = (struct expr_error){
		.start = start,
		.end = end,
		.message = text_safe_str(p->b->arena, buf_str(&message))
	};
	p->failed = true;
}

uint32_t parser_fail(struct parser *p, uint32_t start, uint32_t end,
		     const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fail_text(p, start, end, format, args);
	va_end(args);
	return 0;
}

uint32_t parser_fail_node(struct parser *p, uint32_t node, const char *format,
			  ...)
{
	va_list args;

	va_start(args, format);
	fail_text(p, parser_at(p, node)->start, parser_at(p, node)->end, format,
		  args);
	va_end(args);
	return 0;
}

void parser_hint(struct parser *p, const char *format, ...)
{
	struct buf hint = { .arena = p->b->arena };
	va_list args;

	if (!str_empty(p->error->hint))
		return;
	va_start(args, format);
	buf_vprintf(&hint, format, args);
	va_end(args);
	p->error->hint = text_safe_str(p->b->arena, buf_str(&hint));
}

uint32_t parser_unexpected(struct parser *p, const char *expected)
{
	const struct token *t = &p->token;

	if (t->kind == TOKEN_BAD) {
		parser_fail(p, t->start, t->end, "%s: %.*s", t->fault,
			    STR_ARG(t->text));
		if (!str_empty(t->hint))
			parser_hint(p, "did you mean %.*s?", STR_ARG(t->hint));
		return 0;
	}
	if (t->kind == TOKEN_END)
		return parser_fail(p, t->start, t->end,
				   "the expression ends where %s is expected",
				   expected);
	return parser_fail(p, t->start, t->end, "expected %s, found '%.*s'",
			   expected, STR_ARG(t->text));
}

void parser_next(struct parser *p)
{
	p->last_end = p->token.end;
	p->token = lex_next(&p->lexer);
}

bool parser_take(struct parser *p, enum token_kind kind)
{
	if (p->token.kind != kind)
		return false;
	parser_next(p);
	return true;
}

bool parser_expect(struct parser *p, enum token_kind kind, const char *what)
{
	if (parser_take(p, kind))
		return true;
	parser_unexpected(p, what);
	return false;
}

uint32_t parser_node(struct parser *p, struct expr_node node, const char *words)
{
	vec_push(p->b->arena, &p->b->nodes, node);
	vec_push(p->b->arena, &p->words, words);
	return (uint32_t)p->b->nodes.n - 1;
}

struct expr_node *parser_at(const struct parser *p, uint32_t node)
{
	return &p->b->nodes.at[node];
}

const char *parser_words(const struct parser *p, uint32_t node)
{
	return p->words.at[node - p->first_node];
}

static enum expr_op binary_op(enum token_kind kind)
{
	switch (kind) {
	case TOKEN_PLUS:
		return EXPR_ADD;
	case TOKEN_MINUS:
		return EXPR_SUB;
	case TOKEN_TIMES:
		return EXPR_MUL;
	case TOKEN_THROUGH:
		return EXPR_DIV;
	case TOKEN_EQ:
		return EXPR_EQ;
	case TOKEN_NE:
		return EXPR_NE;
	case TOKEN_LT:
		return EXPR_LT;
	case TOKEN_LE:
		return EXPR_LE;
	case TOKEN_GT:
		return EXPR_GT;
	case TOKEN_GE:
		return EXPR_GE;
	case TOKEN_IN:
		return EXPR_IN;
	default:
		return N_EXPR_OPS;
	}
}

static bool is_within(enum expr_op op, enum expr_op first, enum expr_op last)
{
	return op >= first && op <= last;
}

/* One more level of nesting, undone by p->depth--. */
static bool deeper(struct parser *p)
{
	if (p->depth < EXPR_DEPTH_MAX) {
		p->depth++;
		return true;
	}
	parser_fail(p, p->token.start, p->token.end,
		    "the expression nests deeper than %d levels",
		    EXPR_DEPTH_MAX);
	return false;
}

static uint32_t parse_unary(struct parser *p)
{
	const uint32_t start = p->token.start;
	struct expr_node node = { .op = EXPR_NEGATE, .start = start };

	if (p->token.kind != TOKEN_MINUS)
		return parse_primary(p);
	parser_next(p);
	if (!deeper(p))
		return 0;
	node.a = parse_unary(p);
	p->depth--;
	if (!node.a || !type_is_int(p, node.a, "behind '-'"))
		return 0;
	node.type = VALUE_INT;
	node.unit = parser_at(p, node.a)->unit;
	node.end = p->last_end;
	return parser_node(p, node, NULL);
}

static uint32_t parse_product(struct parser *p)
{
	uint32_t a = parse_unary(p);
	enum expr_op op = binary_op(p->token.kind);

	while (a && is_within(op, EXPR_MUL, EXPR_DIV)) {
		uint32_t b;

		parser_next(p);
		b = parse_unary(p);
		a = b ? type_binary(p, op, a, b) : 0;
		op = binary_op(p->token.kind);
	}
	return a;
}

static uint32_t parse_sum(struct parser *p)
{
	uint32_t a = parse_product(p);
	enum expr_op op = binary_op(p->token.kind);

	while (a && is_within(op, EXPR_ADD, EXPR_SUB)) {
		uint32_t b;

		parser_next(p);
		b = parse_product(p);
		a = b ? type_binary(p, op, a, b) : 0;
		op = binary_op(p->token.kind);
	}
	return a;
}

static uint32_t parse_comparison(struct parser *p)
{
	const uint32_t a = parse_sum(p);
	const enum expr_op op = binary_op(p->token.kind);
	uint32_t b;

	if (!a || !is_within(op, EXPR_EQ, EXPR_IN))
		return a;
	parser_next(p);
	b = parse_sum(p);
	if (!b)
		return 0;
	if (is_within(binary_op(p->token.kind), EXPR_EQ, EXPR_IN)) {
		parser_fail(p, p->token.start, p->token.end,
			    "comparisons do not chain");
		parser_hint(p, "join two with 'and'");
		return 0;
	}
	return type_binary(p, op, a, b);
}

static uint32_t parse_negation(struct parser *p)
{
	struct expr_node node = { .op = EXPR_NOT,
				  .type = VALUE_BOOL,
				  .start = p->token.start };

	if (!parser_take(p, TOKEN_NOT))
		return parse_comparison(p);
	if (!deeper(p))
		return 0;
	node.a = parse_negation(p);
	p->depth--;
	if (!node.a || !type_is_bool(p, node.a, "behind 'not'"))
		return 0;
	node.end = p->last_end;
	return parser_node(p, node, NULL);
}

static uint32_t parse_conjunction(struct parser *p)
{
	uint32_t a = parse_negation(p);

	while (a && parser_take(p, TOKEN_AND)) {
		const uint32_t b = parse_negation(p);

		a = b ? type_binary(p, EXPR_AND, a, b) : 0;
	}
	return a;
}

uint32_t parse_expression(struct parser *p)
{
	uint32_t a;

	if (!deeper(p))
		return 0;
	a = parse_conjunction(p);
	while (a && parser_take(p, TOKEN_OR)) {
		const uint32_t b = parse_conjunction(p);

		a = b ? type_binary(p, EXPR_OR, a, b) : 0;
	}
	p->depth--;
	return a;
}

static bool check_wanted(struct parser *p, uint32_t root, enum value_type want)
{
	if (want == VALUE_NONE)
		return true;
	if (want == VALUE_BOOL)
		return type_is_bool(p, root, "here");
	if (want == VALUE_INT)
		return type_is_int(p, root, "here");
	if (want == VALUE_PORTS)
		return type_is_ports(p, root, "here");
	if (parser_at(p, root)->type == want)
		return true;
	parser_fail_node(
		p, root, "%s is expected here, this is %s",
		type_describe(&(struct expr_node){ .type = (uint8_t)want }),
		type_describe(parser_at(p, root)));
	return false;
}

static uint32_t parse_whole(struct parser *p, enum value_type want)
{
	uint32_t root;

	if (p->lexer.text.len > EXPR_TEXT_MAX)
		return parser_fail(p, EXPR_TEXT_MAX,
				   (uint32_t)p->lexer.text.len,
				   "the expression is longer than %d bytes",
				   EXPR_TEXT_MAX);
	parser_next(p);
	root = parse_expression(p);
	if (!root)
		return 0;
	if (p->token.kind != TOKEN_END)
		return parser_unexpected(p, "an operator or the end");
	return check_wanted(p, root, want) && check_known(p, root) ? root : 0;
}

bool expr_parse(struct expr_builder *b, struct str text, enum subject_kind kind,
		enum value_type want, const struct expr_names *names,
		struct expr *out, struct expr_error *out_error)
{
	struct parser p = { .b = b,
			    .names = names,
			    .kind = kind,
			    .lexer = { .text = text },
			    .n_slots = 1,
			    .first_node = (uint32_t)b->nodes.n,
			    .error = out_error };
	const size_t n_consts = b->consts.n, n_ports = b->ports.n;
	const uint32_t root = parse_whole(&p, want);

	*out = (struct expr){ 0 };
	if (!root) {
		b->nodes.n = p.first_node;
		b->consts.n = n_consts;
		b->ports.n = n_ports;
		return false;
	}
	*out = (struct expr){ .root = root,
			      .text = expr_intern(b, text),
			      .n_slots = p.n_slots };
	return true;
}
