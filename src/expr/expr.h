/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rule language as data: an expression is an array of nodes linked by
 * index, its texts are offsets into one pool, its constants sit in tables.
 * Nothing in it is a pointer, so that the build can write it out as constant
 * tables without a relocation (semantics.md 20). The grammar stands in
 * sysctl-advisor-rules(5). Knows values and what a name's type is, not what
 * the names mean.
 */
#ifndef EXPR_EXPR_H
#define EXPR_EXPR_H

#include "base/pool.h"
#include "expr/subject.h"
#include "keys/value.h"
#include <stdint.h>

enum expr_op {
	EXPR_CONST, /* a: index into consts */
	EXPR_FIELD, /* a: ref node; b: field id; c: name id */
	EXPR_KEY,   /* a: ref node (a tier); b: name id; c: element + 1 or 0 */
	EXPR_VAR,   /* a: slot; b: name id; kind tier: the slot's tier */
	EXPR_REF,   /* a: ref node; b: id of a reference field; c: name id */
	EXPR_SET,   /* a: EXPR_KEY node: somebody assigns it */
	EXPR_DEFAULT,  /* a: EXPR_KEY: the kernel's default */
	EXPR_RAW,      /* a: EXPR_KEY: the text as written */
	EXPR_KNOWN,    /* a: any node */
	EXPR_EXISTS,   /* a: EXPR_KEY: it is there on the tier's kernel */
	EXPR_IN_RANGE, /* a: EXPR_KEY: the kernel accepts the value written */
	EXPR_ORDER,    /* a: EXPR_KEY: place in the order of writing */
	EXPR_OVERLAPS, /* a, b: ports; is the shared set non-empty */
	EXPR_NOT,
	EXPR_NEGATE,
	EXPR_AND,
	EXPR_OR,
	EXPR_EQ,
	EXPR_NE,
	EXPR_LT,
	EXPR_LE,
	EXPR_GT,
	EXPR_GE,
	EXPR_IN, /* version in range, word in words, port in ports */
	EXPR_ADD,
	EXPR_SUB,
	EXPR_MUL,
	EXPR_DIV,      /* floors */
	EXPR_CEIL_DIV, /* ceil(a / b) */
	EXPR_MIN,
	EXPR_MAX,
	EXPR_IF,   /* if(a, b, c): unknown a: unknown unless b and c agree */
	EXPR_POW2, /* pow2_ceil(a): the next power of two */
	EXPR_COUNT_PORTS,    /* size(a): how many ports */
	EXPR_PORTS_OF,       /* ports(a, b): from low to high */
	EXPR_WITHOUT,        /* without(a, b): ports of a that are not in b */
	EXPR_PAGES_TO_BYTES, /* bytes(a): b: page_size field; 0: a is a count */
	EXPR_ANY, /* a: list field node; b: body; c: EXPR_VAR bound */
	EXPR_ALL,
	EXPR_COUNT,  /* likewise; body is boolean */
	EXPR_SUM,    /* likewise; body is an integer */
	EXPR_MAX_OF, /* max over the list */
	EXPR_MIN_OF,
	N_EXPR_OPS
};

struct expr_node {
	uint8_t op;   /* enum expr_op */
	uint8_t type; /* enum value_type; VALUE_NONE for references */
	uint8_t unit;
	uint8_t kind;        /* enum subject_kind, for references and lists */
	uint32_t a, b, c;    /* see enum expr_op; node indexes unless said */
	uint32_t start, end; /* bytes within the expression's text */
};

/* A constant without pointers. */
struct expr_const {
	uint8_t type, unit;
	bool boolean;
	struct num integer;
	struct kver_range versions; /* of EXPR_IN; .from alone: a version */
	struct pool_str word;
	uint32_t first_port, n_ports; /* into the book's ports */
};

/* What an expression names: a key's canonical path (it may hold "*" for the
 * interface; resolved against the facts when used), a field, a variable. */
struct expr_key {
	struct pool_str path;
};

/* The tables that expressions of one book share. Index 0 of nodes, consts
 * and keys is unused: 0 means "none". */
struct expr_book {
	const char *chars;
	const struct expr_node *nodes;
	const struct expr_const *consts;
	const struct expr_key *keys;
	const struct port_range *ports;
};

/* One expression: its root, its text, and how many variable slots it uses
 * (slot 0 is the subject). */
struct expr {
	uint32_t root; /* 0: there is none */
	struct pool_str text;
	uint32_t n_slots;
};

#endif
