/* SPDX-License-Identifier: Apache-2.0 */
/* Functions, and the quantifiers that look like them. */
#include "expr/parser.h"

#define ARGS_MAX 16

struct call {
	uint32_t args[ARGS_MAX];
	uint32_t n;
	uint32_t start, end;
};

static uint32_t call_node(struct parser *p, const struct call *c,
			  enum expr_op op, enum value_type type, uint8_t unit)
{
	return parser_node(p,
			   (struct expr_node){ .op = (uint8_t)op,
					       .type = (uint8_t)type,
					       .unit = unit,
					       .a = c->args[0],
					       .b = c->n > 1 ? c->args[1] : 0,
					       .c = c->n > 2 ? c->args[2] : 0,
					       .start = c->start,
					       .end = c->end },
			   NULL);
}

/* Of many arguments pairs are made from the left. */
static uint32_t call_extreme(struct parser *p, struct call *c, enum expr_op op)
{
	uint8_t unit = UNIT_NONE;

	for (uint32_t i = 0; i < c->n; i++)
		if (!type_is_int(p, c->args[i], "here"))
			return 0;
	for (uint32_t i = 1; i < c->n; i++) {
		struct call pair = *c;

		if (!type_unify(p, c->args[0], c->args[i], "compared", &unit))
			return 0;
		pair.n = 2;
		pair.args[1] = c->args[i];
		c->args[0] = call_node(p, &pair, op, VALUE_INT, unit);
	}
	return c->args[0];
}

static uint32_t call_ceil(struct parser *p, struct call *c, enum expr_op op)
{
	struct expr_node *node = parser_at(p, c->args[0]);

	if (node->op != EXPR_DIV) {
		parser_fail_node(p, c->args[0], "ceil() takes a division");
		parser_hint(p, "write ceil(a / b)");
		return 0;
	}
	node->op = (uint8_t)op;
	node->start = c->start;
	node->end = c->end;
	return c->args[0];
}

static uint32_t call_if(struct parser *p, struct call *c, enum expr_op op)
{
	uint8_t unit;

	if (!type_is_bool(p, c->args[0], "before the first comma of if()") ||
	    !type_unify(p, c->args[1], c->args[2], "one result", &unit))
		return 0;
	return call_node(p, c, op, parser_at(p, c->args[1])->type, unit);
}

static uint32_t call_pow2(struct parser *p, struct call *c, enum expr_op op)
{
	if (!type_is_int(p, c->args[0], "here"))
		return 0;
	return call_node(p, c, op, VALUE_INT, parser_at(p, c->args[0])->unit);
}

static uint32_t call_size(struct parser *p, struct call *c, enum expr_op op)
{
	if (!type_is_ports(p, c->args[0], "in size()"))
		return 0;
	return call_node(p, c, op, VALUE_INT, UNIT_PORTS);
}

static uint32_t call_ports(struct parser *p, struct call *c, enum expr_op op)
{
	for (uint32_t i = 0; i < 2; i++) {
		const struct expr_node *node = parser_at(p, c->args[i]);

		if (!type_is_int(p, c->args[i], "in ports()"))
			return 0;
		if (node->unit != UNIT_NONE && node->unit != UNIT_PORTS)
			return parser_fail_node(p, c->args[i],
						"%s is no port number",
						type_describe(node));
	}
	return call_node(p, c, op, VALUE_PORTS, UNIT_PORTS);
}

static uint32_t call_port_sets(struct parser *p, struct call *c,
			       enum expr_op op)
{
	if (!type_is_ports(p, c->args[0], "here") ||
	    !type_is_ports(p, c->args[1], "here"))
		return 0;
	if (op == EXPR_OVERLAPS)
		return call_node(p, c, op, VALUE_BOOL, UNIT_NONE);
	return call_node(p, c, op, VALUE_PORTS, UNIT_PORTS);
}

static uint32_t call_known(struct parser *p, struct call *c, enum expr_op op)
{
	return call_node(p, c, op, VALUE_BOOL, UNIT_NONE);
}

/* set(key) and its like. */
static uint32_t call_key(struct parser *p, struct call *c, enum expr_op op)
{
	const struct expr_node key = *parser_at(p, c->args[0]);
	uint32_t node;

	if (key.op != EXPR_KEY)
		return parser_fail_node(p, c->args[0],
					"a sysctl key is expected here");
	if (op == EXPR_DEFAULT) {
		node = call_node(p, c, op, key.type, key.unit);
		p->words.at[node - p->first_node] = parser_words(p, c->args[0]);
		return node;
	}
	if (op == EXPR_ORDER)
		return call_node(p, c, op, VALUE_INT, UNIT_NONE);
	if (op == EXPR_RAW)
		return call_node(p, c, op, VALUE_WORD, UNIT_NONE);
	return call_node(p, c, op, VALUE_BOOL, UNIT_NONE);
}

