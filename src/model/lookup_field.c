/* SPDX-License-Identifier: Apache-2.0 */
#include "model/lookup.h"

#include "model/derive.h"

#include <assert.h>
#include <string.h>

static size_t n_fields_of(enum subject_kind kind)
{
	return kind == SUBJECT_TIER  ? N_TIER_FIELDS
	       : kind == SUBJECT_HOP ? N_HOP_FIELDS
				     : 0;
}

/* Where the answer to a derived name is kept: by kind, then by id. */
static size_t memo_slot(enum subject_kind kind, uint16_t id)
{
	if (id < NAMES_FIRST)
		return id;
	if (id < DERIVATIONS_FIRST)
		return n_fields_of(kind) + id - NAMES_FIRST;
	return n_fields_of(kind) + NAMES_END - NAMES_FIRST + id -
	       DERIVATIONS_FIRST;
}

static struct memo ***memo_row(struct model *m, struct subject s)
{
	if (s.kind == SUBJECT_TIER)
		return &m->tiers[s.index].memos;
	if (s.kind == SUBJECT_HOP)
		return &m->hop_memos[s.index];
	return &m->topology_memos;
}

static struct memo *memo_of(struct model *m, struct subject s, uint16_t id)
{
	struct memo ***row = memo_row(m, s);
	uint16_t last = (uint16_t)(DERIVATIONS_FIRST + m->n_formulas);
	size_t slot = memo_slot(s.kind, id);

	if (!*row)
		*row = arena_array(m->arena, struct memo *,
				   memo_slot(s.kind, last) + 1);
	if (!(*row)[slot])
		(*row)[slot] = arena_make(m->arena, struct memo);
	return (*row)[slot];
}

static void run_formula(struct model *m, struct subject s, uint16_t id,
			struct evidence *evidence, struct datum *out)
{
	const struct formula *formula = &m->formulas[id - DERIVATIONS_FIRST];
	struct expr_env env = model_env(m);

	if (!formula->derivation->value.root) {
		*out = datum_unknown(STR("its formula has a fault"));
		return;
	}
	expr_eval(&formula->book->exprs, formula->derivation->value, s, &env,
		  m->arena, evidence, out);
	if (out->known && formula->derivation->estimate) {
		out->tainted = true;
		out->note = STR("estimate");
	}
	if (!out->known)
		return;
	if (str_empty(out->note))
		out->note = pool_text(formula->book->facts.chars,
				      formula->derivation->because);
	out->origin = ORIGIN_DERIVED;
	if (out->value.type == VALUE_INT)
		out->value.unit = formula->derivation->unit;
}

/* The leaves of an answer that was computed without them; false where it has
 * to be computed again for that. */
static bool explain_formula(struct model *m, struct subject s, uint16_t id,
			    const struct datum *answer,
			    struct evidence *evidence)
{
	const struct formula *formula;
	struct expr_env env = model_env(m);

	if (id < DERIVATIONS_FIRST)
		return false;
	formula = &m->formulas[id - DERIVATIONS_FIRST];
	/* An estimate's answer is in doubt though its sum may not be. */
	if (!formula->derivation->value.root || formula->derivation->estimate)
		return false;
	expr_explain(&formula->book->exprs, formula->derivation->value, s, &env,
		     m->arena, answer, evidence);
	return true;
}

void model_compute(struct model *m, struct subject s, uint16_t id,
		   struct evidence *evidence, struct datum *out)
{
	const struct walk *walk = walk_find(s.kind, id);

	if (walk) {
		walk->run(m, s.index, evidence, out);
		/* It looks at fields without asking for them. */
		m->seen.spoken |= m->is_described;
		m->seen.open_hops |= !out->known || out->tainted;
	} else {
		run_formula(m, s, id, evidence, out);
	}
	/* What is missing is then a fact that it rests on. A field could still
	 * be given itself. */
	if (!out->known && id >= NAMES_FIRST)
		out->origin = ORIGIN_DERIVED;
}

static void add_leaves(struct evidence *to, const struct evidence *from)
{
	if (to->leaves.capacity == 0)
		vec_reserve(to->arena, &to->leaves, from->leaves.n + 2);
	for (size_t i = 0; i < from->leaves.n; i++) {
		struct leaf leaf = from->leaves.at[i];

		leaf.depth =
			leaf.depth < UINT8_MAX ? leaf.depth + 1 : UINT8_MAX;
		evidence_add(to, leaf);
	}
}

static void fill_memo(struct model *m, struct subject s, uint16_t id,
		      bool with_evidence, struct memo *memo)
{
	const bool fresh = memo->generation == m->generation;
	const struct model_seen before = m->seen;
	struct evidence *evidence = with_evidence ? &memo->evidence : NULL;

	memo->evidence = (struct evidence){ .arena = m->arena };
	memo->busy = true;
	m->seen = fresh ? memo->seen : (struct model_seen){ 0 };
	if (!fresh || !explain_formula(m, s, id, &memo->datum, evidence))
		model_compute(m, s, id, evidence, &memo->datum);
	memo->busy = false;
	memo->generation = m->generation;
	memo->has_evidence = with_evidence;
	memo->seen = m->seen;
	m->seen = before;
}

