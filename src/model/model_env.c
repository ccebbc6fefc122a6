/* SPDX-License-Identifier: Apache-2.0 */
#include "model/model.h"

#include "model/derive.h"
#include "model/lookup.h"

#include <assert.h>

static void number_formulas(struct model *m)
{
	struct formula *formulas;
	uint32_t n = 0;

	for (uint32_t b = 0; b < m->knowledge->n_books; b++)
		n += m->knowledge->books[b]->n_derivations;
	formulas = arena_array(m->arena, struct formula, n);
	m->formulas = formulas;
	m->n_formulas = n;
	for (uint32_t b = 0; b < m->knowledge->n_books; b++) {
		const struct book *book = m->knowledge->books[b];

		for (uint32_t i = 0; i < book->n_derivations; i++)
			*formulas++ =
				(struct formula){ &book->derivations[i], book };
	}
}

static void list_hops(struct model *m)
{
	for (size_t i = 0; i < m->topology->hops.n; i++) {
		const struct hop *hop = m->topology->hops.at[i];

		vec_push(m->arena, &m->tiers[hop->from->index].hops[HOP_OUT],
			 hop);
		vec_push(m->arena, &m->tiers[hop->to->index].hops[HOP_IN], hop);
		for (size_t v = 0; v < hop->n_via; v++) {
			struct tier_state *via = &m->tiers[hop->via[v]->index];
			size_t n = via->hops[HOP_VIA].n;

			/* A path may lead through a tier twice. */
			if (n == 0 || via->hops[HOP_VIA].at[n - 1] != hop)
				vec_push(m->arena, &via->hops[HOP_VIA], hop);
		}
	}
}

static void find_nodes(struct model *m)
{
	const struct topology *t = m->topology;
	struct map *by_name = map_new(m->arena);

	for (size_t i = 0; i < t->tiers.n; i++)
		map_put(by_name, t->tiers.at[i]->name, t->tiers.at[i]);
	for (size_t i = 0; i < t->tiers.n; i++) {
		const struct datum *host = &t->tiers.at[i]->fields[TIER_HOST];
		const struct tier *node =
			host->known ? map_get(by_name, host->value.word) : NULL;

		/* What runs on a third tier, or on itself, is no node. */
		if (node && !node->fields[TIER_HOST].known)
			m->tiers[i].node = node;
	}
}

static bool any_speaks(const struct datum *fields, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (datum_speaks(&fields[i]))
			return true;
	}
	return false;
}

static bool is_described(const struct topology *t)
{
	for (size_t i = 0; i < t->tiers.n; i++) {
		if (any_speaks(t->tiers.at[i]->fields, N_TIER_FIELDS))
			return true;
	}
	for (size_t i = 0; i < t->hops.n; i++) {
		if (any_speaks(t->hops.at[i]->fields, N_HOP_FIELDS))
			return true;
	}
	return false;
}

struct model *model_new(struct arena *arena, const struct knowledge *knowledge,
			const struct topology *topology)
{
	struct model *m = arena_make(arena, struct model);

	m->arena = arena;
	m->knowledge = knowledge;
	m->topology = topology;
	m->generation = m->settings_generation = m->last_generation = 1;
	m->tiers = arena_array(arena, struct tier_state, topology->tiers.n);
	m->hop_memos = arena_array(arena, struct memo **, topology->hops.n);
	m->hop_titles = arena_array(arena, struct str, topology->hops.n);
	m->is_described = is_described(topology);
	number_formulas(m);
	list_hops(m);
	find_nodes(m);
	for (size_t i = 0; i < topology->tiers.n; i++)
		lookup_load_end(m, topology->tiers.at[i]);
	return m;
}

const struct topology *model_topology(const struct model *m)
{
	return m->topology;
}

const struct knowledge *model_knowledge(const struct model *m)
{
	return m->knowledge;
}

void model_set_sources(struct model *m, struct sources *sources)
{
	m->sources = sources;
}

void model_watch(struct model *m)
{
	m->seen = (struct model_seen){ 0 };
}

struct model_seen model_seen(const struct model *m)
{
	return m->seen;
}