static uint32_t call_gone(struct parser *p, struct call *c, enum expr_op op)
{
	struct call negated = { .n = 1, .start = c->start, .end = c->end };

	negated.args[0] = call_key(p, c, op);
	if (!negated.args[0])
		return 0;
	return call_node(p, &negated, EXPR_NOT, VALUE_BOOL, UNIT_NONE);
}

/* The reference of the first key or field of a tier within a node, or 0. */
static uint32_t tier_within(const struct parser *p, uint32_t i)
{
	const struct expr_node *node = parser_at(p, i);
	uint32_t found;

	if (node->op == EXPR_KEY || node->op == EXPR_FIELD)
		return parser_at(p, node->a)->kind == SUBJECT_TIER ? node->a
								   : 0;
	if (node->op == EXPR_CONST || node->op == EXPR_VAR ||
	    node->op == EXPR_REF || node->op >= EXPR_ANY)
		return 0;
	found = tier_within(p, node->a);
	if (!found && node->b)
		found = tier_within(p, node->b);
	if (!found && node->c && node->op == EXPR_IF)
		found = tier_within(p, node->c);
	return found;
}

static uint32_t call_bytes(struct parser *p, struct call *c, enum expr_op op)
{
	uint32_t tier;

	if (!type_is_int(p, c->args[0], "in bytes()"))
		return 0;
	if (parser_at(p, c->args[0])->unit == UNIT_NONE)
		return call_node(p, c, op, VALUE_INT, UNIT_BYTES);
	if (parser_at(p, c->args[0])->unit != UNIT_PAGES)
		return parser_fail_node(
			p, c->args[0], "%s cannot be turned into bytes",
			type_describe(parser_at(p, c->args[0])));
	tier = tier_within(p, c->args[0]);
	if (!tier)
		return parser_fail_node(p, c->args[0],
					"whose pages? No tier stands in it");
	c->args[1] = parse_field(p, tier, STR("page_size"), c->start, c->end);
	c->n = 2;
	return c->args[1] ? call_node(p, c, op, VALUE_INT, UNIT_BYTES) : 0;
}

/* To add a function: a row here, how it is evaluated in eval.c (an op of its
 * own in expr.h), how it is printed in print.c, and its line in
 * sysctl-advisor-rules(5). */
static const struct function {
	const char *name;
	uint8_t min_args, max_args;
	uint8_t op;
	uint32_t (*type)(struct parser *p, struct call *c, enum expr_op op);
} functions[] = {
	{ "bytes", 1, 1, EXPR_PAGES_TO_BYTES, call_bytes },
	{ "ceil", 1, 1, EXPR_CEIL_DIV, call_ceil },
	{ "default", 1, 1, EXPR_DEFAULT, call_key },
	{ "exists", 1, 1, EXPR_EXISTS, call_key },
	{ "gone", 1, 1, EXPR_EXISTS, call_gone },
	{ "if", 3, 3, EXPR_IF, call_if },
	{ "in_range", 1, 1, EXPR_IN_RANGE, call_key },
	{ "known", 1, 1, EXPR_KNOWN, call_known },
	{ "max", 2, ARGS_MAX, EXPR_MAX, call_extreme },
	{ "min", 2, ARGS_MAX, EXPR_MIN, call_extreme },
	{ "order", 1, 1, EXPR_ORDER, call_key },
	{ "overlaps", 2, 2, EXPR_OVERLAPS, call_port_sets },
	{ "ports", 2, 2, EXPR_PORTS_OF, call_ports },
	{ "pow2", 1, 1, EXPR_POW2, call_pow2 },
	{ "raw", 1, 1, EXPR_RAW, call_key },
	{ "set", 1, 1, EXPR_SET, call_key },
	{ "size", 1, 1, EXPR_COUNT_PORTS, call_size },
	{ "without", 2, 2, EXPR_WITHOUT, call_port_sets },
};

