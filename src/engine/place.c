/* SPDX-License-Identifier: Apache-2.0 */
/* Where a finding is shown: semantics.md 12. */
#include "engine/run.h"

#include "keys/key.h"

static const struct assignment *at_winner(const struct run *run,
					  struct subject subject,
					  const struct tier *tier)
{
	struct str path =
		subject_key(run, subject, rule_text(run->rules, run->rule->at));

	if (!tier || !tier->settings || str_empty(path))
		return NULL;
	return settings_winner(tier->settings, path);
}

static struct span at_span(const struct run *run, struct subject subject,
			   const struct tier *home)
{
	const struct assignment *winner = at_winner(run, subject, home);

	return winner ? winner->span : (struct span){ 0 };
}

/* The written leaf met first, one of the home tier before all others. */
static struct span leaf_span(const struct tier *home,
			     const struct evidence *evidence)
{
	struct span first = { 0 };

	for (size_t i = 0; i < evidence->leaves.n; i++) {
		const struct leaf *leaf = &evidence->leaves.at[i];

		if (!datum_is_line(&leaf->datum))
			continue;
		if (home && leaf->subject.kind == SUBJECT_TIER &&
		    leaf->subject.index == home->index)
			return leaf->datum.span;
		if (span_is_none(first))
			first = leaf->datum.span;
	}
	return first;
}

/* Line 1 of the first text that the tier's settings came from. */
static struct span first_line(const struct tier *tier)
{
	struct span span = { 0 };

	if (!tier || !tier->settings)
		return span;
	if (settings_count(tier->settings) > 0)
		span.source = settings_at(tier->settings, 0)->span.source;
	else if (settings_n_marks(tier->settings) > 0)
		span.source = settings_mark_at(tier->settings, 0)->span.source;
	return span;
}

/* A hop's rule without a fix is about the tier that has the key of `at`, set
 * or not; NULL when the evidence does not show it. */
static const struct tier *at_tier(const struct run *run,
				  const struct evidence *evidence)
{
	struct str path = rule_text(run->rules, run->rule->at);
	struct str key = key_dotted(run->arena, path);

	if (str_empty(path) || run->rule->fixes.n > 0)
		return NULL;
	for (size_t i = 0; i < evidence->leaves.n; i++) {
		const struct leaf *leaf = &evidence->leaves.at[i];

		if (leaf->kind == LEAF_KEY &&
		    leaf->subject.kind == SUBJECT_TIER &&
		    str_find_str(leaf->text, key) < leaf->text.len)
			return run->topology->tiers.at[leaf->subject.index];
	}
	return NULL;
}

/* The tier that the finding is about, ours or not. */
static const struct tier *place_tier(const struct run *run,
				     struct subject subject,
				     const struct evidence *evidence)
{
	const struct tier *tier = NULL;

	if (subject.kind == SUBJECT_HOP)
		tier = at_tier(run, evidence);
	return tier ? tier : subject_home(run, subject);
}

bool place_is_ours(const struct run *run, struct subject subject,
		   const struct evidence *evidence)
{
	const struct tier *tier = place_tier(run, subject, evidence);

	return !tier || tier_is_ours(tier);
}

struct span place_find(const struct run *run, struct subject subject,
		       const struct evidence *evidence)
{
	const struct tier *home = place_tier(run, subject, evidence);
	struct span span = at_span(run, subject, home);

	if (span_is_none(span))
		span = subject_span(run, subject);
	if (span_is_none(span))
		span = leaf_span(home, evidence);
	if (span_is_none(span) && home)
		span = home->span;
	if (span_is_none(span))
		span = first_line(home);
	if (span_is_none(span))
		span.source = run->topology->source;
	return span;
}
