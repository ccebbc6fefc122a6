/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/family.h"
#include "keys/near.h"
#include "rulebook/cycle.h"
#include "rulebook/loader.h"
#include "text/excerpt.h"

#include <stdlib.h>

/* qsort() takes no context: what to sort goes with its text. */
struct order {
	struct str text;
	size_t index;
};

static int order_cmp(const void *a, const void *b)
{
	const struct order *left = a, *right = b;

	return str_cmp(left->text, right->text);
}

static struct order *order_new(struct loader *l, size_t n)
{
	return arena_array(l->arena, struct order, n);
}

void fact_load_end(struct loader *l)
{
	const size_t n = l->facts.n;
	struct order *order = order_new(l, n);
	struct fact *sorted = arena_array(l->arena, struct fact, n);

	for (size_t i = 0; i < n; i++)
		order[i] = (struct order){
			pool_text(l->builder->chars.at, l->facts.at[i].path), i
		};
	qsort(order, n, sizeof *order, order_cmp);
	for (size_t i = 0; i < n; i++)
		sorted[i] = l->facts.at[order[i].index];
	l->facts.at = sorted;
	l->facts.capacity = n;
	loader_publish(l);
	fact_slots_fill(&l->book->facts, l->arena);
}

static void rules_sort(struct loader *l)
{
	const size_t n = l->rules.n;
	struct order *order = order_new(l, n);
	struct rule *sorted = arena_array(l->arena, struct rule, n);
	const struct conf_node **after =
		arena_array(l->arena, const struct conf_node *, n);

	for (size_t i = 0; i < n; i++)
		order[i] = (struct order){
			pool_text(l->builder->chars.at, l->rules.at[i].id), i
		};
	qsort(order, n, sizeof *order, order_cmp);
	for (size_t i = 0; i < n; i++) {
		sorted[i] = l->rules.at[order[i].index];
		after[i] = l->rule_after.at[order[i].index];
	}
	l->rules.at = sorted;
	l->rule_after.at = after;
	l->rules.capacity = l->rule_after.capacity = n;
}

static long rule_index(const struct loader *l, struct pool_str id)
{
	for (size_t i = 0; i < l->rules.n; i++)
		if (l->rules.at[i].id.at == id.at &&
		    l->rules.at[i].id.len == id.len)
			return (long)i;
	return -1;
}

static void suggest_id(struct loader *l, struct str wrong)
{
	struct str *known = arena_array(l->arena, struct str, l->rules.n);
	struct str nearest;

	for (size_t i = 0; i < l->rules.n; i++)
		known[i] = pool_text(l->builder->chars.at, l->rules.at[i].id);
	nearest = str_nearest(wrong, known, l->rules.n);
	if (!str_empty(nearest))
		diag_hint(l->diags, "did you mean '%.*s'?", STR_ARG(nearest));
}

static bool id_is_known(const struct loader *l, struct pool_str id)
{
	const struct rules *rules;

	for (size_t i = 0; i < l->ids.n; i++)
		if (l->ids.at[i].at == id.at && l->ids.at[i].len == id.len)
			return true;
	return l->earlier &&
	       rulebook_find(l->earlier, pool_text(l->builder->chars.at, id),
			     &rules);
}

/* The rules that 'after' names. Those of earlier books cannot name one of
 * this book, so they close no cycle. */
static void after_add(struct loader *l, struct cycle *cycle, size_t rule)
{
	const struct conf_node *array = l->rule_after.at[rule];

	for (size_t i = 0; array && i < array->n_children; i++) {
		const struct conf_node *node = &array->children[i];
		const struct pool_str id = loader_text(l, node->string);
		const long other = rule_index(l, id);

		if (other >= 0)
			cycle_add(cycle, rule, (size_t)other);
		if (other >= 0 || id_is_known(l, id))
			continue;
		diag_add(l->diags, DIAG_ERROR, "rule-after", node->span,
			 "there is no rule '%.*s'",
			 STR_ARG(text_safe_str(l->arena, node->string)));
		suggest_id(l, node->string);
	}
}

/* Rules that wait for each other would mute each other: none of them waits. */
static void after_check(struct loader *l)
{
	struct cycle cycle;

	cycle_init(&cycle, l->arena, l->rules.n);
	for (size_t i = 0; i < l->rules.n; i++)
		after_add(l, &cycle, i);
	for (size_t i = 0; i < l->rules.n; i++) {
		if (!cycle_holds(&cycle, i))
			continue;
		diag_add(l->diags, DIAG_ERROR, "rule-after",
			 l->rule_after.at[i]->span,
			 "this rule waits for itself");
		diag_hint(l->diags, "'after' may not go round in a circle");
		l->rules.at[i].after.n = 0;
	}
}

const struct rules *loader_end(struct loader *l)
{
	rules_sort(l);
	after_check(l);
	topic_load_end(l);
	loader_publish(l);
	family_keys_fill(&l->book->facts, l->arena);
	near_hints_fill(&l->book->facts, l->arena);
	return l->result;
}
