/* SPDX-License-Identifier: Apache-2.0 */
/* What "after" asks: whether another rule has spoken on the same subject, or
 * on an assignment that is evidence here (semantics.md 11). */
#include "engine/run.h"

/* A rule's id and numbers, as bytes: only this file reads such keys. */
static struct str key_of(const struct run *run, struct str id, const char *kind,
			 const uint32_t *numbers, size_t n_numbers)
{
	const struct str bytes = { (const char *)numbers,
				   n_numbers * sizeof *numbers };

	return str_join(run->scratch, id, str_of(kind), bytes);
}

static struct str fired_key(const struct run *run, struct str id,
			    struct subject s)
{
	const uint32_t numbers[] = { s.kind, s.index, s.tier };

	return key_of(run, id, " ", numbers, 3);
}

/* By line, since a leaf's span may be its value alone. */
static struct str line_key(const struct run *run, struct str id,
			   struct span span)
{
	const uint32_t numbers[] = { span.source,
				     place_of(run->sources, span).line };

	return key_of(run, id, "@", numbers, 2);
}

static void record(struct run *run, struct str key, enum verdict_kind kind)
{
	enum verdict_kind *at = map_get(run->fired, key);

	if (!at) {
		at = arena_make(run->arena, enum verdict_kind);
		map_put(run->fired, str_copy(run->arena, key), at);
	}
	if (kind > *at)
		*at = kind;
}

void fired_record(struct run *run, struct subject subject,
		  enum verdict_kind kind)
{
	struct str id = rule_text(run->rules, run->rule->id);
	struct span span = subject_span(run, subject);

	if (!run->watched)
		return;
	record(run, id, kind);
	record(run, fired_key(run, id, subject), kind);
	if (!span_is_none(span))
		record(run, line_key(run, id, span), kind);
}

void fired_place(struct run *run, struct span place, enum verdict_kind kind)
{
	if (run->watched && !span_is_none(place))
		record(run,
		       line_key(run, rule_text(run->rules, run->rule->id),
				place),
		       kind);
}

static void ask(const struct run *run, struct str key, enum verdict_kind *most)
{
	const enum verdict_kind *at = map_get(run->fired, key);

	if (at && *at > *most)
		*most = *at;
}

static void ask_about(const struct run *run, struct str id,
		      struct subject subject, const struct evidence *evidence,
		      enum verdict_kind *most)
{
	struct span span = subject_span(run, subject);

	/* Most rules have nothing to say. */
	if (!map_get(run->fired, id))
		return;
	ask(run, fired_key(run, id, subject), most);
	if (!span_is_none(span))
		ask(run, line_key(run, id, span), most);
	if (!evidence)
		return;
	for (size_t i = 0; i < evidence->leaves.n; i++) {
		const struct datum *d = &evidence->leaves.at[i].datum;

		if (datum_is_line(d))
			ask(run, line_key(run, id, d->span), most);
	}
}

/* The i-th rule that this one comes after; NULL when there is no such rule. */
static const struct rule *rule_before(const struct run *run, uint32_t i,
				      const struct rules **out_rules)
{
	struct pool_str id =
		run->rules->book->facts.texts[run->rule->after.first + i];

	return rulebook_find(run->rulebook, rule_text(run->rules, id),
			     out_rules);
}

bool fired_any_before(const struct run *run)
{
	const struct rules *rules;
	const struct rule *rule;

	for (uint32_t i = 0; i < run->rule->after.n; i++) {
		rule = rule_before(run, i, &rules);
		if (rule && map_get(run->fired, rule_text(rules, rule->id)))
			return true;
	}
	return false;
}

enum verdict_kind fired_before(const struct run *run, struct subject subject,
			       const struct evidence *evidence)
{
	enum verdict_kind most = VERDICT_QUIET;
	const struct rules *rules;
	const struct rule *rule;

	for (uint32_t i = 0; run->may_be_muted && i < run->rule->after.n; i++) {
		rule = rule_before(run, i, &rules);
		if (rule)
			ask_about(run, rule_text(rules, rule->id), subject,
				  evidence, &most);
	}
	return most;
}
