/* SPDX-License-Identifier: Apache-2.0 */
/* Types and units: which operands fit, and what the result is. */
#include "expr/parser.h"
#include "keys/ports.h"
#include "keys/unit.h"

const char *type_describe(const struct expr_node *node)
{
	static const char *const ints[] = {
		[UNIT_NONE] = "a plain number", [UNIT_BYTES] = "bytes",
		[UNIT_PAGES] = "pages",         [UNIT_TIME] = "a time",
		[UNIT_RATE] = "a rate",         [UNIT_PORTS] = "ports",
	};
	static const char *const types[] = {
		[VALUE_NONE] = "no value",     [VALUE_BOOL] = "a condition",
		[VALUE_INT] = "a number",      [VALUE_VECTOR] = "a vector",
		[VALUE_WORD] = "a word",       [VALUE_WORDS] = "several words",
		[VALUE_VERSION] = "a version", [VALUE_PORTS] = "a set of ports",
	};

	return node->type == VALUE_INT ? ints[node->unit] : types[node->type];
}

static bool expect_type(struct parser *p, uint32_t node, enum value_type type,
			const char *what, const char *where)
{
	if (parser_at(p, node)->type == type)
		return true;
	parser_fail_node(p, node, "%s is expected %s, this is %s", what, where,
			 type_describe(parser_at(p, node)));
	return false;
}

bool type_is_bool(struct parser *p, uint32_t node, const char *where)
{
	return expect_type(p, node, VALUE_BOOL, "a condition", where);
}

bool type_is_int(struct parser *p, uint32_t node, const char *where)
{
	return expect_type(p, node, VALUE_INT, "a number", where);
}

/* The constant of a node that is one of this type, or NULL. */
static struct expr_const *const_of(const struct parser *p, uint32_t node,
				   enum value_type type)
{
	const struct expr_node *n = parser_at(p, node);

	if (n->op != EXPR_CONST || n->type != type)
		return NULL;
	return &p->b->consts.at[n->a];
}

static struct str const_word(const struct parser *p, const struct expr_const *c)
{
	return pool_text(p->b->chars.at, c->word);
}

bool type_is_ports(struct parser *p, uint32_t node, const char *where)
{
	struct expr_const *c = const_of(p, node, VALUE_WORD);
	struct value ports;

	if (!c)
		return expect_type(p, node, VALUE_PORTS, "a set of ports",
				   where);
	if (!ports_parse(p->b->arena, const_word(p, c), &ports)) {
		parser_fail_node(p, node, "this is no list of ports");
		parser_hint(p, "write '80' or '8000-8100,9000'");
		return false;
	}
	c->type = VALUE_PORTS;
	c->first_port = (uint32_t)p->b->ports.n;
	c->n_ports = ports.n;
	for (uint32_t i = 0; i < ports.n; i++)
		vec_push(p->b->arena, &p->b->ports, ports.ports[i]);
	parser_at(p, node)->type = VALUE_PORTS;
	parser_at(p, node)->unit = UNIT_PORTS;
	return true;
}

/* A bare 0 takes the unit it meets. */
static bool zero_adopts(struct parser *p, uint32_t node, uint8_t unit)
{
	struct expr_const *c = const_of(p, node, VALUE_INT);

	if (!c || c->integer.magnitude || c->unit != UNIT_NONE)
		return false;
	c->unit = unit;
	parser_at(p, node)->unit = unit;
	return true;
}

static bool is_count(uint8_t unit)
{
	return unit == UNIT_NONE || unit == UNIT_PORTS;
}

static void hint_unit(struct parser *p, uint32_t node, uint8_t unit)
{
	static const char *const suffix[] = {
		[UNIT_NONE] = "",  [UNIT_BYTES] = "B", [UNIT_PAGES] = "pages",
		[UNIT_TIME] = "s", [UNIT_RATE] = "/s", [UNIT_PORTS] = "",
	};
	const struct expr_const *c = const_of(p, node, VALUE_INT);

	if (c && c->unit == UNIT_NONE && !is_count(unit))
		parser_hint(p, "give the number its unit: %ju%s",
			    (uintmax_t)c->integer.magnitude, suffix[unit]);
}

