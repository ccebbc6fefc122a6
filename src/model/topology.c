/* SPDX-License-Identifier: Apache-2.0 */
#include "model/topology.h"

#include <assert.h>

const struct field_info tier_field_info[N_TIER_FIELDS] = {
#define TIER_FIELD(tag, name, type, unit, words, assumed, about)               \
	[TIER_##tag] = { name, type, unit, words, assumed, about },
#define HOP_FIELD(tag, name, type, unit, words, assumed, about)
#include "model/fields.def"
};

const struct field_info hop_field_info[N_HOP_FIELDS] = {
#define TIER_FIELD(tag, name, type, unit, words, assumed, about)
#define HOP_FIELD(tag, name, type, unit, words, assumed, about)                \
	[HOP_##tag] = { name, type, unit, words, assumed, about },
#include "model/fields.def"
};

struct topology *topology_new(struct arena *arena)
{
	struct topology *t = arena_make(arena, struct topology);

	t->arena = arena;
	return t;
}

/* The few defaults are booleans, counts and words; see fields.def. */
static struct value assumed_value(const struct field_info *info)
{
	struct str text = str_of(info->assumed);
	struct num n;

	if (info->type == VALUE_BOOL)
		return value_bool(str_eq(text, STR("true")));
	if (info->type == VALUE_WORD)
		return value_word(text);
	if (!num_parse(text, &n))
		assert(!"the default of a field is no number");
	return value_int(n, info->unit);
}

static struct datum field_start(const struct field_info *info)
{
	struct datum d;

	if (!info->assumed)
		return datum_unknown(STR("not given"));
	d = datum_of(assumed_value(info), ORIGIN_ASSUMED, (struct span){ 0 });
	d.tainted = true;
	d.note = STR("assumed");
	return d;
}

static void tier_forget(struct tier *tier)
{
	for (size_t i = 0; i < N_TIER_FIELDS; i++)
		tier->fields[i] = datum_unknown(STR("not given"));
	/* A page is the architecture's, not the topology's. */
	tier->fields[TIER_PAGE_SIZE] =
		field_start(&tier_field_info[TIER_PAGE_SIZE]);
}

struct tier *topology_add_tier(struct topology *t, struct str name,
			       struct span span)
{
	struct tier *tier = arena_make(t->arena, struct tier);

	tier->name = name;
	tier->span = span;
	tier->index = (uint32_t)t->tiers.n;
	for (size_t i = 0; i < N_TIER_FIELDS; i++)
		tier->fields[i] = field_start(&tier_field_info[i]);
	/* Who lists a tier without a word on it means one of their own. */
	tier->fields[TIER_OUTSIDE].tainted = false;
	tier->fields[TIER_OUTSIDE].note = STR("ours unless said otherwise");
	vec_push(t->arena, &t->tiers, tier);
	return tier;
}

struct hop *topology_add_hop(struct topology *t, struct span span)
{
	struct hop *hop = arena_make(t->arena, struct hop);

	hop->span = span;
	hop->index = (uint32_t)t->hops.n;
	for (size_t i = 0; i < N_HOP_FIELDS; i++)
		hop->fields[i] = field_start(&hop_field_info[i]);
	vec_push(t->arena, &t->hops, hop);
	return hop;
}

static struct tier *add_phantom(struct topology *t, struct str name)
{
	struct tier *tier = topology_add_tier(t, name, (struct span){ 0 });

	tier->phantom = true;
	tier_forget(tier);
	return tier;
}

static void add_phantom_hop(struct topology *t, const struct tier *from,
			    const struct tier *to)
{
	struct hop *hop = topology_add_hop(t, (struct span){ 0 });

	for (size_t i = 0; i < N_HOP_FIELDS; i++)
		hop->fields[i] = datum_unknown(STR("not given"));
	hop->phantom = true;
	hop->from = from;
	hop->to = to;
}

struct tier *topology_add_lone_host(struct topology *t, struct str name,
				    struct settings *settings)
{
	struct tier *host = topology_add_tier(t, name, (struct span){ 0 });
	const struct tier *before = add_phantom(t, STR("whoever connects"));
	const struct tier *behind = add_phantom(t, STR("whatever it calls"));

	tier_forget(host);
	host->settings = settings;
	host->fields[TIER_OUTSIDE] =
		datum_of(value_bool(false), ORIGIN_DERIVED, (struct span){ 0 });
	add_phantom_hop(t, before, host);
	add_phantom_hop(t, host, behind);
	return host;
}

struct tier *topology_tier(const struct topology *t, struct str name)
{
	for (size_t i = 0; i < t->tiers.n; i++) {
		if (str_eq(t->tiers.at[i]->name, name))
			return t->tiers.at[i];
	}
	return NULL;
}

static bool word_is(const struct datum *d, const char *word)
{
	return d->known && str_eq(d->value.word, str_of(word));
}

struct datum tier_forwards(const struct tier *tier)
{
	const struct datum *role = &tier->fields[TIER_ROLE];
	const struct datum *mode = &tier->fields[TIER_LB_MODE];
	struct datum d;

	if (!role->known)
		return datum_unknown(STR("role not given"));
	d = datum_of(value_bool(true), ORIGIN_DERIVED, role->span);
	d.tainted = role->tainted;
	if (word_is(role, "nat_gateway") || word_is(role, "router"))
		return d;
	d.value = value_bool(false);
	if (!word_is(role, "load_balancer"))
		return d;
	if (!mode->known)
		return datum_unknown(STR("lb_mode not given"));
	d.value = value_bool(!word_is(mode, "proxy"));
	d.tainted = role->tainted || mode->tainted;
	d.span = mode->span.source ? mode->span : role->span;
	return d;
}