static void ask_derived(struct model *m, struct subject s, uint16_t id,
			struct evidence *leaves, struct datum *out)
{
	struct evidence *evidence = m->only_direct ? NULL : leaves;
	struct memo *memo = memo_of(m, s, id);

	if (memo->busy) {
		*out = datum_unknown(STR("it would follow from itself"));
		return;
	}
	if (memo->generation != m->generation ||
	    (evidence && !memo->has_evidence))
		fill_memo(m, s, id, evidence != NULL, memo);
	m->seen.spoken |= memo->seen.spoken;
	m->seen.open_hops |= memo->seen.open_hops;
	*out = memo->datum;
	if (evidence)
		add_leaves(evidence, &memo->evidence);
}

/* The last book that has a formula's name decides what it is. */
static uint16_t latest_formula(const struct model *m, uint16_t id)
{
	const struct formula *formula = &m->formulas[id - DERIVATIONS_FIRST];
	struct str full = pool_text(formula->book->facts.chars,
				    formula->derivation->name);
	uint16_t latest = id;

	if (m->knowledge->n_books > 1)
		knowledge_derivation(
			m->knowledge, formula->derivation->kind,
			str_slice(full, str_find(full, '.') + 1, full.len),
			&latest, NULL);
	return latest;
}

static void ask_hop(struct model *m, const struct hop *hop, uint16_t id,
		    struct datum *out)
{
	struct str title;

	if (id < N_HOP_FIELDS) {
		*out = hop->fields[id];
		return;
	}
	title = model_hop_title(m, hop);
	*out = datum_of(value_word(str_slice(title, strlen("hop "), title.len)),
			ORIGIN_GIVEN, hop->span);
}

static void ask_tier(struct model *m, const struct tier *tier, uint16_t id,
		     struct datum *out)
{
	if (id == TIER_KERNEL)
		*out = model_kernel(m, tier);
	else if (id < N_TIER_FIELDS)
		*out = tier->fields[id];
	else if (id == NAME_TIER_NAME)
		*out = datum_of(value_word(tier->name), ORIGIN_GIVEN,
				tier->span);
	else if (id == NAME_TIER_LOADER_BY_HAND)
		*out = str_empty(tier->loader_by_hand)
			       ? datum_unknown(STR("no distribution is known"))
			       : datum_of(value_word(tier->loader_by_hand),
					  ORIGIN_GIVEN, tier->span);
	else
		lookup_loader(tier, id, out);
}

static void ask_plain(struct model *m, struct subject s, uint16_t id,
		      struct datum *out)
{
	switch (s.kind) {
	case SUBJECT_TIER:
		ask_tier(m, model_tier(m, s), id, out);
		return;
	case SUBJECT_HOP:
		ask_hop(m, m->topology->hops.at[s.index], id, out);
		return;
	case SUBJECT_TOPOLOGY:
		*out = datum_of(value_word(m->topology->name), ORIGIN_GIVEN,
				(struct span){ 0 });
		return;
	default:
		lookup_in_settings(m, s, id, out);
	}
}

/* NULL when nothing is supposed about it. */
static const struct datum *supposed(const struct model *m, struct subject s,
				    uint16_t id)
{
	for (size_t i = 0; i < m->supposed.n; i++) {
		const struct supposition *supposition = &m->supposed.at[i];

		if (s.kind == SUBJECT_HOP &&
		    supposition->hop->index == s.index &&
		    supposition->field == id)
			return &supposition->datum;
	}
	return NULL;
}

static bool is_derived(struct subject s, uint16_t id)
{
	return id >= DERIVATIONS_FIRST ||
	       ((s.kind == SUBJECT_TIER || s.kind == SUBJECT_HOP) &&
		walk_find(s.kind, id));
}

void model_ask(struct model *m, struct subject s, uint16_t id,
	       struct evidence *evidence, struct datum *out)
{
	const struct datum *in_this_world =
		m->supposed.n ? supposed(m, s, id) : NULL;

	if (in_this_world) {
		*out = *in_this_world;
		return;
	}
	if (id >= DERIVATIONS_FIRST) {
		assert(id < DERIVATIONS_FIRST + m->n_formulas);
		id = latest_formula(m, id);
	}
	if (is_derived(s, id))
		ask_derived(m, s, id, evidence, out);
	else
		ask_plain(m, s, id, out);
	m->seen.spoken |= datum_speaks(out);
	m->seen.open_hops |= s.kind == SUBJECT_HOP && !out->known &&
			     (id == HOP_NAT || id == HOP_CLOSER);
}

void model_ask_leaf(struct model *m, struct subject s, uint16_t id,
		    struct evidence *evidence, struct datum *out)
{
	model_ask(m, s, id, evidence, out);
	/* A derivation that was given after all came from nothing else. */
	if (evidence && (!is_derived(s, id) || out->origin == ORIGIN_GIVEN ||
			 m->only_direct || supposed(m, s, id)))
		evidence_add(evidence, leaf_of(m, s, id, *out));
}
