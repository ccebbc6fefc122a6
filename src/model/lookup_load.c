/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the loader of a tier makes of its lines: which are written, what the
 * kernel says to them, and in which order. The same code as the dry run of
 * trace --load, asked for one line at a time.
 */
#include "model/load.h"
#include "model/lookup.h"

static struct load_kernel kernel_of(const struct model *m,
				    const struct tier *tier)
{
	struct datum kernel = model_kernel(m, tier);

	return (struct load_kernel){
		.knowledge = m->knowledge,
		.version = kernel.known ? kernel.value.version
					: (struct kver){ 0 },
		.any = !kernel.known,
	};
}

static const struct load_policy *policy_of(const struct tier *tier)
{
	static const struct load_policy writes_all = { 0 };
	const struct load_policy *policy = NULL;

	if (tier->settings)
		policy = settings_loading(tier->settings)->policy;
	return policy ? policy : &writes_all;
}

static struct tier_load *load_of(struct model *m, const struct tier *tier)
{
	struct tier_state *state = &m->tiers[tier->index];

	if (state->load)
		return state->load;
	state->load = arena_make(m->arena, struct tier_load);
	if (!policy_of(tier)->map)
		return state->load;
	state->load->entries =
		arena_array(m->arena, bool, settings_count(tier->settings));
	load_entries(tier->settings, state->load->entries);
	return state->load;
}

static bool stops_for_sure(struct model *m, const struct tier *tier,
			   const struct load_kernel *kernel, uint32_t i)
{
	struct load_outcome outcome;

	if (settings_at(tier->settings, i)->perhaps)
		return false;
	outcome = load_one(m->arena, tier->settings, kernel, i);
	return outcome.stops && outcome.is_sure;
}

void lookup_load_end(struct model *m, const struct tier *tier)
{
	struct load_kernel kernel = kernel_of(m, tier);
	uint32_t stop = 0, *lost_to = NULL, source = 0, n;

	if (!policy_of(tier)->stops_at_refusal)
		return;
	n = (uint32_t)settings_count(tier->settings);
	for (uint32_t i = 0; i < n; i++) {
		const struct assignment *a = settings_at(tier->settings, i);

		if (a->live || a->by != BY_LOADER)
			continue;
		if (policy_of(tier)->stops_at_file && a->span.source != source)
			stop = 0;
		source = a->span.source;
		if (!stop && stops_for_sure(m, tier, &kernel, i))
			stop = i + 1;
		if (stop && !lost_to)
			lost_to = arena_array(m->arena, uint32_t, n);
		if (stop)
			lost_to[i] = stop;
	}
	load_of(m, tier)->lost_to = lost_to;
	if (lost_to)
		settings_lose(tier->settings, lost_to);
}

static bool is_lost(const struct tier_load *load, uint32_t i)
{
	return load->lost_to && load->lost_to[i] && load->lost_to[i] != i + 1;
}

/* One line, with what the model knows of its key. */
static struct load_outcome outcome_of(struct model *m, const struct tier *tier,
				      uint32_t i)
{
	const struct assignment *a = settings_at(tier->settings, i);
	const uint32_t setting = settings_path_index(tier->settings, a->path);
	struct load_kernel kernel = kernel_of(m, tier);
	struct load_fact known = { 0 };
	const struct key_memo *memo;

	if (setting) {
		memo = lookup_setting_memo(m, tier, setting - 1);
		kernel.known = &known;
		if (memo)
			known = (struct load_fact){
				&memo->book->facts, memo->fact, memo->on,
				lookup_on(m, memo->book, memo->fact, NULL)
			};
	}
	return load_one(m->arena, tier->settings, &kernel, i);
}

static void ask_result(struct model *m, const struct tier *tier, uint32_t i,
		       struct span span, struct datum *out)
{
	const struct tier_load *load = load_of(m, tier);
	struct load_outcome o = { .is_sure = true };
	struct str result = STR("none");

	if (is_lost(load, i))
		result = load_result_name(LOAD_ABORTED);
	else if (!load->entries || load->entries[i])
		o = outcome_of(m, tier, i);
	if (o.is_written)
		result = load_result_name((enum load_result)o.result);
	*out = datum_of(value_word(result), ORIGIN_WRITTEN, span);
	if (!o.is_sure)
		*out = datum_unknown(STR("not every kernel does the same"));
}

static void count_at(uint32_t n, struct span span, struct datum *out)
{
	*out = datum_of(value_int(num_of_u64(n), UNIT_NONE), ORIGIN_WRITTEN,
			span);
}

static bool stops(struct model *m, const struct tier *tier, uint32_t i)
{
	const struct tier_load *load = load_of(m, tier);

	return load->lost_to && load->lost_to[i] == i + 1;
}

static uint32_t n_lost(struct model *m, const struct tier *tier, uint32_t i)
{
	const struct tier_load *load = load_of(m, tier);
	uint32_t n = 0;

	for (uint32_t k = i; stops(m, tier, i) &&
			     ++k < settings_count(tier->settings);)
		n += load->lost_to[k] == i + 1;
	return n;
}

void lookup_load(struct model *m, struct subject s, uint16_t id,
		 struct datum *out)
{
	const struct tier *tier = model_tier(m, s);
	const struct assignment *a = settings_at(tier->settings, s.index);

	if (id == NAME_ASSIGNMENT_RESULT)
		ask_result(m, tier, s.index, a->span, out);
	else if (id == NAME_ASSIGNMENT_STOPS)
		*out = datum_of(value_bool(stops(m, tier, s.index)),
				ORIGIN_WRITTEN, a->span);
	else if (id == NAME_ASSIGNMENT_N_LOST)
		count_at(n_lost(m, tier, s.index), a->span, out);
	else
		count_at(load_position(tier->settings, s.index), a->span, out);
}

/* The line may name the key by its other name. */
static bool winner_index(const struct settings *settings,
			 const struct key_memo *memo, uint32_t *out_index)
{
	if (!memo->winner)
		return false;
	if (settings_winner_index(settings, memo->path, out_index) &&
	    settings_at(settings, *out_index) == memo->winner)
		return true;
	return settings_winner_index(settings, memo->winner->path, out_index);
}

void lookup_order(const struct tier *tier, const struct key_memo *memo,
		  struct datum *out)
{
	uint32_t index;

	if (memo->change && !memo->change->remove)
		/* Advice is written behind all that is there. */
		count_at((uint32_t)settings_count(tier->settings),
			 (struct span){ 0 }, out);
	else if (memo->change || !winner_index(tier->settings, memo, &index))
		*out = datum_unknown(STR("nobody sets it"));
	else
		count_at(load_position(tier->settings, index),
			 memo->winner->span, out);
}

void lookup_loader(const struct tier *tier, uint16_t id, struct datum *out)
{
	const struct load_policy *policy = policy_of(tier);
	struct value v = value_word(tier->loader);

	*out = datum_unknown(STR("not given"));
	if (str_empty(tier->loader) ||
	    (id != NAME_TIER_LOADER &&
	     !(tier->settings && settings_loading(tier->settings)->policy)))
		return;
	if (id == NAME_TIER_SKIPS_EQUAL)
		v = value_bool(policy->skips_equal);
	else if (id == NAME_TIER_REPORTS_REFUSALS)
		v = value_bool(policy->faults & FAULT_REFUSED);
	*out = datum_of(v, ORIGIN_GIVEN, tier->span);
	if (tier->loader_is_given)
		return;
	out->origin = ORIGIN_ASSUMED;
	out->tainted = true;
	out->note = STR("no loader is named");
}
