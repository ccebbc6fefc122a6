/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Text to a typed expression. Everything wrong is found here, with a place:
 * syntax, names, types, units, words that are not in a name's set. After
 * that, evaluation cannot fail.
 */
#ifndef EXPR_PARSE_H
#define EXPR_PARSE_H

#include "base/str.h"
#include "expr/expr.h"
#include "expr/expr_build.h"
#include <stdbool.h>
#include <stdint.h>

/* What a name is, as the table of names (model/) tells it. */
struct expr_name {
	uint16_t id;  /* handed back to the evaluator's environment */
	uint8_t type; /* enum value_type; VALUE_NONE: a reference or a list */
	uint8_t unit;
	uint8_t kind; /* of the subject it refers to, or of the elements */
	bool is_list; /* tier.hops_in: only any/all/count/sum/max/min take it */
	const char *words; /* "a|b" of a closed word, or NULL */
};

/* What a key holds, as the facts tell it. */
struct expr_key_type {
	uint8_t type, unit;
	uint8_t arity; /* elements of a vector */
	const char *words;
};

/* name and key return false for what there is not. all_names fills in what
 * "did you mean" may offer; of SUBJECT_NONE the paths of the keys known. */
struct expr_names {
	const void *context;
	bool (*name)(const void *context, enum subject_kind kind,
		     struct str name, struct expr_name *out);
	bool (*key)(const void *context, struct str path,
		    struct expr_key_type *out);
	size_t (*all_names)(const void *context, enum subject_kind kind,
			    struct str *out, size_t max);
};

#define EXPR_TEXT_MAX  4096
#define EXPR_DEPTH_MAX 32
/* Quantifiers within each other: each multiplies the work by a list. */
#define EXPR_QUANTIFIERS_MAX 3

/* What went wrong, by bytes of the expression's text. */
struct expr_error {
	uint32_t start, end;
	struct str message; /* in the builder's arena */
	struct str hint;
};

/*
 * kind is what slot 0 holds. want is the type that the result must have, or
 * VALUE_NONE for any; the type found is in the root node. On failure false,
 * with the first error in *out_error, and nothing is left in the builder that
 * matters.
 */
bool expr_parse(struct expr_builder *b, struct str text, enum subject_kind kind,
		enum value_type want, const struct expr_names *names,
		struct expr *out, struct expr_error *out_error);

/* The text again, in one normal form: parsing it gives the same tree. */
struct str expr_print(struct arena *arena, const struct expr_book *book,
		      struct expr e);

#endif
