/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Evaluation: three values, taint, and evidence (semantics.md 6, 7, 9). No
 * short-circuit: what is remembered does not depend on the order of terms.
 * Overflow and division by zero give unknown with the note "arithmetic".
 */
#ifndef EXPR_EVAL_H
#define EXPR_EVAL_H

#include "base/arena.h"
#include "base/vec.h"
#include "expr/expr.h"
#include "keys/value.h"
#include <stdbool.h>
#include <stdint.h>

/* What a question about a key is about. */
enum key_question {
	KEY_VALUE, /* effective value */
	KEY_SET,   /* bool: somebody assigns it */
	KEY_DEFAULT,
	KEY_RAW,      /* word: as written */
	KEY_EXISTS,   /* bool: on this tier's kernel */
	KEY_IN_RANGE, /* bool: the kernel accepts what is written */
	KEY_ORDER,    /* int: place in the order of writing */
};

struct evidence;

/* How the model answers. All fill *out; a derived field also adds the leaves
 * it came from to the evidence, when evidence is not NULL. */
struct expr_env {
	void *context;
	void (*field)(void *context, struct subject s, uint16_t id,
		      struct evidence *evidence, struct datum *out);
	/* path as in expr_key; element 0 is the whole, else element - 1. The
	 * subject is a tier, unless the path holds "*" for the interface of
	 * the setting or assignment that is the subject. */
	void (*key)(void *context, struct subject tier, struct str path,
		    enum key_question question, uint32_t element,
		    struct evidence *evidence, struct datum *out);
	/* A reference field (hop.from). False when unknown. */
	bool (*follow)(void *context, struct subject s, uint16_t id,
		       struct subject *out);
	/* The i-th element of a list field, false past the end. */
	bool (*element)(void *context, struct subject s, uint16_t id, size_t i,
			struct subject *out);
	/* How a subject is called in evidence: "tier edge". */
	struct str (*subject_name)(void *context, struct subject s);
	/* May be NULL. Something was not asked for, since it could not change
	 * the result; it could still be evidence. */
	void (*skipped)(void *context);
};

/* One fact that decided. */
struct leaf {
	struct str text; /* "net.ipv4.tcp_timestamps", "hop a -> b: nat" */
	struct datum datum;
	struct subject subject;
	uint8_t kind;  /* what produced it: enum leaf_kind */
	uint8_t depth; /* 0: the condition names it; 1: what that is derived
			* from, and so on */
	bool deciding; /* unknown or tainted, where the result is in doubt */
};

enum leaf_kind {
	LEAF_FIELD,
	LEAF_KEY,
	LEAF_DERIVED, /* a derivation, or arithmetic that failed */
	LEAF_COUNT,   /* how many elements of a list; an integer */
	LEAF_MORE,    /* how many more leaves there are; an integer */
};

/* The note of an unknown that no fact would settle (semantics.md 7). */
#define EXPR_ARITHMETIC "arithmetic"

/* So many leaves are kept; of the rest only their number. */
#define EVIDENCE_MAX 256

struct evidence {
	struct arena *arena;
	VEC(struct leaf) leaves; /* each once, in the order met */
};

/* A leaf of equal kind, text and subject is there already: one is kept. */
void evidence_add(struct evidence *evidence, struct leaf leaf);

/*
 * Evaluates e about a subject. evidence may be NULL: then only the result is
 * computed, and that is cheap. With it, the leaves that decided this result
 * are added: of "and" that is true both sides, of "or" that is true the true
 * ones, of "any" the first three witnesses and the count; of an unknown or
 * tainted result the unknown and tainted leaves, and the known ones that did
 * not rule it out.
 */
void expr_eval(const struct expr_book *book, struct expr e,
	       struct subject subject, const struct expr_env *env,
	       struct arena *arena, struct evidence *evidence,
	       struct datum *out);
/* Only the leaves, where the result is known already. */
void expr_explain(const struct expr_book *book, struct expr e,
		  struct subject subject, const struct expr_env *env,
		  struct arena *arena, const struct datum *result,
		  struct evidence *evidence);

#endif
