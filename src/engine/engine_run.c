/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

#include "engine/order.h"
#include "engine/run.h"

/* More findings of one rule than this in one text are only counted
 * (semantics.md 26). */
#define FINDINGS_PER_SOURCE_MAX 1000

struct counter {
	uint32_t source;
	uint32_t n;    /* all of them */
	uint32_t last; /* index of the last one that is listed */
};

static struct str rule_id(const struct run *run)
{
	return rule_text(run->rules, run->rule->id);
}

/* Subjects of one source come one after the other. */
static struct counter *counter_of(struct run *run, struct subject subject)
{
	uint32_t source = subject_span(run, subject).source;
	struct str key;

	if (!subject_is_written(subject))
		return NULL;
	if (run->counter && run->counter->source == source)
		return run->counter;
	key = str_format(run->arena, "%.*s %u", STR_ARG(rule_id(run)), source);
	run->counter = map_get(run->counts, key);
	if (!run->counter) {
		run->counter = arena_make(run->arena, struct counter);
		run->counter->source = source;
		map_put(run->counts, key, run->counter);
	}
	return run->counter;
}

static uint8_t least(uint8_t a, uint8_t b)
{
	return a < b ? a : b;
}

/* Marks that the reader only counted. */
static uint32_t n_folded_by_reader(const struct run *run,
				   struct subject subject)
{
	const struct settings *settings;

	if (subject.kind != SUBJECT_LINE)
		return 0;
	settings = run->topology->tiers.at[subject.tier]->settings;
	return settings_mark_at(settings, subject.index)->n_folded;
}

static void add_finding(struct run *run, struct subject subject,
			const struct verdict *v)
{
	const struct rule *rule = run->rule;
	struct finding f = {
		.rules = run->rules,
		.rule = rule,
		.severity = rule->severity,
		.doubtful = v->kind == VERDICT_DOUBTFUL,
		.evidence = v->evidence,
		.order = (uint32_t)run->out->list.n,
		.n_folded = n_folded_by_reader(run, subject),
	};

	if (f.doubtful)
		f.severity = least(rule->doubt, rule->severity);
	f.place = place_find(run, subject, &v->evidence);
	f.message = prose_render(run, rule->say, subject);
	if (f.doubtful)
		f.unless = prose_render(run, rule->unless, subject);
	f.effect = prose_render(run, rule->effect, subject);
	f.why = prose_render(run, rule->why, subject);
	fixes_render(run, subject, &f);
	fired_place(run, f.place, v->kind);
	vec_push(run->arena, &f.subjects, subject);
	vec_push(run->arena, &f.subject_names, subject_name(run, subject));
	vec_push(run->arena, &run->out->list, f);
}

static void add_not_checked(struct run *run, struct subject subject,
			    const struct verdict *v)
{
	struct not_checked n = { .rules = run->rules, .rule = run->rule };

	/* Of a thousand lines the first stands for all. */
	if (run->noted && subject_is_written(subject))
		return;
	run->noted = true;
	if (subject_is_written(subject))
		subject = (struct subject){ .kind = SUBJECT_TIER,
					    .index = subject.tier,
					    .tier = subject.tier };
	n.subject_name = subject_name(run, subject);
	for (size_t i = 0; i < v->missing.n; i++)
		vec_push(run->arena, &n.missing, v->missing.at[i]);
	vec_push(run->arena, &run->out->not_checked, n);
}

/* Certain, or at least doubtful, without a look at the evidence. */
static bool is_maybe(const struct rule *rule, const struct datum *result)
{
	if (result->known && !result->value.boolean)
		return false;
	return rule->doubt != SEVERITY_NONE ||
	       (result->known && !result->tainted);
}

/* Whether the source already has all findings of this rule that are listed;
 * counts this one. */
static bool is_folded(struct run *run, struct subject subject)
{
	struct counter *counter;
	struct datum result;

	if (!run->is_full)
		return false;
	counter = counter_of(run, subject);
	if (!counter || counter->n < FINDINGS_PER_SOURCE_MAX)
		return false;
	expr_eval(&run->rules->book->exprs, run->rule->when, subject, &run->env,
		  run->scratch, NULL, &result);
	if (is_maybe(run->rule, &result) &&
	    fired_before(run, subject, NULL) < VERDICT_DOUBTFUL) {
		counter->n++;
		run->out->list.at[counter->last].n_folded++;
		fired_record(run, subject, VERDICT_CERTAIN);
	}
	return true;
}

