/* SPDX-License-Identifier: Apache-2.0 */
/* What a tier's place among the hops makes of it. */
#include "model/derive.h"

static const struct tier *tier_at(const struct model *m, uint32_t index)
{
	return m->topology->tiers.at[index];
}

/* Whether a tier stands at an end of any hop; a topology with hops is a
 * closed world, a phantom hop says nothing. */
static void stands_at_end(struct model *m, uint32_t index, enum hop_end end,
			  struct evidence *evidence, struct datum *out)
{
	uint16_t name = end == HOP_OUT ? NAME_HOP_FROM : NAME_HOP_TO;
	const struct tier_state *state = &m->tiers[index];
	const struct hop *first =
		state->hops[end].n ? state->hops[end].at[0] : NULL;

	if (m->topology->hops.n == 0)
		*out = datum_unknown(STR("the topology has no hops"));
	else if (first && first->phantom)
		*out = datum_unknown(STR("no topology is given"));
	else
		*out = datum_of(value_bool(first != NULL), ORIGIN_DERIVED,
				first ? first->span : tier_at(m, index)->span);
	if (!first || first->phantom || !evidence)
		return;
	evidence_add(evidence,
		     leaf_of(m, subject_of_hop(first), name,
			     datum_of(value_word(tier_at(m, index)->name),
				      ORIGIN_GIVEN, first->span)));
}

void derive_opens(struct model *m, uint32_t tier, struct evidence *evidence,
		  struct datum *out)
{
	stands_at_end(m, tier, HOP_OUT, evidence, out);
}

void derive_accepts(struct model *m, uint32_t tier, struct evidence *evidence,
		    struct datum *out)
{
	stands_at_end(m, tier, HOP_IN, evidence, out);
}

void derive_forwards(struct model *m, uint32_t index, struct evidence *evidence,
		     struct datum *out)
{
	const struct tier *tier = tier_at(m, index);
	struct datum d;

	*out = tier_forwards(tier);
	model_ask_leaf(m, subject_of_tier(tier), TIER_ROLE, evidence, &d);
	if (d.known && str_eq(d.value.word, STR("load_balancer")))
		model_ask_leaf(m, subject_of_tier(tier), TIER_LB_MODE, evidence,
			       &d);
}

void derive_faces_outside(struct model *m, uint32_t index,
			  struct evidence *evidence, struct datum *out)
{
	const struct tier_state *state = &m->tiers[index];
	struct either either = { .arena = m->arena };
	struct datum outside;

	for (size_t i = 0; i < state->hops[HOP_IN].n; i++) {
		const struct hop *hop = state->hops[HOP_IN].at[i];
		struct subject from = subject_of_tier(hop->from);

		outside = derive_outside(m, hop->from);
		either_add(&either, outside,
			   leaf_of(m, from, TIER_OUTSIDE, outside));
	}
	either_close(&either, evidence, out);
	if (m->topology->hops.n == 0)
		*out = datum_unknown(STR("the topology has no hops"));
}

void derive_carriers(struct model *m, uint32_t tier, struct evidence *evidence,
		     struct datum *out)
{
	struct subject s = subject_of_tier(tier_at(m, tier));

	*out = tier_at(m, tier)->fields[TIER_ACTIVE];
	if (out->known)
		model_ask_leaf(m, s, TIER_ACTIVE, evidence, out);
	else
		model_ask_leaf(m, s, TIER_HOSTS, evidence, out);
}

/* Ports listened on that nobody told of are few beside a range; leaving them
 * out can only make the range look larger, never too small. */
void derive_own_ports(struct model *m, uint32_t index,
		      struct evidence *evidence, struct datum *out)
{
	const struct tier *tier = tier_at(m, index);

	*out = tier->fields[TIER_LISTENS];
	if (out->known) {
		model_ask_leaf(m, subject_of_tier(tier), TIER_LISTENS, evidence,
			       out);
		return;
	}
	*out = datum_of(
		(struct value){ .type = VALUE_PORTS, .unit = UNIT_PORTS },
		ORIGIN_DERIVED, (struct span){ 0 });
	out->note = STR("none are given");
}

static void shortest(struct model *m, struct subject s, uint16_t id,
		     struct leaf *best)
{
	struct datum d;

	model_ask(m, s, id, NULL, &d);
	if (!d.known)
		return;
	if (!best->datum.known ||
	    num_cmp(d.value.integer, best->datum.value.integer) < 0)
		*best = leaf_of(m, s, id, d);
}

/* An unknown timeout on the path can only make the real one shorter: the
 * shortest that is known is an upper bound, which is what rules ask for. */
void derive_idle_min(struct model *m, uint32_t index, struct evidence *evidence,
		     struct datum *out)
{
	const struct hop *hop = m->topology->hops.at[index];
	struct leaf best = { .kind = LEAF_FIELD };

	shortest(m, subject_of_hop(hop), HOP_IDLE_TIMEOUT, &best);
	for (size_t i = 0; i < hop->n_via; i++)
		shortest(m, subject_of_tier(hop->via[i]), TIER_IDLE_TIMEOUT,
			 &best);
	shortest(m, subject_of_tier(hop->from), TIER_IDLE_TIMEOUT, &best);
	shortest(m, subject_of_tier(hop->to), TIER_IDLE_TIMEOUT, &best);
	if (!best.datum.known) {
		model_ask_leaf(m, subject_of_hop(hop), HOP_IDLE_TIMEOUT,
			       evidence, out);
		return;
	}
	*out = best.datum;
	out->origin = ORIGIN_DERIVED;
	if (evidence)
		evidence_add(evidence, best);
}
