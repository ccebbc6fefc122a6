/* SPDX-License-Identifier: Apache-2.0 */
/* What "after" asks: whether another rule has spoken on the same subject, or
 * on an assignment that is evidence here (semantics.md 11). */
#include "engine/order.h"
#include "engine/run.h"

/* What a rule has spoken about, as bytes: a subject, or a line. */
struct fired_key {
	uint32_t rule, kind, index, of;
};

/* Beyond every kind of subject. */
#define KIND_LINE N_SUBJECT_KINDS

static struct fired_key subject_fired(const struct rule_row *row,
				      struct subject s)
{
	return (struct fired_key){ row->number, s.kind, s.index, s.tier };
}

/* By line, since a leaf's span may be its value alone. */
static struct fired_key line_fired(const struct run *run,
				   const struct rule_row *row, struct span span)
{
	return (struct fired_key){ row->number, KIND_LINE, span.source,
				   place_of(run->sources, span).line };
}

static struct str bytes_of(const struct fired_key *key)
{
	return (struct str){ (const char *)key, sizeof *key };
}

static void record(struct run *run, struct fired_key key,
		   enum verdict_kind kind)
{
	enum verdict_kind *at = map_get(run->fired, bytes_of(&key));

	if (!at) {
		at = arena_make(run->arena, enum verdict_kind);
		map_put(run->fired, str_copy(run->arena, bytes_of(&key)), at);
	}
	if (kind > *at)
		*at = kind;
}

void fired_record(struct run *run, struct subject subject,
		  enum verdict_kind kind)
{
	struct span span;

	if (!run->row->watched)
		return;
	run->row->spoke = true;
	span = subject_span(run, subject);
	record(run, subject_fired(run->row, subject), kind);
	if (!span_is_none(span))
		record(run, line_fired(run, run->row, span), kind);
}

void fired_place(struct run *run, struct span place, enum verdict_kind kind)
{
	if (run->row->watched && !span_is_none(place))
		record(run, line_fired(run, run->row, place), kind);
}

static void ask(const struct run *run, struct fired_key key,
		enum verdict_kind *most)
{
	const enum verdict_kind *at = map_get(run->fired, bytes_of(&key));

	if (at && *at > *most)
		*most = *at;
}

static void ask_about(const struct run *run, const struct rule_row *row,
		      struct subject subject, const struct evidence *evidence,
		      enum verdict_kind *most)
{
	struct span span = subject_span(run, subject);

	ask(run, subject_fired(row, subject), most);
	if (!span_is_none(span))
		ask(run, line_fired(run, row, span), most);
	if (!evidence)
		return;
	for (size_t i = 0; i < evidence->leaves.n; i++) {
		const struct datum *d = &evidence->leaves.at[i].datum;

		if (datum_is_line(d))
			ask(run, line_fired(run, row, d->span), most);
	}
}

bool fired_any_before(const struct run *run)
{
	for (size_t i = 0; i < run->row->before.n; i++)
		if (run->row->before.at[i]->spoke)
			return true;
	return false;
}

enum verdict_kind fired_before(const struct run *run, struct subject subject,
			       const struct evidence *evidence)
{
	enum verdict_kind most = VERDICT_QUIET;

	/* Most rules have nothing to say. */
	for (size_t i = 0; run->may_be_muted && i < run->row->before.n; i++)
		if (run->row->before.at[i]->spoke)
			ask_about(run, run->row->before.at[i], subject,
				  evidence, &most);
	return most;
}
