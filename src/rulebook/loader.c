/* SPDX-License-Identifier: Apache-2.0 */
#include "rulebook/loader.h"

#include "conf/schema.h"
#include "keys/key.h"
#include "model/model.h"
#include "text/excerpt.h"

#include <assert.h>

struct loader *loader_new(struct arena *arena, struct diags *diags,
			  const struct rulebook *earlier)
{
	struct loader *l = arena_make(arena, struct loader);

	*l = (struct loader){
		.arena = arena,
		.diags = diags,
		.earlier = earlier,
		.builder = expr_builder_new(arena),
		.book = arena_make(arena, struct book),
		.result = arena_make(arena, struct rules),
	};
	if (earlier)
		l->knowledge = earlier->knowledge;
	assert(l->knowledge.n_books < BOOKS_MAX);
	l->knowledge.books[l->knowledge.n_books++] = l->book;
	vec_push(arena, &l->exprs, (struct expr){ 0 });
	/* The pool has an address even when nothing is read. */
	loader_text(l, STR("\n"));
	loader_publish(l);
	return l;
}

void loader_publish(struct loader *l)
{
	struct book *book = l->book;

	book->exprs = expr_builder_book(l->builder);
	book->facts = (struct facts){
		.chars = book->exprs.chars,
		.at = l->facts.at,
		.n = (uint32_t)l->facts.n,
		.rows = l->rows.at,
		.ranges = l->ranges.at,
		.meanings = l->meanings.at,
		.texts = l->texts.at,
		.families = l->families.at,
		.n_families = (uint32_t)l->families.n,
		.slots = book->facts.slots,
		.n_slots = book->facts.n_slots,
		.path_max = book->facts.path_max,
	};
	book->expr_at = l->exprs.at;
	book->derivations = l->derivations.at;
	book->n_derivations = (uint32_t)l->derivations.n;
	*l->result = (struct rules){
		.book = book,
		.at = l->rules.at,
		.n = (uint32_t)l->rules.n,
		.parts = l->parts.at,
		.fixes = l->fixes.at,
		.topics = l->topics.at,
		.n_topics = (uint32_t)l->topics.n,
		.words = l->words.at,
		.n_words = (uint32_t)l->words.n,
	};
	l->names = model_names(&l->knowledge);
}

struct pool_str loader_text(struct loader *l, struct str s)
{
	return expr_intern(l->builder, s);
}

struct str loader_string(const struct conf_node *group, const char *name)
{
	const struct conf_node *node = schema_get(group, name, CONF_STRING);

	return node ? node->string : STR("");
}

struct pool_str loader_string_text(struct loader *l,
				   const struct conf_node *group,
				   const char *name)
{
	return loader_text(l, loader_string(group, name));
}

struct pool_run loader_texts(struct loader *l, const struct conf_node *group,
			     const char *name)
{
	const struct conf_node *array = schema_get(group, name, CONF_ARRAY);
	struct pool_run run = { .first = (uint32_t)l->texts.n };

	for (size_t i = 0; array && i < array->n_children; i++) {
		if (array->children[i].type != CONF_STRING)
			continue;
		vec_push(l->arena, &l->texts,
			 loader_text(l, array->children[i].string));
		run.n++;
	}
	return run;
}

bool loader_word_at(struct loader *l, const struct conf_node *node,
		    const char *words, unsigned *out)
{
	VEC(struct str) known = { 0 };
	struct str rest = str_of(words), word, nearest;

	while (str_next_word(&rest, "|", &word)) {
		if (str_eq(word, node->string)) {
			*out = (unsigned)known.n;
			return true;
		}
		vec_push(l->arena, &known, word);
	}
	diag_add(l->diags, DIAG_ERROR, "rule-word", node->span,
		 "'%.*s' is not one of the words that can stand here",
		 STR_ARG(text_safe_str(l->arena, node->string)));
	nearest = str_nearest(node->string, known.at, known.n);
	if (str_empty(nearest))
		diag_hint(l->diags, "it is one of %s", words);
	else
		diag_hint(l->diags, "did you mean '%.*s'?", STR_ARG(nearest));
	return false;
}

bool loader_word(struct loader *l, const struct conf_node *group,
		 const char *name, const char *words, unsigned *out)
{
	const struct conf_node *node = schema_get(group, name, CONF_STRING);

	return !node || loader_word_at(l, node, words, out);
}

bool loader_expr(struct loader *l, const struct conf_node *node, size_t start,
		 size_t end, enum subject_kind kind, enum value_type want,
		 struct expr *out)
{
	struct expr_error error;

	if (expr_parse(l->builder, str_slice(node->string, start, end), kind,
		       want, &l->names, out, &error))
		return true;
	diag_add(l->diags, DIAG_ERROR, "rule-expression",
		 conf_string_span(node, start + error.start, start + error.end),
		 "%.*s", STR_ARG(error.message));
	if (!str_empty(error.hint))
		diag_hint(l->diags, "%.*s", STR_ARG(error.hint));
	return false;
}

static void suggest_key(struct loader *l, struct str path)
{
	VEC(struct str) known = { 0 };
	struct str nearest;

	for (uint32_t b = 0; b < l->knowledge.n_books; b++) {
		const struct facts *facts = &l->knowledge.books[b]->facts;

		for (uint32_t i = 0; i < facts->n; i++)
			vec_push(l->arena, &known,
				 pool_text(facts->chars, facts->at[i].path));
	}
	nearest = str_nearest(path, known.at, known.n);
	if (str_empty(nearest))
		diag_hint(l->diags, "a key is known by its file in keys/");
	else
		diag_hint(l->diags, "did you mean '%.*s'?",
			  STR_ARG(key_dotted(l->arena, nearest)));
}

bool loader_key(struct loader *l, const struct conf_node *node,
		struct str *out_path, const struct fact **out_fact,
		const struct book **out_book)
{
	*out_path = key_path(l->arena, node->string);
	*out_fact = knowledge_fact(&l->knowledge, *out_path, out_book);
	if (*out_fact)
		return true;
	diag_add(l->diags, DIAG_ERROR, "rule-key", node->span,
		 "no fact is known of the key '%.*s'",
		 STR_ARG(text_safe_str(l->arena, node->string)));
	suggest_key(l, *out_path);
	return false;
}