static bool units_unify(struct parser *p, uint32_t a, uint32_t b,
			const char *verb, uint8_t *out_unit)
{
	const uint8_t u = parser_at(p, a)->unit, v = parser_at(p, b)->unit;

	*out_unit = u == UNIT_NONE ? v : u;
	if (u == v || (is_count(u) && is_count(v)))
		return true;
	if (zero_adopts(p, a, v) || zero_adopts(p, b, u)) {
		*out_unit = parser_at(p, b)->unit;
		return true;
	}
	parser_fail(p, parser_at(p, a)->start, parser_at(p, b)->end,
		    "%s and %s cannot be %s", type_describe(parser_at(p, a)),
		    type_describe(parser_at(p, b)), verb);
	hint_unit(p, a, v);
	hint_unit(p, b, u);
	if ((u == UNIT_PAGES && v == UNIT_BYTES) ||
	    (u == UNIT_BYTES && v == UNIT_PAGES))
		parser_hint(p, "bytes(...) turns pages into bytes");
	return false;
}

/* A quoted version where a version is compared. */
static bool word_to_version(struct parser *p, uint32_t node)
{
	struct expr_const *c = const_of(p, node, VALUE_WORD);

	if (!c || !kver_parse(const_word(p, c), &c->versions.from))
		return false;
	c->type = VALUE_VERSION;
	parser_at(p, node)->type = VALUE_VERSION;
	return true;
}

/* A quoted word takes the type of what it meets. */
static bool word_adopts(struct parser *p, uint32_t node, uint8_t type)
{
	if (type == VALUE_PORTS && const_of(p, node, VALUE_WORD))
		return type_is_ports(p, node, "here");
	return type == VALUE_VERSION && word_to_version(p, node);
}

bool type_unify(struct parser *p, uint32_t a, uint32_t b, const char *verb,
		uint8_t *out_unit)
{
	const uint8_t x = parser_at(p, a)->type, y = parser_at(p, b)->type;

	*out_unit = parser_at(p, a)->unit;
	if (x == VALUE_INT && y == VALUE_INT)
		return units_unify(p, a, b, verb, out_unit);
	if (x == y || word_adopts(p, a, y) || word_adopts(p, b, x))
		return true;
	parser_fail(p, parser_at(p, a)->start, parser_at(p, b)->end,
		    "%s and %s cannot be %s", type_describe(parser_at(p, a)),
		    type_describe(parser_at(p, b)), verb);
	if (x == VALUE_VERSION && y == VALUE_INT)
		parser_hint(p, "write a version with its point: 5.0");
	return false;
}

/* Is it one of "a|b"? */
static bool words_have(struct str words, struct str word)
{
	struct str one;

	while (str_next_word(&words, "|", &one))
		if (str_eq(one, word))
			return true;
	return false;
}

#define WORDS_SHOWN 32

static bool check_word(struct parser *p, uint32_t node, struct str word,
		       const char *words)
{
	struct str all[WORDS_SHOWN], rest = str_of(words), near;
	size_t n = 0;

	if (words_have(str_of(words), word))
		return true;
	while (n < WORDS_SHOWN && str_next_word(&rest, "|", &all[n]))
		n++;
	near = str_nearest(word, all, n);
	parser_fail_node(p, node, "'%.*s' is none of %s", STR_ARG(word), words);
	if (!str_empty(near))
		parser_hint(p, "did you mean '%.*s'?", STR_ARG(near));
	return false;
}

/* A quoted word must be one of the closed set that its neighbour has. */
static bool check_words(struct parser *p, uint32_t node, uint32_t other,
			bool several)
{
	const struct expr_const *c = const_of(p, node, VALUE_WORD);
	const char *words = parser_words(p, other);
	struct str rest, word;

	if (!c || !words)
		return true;
	rest = const_word(p, c);
	if (!several)
		return check_word(p, node, rest, words);
	while (str_next_word(&rest, "|", &word))
		if (!check_word(p, node, word, words))
			return false;
	return true;
}

static uint32_t binary_node(struct parser *p, enum expr_op op, uint32_t a,
			    uint32_t b, enum value_type type, uint8_t unit)
{
	return parser_node(p,
			   (struct expr_node){ .op = (uint8_t)op,
					       .type = (uint8_t)type,
					       .unit = unit,
					       .a = a,
					       .b = b,
					       .start = parser_at(p, a)->start,
					       .end = p->last_end },
			   NULL);
}

static bool type_comparison(struct parser *p, enum expr_op op, uint32_t a,
			    uint32_t b)
{
	uint8_t unit;

	if (!type_unify(p, a, b, "compared", &unit))
		return false;
	if (op == EXPR_EQ || op == EXPR_NE)
		return check_words(p, a, b, false) &&
		       check_words(p, b, a, false);
	if (parser_at(p, a)->type == VALUE_INT ||
	    parser_at(p, a)->type == VALUE_VERSION)
		return true;
	parser_fail(p, parser_at(p, a)->start, parser_at(p, b)->end,
		    "%s has no order", type_describe(parser_at(p, a)));
	parser_hint(p, "only numbers and versions do; compare with == or !=");
	return false;
}