/* An open question about a rule that would mute this one leaves this one
 * open too: a fact more may not take a certain finding away. */
static void weaken(struct run *run, struct verdict *v)
{
	if (v->kind != VERDICT_CERTAIN)
		return;
	vec_push(run->arena, &v->missing,
		 STR("the answer of a rule that would mute it"));
	v->kind = run->rule->doubt == SEVERITY_NONE ? VERDICT_NOT_CHECKED
						    : VERDICT_DOUBTFUL;
}

static void run_subject(struct run *run, struct subject subject)
{
	struct counter *counter;
	enum verdict_kind before;
	struct verdict v;

	arena_reset(run->scratch);
	if (is_folded(run, subject))
		return;
	verdict_reach(run, subject, &v);
	if (v.kind == VERDICT_QUIET)
		return;
	if (v.kind >= VERDICT_DOUBTFUL &&
	    !place_is_ours(run, subject, &v.evidence))
		return;
	before = fired_before(run, subject, &v.evidence);
	if (before >= VERDICT_DOUBTFUL)
		return;
	if (before == VERDICT_NOT_CHECKED)
		weaken(run, &v);
	fired_record(run, subject, v.kind);
	if (v.kind == VERDICT_NOT_CHECKED) {
		add_not_checked(run, subject, &v);
		return;
	}
	counter = counter_of(run, subject);
	if (counter) {
		counter->n++;
		counter->last = (uint32_t)run->out->list.n;
		run->is_full |= counter->n >= FINDINGS_PER_SOURCE_MAX;
	}
	add_finding(run, subject, &v);
}

/* A finding is placed on a tier of ours, or on the topology as a whole. */
static bool may_have_finding(const struct run *run, struct subject subject)
{
	const struct tier *home;

	/* The walk leaves out lines of others' tiers. */
	if (subject.kind == SUBJECT_TOPOLOGY || subject_is_written(subject))
		return true;
	home = subject_home(run, subject);
	return home && tier_is_ours(home);
}

static void run_rule(struct run *run)
{
	struct subject_walk walk = { 0 };
	struct subject subject;
	uint32_t tier = 0;

	run->noted = false;
	run->is_full = false;
	run->may_be_muted = fired_any_before(run);
	run->counter = NULL;
	run->out->n_rules_run++;
	while (subject_next(run, &walk, &subject)) {
		if (subject.tier != tier)
			run->noted = false;
		tier = subject.tier;
		if (may_have_finding(run, subject))
			run_subject(run, subject);
	}
}

static void tell_folded(struct run *run)
{
	for (size_t i = 0; i < run->out->list.n; i++) {
		struct finding *f = &run->out->list.at[i];

		if (f->n_folded > 0)
			f->message = str_format(
				run->arena,
				"%.*s (and %u more like it in this file)",
				STR_ARG(f->message), f->n_folded);
	}
}

void engine_run(const struct rulebook *rulebook, struct model *model,
		struct sources *sources, const struct engine_options *options,
		struct arena *arena, struct findings *out)
{
	struct rule_list list = { 0 };
	struct run run = {
		.model = model,
		.topology = model_topology(model),
		.sources = sources,
		.options = options,
		.arena = arena,
		.scratch = arena_new(),
		.out = out,
		.env = model_env(model),
		.rulebook = rulebook,
		.fired = fired_new(arena),
		.columns = columns_new(arena),
		.counts = map_new(arena),
	};

	*out = (struct findings){ .arena = arena };
	run.has_open_hops = worlds_are_many(&run);
	rules_in_order(rulebook, options, arena, &list);
	for (size_t i = 0; i < list.n; i++) {
		run.row = list.at[i];
		run.rules = run.row->rules;
		run.rule = run.row->rule;
		run_rule(&run);
	}
	arena_free(run.scratch);
	tell_folded(&run);
	findings_finish(out);
}