struct datum model_kernel(const struct model *m, const struct tier *tier)
{
	const struct tier *node = model_node(m, tier);

	if (!tier->fields[TIER_KERNEL].known && node)
		return model_kernel(m, node);
	return tier->fields[TIER_KERNEL];
}

static void change_add(struct model *m, const struct model_change *change)
{
	struct tier_state *state = &m->tiers[change->tier->index];
	struct model_change *kept = arena_make(m->arena, struct model_change);

	*kept = *change;
	kept->path = str_copy(m->arena, change->path);
	kept->value = str_copy(m->arena, change->value);
	if (!state->changes)
		state->changes = map_new(m->arena);
	map_put(state->changes, kept->path, kept);
}

void model_apply(struct model *m, const struct model_change *changes,
		 size_t n_changes)
{
	for (size_t i = 0; n_changes == 0 && i < m->topology->tiers.n; i++)
		m->tiers[i].changes = NULL;
	for (size_t i = 0; i < n_changes; i++)
		change_add(m, &changes[i]);
	m->settings_generation = m->generation = ++m->last_generation;
}

static struct supposition *
supposition_of(struct model *m, const struct hop *hop, enum hop_field field)
{
	for (size_t i = 0; i < m->supposed.n; i++) {
		struct supposition *s = &m->supposed.at[i];

		if (s->hop == hop && s->field == field)
			return s;
	}
	return NULL;
}

void model_suppose(struct model *m, const struct hop *hop, enum hop_field field,
		   const struct value *value)
{
	struct supposition *s = supposition_of(m, hop, field);

	if (!hop || !value) {
		m->supposed.n = 0;
		m->generation = m->settings_generation;
		return;
	}
	m->generation = ++m->last_generation;
	if (!s) {
		vec_push(m->arena, &m->supposed, (struct supposition){ 0 });
		s = &m->supposed.at[m->supposed.n - 1];
	}
	*s = (struct supposition){ .hop = hop, .field = field };
	s->datum = datum_of(*value, ORIGIN_DERIVED, (struct span){ 0 });
	s->datum.note = STR("supposed");
}

struct subject subject_of_tier(const struct tier *tier)
{
	return (struct subject){ .kind = SUBJECT_TIER,
				 .index = tier->index,
				 .tier = tier->index };
}

struct subject subject_of_hop(const struct hop *hop)
{
	return (struct subject){ .kind = SUBJECT_HOP, .index = hop->index };
}

const struct tier *model_node(const struct model *m, const struct tier *tier)
{
	return m->tiers[tier->index].node;
}

static void env_field(void *context, struct subject s, uint16_t id,
		      struct evidence *evidence, struct datum *out)
{
	model_ask(context, s, id, evidence, out);
}

static void env_key(void *context, struct subject tier, struct str path,
		    enum key_question question, uint32_t element,
		    struct evidence *evidence, struct datum *out)
{
	(void)evidence;
	model_key(context, model_tier(context, tier), path, question, element,
		  out);
}

static bool follow_hop(const struct model *m, const struct hop *hop,
		       uint16_t id, struct subject *out)
{
	const struct tier *tier = id == NAME_HOP_FROM ? hop->from : hop->to;

	(void)m;
	if (!tier)
		return false;
	*out = subject_of_tier(tier);
	return true;
}

static bool env_follow(void *context, struct subject s, uint16_t id,
		       struct subject *out)
{
	struct model *m = context;
	const struct tier *node;

	switch (s.kind) {
	case SUBJECT_HOP:
		return follow_hop(m, m->topology->hops.at[s.index], id, out);
	case SUBJECT_TIER:
		node = model_node(m, model_tier(m, s));
		if (node)
			*out = subject_of_tier(node);
		return node != NULL;
	case SUBJECT_HOST:
		*out = subject_of_tier(model_tier(m, s));
		return true;
	default:
		return follow_in_settings(m, s, id, out);
	}
}

