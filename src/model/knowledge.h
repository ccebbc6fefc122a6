/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What rulebook/ hands to the model: facts, and derivations that are formulas
 * (rules/derive/). Records only; loading them is rulebook's work. With
 * --rules there are several books; a later one's fact or derivation stands
 * before an earlier one's of the same name.
 */
#ifndef MODEL_KNOWLEDGE_H
#define MODEL_KNOWLEDGE_H

#include "base/pool.h"
#include "expr/expr.h"
#include "keys/fact.h"
#include <stdint.h>

/* One derived name: "hop.max_rate". */
struct derivation {
	uint8_t kind; /* enum subject_kind */
	uint8_t type, unit;
	struct pool_str name;
	struct expr value;       /* without a root: a fault was found in it */
	struct pool_str because; /* one sentence: the formula in words */
	struct pool_str about;
	struct pool_run see; /* texts of the facts table */
	bool estimate;       /* its result is tainted */
};

struct book {
	struct facts facts;
	struct expr_book exprs;     /* nodes etc. of everything in the book */
	const struct expr *expr_at; /* numbered expressions: defaults */
	const struct derivation *derivations;
	uint32_t n_derivations;
};

#define BOOKS_MAX 8

struct knowledge {
	const struct book *books[BOOKS_MAX]; /* [0] is built in */
	uint32_t n_books;
};

/* The fact and the book that holds it; NULL when no book knows the key. */
const struct fact *knowledge_fact(const struct knowledge *k, struct str path,
				  const struct book **out_book);

#endif