static const struct quantifier {
	const char *name;
	uint8_t op;
	bool of_conditions, gives_condition;
} quantifiers[] = {
	{ "all", EXPR_ALL, true, true },
	{ "any", EXPR_ANY, true, true },
	{ "count", EXPR_COUNT, true, false },
	{ "max", EXPR_MAX_OF, false, false },
	{ "min", EXPR_MIN_OF, false, false },
	{ "sum", EXPR_SUM, false, false },
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* A name that would hide another one, or could not be used. */
static bool check_binder(struct parser *p, struct token t)
{
	bool taken = lex_is_root(t.text);

	for (uint32_t i = 0; i < p->n_bound; i++)
		taken = taken || str_eq(p->bound[i].name, t.text);
	for (const char *const *word =
		     (const char *const[]){ "tier", "hop", "from", "to",
					    "topology", "setting", "assignment",
					    "line", "file", "host", NULL };
	     *word; word++)
		taken = taken || str_eq(str_of(*word), t.text);
	if (taken)
		parser_fail(p, t.start, t.end,
			    "'%.*s' has a meaning already: bind another name",
			    STR_ARG(t.text));
	if (p->n_bound == EXPR_QUANTIFIERS_MAX)
		parser_fail(p, t.start, t.end,
			    "more than %d quantifiers within each other",
			    EXPR_QUANTIFIERS_MAX);
	return !p->failed;
}

/* "x in list:", the name at hand. Fills the nodes of list and variable. */
static bool parse_binder(struct parser *p, struct expr_node *out)
{
	const struct token t = p->token;
	uint8_t kind;

	if (!check_binder(p, t))
		return false;
	parser_next(p);
	parser_next(p);
	out->a = parse_reference(p);
	if (!out->a)
		return false;
	kind = parser_at(p, out->a)->kind;
	if (parser_at(p, out->a)->op != EXPR_FIELD ||
	    parser_at(p, out->a)->type != VALUE_NONE) {
		parser_fail_node(p, out->a, "this is no list");
		return false;
	}
	if (!parser_expect(p, TOKEN_COLON, "':'"))
		return false;
	p->bound[p->n_bound++] = (struct binder){ t.text, kind };
	if (p->n_slots < p->n_bound + 1)
		p->n_slots = p->n_bound + 1;
	out->c =
		parser_node(p,
			    (struct expr_node){ .op = EXPR_VAR,
						.kind = kind,
						.a = p->n_bound,
						.b = expr_name_id(p->b, t.text),
						.start = t.start,
						.end = t.end },
			    NULL);
	return true;
}

static uint32_t parse_quantifier(struct parser *p, const struct quantifier *q,
				 uint32_t start)
{
	struct expr_node node = { .op = q->op, .start = start };
	bool fits;

	if (!parse_binder(p, &node))
		return 0;
	node.b = parse_expression(p);
	p->n_bound--;
	if (!node.b || !parser_expect(p, TOKEN_CLOSE, "')'"))
		return 0;
	fits = q->of_conditions ? type_is_bool(p, node.b, "behind ':'")
				: type_is_int(p, node.b, "behind ':'");
	if (!fits)
		return 0;
	node.type = q->gives_condition ? VALUE_BOOL : VALUE_INT;
	if (!q->of_conditions)
		node.unit = parser_at(p, node.b)->unit;
	node.end = p->last_end;
	return parser_node(p, node, NULL);
}

static bool parse_args(struct parser *p, struct call *c)
{
	do {
		uint32_t arg;

		if (c->n == ARGS_MAX) {
			parser_fail(p, p->token.start, p->token.end,
				    "more than %d arguments", ARGS_MAX);
			return false;
		}
		arg = parse_expression(p);
		if (!arg)
			return false;
		c->args[c->n++] = arg;
	} while (parser_take(p, TOKEN_COMMA));
	return parser_expect(p, TOKEN_CLOSE, "',' or ')'");
}

static uint32_t unknown_function(struct parser *p, struct token name)
{
	struct str all[COUNT(functions) + COUNT(quantifiers)], near;
	size_t n = 0;

	for (size_t i = 0; i < COUNT(functions); i++)
		all[n++] = str_of(functions[i].name);
	for (size_t i = 0; i < COUNT(quantifiers); i++)
		all[n++] = str_of(quantifiers[i].name);
	parser_fail(p, name.start, name.end, "there is no function '%.*s'",
		    STR_ARG(name.text));
	near = str_nearest(name.text, all, n);
	if (!str_empty(near))
		parser_hint(p, "did you mean '%.*s'?", STR_ARG(near));
	return 0;
}

static uint32_t parse_function(struct parser *p, struct token name)
{
	const struct function *f = NULL;
	struct call c = { .start = name.start };

	for (size_t i = 0; i < COUNT(functions); i++)
		if (str_eq(name.text, str_of(functions[i].name)))
			f = &functions[i];
	if (!f)
		return unknown_function(p, name);
	if (!parse_args(p, &c))
		return 0;
	c.end = p->last_end;
	if (c.n < f->min_args || c.n > f->max_args)
		return parser_fail(p, c.start, c.end,
				   "%s() takes %s%d arguments, not %d", f->name,
				   f->max_args == ARGS_MAX ? "at least " : "",
				   f->min_args, (int)c.n);
	return f->type(p, &c, f->op);
}

/* "word in" at hand: what tells max(h in list: ...) from max(a, b). */
static bool is_binder(const struct parser *p)
{
	struct lexer ahead = p->lexer;

	return p->token.kind == TOKEN_WORD && lex_next(&ahead).kind == TOKEN_IN;
}

uint32_t parse_call(struct parser *p)
{
	const struct token name = p->token;

	parser_next(p);
	parser_next(p);
	for (size_t i = 0; i < COUNT(quantifiers); i++) {
		const bool only = quantifiers[i].op != EXPR_MAX_OF &&
				  quantifiers[i].op != EXPR_MIN_OF;

		if (!str_eq(name.text, str_of(quantifiers[i].name)))
			continue;
		if (is_binder(p))
			return parse_quantifier(p, &quantifiers[i], name.start);
		if (only)
			return parser_unexpected(p, "'NAME in LIST: ...'");
	}
	return parse_function(p, name);
}
