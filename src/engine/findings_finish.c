/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/finding.h"

#include "engine/run.h"
#include <stdlib.h>

static int compare_u32(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int compare_place(const struct finding *a, const struct finding *b)
{
	int order = compare_u32(a->place.source, b->place.source);

	return order ? order : compare_u32(a->place.start, b->place.start);
}

/* Source, start, rule id; a certain one before a doubtful one; subjects in
 * the order in which they were met. */
static int compare_findings(const void *one, const void *other)
{
	const struct finding *a = one, *b = other;
	int order = compare_place(a, b);

	if (!order)
		order = str_cmp(rule_text(a->rules, a->rule->id),
				rule_text(b->rules, b->rule->id));
	if (!order)
		order = (int)a->doubtful - (int)b->doubtful;
	if (!order)
		order = compare_u32(a->place.end, b->place.end);
	return order ? order : compare_u32(a->order, b->order);
}

static bool is_same(const struct finding *a, const struct finding *b)
{
	return a->rule == b->rule && a->doubtful == b->doubtful &&
	       !span_is_none(a->place) && span_eq(a->place, b->place) &&
	       a->n_folded == 0 && b->n_folded == 0;
}

static void absorb(struct arena *arena, struct finding *into,
		   const struct finding *f)
{
	for (size_t i = 0; i < f->subjects.n; i++) {
		vec_push(arena, &into->subjects, f->subjects.at[i]);
		vec_push(arena, &into->subject_names, f->subject_names.at[i]);
	}
	for (size_t i = 0; i < f->fixes.n; i++)
		vec_push(arena, &into->fixes, f->fixes.at[i]);
}

void findings_finish(struct findings *findings)
{
	struct finding *at = findings->list.at;
	size_t n = 0;

	if (findings->list.n == 0)
		return;
	qsort(at, findings->list.n, sizeof *at, compare_findings);
	for (size_t i = 0; i < findings->list.n; i++) {
		if (n > 0 && is_same(&at[n - 1], &at[i]))
			absorb(findings->arena, &at[n - 1], &at[i]);
		else
			at[n++] = at[i];
	}
	findings->list.n = n;
}
