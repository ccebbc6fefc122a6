/* SPDX-License-Identifier: Apache-2.0 */
#include "read/topology_check.h"

#include "base/vec.h"
#include "read/topology_fields.h"
#include "text/excerpt.h"

#define SHOWN_MAX 60

static struct str shown(struct diags *diags, struct str s)
{
	return text_safe_str(diags->arena, str_slice(s, 0, SHOWN_MAX));
}

static bool given(const struct datum *d)
{
	return d->known && d->origin == ORIGIN_GIVEN;
}

static bool is_word(const struct datum *d, const char *word)
{
	return d->known && str_eq(d->value.word, str_of(word));
}

const struct tier *topology_check_name(const struct topology *t,
				       struct str name, struct span span,
				       struct diags *diags)
{
	const struct tier *tier = topology_tier(t, name);
	VEC(struct str) names = { 0 };

	if (tier)
		return tier;
	for (size_t i = 0; i < t->tiers.n; i++)
		vec_push(diags->arena, &names, t->tiers.at[i]->name);
	diag_add(diags, DIAG_ERROR, "topology-tier", span,
		 "there is no tier '%.*s'", STR_ARG(shown(diags, name)));
	topology_suggest(diags, name, names.at, names.n);
	return NULL;
}

static void check_active(struct tier *tier, struct diags *diags)
{
	struct datum *active = &tier->fields[TIER_ACTIVE];
	const struct datum *hosts = &tier->fields[TIER_HOSTS];

	if (!given(active) || !hosts->known ||
	    num_cmp(active->value.integer, hosts->value.integer) <= 0)
		return;
	diag_add(diags, DIAG_ERROR, "topology-value", active->span,
		 "more hosts are active than the tier has");
	if (!given(hosts))
		diag_hint(diags, "without 'hosts' a tier is one host");
	*active = datum_unknown(STR("more than there are"));
}

static void check_lb_mode(const struct tier *tier, struct diags *diags)
{
	const struct datum *role = &tier->fields[TIER_ROLE];
	const struct datum *mode = &tier->fields[TIER_LB_MODE];

	if (!given(mode) || !role->known || is_word(role, "load_balancer"))
		return;
	diag_add(diags, DIAG_WARNING, "topology-value", mode->span,
		 "lb_mode means nothing for the role '%.*s'",
		 STR_ARG(role->value.word));
	diag_hint(diags, "role = \"load_balancer\"?");
}

/* Whether running on one another, from the named tier on, leads back. */
static bool runs_on(const struct topology *t, const struct tier *named,
		    const struct tier *tier)
{
	for (size_t i = 0; named && i < t->tiers.n; i++) {
		if (named == tier)
			return true;
		if (!given(&named->fields[TIER_HOST]))
			return false;
		named = topology_tier(t, named->fields[TIER_HOST].value.word);
	}
	return false;
}

static void check_host(const struct topology *t, struct tier *tier,
		       struct diags *diags)
{
	struct datum *host = &tier->fields[TIER_HOST];
	const struct tier *named;

	if (!given(host))
		return;
	named = topology_check_name(t, host->value.word, host->span, diags);
	if (named && !runs_on(t, named, tier))
		return;
	if (named)
		diag_add(diags, DIAG_ERROR, "topology-tier", host->span,
			 named == tier ? "a tier cannot run on itself"
				       : "tiers run on each other in a circle");
	*host = datum_unknown(STR("what is given is no other tier"));
}

void topology_check_tier(const struct topology *t, struct tier *tier,
			 struct diags *diags)
{
	check_active(tier, diags);
	check_lb_mode(tier, diags);
	check_host(t, tier, diags);
}

void topology_check_hop(const struct hop *hop, struct diags *diags)
{
	const struct datum *share = &hop->fields[HOP_CLOSER_SHARE];
	const struct datum *closer = &hop->fields[HOP_CLOSER];

	if (!given(share) || is_word(closer, "both"))
		return;
	diag_add(diags, DIAG_WARNING, "topology-value", share->span,
		 "closer_share has a meaning only with closer = \"both\"");
}

/* A tier of unknown role may do either: nothing is held against it. */
static bool forwards(const struct tier *tier, bool *out_known)
{
	struct datum d = tier_forwards(tier);

	*out_known = d.known;
	return d.known && d.value.boolean;
}

bool topology_check_end(const struct tier *tier, const struct conf_node *node,
			struct diags *diags)
{
	bool known;

	if (!forwards(tier, &known))
		return true;
	diag_add(diags, DIAG_ERROR, "topology-hop", node->span,
		 "no connection ends at '%.*s': it only forwards",
		 STR_ARG(shown(diags, tier->name)));
	diag_hint(diags,
		  "name in '%.*s' the tier where the connection ends, "
		  "and this one in via = [ \"%.*s\" ]",
		  STR_ARG(node->name), STR_ARG(shown(diags, tier->name)));
	return false;
}

bool topology_check_via(const struct hop *hop, const struct tier *tier,
			const struct conf_node *node, struct diags *diags)
{
	struct str name = shown(diags, tier->name);
	bool known;

	for (size_t i = 0; i < hop->n_via; i++) {
		if (hop->via[i] != tier)
			continue;
		diag_add(diags, DIAG_ERROR, "topology-hop", node->span,
			 "the path goes in a circle: it passes '%.*s' twice",
			 STR_ARG(name));
		return false;
	}
	if (tier == hop->from || tier == hop->to) {
		diag_add(diags, DIAG_ERROR, "topology-hop", node->span,
			 "the path goes in a circle: '%.*s' is an end of this "
			 "hop",
			 STR_ARG(name));
		return false;
	}
	/* What its containers send and get passes a node, too. */
	if (forwards(tier, &known) || !known ||
	    is_word(&tier->fields[TIER_ROLE], "container_host"))
		return true;
	diag_add(diags, DIAG_ERROR, "topology-hop", node->span,
		 "'%.*s' ends connections, so none passes through it",
		 STR_ARG(name));
	diag_hint(diags, "make two hops of this one, or say how it forwards: "
			 "role = \"router\" or \"nat_gateway\", or lb_mode");
	return false;
}
