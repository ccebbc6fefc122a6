/* SPDX-License-Identifier: Apache-2.0 */
/* From the fixes of findings to what may be asked of a key. */
#include "engine/rounds.h"

static enum demand_rank rank_of(const struct finding *f)
{
	struct str area = rule_text(f->rules, f->rule->area);

	if (str_eq(area, STR("SEC")))
		return RANK_HARDENING;
	return str_eq(area, STR("ROLE")) ? RANK_ROLE : RANK_TOPOLOGY;
}

static const char *op_words(uint8_t op)
{
	static const char *const words[] = {
		[FIX_SET] = "wants",
		[FIX_AT_LEAST] = "wants at least",
		[FIX_AT_MOST] = "wants at most",
		[FIX_ADD] = "adds",
		[FIX_REMOVE] = "wants no line",
	};

	return words[op];
}

struct str demand_text(const struct advising *a, const struct demand *d)
{
	struct str id = rule_text(d->rules, d->rule->id);

	if (d->op == FIX_REMOVE)
		return str_format(a->arena, "%.*s %s", STR_ARG(id),
				  op_words(d->op));
	return str_format(a->arena, "%.*s %s %.*s", STR_ARG(id),
			  op_words(d->op), STR_ARG(d->want.text));
}

static bool same_note(const struct advice_note *n, const struct demand *d,
		      struct str text)
{
	return n->tier == d->tier && n->rule == d->rule &&
	       str_eq(n->path, d->path) && str_eq(n->text, text);
}

void advice_note(struct advising *a, const struct demand *d, struct str text)
{
	struct advice_note note = { .tier = d->tier,
				    .path = d->path,
				    .rules = d->rules,
				    .rule = d->rule,
				    .text = text };

	for (size_t i = 0; i < a->out->notes.n; i++)
		if (same_note(&a->out->notes.at[i], d, text))
			return;
	vec_push(a->arena, &a->out->notes, note);
}

bool advice_is_frozen(const struct advising *a, const struct tier *tier,
		      struct str path)
{
	for (size_t i = 0; i < a->out->conflicts.n; i++) {
		const struct advice_conflict *c = &a->out->conflicts.at[i];

		if (c->tier == tier && str_eq(c->path, path))
			return true;
	}
	return false;
}

static struct demand demand_of(struct advising *a, const struct finding *f,
			       const struct fix_entry *entry)
{
	struct key_view view = key_view(a, entry->tier, entry->path);

	return (struct demand){
		.tier = entry->tier,
		.path = entry->path,
		.op = entry->op,
		.rank = (uint8_t)rank_of(f),
		.want = wanted_of(a, &view, entry->value),
		.rules = f->rules,
		.rule = f->rule,
		.message = f->message,
		.sum = entry->sum,
		.round = a->round,
		.group = entry->group,
	};
}

/* Empty when the demand can be met on its tier, other demands aside. */
static struct str demand_refused(const struct advising *a,
				 const struct demand *d, bool known)
{
	struct key_view view = key_view(a, d->tier, d->path);

	if (d->op == FIX_REMOVE)
		return (struct str){ 0 };
	if (!known)
		return STR("its value hangs on something that is not known");
	return key_refuses(a, d->tier, &view, &d->want);
}

/* The entries of one group, from the i-th: all of them or none. Returns how
 * many entries the group has. */
static size_t group_collect(struct advising *a, const struct finding *f,
			    size_t i, struct demand_list *out)
{
	size_t first = out->n, n = 0;
	bool refused = false;

	for (; i + n < f->fixes.n &&
	       f->fixes.at[i + n].group == f->fixes.at[i].group;
	     n++) {
		const struct fix_entry *entry = &f->fixes.at[i + n];
		struct demand d = demand_of(a, f, entry);
		struct str why = demand_refused(a, &d, entry->known);

		if (!str_empty(why))
			advice_note(a, &d, why);
		refused |=
			!str_empty(why) || advice_is_frozen(a, d.tier, d.path);
		vec_push(a->arena, out, d);
	}
	if (refused)
		out->n = first;
	return n;
}

void demands_collect(struct advising *a, const struct findings *findings,
		     struct demand_list *out)
{
	for (size_t i = 0; i < findings->list.n; i++) {
		const struct finding *f = &findings->list.at[i];

		if (f->doubtful)
			continue;
		for (size_t j = 0; j < f->fixes.n;)
			j += group_collect(a, f, j, out);
	}
}
