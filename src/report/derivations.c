/* SPDX-License-Identifier: Apache-2.0 */
#include "report/derivations.h"

#include "report/words.h"
#include "text/excerpt.h"

bool derivations_worth_showing(const struct topology *t, struct subject s)
{
	if (s.kind == SUBJECT_HOP)
		return !t->hops.at[s.index]->phantom;
	return !t->tiers.at[s.index]->phantom;
}

static bool is_missing(const struct leaf *leaf)
{
	return !leaf->datum.known && leaf->kind != LEAF_DERIVED;
}

bool derivations_tells(const struct topology *t, struct subject s,
		       const struct derived *d)
{
	const struct datum *outside;

	/* A constant says nothing about this subject. */
	if (d->datum.known)
		return d->evidence->leaves.n > 0 || str_empty(d->formula);
	if (s.kind == SUBJECT_TIER) {
		outside = &t->tiers.at[s.index]->fields[TIER_OUTSIDE];
		if (outside->known && outside->value.boolean)
			return false;
	}
	for (size_t i = 0; i < d->evidence->leaves.n; i++) {
		if (is_missing(&d->evidence->leaves.at[i]))
			return true;
	}
	return false;
}

void derivations_subject(struct buf *out, struct model *model, struct subject s)
{
	const struct topology *t = model_topology(model);
	const struct hop *hop;

	if (s.kind != SUBJECT_HOP) {
		text_safe(out, t->tiers.at[s.index]->name);
		return;
	}
	hop = t->hops.at[s.index];
	text_safe(out, hop->from->name);
	buf_put(out, STR(" -> "));
	text_safe(out, hop->to->name);
}

void derivations_value(struct buf *out, const struct derived *d)
{
	struct str text;

	if (!d->datum.known) {
		buf_put(out, STR(" unknown"));
		return;
	}
	buf_put(out, STR(" = "));
	text = value_text(out->arena, d->datum.value);
	text_safe(out, str_empty(text) ? STR("none") : text);
	if (d->datum.tainted)
		buf_put(out, STR(" (doubtful)"));
}

static void put_missing(struct buf *out, const struct derived *d)
{
	bool any = false;

	for (size_t i = 0; i < d->evidence->leaves.n; i++) {
		const struct leaf *leaf = &d->evidence->leaves.at[i];

		if (!is_missing(leaf))
			continue;
		buf_put(out, any ? STR(", ") : STR(": needs "));
		text_safe(out, leaf->text);
		any = true;
	}
	if (any || str_empty(d->datum.note))
		return;
	buf_put(out, STR(": "));
	text_safe(out, d->datum.note);
}

/* What is derived is listed itself, with its own words and places. */
static void put_fact(struct buf *out, struct sources *sources,
		     const struct leaf *leaf)
{
	struct str text;

	if (leaf->kind != LEAF_DERIVED || !leaf->datum.known) {
		words_leaf(out, sources, leaf);
		return;
	}
	text = value_text(out->arena, leaf->datum.value);
	text_safe(out, leaf->text);
	buf_put(out, STR(" = "));
	text_safe(out, str_empty(text) ? STR("none") : text);
	if (leaf->datum.tainted)
		buf_put(out, STR(" (doubtful)"));
}

void derivations_because(struct buf *out, struct sources *sources,
			 const struct derived *d, struct str separator)
{
	bool any = false;

	if (!d->datum.known) {
		put_missing(out, d);
		return;
	}
	for (size_t i = 0; i < d->evidence->leaves.n; i++) {
		const struct leaf *leaf = &d->evidence->leaves.at[i];

		/* How many there were says nothing beside what they are. */
		if (leaf->kind == LEAF_COUNT)
			continue;
		buf_put(out, any ? separator : STR(" because "));
		put_fact(out, sources, leaf);
		any = true;
	}
}

bool derivations_given(const struct topology *t, struct subject s, size_t i,
		       struct str *out_name, const struct datum **out_datum)
{
	bool is_hop = s.kind == SUBJECT_HOP;
	const struct field_info *info =
		is_hop ? hop_field_info : tier_field_info;
	const struct datum *fields = is_hop ? t->hops.at[s.index]->fields
					    : t->tiers.at[s.index]->fields;
	size_t n_fields = is_hop ? N_HOP_FIELDS : N_TIER_FIELDS;

	for (size_t f = 0; f < n_fields; f++) {
		if (!fields[f].known || fields[f].origin != ORIGIN_GIVEN)
			continue;
		if (i-- > 0)
			continue;
		*out_name = str_of(info[f].name);
		*out_datum = &fields[f];
		return true;
	}
	return false;
}
