/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/order.h"

#include "base/vec.h"
#include <stdlib.h>

struct ordering {
	const struct rulebook *rulebook;
	const struct engine_options *options;
	struct arena *arena;
	struct {
		struct rule_row *at;
		size_t n, capacity;
	} all; /* by id */
	struct rule_list placed;
};

static struct str text_at(const struct rules *rules, struct pool_run run,
			  uint32_t i)
{
	return rule_text(rules, rules->book->facts.texts[run.first + i]);
}

static bool run_has(const struct rules *rules, struct pool_run run,
		    struct str text)
{
	for (uint32_t i = 0; i < run.n; i++)
		if (str_eq(text_at(rules, run, i), text))
			return true;
	return false;
}

/* An id, an area, an old id or a tag. */
static bool row_answers_to(const struct rule_row *row, struct str name)
{
	const struct rule *rule = row->rule;

	str_skip(&name, '#');
	if (str_ends(name, STR("-")))
		name = str_slice(name, 0, name.len - 1);
	return str_eq(rule_text(row->rules, rule->id), name) ||
	       str_eq(rule_text(row->rules, rule->area), name) ||
	       run_has(row->rules, rule->was, name) ||
	       run_has(row->rules, rule->tags, name);
}

static bool is_wanted(const struct rule_row *row,
		      const struct engine_options *options)
{
	struct str since = rule_text(row->rules, row->rule->since);
	bool selected = options->select.n == 0;

	if (row->rule->preview && !options->preview)
		return false;
	if (!str_empty(options->edition) &&
	    str_cmp(since, options->edition) > 0)
		return false;
	for (size_t i = 0; i < options->select.n; i++)
		selected |= row_answers_to(row, options->select.at[i]);
	for (size_t i = 0; i < options->ignore.n; i++)
		selected &= !row_answers_to(row, options->ignore.at[i]);
	return selected;
}

static int compare_rows(const void *one, const void *other)
{
	const struct rule_row *a = one, *b = other;

	return str_cmp(rule_text(a->rules, a->rule->id),
		       rule_text(b->rules, b->rule->id));
}

/* NULL when no rule is called so. */
static struct rule_row *find_row(struct ordering *o, struct str id)
{
	struct rule_row wanted = { 0 };

	wanted.rule = rulebook_find(o->rulebook, id, &wanted.rules);
	if (!wanted.rule)
		return NULL;
	/* One book alone has its rules in this order. */
	if (o->rulebook->n_books == 1)
		return &o->all.at[wanted.rule - wanted.rules->at];
	return bsearch(&wanted, o->all.at, o->all.n, sizeof wanted,
		       compare_rows);
}

/* Depth first: those it waits for, then itself. The rulebook has refused
 * cycles; a rule counts as placed before its own wait, so that one could not
 * hang us. */
static void place_row(struct ordering *o, struct rule_row *row)
{
	if (row->placed)
		return;
	row->placed = true;
	for (uint32_t i = 0; i < row->rule->after.n; i++) {
		struct rule_row *before =
			find_row(o, text_at(row->rules, row->rule->after, i));

		if (!before)
			continue;
		before->watched |= row->wanted;
		vec_push(o->arena, &row->before, before);
		place_row(o, before);
	}
	vec_push(o->arena, &o->placed, row);
}

/* Each id once: the one that the book answers with. */
static void collect_rows(struct ordering *o)
{
	const struct rulebook *rulebook = o->rulebook;

	for (uint32_t b = 0; b < rulebook->n_books; b++) {
		for (uint32_t i = 0; i < rulebook->rules[b]->n; i++) {
			const struct rule *rule = &rulebook->rules[b]->at[i];
			struct rule_row row = { .rules = rulebook->rules[b],
						.rule = rule };

			if (!rulebook_hides(rulebook, b, rule))
				vec_push(o->arena, &o->all, row);
		}
	}
	if (rulebook->n_books > 1 && o->all.n > 0)
		qsort(o->all.at, o->all.n, sizeof *o->all.at, compare_rows);
	for (size_t i = 0; i < o->all.n; i++) {
		o->all.at[i].number = (uint32_t)i;
		o->all.at[i].wanted = is_wanted(&o->all.at[i], o->options);
	}
}

void rules_in_order(const struct rulebook *rulebook,
		    const struct engine_options *options, struct arena *arena,
		    struct rule_list *out)
{
	struct ordering o = { .rulebook = rulebook,
			      .options = options,
			      .arena = arena };

	collect_rows(&o);
	for (size_t i = 0; i < o.all.n; i++)
		place_row(&o, &o.all.at[i]);
	for (size_t i = 0; i < o.placed.n; i++) {
		if (o.placed.at[i]->wanted)
			vec_push(arena, out, o.placed.at[i]);
	}
}

bool engine_has_rule(const struct rulebook *rulebook, struct str name)
{
	for (uint32_t b = 0; b < rulebook->n_books; b++) {
		for (uint32_t i = 0; i < rulebook->rules[b]->n; i++) {
			struct rule_row row = {
				.rules = rulebook->rules[b],
				.rule = &rulebook->rules[b]->at[i],
			};

			if (row_answers_to(&row, name))
				return true;
		}
	}
	return false;
}
