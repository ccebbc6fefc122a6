/* SPDX-License-Identifier: Apache-2.0 */
/* Fields of a hop that, when not given, follow from others. */
#include "model/derive.h"

static struct datum count_of(int64_t n, const struct datum *from)
{
	struct datum d = datum_of(value_int(num_of(n), UNIT_NONE),
				  ORIGIN_DERIVED, from->span);

	d.tainted = from->tainted;
	return d;
}

void derive_endpoints(struct model *m, uint32_t index,
		      struct evidence *evidence, struct datum *out)
{
	const struct hop *hop = m->topology->hops.at[index];
	struct datum hosts, vip;

	*out = hop->fields[HOP_ENDPOINTS];
	if (out->known)
		return;
	model_ask_leaf(m, subject_of_tier(hop->to), TIER_HOSTS, evidence,
		       &hosts);
	model_ask(m, subject_of_tier(hop->to), TIER_VIP, NULL, &vip);
	if (!hosts.known)
		return;
	*out = hosts;
	out->note = STR("assumed: each host of the acceptor on one port");
	/* Behind a service address a socket sees that address alone. */
	if (vip.known && vip.value.boolean) {
		out->value = value_int(num_of(1), UNIT_NONE);
		out->note = STR("assumed: one virtual address");
	}
	for (size_t i = 0; i < hop->n_via; i++) {
		const struct datum *role = &hop->via[i]->fields[TIER_ROLE];

		if (role->known &&
		    str_eq(role->value.word, STR("load_balancer"))) {
			out->value = value_int(num_of(1), UNIT_NONE);
			out->note = STR("assumed: one address of the balancer");
		}
	}
	out->origin = ORIGIN_ASSUMED;
	out->tainted = true;
}

static void as_opener(struct model *m, uint32_t index, enum hop_field own,
		      enum tier_field of_tier, struct evidence *evidence,
		      struct datum *out)
{
	const struct hop *hop = m->topology->hops.at[index];

	*out = hop->fields[own];
	if (!out->known)
		model_ask_leaf(m, subject_of_tier(hop->from), of_tier, evidence,
			       out);
}

void derive_source_addresses(struct model *m, uint32_t hop,
			     struct evidence *evidence, struct datum *out)
{
	as_opener(m, hop, HOP_SOURCE_ADDRESSES, TIER_SOURCE_ADDRESSES, evidence,
		  out);
}

void derive_early_bind(struct model *m, uint32_t hop, struct evidence *evidence,
		       struct datum *out)
{
	as_opener(m, hop, HOP_EARLY_BIND, TIER_EARLY_BIND, evidence, out);
}

/* Little's law; rates count in 1/1000 a second, times in microseconds. */
void derive_concurrent(struct model *m, uint32_t index,
		       struct evidence *evidence, struct datum *out)
{
	const struct hop *hop = m->topology->hops.at[index];
	struct subject s = subject_of_hop(hop);
	struct datum rate, life;
	struct num n;

	*out = hop->fields[HOP_CONCURRENT];
	if (out->known)
		return;
	model_ask_leaf(m, s, HOP_RATE, evidence, &rate);
	model_ask_leaf(m, s, HOP_LIFE, evidence, &life);
	if (!rate.known || !life.known)
		return;
	if (!num_mul(rate.value.integer, life.value.integer, &n) ||
	    !num_add(n, num_of(999999999), &n) ||
	    !num_div(n, num_of(1000000000), &n)) {
		*out = datum_unknown(STR("arithmetic"));
		return;
	}
	*out = datum_of(value_int(n, UNIT_NONE), ORIGIN_DERIVED, rate.span);
	out->tainted = rate.tainted || life.tainted;
	out->note = STR("rate x life");
}

/* Both give it, and it is not the same: they are not the same machines. */
static bool differ(struct model *m, const struct hop *hop,
		   enum tier_field field, struct evidence *evidence)
{
	const struct datum *a = &hop->from->fields[field];
	const struct datum *b = &hop->to->fields[field];
	struct datum told;

