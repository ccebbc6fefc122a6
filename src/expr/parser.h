/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the files of the parser share; nobody else includes it. Every function
 * that returns a node returns 0 when something was wrong, and the first fault
 * is then in the error.
 */
#ifndef EXPR_PARSER_H
#define EXPR_PARSER_H

#include "expr/lex.h"
#include "expr/parse.h"

struct binder {
	struct str name;
	uint8_t kind; /* enum subject_kind */
};

struct parser {
	struct expr_builder *b;
	const struct expr_names *names;
	enum subject_kind kind; /* of slot 0 */
	struct lexer lexer;
	struct token token; /* at hand, not yet taken */
	uint32_t last_end;  /* of the token taken last */
	uint32_t depth;
	struct binder bound[EXPR_QUANTIFIERS_MAX];
	uint32_t n_bound; /* the innermost has slot n_bound */
	uint32_t n_slots;
	uint32_t first_node;
	VEC(const char *) words; /* closed set of each node, or NULL */
	struct expr_error *error;
	bool failed;
};

/* parse.c */
uint32_t parser_fail(struct parser *p, uint32_t start, uint32_t end,
		     const char *format, ...)
	__attribute__((format(printf, 4, 5)));
uint32_t parser_fail_node(struct parser *p, uint32_t node, const char *format,
			  ...) __attribute__((format(printf, 3, 4)));
void parser_hint(struct parser *p, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* The token at hand is none of those that can stand here. */
uint32_t parser_unexpected(struct parser *p, const char *expected);
void parser_next(struct parser *p);
bool parser_take(struct parser *p, enum token_kind kind);
bool parser_expect(struct parser *p, enum token_kind kind, const char *what);
uint32_t parser_node(struct parser *p, struct expr_node node,
		     const char *words);
/* Valid until the next node is made. */
struct expr_node *parser_at(const struct parser *p, uint32_t node);
const char *parser_words(const struct parser *p, uint32_t node);
uint32_t parse_expression(struct parser *p);

/* parse_primary.c */
uint32_t parse_primary(struct parser *p);
uint32_t parse_reference(struct parser *p);
/* A field of what ref refers to, by name. */
uint32_t parse_field(struct parser *p, uint32_t ref, struct str name,
		     uint32_t start, uint32_t end);

/* parse_call.c: the token at hand is the name, an open parenthesis follows. */
uint32_t parse_call(struct parser *p);

/* parse_type.c */
uint32_t type_binary(struct parser *p, enum expr_op op, uint32_t a, uint32_t b);
/* Makes two integers, or two values of one type, fit each other. */
bool type_unify(struct parser *p, uint32_t a, uint32_t b, const char *verb,
		uint8_t *out_unit);
bool type_is_bool(struct parser *p, uint32_t node, const char *where);
bool type_is_int(struct parser *p, uint32_t node, const char *where);
/* A quoted word becomes the set of ports that it spells. */
bool type_is_ports(struct parser *p, uint32_t node, const char *where);
const char *type_describe(const struct expr_node *node);

/* parse_known.c: semantics.md 8. */
bool check_known(struct parser *p, uint32_t root);

#endif
