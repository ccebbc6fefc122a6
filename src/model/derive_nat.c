/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether an acceptor sees several openers behind one source address. What
 * matters is source translation: a NAT gateway, a full-NAT balancer, a
 * container whose node masks it. A balancer that rewrites only the
 * destination (nat), or nothing at all (dsr, tunnel), is transparent: whoever
 * stands behind it meets the openers themselves, and with them any NAT that
 * lies in front.
 */
#include "model/derive.h"

static bool word_is(const struct datum *d, const char *word)
{
	return d->known && str_eq(d->value.word, str_of(word));
}

static struct datum verdict(bool so, const struct datum *from)
{
	struct datum d = datum_of(value_bool(so), ORIGIN_DERIVED, from->span);

	d.tainted = from->tainted;
	return d;
}

/* A balancer's role says nothing without its mode. */
static void balancer_translates(struct model *m, struct subject tier,
				struct either *either)
{
	struct datum mode, d;

	model_ask(m, tier, TIER_LB_MODE, NULL, &mode);
	if (word_is(&mode, "full_nat"))
		d = verdict(true, &mode);
	else if (word_is(&mode, "nat") || word_is(&mode, "dsr") ||
		 word_is(&mode, "tunnel"))
		d = verdict(false, &mode);
	else /* a proxy forwards nothing, so it cannot be on the path */
		d = datum_unknown(STR("how it forwards is not given"));
	either_add(either, d, leaf_of(m, tier, TIER_LB_MODE, mode));
}

static void forwarder_translates(struct model *m, const struct tier *tier,
				 struct either *either)
{
	struct subject s = subject_of_tier(tier);
	struct datum role, d;

	model_ask(m, s, TIER_ROLE, NULL, &role);
	if (word_is(&role, "load_balancer")) {
		balancer_translates(m, s, either);
		return;
	}
	if (word_is(&role, "nat_gateway"))
		d = verdict(true, &role);
	else if (word_is(&role, "router"))
		d = verdict(false, &role);
	else /* a container host may or may not masquerade */
		d = datum_unknown(STR("role does not say"));
	either_add(either, d, leaf_of(m, s, TIER_ROLE, role));
}

void derive_translates(struct model *m, uint32_t index,
		       struct evidence *evidence, struct datum *out)
{
	const struct tier *tier = m->topology->tiers.at[index];
	struct either either = { .arena = m->arena };
	struct datum forwards = tier_forwards(tier);
	const struct datum *role = &tier->fields[TIER_ROLE];

	/* Connections end there; but a container host forwards as well. */
	if (forwards.known && !forwards.value.boolean &&
	    !word_is(role, "container_host"))
		either_add(&either, forwards,
			   leaf_of(m, subject_of_tier(tier), TIER_ROLE, *role));
	else
		forwarder_translates(m, tier, &either);
	either_close(&either, evidence, out);
}

/* Containers leave through their node, which puts its own address on what
 * they send. Where it is not said whether the opener is one, "no" is an
 * assumption. */
static void container_masks(struct model *m, const struct tier *from,
			    struct either *either)
{
	struct subject s = subject_of_tier(from);
	struct datum container, d;

	model_ask(m, s, TIER_CONTAINER, NULL, &container);
	if (!container.known) {
		d = verdict(false, &container);
		d.tainted = true;
	} else if (container.value.boolean && !model_node(m, from)) {
		d = datum_unknown(STR("the node is not given"));
	} else {
		d = verdict(container.value.boolean, &container);
	}
	either_add(either, d, leaf_of(m, s, TIER_CONTAINER, container));
}

/* A transparent proxy shows the addresses of those it accepts from. Where it
 * is not said whether it is one, that none is masked is an assumption. */
static void proxied_are_masked(struct model *m, const struct tier *from,
			       struct either *either)
{
	struct subject s = subject_of_tier(from);
	struct datum transparent, nat;

	model_ask(m, s, TIER_TRANSPARENT, NULL, &transparent);
	if (transparent.known && !transparent.value.boolean)
		return;
	for (size_t i = 0; i < m->tiers[from->index].hops[HOP_IN].n; i++) {
		const struct hop *in = m->tiers[from->index].hops[HOP_IN].at[i];

		if (in->phantom)
			continue;
		model_ask(m, subject_of_hop(in), HOP_NAT, NULL, &nat);
		if (transparent.known) {
			either_add(
				either, nat,
				leaf_of(m, subject_of_hop(in), HOP_NAT, nat));
		} else if (!nat.known || nat.value.boolean || nat.tainted) {
			nat = verdict(false, &nat);
			nat.tainted = true;
			either_add(
				either, nat,
				leaf_of(m, s, TIER_TRANSPARENT, transparent));
		}
	}
}

/* Somebody else's hosts on the open Internet: unknown, not false. */
static void outsiders_are_masked(struct model *m, const struct hop *hop,
				 struct either *either)
{
	struct subject s = subject_of_hop(hop);
	struct datum outside = derive_outside(m, hop->from);
	struct datum unknown = datum_unknown(STR("not given"));

	if (!outside.known || outside.value.boolean)
		either_add(either, unknown, leaf_of(m, s, HOP_NAT, unknown));
	else
		either_add(either, outside,
			   leaf_of(m, subject_of_tier(hop->from), TIER_OUTSIDE,
				   outside));
}

/* Where no path was described, that there is nothing on it is an assumption. */
static void path_is_bare(struct model *m, const struct hop *hop,
			 struct either *either)
{
	struct datum unknown = datum_unknown(STR("not given"));
	struct datum d = datum_of(value_bool(false), ORIGIN_DERIVED, hop->span);

	d.tainted = true;
	if (hop->n_via == 0)
		either_add(either, d,
			   leaf_of(m, subject_of_hop(hop), HOP_NAT, unknown));
}

void derive_nat(struct model *m, uint32_t index, struct evidence *evidence,
		struct datum *out)
{
	const struct hop *hop = m->topology->hops.at[index];
	struct either either = { .arena = m->arena };

	*out = hop->fields[HOP_NAT];
	if (out->known)
		return;
	outsiders_are_masked(m, hop, &either);
	path_is_bare(m, hop, &either);
	if (!hop->phantom)
		container_masks(m, hop->from, &either);
	proxied_are_masked(m, hop->from, &either);
	for (size_t i = 0; i < hop->n_via; i++)
		forwarder_translates(m, hop->via[i], &either);
	either_close(&either, evidence, out);
}