static bool type_version_in(struct parser *p, uint32_t b)
{
	struct expr_const *c = const_of(p, b, VALUE_WORD);

	if (c && kver_range_parse(const_word(p, c), &c->versions)) {
		c->type = VALUE_VERSION;
		parser_at(p, b)->type = VALUE_VERSION;
		return true;
	}
	parser_fail_node(p, b, "behind 'in' a range of versions is expected");
	parser_hint(p, "write '4.12-', '-4.11' or '3.17-4.11', in quotes");
	return false;
}

static bool type_word_in(struct parser *p, uint32_t a, uint32_t b)
{
	if (parser_at(p, b)->type == VALUE_WORDS)
		return true;
	if (const_of(p, b, VALUE_WORD))
		return check_words(p, b, a, true);
	parser_fail_node(p, b, "behind 'in' several words are expected");
	parser_hint(p, "write 'one|other', or a name that holds several");
	return false;
}

static bool type_in(struct parser *p, uint32_t a, uint32_t b)
{
	const struct expr_node *left = parser_at(p, a);

	if (left->type == VALUE_VERSION)
		return type_version_in(p, b);
	if (left->type == VALUE_WORD)
		return type_word_in(p, a, b);
	if (left->type == VALUE_INT && is_count(left->unit))
		return type_is_ports(p, b, "behind 'in'");
	parser_fail_node(p, a, "%s cannot be in anything", type_describe(left));
	parser_hint(p, "a version, a word or a port can");
	return false;
}

static bool unit_product(uint8_t u, uint8_t v, uint8_t *out)
{
	*out = u == UNIT_NONE ? v : u;
	if (is_count(u) && is_count(v))
		return true;
	if (is_count(u) || is_count(v)) {
		*out = is_count(u) ? v : u;
		return true;
	}
	*out = UNIT_NONE;
	return (u == UNIT_RATE && v == UNIT_TIME) ||
	       (u == UNIT_TIME && v == UNIT_RATE);
}

static bool unit_quotient(uint8_t u, uint8_t v, uint8_t *out)
{
	*out = u == v ? (uint8_t)UNIT_NONE : u;
	if (u == v || is_count(v))
		return true;
	*out = v == UNIT_TIME ? UNIT_RATE : UNIT_TIME;
	return is_count(u) && (v == UNIT_TIME || v == UNIT_RATE);
}

static bool type_scaling(struct parser *p, enum expr_op op, uint32_t a,
			 uint32_t b, uint8_t *out_unit)
{
	const uint8_t u = parser_at(p, a)->unit, v = parser_at(p, b)->unit;
	const bool product = op == EXPR_MUL;

	if (product ? unit_product(u, v, out_unit)
		    : unit_quotient(u, v, out_unit))
		return true;
	parser_fail(p, parser_at(p, a)->start, parser_at(p, b)->end,
		    product ? "%s times %s is nothing that has a unit"
			    : "%s through %s is nothing that has a unit",
		    type_describe(parser_at(p, a)),
		    type_describe(parser_at(p, b)));
	return false;
}

uint32_t type_binary(struct parser *p, enum expr_op op, uint32_t a, uint32_t b)
{
	uint8_t unit = UNIT_NONE;
	bool fits;

	if (op == EXPR_AND || op == EXPR_OR) {
		const char *where =
			op == EXPR_AND ? "beside 'and'" : "beside 'or'";

		fits = type_is_bool(p, a, where) && type_is_bool(p, b, where);
		return fits ? binary_node(p, op, a, b, VALUE_BOOL, 0) : 0;
	}
	if (op == EXPR_IN || (op >= EXPR_EQ && op <= EXPR_GE)) {
		fits = op == EXPR_IN ? type_in(p, a, b)
				     : type_comparison(p, op, a, b);
		return fits ? binary_node(p, op, a, b, VALUE_BOOL, 0) : 0;
	}
	if (!type_is_int(p, a, "in arithmetic") ||
	    !type_is_int(p, b, "in arithmetic"))
		return 0;
	fits = op == EXPR_MUL || op == EXPR_DIV
		       ? type_scaling(p, op, a, b, &unit)
		       : units_unify(p, a, b,
				     op == EXPR_ADD ? "added" : "subtracted",
				     &unit);
	return fits ? binary_node(p, op, a, b, VALUE_INT, unit) : 0;
}
