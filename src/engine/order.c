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
	uint32_t *slots; /* index + 1 into all; NULL with several books */
	size_t n_slots;
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

/* Rules of one book by where the pool has their id: equal texts of a book are
 * one text. */
static size_t id_slot(const struct ordering *o, struct pool_str id)
{
	size_t i = id.at * 2654435761u & (o->n_slots - 1);

	while (o->slots[i] && o->all.at[o->slots[i] - 1].rule->id.at != id.at)
		i = (i + 1) & (o->n_slots - 1);
	return i;
}

static void fill_slots(struct ordering *o)
{
	o->n_slots = 64;
	while (o->n_slots < 2 * o->all.n)
		o->n_slots *= 2;
	o->slots = arena_array(o->arena, uint32_t, o->n_slots);
	for (size_t i = 0; i < o->all.n; i++)
		o->slots[id_slot(o, o->all.at[i].rule->id)] = (uint32_t)i + 1;
}

/* The i-th that the row comes after; NULL when no rule is called so. */
static struct rule_row *find_row(struct ordering *o, const struct rule_row *row,
				 uint32_t i)
{
	const struct pool_run after = row->rule->after;
	struct pool_str id = row->rules->book->facts.texts[after.first + i];
	struct rule_row wanted = { 0 };
	size_t slot;

	if (o->slots) {
		slot = o->slots[id_slot(o, id)];
		if (slot)
			return &o->all.at[slot - 1];
	}
	wanted.rule = rulebook_find(o->rulebook, rule_text(row->rules, id),
				    &wanted.rules);
	if (!wanted.rule)
		return NULL;
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
		struct rule_row *before = find_row(o, row, i);

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
	if (rulebook->n_books == 1)
		fill_slots(&o);
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
