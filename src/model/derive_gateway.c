/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Ports that a gateway translates to: every flow to one destination address
 * and port needs one of its own, whichever hop it belongs to.
 */
#include "model/derive.h"

/* The kernel takes a translated port from 1024 to 65535, or the smaller pools
 * below for ports that were low before (net/netfilter/nf_nat_core.c). */
#define NAT_POOL 64512

static bool is_gateway(const struct tier *tier)
{
	const struct datum *role = &tier->fields[TIER_ROLE];

	return role->known && str_eq(role->value.word, STR("nat_gateway"));
}

/* Whether it is known to; what is asked of one that may not is unknown. */
static bool translates_for_sure(struct model *m, struct subject tier,
				struct datum *translates, struct datum *out)
{
	model_ask(m, tier, NAME_TIER_TRANSLATES, NULL, translates);
	if (translates->known && translates->value.boolean)
		return true;
	*out = datum_unknown(STR("it does not translate"));
	return false;
}

void derive_nat_pool(struct model *m, uint32_t index, struct evidence *evidence,
		     struct datum *out)
{
	const struct tier *tier = m->topology->tiers.at[index];
	struct subject s = subject_of_tier(tier);
	struct datum translates, outside = derive_outside(m, tier);

	*out = tier->fields[TIER_NAT_PORTS];
	if (out->known) {
		model_ask_leaf(m, s, TIER_NAT_PORTS, evidence, out);
		out->value.unit = UNIT_NONE;
		return;
	}
	if (!translates_for_sure(m, s, &translates, out))
		return;
	/* What a managed gateway hands out is its operator's choice; a
	 * full-NAT balancer translates by other means than netfilter. */
	if (!outside.known || outside.value.boolean || !is_gateway(tier)) {
		model_ask_leaf(m, s, TIER_NAT_PORTS, evidence, out);
		return;
	}
	model_ask_leaf(m, s, NAME_TIER_TRANSLATES, evidence, &translates);
	*out = datum_of(value_int(num_of(NAT_POOL), UNIT_NONE), ORIGIN_DERIVED,
			translates.span);
	out->tainted = translates.tainted || outside.tainted;
	out->note = STR("1024-65535");
}

/* What goes to one endpoint of a destination. */
struct share {
	struct num rate, open;
	const struct hop *hop; /* the first that goes there */
	bool tainted;
};

/* Adds value / endpoints of the hop; false when either is unknown, which is
 * then in *out, or when the sum does not fit. */
static bool add_share(struct model *m, struct subject hop, uint16_t id,
		      struct num *sum, struct share *share,
		      struct evidence *evidence, struct datum *out)
{
	struct datum value, endpoints;
	struct num part;

	model_ask_leaf(m, hop, id, evidence, &value);
	model_ask_leaf(m, hop, HOP_ENDPOINTS, evidence, &endpoints);
	*out = value.known ? endpoints : value;
	if (!value.known || !endpoints.known)
		return false;
	share->tainted |= value.tainted || endpoints.tainted;
	if (num_div(value.value.integer, endpoints.value.integer, &part) &&
	    num_add(*sum, part, sum))
		return true;
	*out = datum_unknown(STR("arithmetic"));
	return false;
}

/* The destination to which most new connections go. False when some rate is
 * not known, and what is missing is in *out. */
static bool busiest(struct model *m, uint32_t index, struct evidence *evidence,
		    struct share *best, struct datum *out)
{
	const struct tier_state *state = &m->tiers[index];
	struct map *shares = map_new(m->arena); /* by the destination's name */
	struct datum translates;
	bool tainted = false;

	*best = (struct share){ 0 };
	if (!translates_for_sure(m,
				 subject_of_tier(m->topology->tiers.at[index]),
				 &translates, out))
		return false;
	for (size_t i = 0; i < state->hops[HOP_VIA].n; i++) {
		const struct hop *hop = state->hops[HOP_VIA].at[i];
		struct share *share = map_get(shares, hop->to->name);

		if (!share) {
			share = arena_make(m->arena, struct share);
			share->hop = hop;
			map_put(shares, hop->to->name, share);
		}
		if (!add_share(m, subject_of_hop(hop), HOP_RATE, &share->rate,
			       share, evidence, out))
			return false;
		tainted |= share->tainted;
		if (!best->hop || num_cmp(share->rate, best->rate) > 0)
			*best = *share;
	}
	/* Another rate could make another destination the busiest. */
	best->tainted = tainted;
	*out = datum_unknown(STR("nothing goes through it"));
	return best->hop != NULL;
}

static void per_carrier(struct model *m, uint32_t index, struct num sum,
			enum unit unit, bool tainted, struct evidence *evidence,
			struct datum *out)
{
	struct subject s = subject_of_tier(m->topology->tiers.at[index]);
	struct datum carriers;

	model_ask_leaf(m, s, NAME_TIER_CARRIERS, evidence, &carriers);
	*out = carriers;
	if (!carriers.known)
		return;
	if (!num_div(sum, carriers.value.integer, &sum)) {
		*out = datum_unknown(STR("arithmetic"));
		return;
	}
	*out = datum_of(value_int(sum, unit), ORIGIN_DERIVED,
			(struct span){ 0 });
	out->tainted = tainted || carriers.tainted;
}

void derive_nat_rate(struct model *m, uint32_t tier, struct evidence *evidence,
		     struct datum *out)
{
	struct share best;

	if (busiest(m, tier, evidence, &best, out))
		per_carrier(m, tier, best.rate, UNIT_RATE, best.tainted,
			    evidence, out);
}

void derive_nat_open(struct model *m, uint32_t tier, struct evidence *evidence,
		     struct datum *out)
{
	const struct tier_state *state = &m->tiers[tier];
	struct share best;

	if (!busiest(m, tier, NULL, &best, out))
		return;
	for (size_t i = 0; i < state->hops[HOP_VIA].n; i++) {
		const struct hop *hop = state->hops[HOP_VIA].at[i];

		if (hop->to == best.hop->to &&
		    !add_share(m, subject_of_hop(hop), HOP_CONCURRENT,
			       &best.open, &best, evidence, out))
			return;
	}
	per_carrier(m, tier, best.open, UNIT_NONE, best.tainted, evidence, out);
}
