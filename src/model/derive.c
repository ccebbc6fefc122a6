/* SPDX-License-Identifier: Apache-2.0 */
#include "model/derive.h"

#include <assert.h>

/* To add one: its row in names.def (or its field in fields.def, when it only
 * fills in what was not given), a row here, and its function. */
static const struct walk hop_fields[N_HOP_FIELDS] = {
	[HOP_NAT] = { derive_nat },
	[HOP_ENDPOINTS] = { derive_endpoints },
	[HOP_SOURCE_ADDRESSES] = { derive_source_addresses },
	[HOP_EARLY_BIND] = { derive_early_bind },
	[HOP_CONCURRENT] = { derive_concurrent },
	[HOP_LOOPBACK] = { derive_loopback },
};

#define WALK(id) [NAME_##id - NAMES_FIRST]
static const struct walk names[NAMES_END - NAMES_FIRST] = {
	WALK(HOP_FROM_CLOSES_LEAST) = { derive_from_least },
	WALK(HOP_FROM_CLOSES_MOST) = { derive_from_most },
	WALK(HOP_TO_CLOSES_LEAST) = { derive_to_least },
	WALK(HOP_TO_CLOSES_MOST) = { derive_to_most },
	WALK(HOP_IDLE_MIN) = { derive_idle_min },
	WALK(TIER_OPENS) = { derive_opens },
	WALK(TIER_ACCEPTS) = { derive_accepts },
	WALK(TIER_FORWARDS) = { derive_forwards },
	WALK(TIER_TRANSLATES) = { derive_translates },
	WALK(TIER_FACES_OUTSIDE) = { derive_faces_outside },
	WALK(TIER_CARRIERS) = { derive_carriers },
	WALK(TIER_OWN_PORTS) = { derive_own_ports },
	WALK(TIER_NAT_POOL) = { derive_nat_pool },
	WALK(TIER_NAT_RATE) = { derive_nat_rate },
	WALK(TIER_NAT_OPEN) = { derive_nat_open },
};
#undef WALK

const struct walk *walk_find(enum subject_kind kind, uint16_t id)
{
	const struct walk *walk = NULL;

	if (kind == SUBJECT_HOP && id < N_HOP_FIELDS)
		walk = &hop_fields[id];
	else if (id >= NAMES_FIRST && id < NAMES_END)
		walk = &names[id - NAMES_FIRST];
	return walk && walk->run ? walk : NULL;
}

static struct str name_text(const struct model *m, struct subject s,
			    uint16_t id)
{
	size_t n;
	const struct field_info *fields = name_fields(s.kind, &n);

	if (id < n)
		return str_of(fields[id].name);
	if (id < DERIVATIONS_FIRST)
		return str_of(name_info(id)->name);
	return pool_text(m->formulas[id - DERIVATIONS_FIRST].book->facts.chars,
			 m->formulas[id - DERIVATIONS_FIRST].derivation->name);
}

struct leaf leaf_of(struct model *m, struct subject s, uint16_t id,
		    struct datum datum)
{
	struct expr_env env = model_env(m);
	struct str subject = env.subject_name(m, s);
	struct str name = name_text(m, s, id);

	return (struct leaf){
		.text = str_join(m->arena, subject, STR(": "), name),
		.datum = datum,
		.subject = s,
		.kind = datum.origin == ORIGIN_DERIVED ? LEAF_DERIVED
						       : LEAF_FIELD,
		.deciding = !datum.known || datum.tainted
	};
}

struct datum derive_outside(struct model *m, const struct tier *tier)
{
	struct datum outside;

	model_ask(m, subject_of_tier(tier), TIER_OUTSIDE, NULL, &outside);
	if (outside.known && outside.origin != ORIGIN_GIVEN && !tier->settings)
		outside.tainted = true;
	return outside;
}

void either_add(struct either *either, struct datum verdict, struct leaf leaf)
{
	leaf.deciding = !verdict.known || verdict.tainted;
	if (!verdict.known)
		vec_push(either->arena, &either->unknown, leaf);
	else if (verdict.value.boolean)
		vec_push(either->arena, &either->so, leaf);
	else
		vec_push(either->arena, &either->not_so, leaf);
}

static bool any_certain(const struct leaf *at, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!at[i].deciding)
			return true;
	}
	return false;
}

static bool any_doubtful(const struct leaf *at, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (at[i].deciding)
			return true;
	}
	return false;
}

static void add_all(struct evidence *evidence, const struct leaf *at, size_t n)
{
	for (size_t i = 0; evidence && i < n; i++)
		evidence_add(evidence, at[i]);
}

void either_close(const struct either *either, struct evidence *evidence,
		  struct datum *out)
{
	size_t n_so = either->so.n, n_not = either->not_so.n;

	if (n_so) {
		*out = datum_of(value_bool(true), ORIGIN_DERIVED,
				either->so.at[0].datum.span);
		out->tainted = !any_certain(either->so.at, n_so);
		add_all(evidence, either->so.at, n_so);
		return;
	}
	if (either->unknown.n) {
		const struct leaf *first = &either->unknown.at[0];

		*out = datum_unknown(str_format(either->arena, "needs %.*s",
						STR_ARG(first->text)));
		add_all(evidence, either->unknown.at, either->unknown.n);
		return;
	}
	*out = datum_of(value_bool(false), ORIGIN_DERIVED, (struct span){ 0 });
	out->tainted = any_doubtful(either->not_so.at, n_not);
	add_all(evidence, either->not_so.at, n_not);
}