	if (a->origin != ORIGIN_GIVEN || b->origin != ORIGIN_GIVEN ||
	    value_eq(a->value, b->value))
		return false;
	model_ask_leaf(m, subject_of_tier(hop->from), field, evidence, &told);
	model_ask_leaf(m, subject_of_tier(hop->to), field, evidence, &told);
	return true;
}

static bool is_outside(struct model *m, const struct tier *tier,
		       struct evidence *evidence)
{
	struct datum outside = tier->fields[TIER_OUTSIDE];

	if (!outside.known || !outside.value.boolean)
		return false;
	model_ask_leaf(m, subject_of_tier(tier), TIER_OUTSIDE, evidence,
		       &outside);
	return true;
}

static bool stand_apart(struct model *m, const struct hop *hop,
			struct evidence *evidence)
{
	static const enum tier_field telling[] = { TIER_KERNEL, TIER_HOSTS,
						   TIER_MEMORY, TIER_CPUS };

	if (hop->n_via > 0 || is_outside(m, hop->from, evidence) ||
	    is_outside(m, hop->to, evidence))
		return true;
	for (size_t i = 0; i < sizeof telling / sizeof telling[0]; i++) {
		if (differ(m, hop, telling[i], evidence))
			return true;
	}
	return false;
}

void derive_loopback(struct model *m, uint32_t index, struct evidence *evidence,
		     struct datum *out)
{
	const struct hop *hop = m->topology->hops.at[index];
	bool apart;

	*out = hop->fields[HOP_LOOPBACK];
	if (out->known || hop->phantom)
		return;
	apart = stand_apart(m, hop, evidence);
	/* Two tiers may stand on the same machines. */
	*out = datum_of(value_bool(false), ORIGIN_DERIVED, hop->span);
	out->tainted = !apart;
	out->note = apart ? STR("the ends are different machines")
			  : STR("assumed: the ends are different machines");
}

/* Percent that one end closes: with closer = both an interval, which
 * closer_share narrows to a point. Its upper end is a possibility only, so what
 * rests on that is doubtful. */
static void closes(struct model *m, uint32_t index, bool is_from, bool most,
		   struct evidence *evidence, struct datum *out)
{
	struct subject s = subject_of_hop(m->topology->hops.at[index]);
	struct datum closer, share;
	int64_t percent;

	model_ask_leaf(m, s, HOP_CLOSER, evidence, &closer);
	if (!closer.known) {
		*out = datum_unknown(STR("closer not given"));
		return;
	}
	if (!str_eq(closer.value.word, STR("both"))) {
		*out = count_of(
			str_eq(closer.value.word, STR("from")) == is_from ? 100
									  : 0,
			&closer);
		return;
	}
	model_ask(m, s, HOP_CLOSER_SHARE, NULL, &share);
	if (share.known && num_to_i64(share.value.integer, &percent)) {
		model_ask_leaf(m, s, HOP_CLOSER_SHARE, evidence, &share);
		*out = count_of(is_from ? percent : 100 - percent, &share);
		return;
	}
	*out = count_of(most ? 100 : 0, &closer);
	out->tainted = out->tainted || most;
	out->note = STR("closer_share is not given");
}

void derive_from_least(struct model *m, uint32_t hop, struct evidence *evidence,
		       struct datum *out)
{
	closes(m, hop, true, false, evidence, out);
}

void derive_from_most(struct model *m, uint32_t hop, struct evidence *evidence,
		      struct datum *out)
{
	closes(m, hop, true, true, evidence, out);
}

void derive_to_least(struct model *m, uint32_t hop, struct evidence *evidence,
		     struct datum *out)
{
	closes(m, hop, false, false, evidence, out);
}

void derive_to_most(struct model *m, uint32_t hop, struct evidence *evidence,
		    struct datum *out)
{
	closes(m, hop, false, true, evidence, out);
}
