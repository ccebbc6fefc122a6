/* SPDX-License-Identifier: Apache-2.0 */
/* Everything derived about a subject, as a list: what `topology` prints. */
#include "model/derive.h"

#include <assert.h>

/* Fields that are worth showing once the walk has filled them in. */
static const struct {
	uint8_t kind;
	uint16_t id;
} shown_fields[] = {
	{ SUBJECT_HOP, HOP_NAT },
	{ SUBJECT_HOP, HOP_ENDPOINTS },
	{ SUBJECT_HOP, HOP_CONCURRENT },
	{ SUBJECT_HOP, HOP_LOOPBACK },
};

static bool formula_shown(const struct model *m, enum subject_kind kind,
			  uint32_t i)
{
	const struct formula *f = &m->formulas[i];

	if (f->derivation->kind != kind)
		return false;
	/* The same name in a later book is the one to show. */
	for (uint32_t j = i + 1; j < m->n_formulas; j++) {
		const struct formula *g = &m->formulas[j];

		if (g->derivation->kind == kind &&
		    str_eq(pool_text(f->book->facts.chars, f->derivation->name),
			   pool_text(g->book->facts.chars,
				     g->derivation->name)))
			return false;
	}
	return true;
}

/* The i-th derived name of a kind; false past the end, *out_n is how many
 * there are then. */
static bool nth_derived(const struct model *m, enum subject_kind kind, size_t i,
			uint16_t *out_id, size_t *out_n)
{
	size_t n = 0;

	for (size_t f = 0; f < sizeof shown_fields / sizeof *shown_fields;
	     f++) {
		*out_id = shown_fields[f].id;
		if (shown_fields[f].kind == kind && n++ == i)
			return true;
	}
	for (uint16_t id = NAMES_FIRST; id < NAMES_END; id++) {
		*out_id = id;
		if (name_info(id)->kind == kind && name_info(id)->is_derived &&
		    n++ == i)
			return true;
	}
	for (uint32_t f = 0; f < m->n_formulas; f++) {
		*out_id = (uint16_t)(DERIVATIONS_FIRST + f);
		if (formula_shown(m, kind, f) && n++ == i)
			return true;
	}
	*out_n = n;
	return false;
}

size_t model_n_derived(struct model *m, enum subject_kind kind)
{
	uint16_t id;
	size_t n = 0;

	nth_derived(m, kind, SIZE_MAX, &id, &n);
	return n;
}

static void describe(const struct model *m, struct subject s, uint16_t id,
		     struct arena *arena, struct derived *out)
{
	const char *kind = name_of_kind(s.kind);
	size_t n;
	const struct field_info *fields = name_fields(s.kind, &n);
	const struct formula *f;

	if (id >= DERIVATIONS_FIRST) {
		f = &m->formulas[id - DERIVATIONS_FIRST];
		out->name =
			pool_text(f->book->facts.chars, f->derivation->name);
		out->because =
			pool_text(f->book->facts.chars, f->derivation->because);
		out->formula = pool_text(f->book->exprs.chars,
					 f->derivation->value.text);
		return;
	}
	out->name = str_format(arena, "%s.%s", kind,
			       id < n ? fields[id].name : name_info(id)->name);
	out->because = str_of(id < n ? fields[id].about : name_info(id)->about);
}

/* Of a known value the leaves next to it, each of which is listed itself; of
 * an unknown one all, down to what somebody has to give. */
void model_derived(struct model *m, struct subject s, size_t i,
		   struct arena *arena, struct derived *out)
{
	uint16_t id = 0;
	size_t n;

	if (!nth_derived(m, s.kind, i, &id, &n))
		assert(!"there is no such derivation");
	*out = (struct derived){ 0 };
	describe(m, s, id, arena, out);
	out->evidence = arena_make(arena, struct evidence);
	out->evidence->arena = arena;
	model_ask(m, s, id, NULL, &out->datum);
	if (!out->datum.known) {
		model_ask(m, s, id, out->evidence, &out->datum);
		return;
	}
	m->only_direct = true;
	model_compute(m, s, id, out->evidence, &out->datum);
	m->only_direct = false;
	if (out->evidence->leaves.n == 0 && out->datum.origin == ORIGIN_GIVEN)
		evidence_add(out->evidence, leaf_of(m, s, id, out->datum));
}