static bool nth_hop(const struct model *m, const struct tier *tier, uint16_t id,
		    size_t i, struct subject *out)
{
	enum hop_end end = id == NAME_TIER_HOPS_OUT  ? HOP_OUT
			   : id == NAME_TIER_HOPS_IN ? HOP_IN
						     : HOP_VIA;

	if (i >= m->tiers[tier->index].hops[end].n)
		return false;
	*out = subject_of_hop(m->tiers[tier->index].hops[end].at[i]);
	return true;
}

static bool element_of_tier(struct model *m, struct subject s, uint16_t id,
			    size_t i, struct subject *out)
{
	const struct tier *tier = model_tier(m, s);
	enum subject_kind kind;

	if (id != NAME_TIER_SETTINGS && id != NAME_TIER_ASSIGNMENTS)
		return nth_hop(m, tier, id, i, out);
	kind = id == NAME_TIER_SETTINGS ? SUBJECT_SETTING : SUBJECT_ASSIGNMENT;
	if (i >= model_n_subjects(m, kind, tier))
		return false;
	*out = model_subject(m, kind, tier, i);
	return true;
}

static bool env_element(void *context, struct subject s, uint16_t id, size_t i,
			struct subject *out)
{
	struct model *m = context;
	const struct hop *hop;
	enum subject_kind kind;

	if (s.kind == SUBJECT_TIER)
		return element_of_tier(m, s, id, i, out);
	if (s.kind == SUBJECT_HOP) {
		hop = m->topology->hops.at[s.index];
		if (i >= hop->n_via)
			return false;
		*out = subject_of_tier(hop->via[i]);
		return true;
	}
	kind = id == NAME_TOPOLOGY_TIERS ? SUBJECT_TIER : SUBJECT_HOP;
	if (i >= model_n_subjects(m, kind, NULL))
		return false;
	*out = model_subject(m, kind, NULL, i);
	return true;
}

struct str model_hop_title(struct model *m, const struct hop *hop)
{
	struct str *title = &m->hop_titles[hop->index];

	if (str_empty(*title))
		*title = str_format(m->arena, "hop %.*s -> %.*s",
				    STR_ARG(hop->from->name),
				    STR_ARG(hop->to->name));
	return *title;
}

static struct str tier_title(struct model *m, const struct tier *tier)
{
	struct str *title = &m->tiers[tier->index].title;

	if (str_empty(*title))
		*title = str_empty(tier->name) ? STR("tier")
					       : str_join(m->arena, STR("tier"),
							  STR(" "), tier->name);
	return *title;
}

static struct str written_name(struct model *m, struct subject s)
{
	struct datum name;
	uint16_t id = s.kind == SUBJECT_TOPOLOGY     ? NAME_TOPOLOGY_NAME
		      : s.kind == SUBJECT_SETTING    ? NAME_SETTING_KEY
		      : s.kind == SUBJECT_ASSIGNMENT ? NAME_ASSIGNMENT_KEY
		      : s.kind == SUBJECT_FILE       ? NAME_FILE_NAME
						     : NAME_LINE_MARK;

	model_ask(m, s, id, NULL, &name);
	if (!name.known || str_empty(name.value.word))
		return str_of(name_of_kind(s.kind));
	return str_join(m->arena, str_of(name_of_kind(s.kind)), STR(" "),
			name.value.word);
}

static struct str env_subject_name(void *context, struct subject s)
{
	struct model *m = context;

	switch (s.kind) {
	case SUBJECT_HOP:
		return model_hop_title(m, m->topology->hops.at[s.index]);
	case SUBJECT_TIER:
		return tier_title(m, model_tier(m, s));
	case SUBJECT_HOST:
		return str_join(m->arena, STR("host"), STR(" "),
				model_tier(m, s)->name);
	default:
		return written_name(m, s);
	}
}

/* Nobody knows what was left out. */
static void env_skipped(void *context)
{
	struct model *m = context;

	m->seen = (struct model_seen){ true, true };
}

struct expr_env model_env(struct model *m)
{
	return (struct expr_env){ .context = m,
				  .field = env_field,
				  .key = env_key,
				  .follow = env_follow,
				  .element = env_element,
				  .subject_name = env_subject_name,
				  .skipped = env_skipped };
}
