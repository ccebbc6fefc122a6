/* SPDX-License-Identifier: Apache-2.0 */
/* Certain, doubtful, not checked or quiet: semantics.md 6 and 7. */
#include "engine/order.h"
#include "engine/run.h"

/* Whether the rule's kernel range holds the kernel of its tier. */
struct kernel_answer {
	enum tri holds;
	struct datum kernel;
	const struct tier *tier; /* NULL: the rule has no range */
};

static bool range_is_open(struct kver_range range)
{
	return range.from.parts == 0 && range.to.parts == 0;
}

static struct kernel_answer kernel_holds(const struct run *run,
					 struct subject subject)
{
	struct kernel_answer answer = { .holds = TRI_TRUE };

	if (range_is_open(run->rule->kernel))
		return answer;
	answer.tier = subject_home(run, subject);
	if (!answer.tier)
		return answer;
	answer.kernel = model_kernel(run->model, answer.tier);
	answer.holds = TRI_UNKNOWN;
	if (answer.kernel.known)
		answer.holds = tri_of(kver_range_has(
			run->rule->kernel, answer.kernel.value.version));
	return answer;
}

static bool kernel_is_certain(const struct kernel_answer *kernel)
{
	return kernel->holds == TRI_TRUE && !kernel->kernel.tainted;
}

/* The range is a condition like any other, so it is evidence. */
static void kernel_testify(struct run *run, const struct kernel_answer *kernel,
			   struct evidence *evidence)
{
	if (!kernel->tier)
		return;
	evidence_add(evidence,
		     (struct leaf){
			     .text = str_format(run->arena, "tier %.*s: kernel",
						STR_ARG(kernel->tier->name)),
			     .datum = kernel->kernel,
			     .subject = { .kind = SUBJECT_TIER,
					  .index = kernel->tier->index,
					  .tier = kernel->tier->index },
			     .kind = LEAF_FIELD,
			     .deciding = !kernel_is_certain(kernel),
		     });
}

static void miss(struct run *run, struct verdict *v, const char *what,
		 const struct tier *tier)
{
	struct str text = str_of(what);

	if (tier)
		text = str_format(run->arena, "tier %.*s: %s",
				  STR_ARG(tier->name), what);
	vec_push(run->arena, &v->missing, text);
}

uint8_t verdict_lacks(const struct run *run, struct subject subject)
{
	const uint8_t needs = run->rule->needs;
	const struct tier *tier = needs ? subject_home(run, subject) : NULL;
	uint8_t lacks = 0;

	if (run->topology->source == 0)
		lacks |= NEED_TOPOLOGY;
	if (!run->options->live)
		lacks |= NEED_LIVE;
	if (tier && !model_kernel(run->model, tier).known)
		lacks |= NEED_KERNEL;
	if (tier && !tier->fields[TIER_MEMORY].known)
		lacks |= NEED_MEMORY;
	return needs & lacks;
}

static void miss_needs(struct run *run, struct subject subject, uint8_t lacks,
		       struct verdict *v)
{
	const struct tier *tier = subject_home(run, subject);

	/* Nobody will be told of another line. */
	if (run->noted && subject_is_written(subject))
		return;
	if (lacks & NEED_TOPOLOGY)
		miss(run, v, "a topology", NULL);
	if (lacks & NEED_LIVE)
		miss(run, v, "the running host", NULL);
	if (lacks & NEED_KERNEL)
		miss(run, v, "kernel", tier);
	if (lacks & NEED_MEMORY)
		miss(run, v, "memory", tier);
}

static bool is_arithmetic(const struct datum *d)
{
	return !d->known && str_eq(d->note, STR("arithmetic"));
}

static bool evidence_is_arithmetic(const struct evidence *evidence)
{
	for (size_t i = 0; i < evidence->leaves.n; i++)
		if (is_arithmetic(&evidence->leaves.at[i].datum))
			return true;
	return false;
}

/* Something that somebody wrote down speaks for the finding. A kernel alone
 * would let every rule about a key that nobody mentions speak up. */
static bool evidence_is_written(const struct evidence *evidence)
{
	for (size_t i = 0; i < evidence->leaves.n; i++)
		if (datum_speaks(&evidence->leaves.at[i].datum))
			return true;
	return false;
}

static void add_missing_leaves(struct run *run, struct verdict *v)
{
	if (!run->options->explain)
		return;
	for (size_t i = 0; i < v->evidence.leaves.n; i++) {
		const struct leaf *leaf = &v->evidence.leaves.at[i];

		/* What is derived is settled by what it rests on. */
		if (leaf->kind != LEAF_DERIVED &&
		    (!leaf->datum.known || leaf->datum.tainted))
			vec_push(run->arena, &v->missing,
				 str_copy(run->arena, leaf->text));
	}
}

