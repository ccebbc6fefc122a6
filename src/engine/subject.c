/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/run.h"

#include "keys/key.h"

bool tier_is_ours(const struct tier *tier)
{
	const struct datum *outside = &tier->fields[TIER_OUTSIDE];

	return !tier->phantom && !(outside->known && outside->value.boolean);
}

bool subject_is_written(struct subject subject)
{
	return subject.kind == SUBJECT_LINE || subject.kind == SUBJECT_FILE ||
	       subject.kind == SUBJECT_ASSIGNMENT ||
	       subject.kind == SUBJECT_SETTING;
}

/* How many subjects of the kind a tier has. */
static size_t tier_count(const struct run *run, uint32_t i)
{
	const struct tier *tier = run->topology->tiers.at[i];

	if (!tier_is_ours(tier))
		return 0;
	switch (run->rule->each) {
	case SUBJECT_TIER:
		return 1;
	case SUBJECT_HOST:
		return run->options->live ? 1 : 0;
	default:
		return model_n_subjects(run->model, run->rule->each, tier);
	}
}

static bool hop_next(const struct run *run, struct subject_walk *walk,
		     struct subject *out)
{
	if (walk->index >= run->topology->hops.n)
		return false;
	*out = (struct subject){ .kind = SUBJECT_HOP, .index = walk->index++ };
	return true;
}

static bool topology_next(const struct run *run, struct subject_walk *walk,
			  struct subject *out)
{
	if (walk->index++ > 0 || run->topology->source == 0)
		return false;
	*out = (struct subject){ .kind = SUBJECT_TOPOLOGY };
	return true;
}

static bool tier_next(const struct run *run, struct subject_walk *walk)
{
	if (walk->begun)
		walk->tier++;
	walk->begun = true;
	walk->index = 0;
	if (walk->tier >= run->topology->tiers.n)
		return false;
	walk->n = tier_count(run, walk->tier);
	walk->only = NULL;
	if (walk->n > 0)
		subject_filter(run, walk);
	return true;
}

/* A key whose lines all count for nothing (lost, or excluded later) has no
 * setting. */
static bool is_set(const struct tier *tier, struct subject subject)
{
	return subject.kind != SUBJECT_SETTING ||
	       settings_path_winner(tier->settings, subject.index);
}

static bool of_tier_next(const struct run *run, struct subject_walk *walk,
			 struct subject *out)
{
	const struct tier *tier;
	uint32_t i;

	do {
		while (!walk->begun || walk->index >= walk->n)
			if (!tier_next(run, walk))
				return false;
		tier = run->topology->tiers.at[walk->tier];
		i = walk->index++;
		if (walk->only)
			*out = (struct subject){ run->rule->each, walk->only[i],
						 walk->tier };
		else
			*out = model_subject(run->model, run->rule->each, tier,
					     i);
	} while (!is_set(tier, *out));
	if (!subject_is_written(*out)) {
		out->index = walk->tier;
		out->tier = walk->tier;
	}
	return true;
}

bool subject_next(const struct run *run, struct subject_walk *walk,
		  struct subject *out)
{
	switch (run->rule->each) {
	case SUBJECT_HOP:
		return hop_next(run, walk, out);
	case SUBJECT_TOPOLOGY:
		return topology_next(run, walk, out);
	default:
		return of_tier_next(run, walk, out);
	}
}

/* The path that a setting or an assignment is about; empty for others. */
static struct str subject_path(const struct run *run, struct subject subject)
{
	const struct settings *settings;

	if (subject.kind != SUBJECT_SETTING &&
	    subject.kind != SUBJECT_ASSIGNMENT)
		return (struct str){ 0 };
	settings = run->topology->tiers.at[subject.tier]->settings;
	if (subject.kind == SUBJECT_SETTING)
		return settings_path(settings, subject.index);
	return settings_at(settings, subject.index)->path;
}

struct str subject_key(const struct run *run, struct subject subject,
		       struct str path)
{
	size_t star = str_find(path, '*');
	struct str general, interface, own;

	if (star == path.len)
		return path;
	own = subject_path(run, subject);
	if (!key_split_interface(run->arena, own, &general, &interface))
		return (struct str){ 0 };
	return str_format(run->arena, "%.*s%.*s%.*s", (int)star, path.at,
			  STR_ARG(interface), (int)(path.len - star - 1),
			  path.at + star + 1);
}

static struct span setting_span(const struct settings *settings, uint32_t index)
{
	const struct assignment *winner = settings_path_winner(settings, index);

	return winner ? winner->span : (struct span){ 0 };
}

struct span subject_span(const struct run *run, struct subject subject)
{
	const struct settings *settings;

	if (!subject_is_written(subject))
		return (struct span){ 0 };
	settings = run->topology->tiers.at[subject.tier]->settings;
	switch (subject.kind) {
	case SUBJECT_LINE:
		return settings_mark_at(settings, subject.index)->span;
	case SUBJECT_ASSIGNMENT:
		return settings_at(settings, subject.index)->span;
	case SUBJECT_SETTING:
		return setting_span(settings, subject.index);
	case SUBJECT_FILE:
		return (struct span){
			.source = settings_files(settings)
					  ->list.at[subject.index]
					  .source
		};
	default:
		return (struct span){ 0 };
	}
}

const struct tier *subject_tier(const struct run *run, struct subject subject,
				enum fix_tier whose)
{
	const struct hop *hop;

	if (subject.kind == SUBJECT_TOPOLOGY || subject.kind == SUBJECT_NONE)
		return NULL;
	if (subject.kind != SUBJECT_HOP)
		return run->topology->tiers.at[subject.tier];
	hop = run->topology->hops.at[subject.index];
	return whose == FIX_FROM ? hop->from : hop->to;
}

const struct tier *subject_home(const struct run *run, struct subject subject)
{
	const struct rule *rule = run->rule;
	enum fix_tier whose = FIX_TO;
	const struct tier *to, *from;

	if (rule->on != FIX_SELF)
		return subject_tier(run, subject, rule->on);
	if (rule->fixes.n > 0) {
		whose = run->rules->fixes[rule->fixes.first].tier;
		return subject_tier(run, subject, whose);
	}
	to = subject_tier(run, subject, FIX_TO);
	if (!to || tier_is_ours(to))
		return to;
	from = subject_tier(run, subject, FIX_FROM);
	return tier_is_ours(from) ? from : to;
}

struct str subject_name(const struct run *run, struct subject subject)
{
	return run->env.subject_name(run->env.context, subject);
}
