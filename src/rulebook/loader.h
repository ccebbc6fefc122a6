/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One book while its files are read: the tables that still grow, and what the
 * readers of facts, derivations and rules share. Everything wrong in a file is
 * a diagnostic with its place. Knows nothing of where the files come from.
 */
#ifndef RULEBOOK_LOADER_H
#define RULEBOOK_LOADER_H

#include "base/arena.h"
#include "base/vec.h"
#include "conf/conf.h"
#include "expr/expr_build.h"
#include "expr/parse.h"
#include "model/knowledge.h"
#include "rulebook/rulebook.h"
#include "text/diag.h"

/* One file, already parsed. */
struct book_file {
	struct str folder; /* "tw" of lint/tw/, else empty */
	struct str stem;   /* its name without ".conf" */
	const struct conf_node *root;
};

struct loader {
	struct arena *arena;
	struct diags *diags;
	struct expr_builder *builder;
	struct book *book;
	struct rules *result;
	const struct rulebook *earlier; /* or NULL */
	/* The books before this one, and this one behind them. */
	struct knowledge knowledge;
	struct expr_names names;

	VEC(struct fact) facts;
	VEC(struct fact_row) rows;
	VEC(struct fact_range) ranges;
	VEC(struct fact_meaning) meanings;
	VEC(struct pool_str) texts;
	VEC(struct family) families;
	VEC(struct expr) exprs; /* 0 is none */
	VEC(struct derivation) derivations;
	VEC(const struct conf_node *) derivation_values;
	VEC(struct rule) rules;
	VEC(const struct conf_node *) rule_after; /* or NULL, as rules */
	VEC(struct pool_str) ids;                 /* of faulty rules too */
	VEC(struct prose_part) parts;
	VEC(struct fix) fixes;
	VEC(struct topic) topics;
	VEC(const struct conf_node *) topic_related; /* or NULL, as topics */
	VEC(struct word) words;
};

/* earlier: what is loaded already, or NULL. It has room for one more. */
struct loader *loader_new(struct arena *arena, struct diags *diags,
			  const struct rulebook *earlier);

/* In this order, each for every file of its kind before the next. */
void fact_load(struct loader *l, const struct book_file *file);
void fact_load_end(struct loader *l);
void family_load(struct loader *l, const struct book_file *file);
void derive_load(struct loader *l, const struct book_file *file);
void derive_load_end(struct loader *l);
void rule_load(struct loader *l, const struct book_file *file);
void topic_load(struct loader *l, const struct book_file *file);
void word_load(struct loader *l, const struct book_file *file);
/* Called by loader_end(): topics name rules, keys and each other. */
void topic_load_end(struct loader *l);
/* The book, in the arena. */
const struct rules *loader_end(struct loader *l);

/* All of that for the files below dir. Returns 0 or -errno for dir itself;
 * faults in files are diagnostics. */
int loader_read_dir(struct loader *l, struct sources *sources, const char *dir);

/* The tables as they are now are those of the book. */
void loader_publish(struct loader *l);

struct pool_str loader_text(struct loader *l, struct str s);
/* Empty text where the field is not there. */
struct str loader_string(const struct conf_node *group, const char *name);
struct pool_str loader_string_text(struct loader *l,
				   const struct conf_node *group,
				   const char *name);
/* The strings of an array field. */
struct pool_run loader_texts(struct loader *l, const struct conf_node *group,
			     const char *name);

/* The index of a string field's word in "a|b|c": true also where the field is
 * not there (*out as it was). A complaint names the nearest word. */
bool loader_word(struct loader *l, const struct conf_node *group,
		 const char *name, const char *words, unsigned *out);
/* The same for a string at hand. */
bool loader_word_at(struct loader *l, const struct conf_node *node,
		    const char *words, unsigned *out);

/* The expression in bytes start .. end of a string, with carets that are
 * right whatever escapes the string holds. */
bool loader_expr(struct loader *l, const struct conf_node *node, size_t start,
		 size_t end, enum subject_kind kind, enum value_type want,
		 struct expr *out);

/* A key with dots as its path, which some book must know. */
bool loader_key(struct loader *l, const struct conf_node *node,
		struct str *out_path, const struct fact **out_fact,
		const struct book **out_book);

#endif