static void evaluate(struct run *run, struct subject subject, struct datum *out)
{
	expr_eval(&run->rules->book->exprs, run->rule->when, subject, &run->env,
		  run->scratch, NULL, out);
}

static void explain(struct run *run, struct subject subject,
		    const struct datum *result, struct evidence *evidence)
{
	expr_explain(&run->rules->book->exprs, run->rule->when, subject,
		     &run->env, evidence->arena, result, evidence);
}

/* The condition is true or unknown, and not beyond doubt. */
static enum verdict_kind doubt(struct run *run, struct subject subject,
			       const struct datum *result,
			       const struct kernel_answer *kernel,
			       struct verdict *v)
{
	enum tri all = TRI_UNKNOWN;
	bool written;

	if (is_arithmetic(result) || evidence_is_arithmetic(&v->evidence)) {
		miss(run, v, "numbers that can be computed with", NULL);
		return VERDICT_NOT_CHECKED;
	}
	if (!result->known && !subject_is_written(subject))
		all = worlds_agree(run, subject, &v->evidence);
	if (all == TRI_FALSE)
		return VERDICT_QUIET;
	if (all == TRI_TRUE && kernel_is_certain(kernel))
		return VERDICT_CERTAIN;
	written = evidence_is_written(&v->evidence);
	kernel_testify(run, kernel, &v->evidence);
	add_missing_leaves(run, v);
	if (run->rule->doubt == SEVERITY_NONE || !written ||
	    (run->rule->assumed_only && !result->known))
		return VERDICT_NOT_CHECKED;
	return VERDICT_DOUBTFUL;
}

/* In doubt the rule has nothing to say, whatever the evidence. */
static bool is_mute(const struct run *run, const struct datum *result)
{
	return run->rule->doubt == SEVERITY_NONE ||
	       (run->rule->assumed_only && !result->known);
}

/* Evidence could neither change the verdict nor be shown: nobody asks what is
 * missing, or has been told of another line. */
static bool is_beside_the_point(const struct run *run, struct subject subject,
				const struct datum *result)
{
	const struct model_seen seen = model_seen(run->model);
	bool is_written = subject_is_written(subject);

	if (run->options->no_short_cuts ||
	    (run->options->explain && !(run->noted && is_written)))
		return false;
	/* Small worlds could settle it. */
	if (!result->known && !is_written && run->has_open_hops &&
	    seen.open_hops)
		return false;
	return !seen.spoken || (!run->may_be_muted && is_mute(run, result));
}

/* One more line that is not checked, where nobody counts them. */
static bool is_told_already(const struct run *run, struct subject subject,
			    const struct datum *result)
{
	return !run->options->no_short_cuts && run->noted &&
	       !run->row->watched && subject_is_written(subject) &&
	       is_mute(run, result);
}

/* Most of what is in doubt is not checked: its evidence is not kept. */
static void reach_in_doubt(struct run *run, struct subject subject,
			   struct datum *result,
			   const struct kernel_answer *kernel,
			   struct verdict *out)
{
	if (is_told_already(run, subject, result))
		return;
	out->kind = VERDICT_NOT_CHECKED;
	if (is_beside_the_point(run, subject, result))
		return;
	out->evidence.arena = run->scratch;
	explain(run, subject, result, &out->evidence);
	out->kind = doubt(run, subject, result, kernel, out);
	if (out->kind < VERDICT_DOUBTFUL)
		return;
	out->evidence = (struct evidence){ .arena = run->arena };
	explain(run, subject, result, &out->evidence);
	kernel_testify(run, kernel, &out->evidence);
}

void verdict_reach(struct run *run, struct subject subject, struct verdict *out)
{
	struct kernel_answer kernel = kernel_holds(run, subject);
	struct datum result;
	uint8_t lacks;

	*out = (struct verdict){ .evidence.arena = run->arena };
	if (kernel.holds == TRI_FALSE)
		return;
	lacks = verdict_lacks(run, subject);
	if (lacks) {
		miss_needs(run, subject, lacks, out);
		out->kind = VERDICT_NOT_CHECKED;
		return;
	}
	model_watch(run->model);
	evaluate(run, subject, &result);
	if (result.known && !result.value.boolean)
		return;
	if (!result.known || result.tainted || !kernel_is_certain(&kernel)) {
		reach_in_doubt(run, subject, &result, &kernel, out);
		return;
	}
	explain(run, subject, &result, &out->evidence);
	kernel_testify(run, &kernel, &out->evidence);
	out->kind = VERDICT_CERTAIN;
}
