/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/order.h"

#include "base/vec.h"
#include <stdlib.h>

struct ordering {
	const struct rulebook *rulebook;
	struct arena *arena;
	struct rule_list all; /* by id */
	VEC(const struct rule_row *) placed;
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

/* Depth first: those it waits for, then itself. The rulebook has refused
 * cycles; a rule counts as placed before its own wait, so that one could not
 * hang us. */
static void place_row(struct ordering *o, struct rule_row *row)
{
	if (row->placed)
		return;
	row->placed = true;
	for (uint32_t i = 0; i < row->rule->after.n; i++) {
		struct rule_row before = { 0 }, *found;

		before.rule = rulebook_find(
			o->rulebook, text_at(row->rules, row->rule->after, i),
			&before.rules);
		if (!before.rule)
			continue;
		found = bsearch(&before, o->all.at, o->all.n, sizeof before,
				compare_rows);
		if (!found)
			continue;
		found->watched = true;
		place_row(o, found);
	}
	vec_push(o->arena, &o->placed, row);
}

/* Each id once: the one that the book answers with. */
static void collect_rows(const struct rulebook *rulebook, struct arena *arena,
			 struct rule_list *out)
{
	for (uint32_t b = 0; b < rulebook->n_books; b++) {
		for (uint32_t i = 0; i < rulebook->rules[b]->n; i++) {
			const struct rule *rule = &rulebook->rules[b]->at[i];
			struct rule_row row = { .rules = rulebook->rules[b],
						.rule = rule };

			if (!rulebook_hides(rulebook, b, rule))
				vec_push(arena, out, row);
		}
	}
	/* One book alone has its rules in this order. */
	if (rulebook->n_books > 1 && out->n > 0)
		qsort(out->at, out->n, sizeof *out->at, compare_rows);
}

void rules_in_order(const struct rulebook *rulebook,
		    const struct engine_options *options, struct arena *arena,
		    struct rule_list *out)
{
	struct ordering o = { .rulebook = rulebook, .arena = arena };

	collect_rows(rulebook, arena, &o.all);
	for (size_t i = 0; i < o.all.n; i++)
		place_row(&o, &o.all.at[i]);
	for (size_t i = 0; i < o.placed.n; i++) {
		if (is_wanted(o.placed.at[i], options))
			vec_push(arena, out, *o.placed.at[i]);
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
