/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A rule about one key need not be asked of a million others. Where "and"
 * joins a term such as setting.key == 'vm.swappiness', or line.mark in
 * 'bom|nul', the condition is certainly false for whatever has another: only
 * those that have it are looked up.
 */
#include "base/vec.h"
#include "engine/run.h"
#include "keys/key.h"
#include "model/names.h"
#include <stdlib.h>

/* The name that such a term asks about, by the rule's kind. */
static uint16_t name_asked(enum subject_kind kind)
{
	switch (kind) {
	case SUBJECT_SETTING:
		return NAME_SETTING_KEY;
	case SUBJECT_ASSIGNMENT:
		return NAME_ASSIGNMENT_KEY;
	case SUBJECT_LINE:
		return NAME_LINE_MARK;
	default:
		return 0;
	}
}

static bool is_such_a_term(const struct expr_book *book,
			   const struct expr_node *term, uint16_t name)
{
	const struct expr_node *field, *of;

	if (term->op != EXPR_EQ && term->op != EXPR_IN)
		return false;
	field = &book->nodes[term->a];
	if (field->op != EXPR_FIELD || field->b != name ||
	    book->nodes[term->b].op != EXPR_CONST)
		return false;
	of = &book->nodes[field->a];
	return of->op == EXPR_VAR && of->a == 0;
}

/* NULL when "and" joins no such term. */
static const struct expr_node *find_term(const struct expr_book *book,
					 uint32_t i, uint16_t name)
{
	const struct expr_node *node = &book->nodes[i], *found;

	if (node->op != EXPR_AND)
		return is_such_a_term(book, node, name) ? node : NULL;
	found = find_term(book, node->a, name);
	return found ? found : find_term(book, node->b, name);
}

struct index_list {
	struct arena *arena;
	VEC(uint32_t) list;
};

static int compare_indexes(const void *one, const void *other)
{
	const uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;

	return (a > b) - (a < b);
}

/* Ascending, each once, as the walk over all of them is. */
static void put_in_order(struct index_list *out)
{
	uint32_t *at = out->list.at;
	size_t n = 0;

	if (out->list.n == 0)
		return;
	qsort(at, out->list.n, sizeof *at, compare_indexes);
	for (size_t i = 0; i < out->list.n; i++)
		if (n == 0 || at[n - 1] != at[i])
			at[n++] = at[i];
	out->list.n = n;
}

static void add_path(const struct settings *settings, enum subject_kind kind,
		     struct str path, struct index_list *out)
{
	uint32_t i;

	if (kind == SUBJECT_SETTING) {
		i = settings_path_index(settings, path);
		if (i)
			vec_push(out->arena, &out->list, i - 1);
		return;
	}
	for (i = settings_first(settings, path); i;
	     i = settings_at(settings, i - 1)->next_same)
		vec_push(out->arena, &out->list, i - 1);
}

/* Every path that key_dotted() makes this key of. */
static void add_key(const struct settings *settings, enum subject_kind kind,
		    struct str key, struct index_list *out)
{
	const size_t dot = str_find(key, '.'), slash = str_find(key, '/');

	if (slash < dot)
		return;
	if (dot < slash)
		add_path(settings, kind, key_path(out->arena, key), out);
	add_path(settings, kind, key, out);
}

static void add_marks(const struct settings *settings, struct str name,
		      struct index_list *out)
{
	for (size_t i = 0; i < settings_n_marks(settings); i++) {
		const struct mark *mark = settings_mark_at(settings, i);

		if (str_eq(mark_name(mark->kind), name))
			vec_push(out->arena, &out->list, (uint32_t)i);
	}
}

static void add_word(const struct settings *settings, enum subject_kind kind,
		     struct str word, struct index_list *out)
{
	if (kind == SUBJECT_LINE)
		add_marks(settings, word, out);
	else
		add_key(settings, kind, word, out);
}

void subject_filter(const struct run *run, struct subject_walk *walk)
{
	const struct rule *rule = run->rule;
	const struct expr_book *book = &run->rules->book->exprs;
	const struct settings *settings =
		run->topology->tiers.at[walk->tier]->settings;
	const uint16_t name = name_asked(rule->each);
	/* What it has not got, it has not got for any subject. */
	const struct expr_node *term =
		name && !rule->needs ? find_term(book, rule->when.root, name)
				     : NULL;
	struct index_list list = { .arena = run->arena };
	struct str words, word;

	if (!term)
		return;
	words = pool_text(book->chars,
			  book->consts[book->nodes[term->b].a].word);
	if (term->op == EXPR_EQ)
		add_word(settings, rule->each, words, &list);
	else
		while (str_next_word(&words, "|", &word))
			add_word(settings, rule->each, word, &list);
	put_in_order(&list);
	walk->only = list.list.at;
	walk->n = list.list.n;
}
