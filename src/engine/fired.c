/* SPDX-License-Identifier: Apache-2.0 */
/* What "after" asks: whether another rule has spoken on the same subject, or
 * on an assignment that is evidence here (semantics.md 11). */
#include "engine/order.h"
#include "engine/run.h"

/* What a rule has spoken about, as bytes: a subject, or a line. */
struct fired_key {
	uint32_t rule, kind, index, of;
};

struct fired_slot {
	struct fired_key key;
	uint32_t kind; /* enum verdict_kind; quiet: free */
};

struct fired {
	struct arena *arena;
	struct map_seed seed;
	struct fired_slot *slots; /* open addressing */
	size_t n_slots, n;        /* a power of two */
};

#define FIRST_SLOTS 64

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

struct fired *fired_new(struct arena *arena)
{
	struct fired *fired = arena_make(arena, struct fired);

	fired->arena = arena;
	fired->seed = map_seed();
	return fired;
}

static bool same_key(const struct fired_key *a, const struct fired_key *b)
{
	return a->rule == b->rule && a->kind == b->kind &&
	       a->index == b->index && a->of == b->of;
}

/* The slot that holds the key, or the free one where it belongs. */
static struct fired_slot *slot_of(const struct fired *fired,
				  const struct fired_key *key)
{
	const struct str bytes = { (const char *)key, sizeof *key };
	size_t i = map_hash(fired->seed, bytes) & (fired->n_slots - 1);

	while (fired->slots[i].kind != VERDICT_QUIET &&
	       !same_key(&fired->slots[i].key, key))
		i = (i + 1) & (fired->n_slots - 1);
	return &fired->slots[i];
}

static void grow(struct fired *fired)
{
	struct fired_slot *old = fired->slots;
	const size_t n_old = fired->n_slots;

	if (fired->n * 2 < n_old)
		return;
	fired->n_slots = n_old ? 2 * n_old : FIRST_SLOTS;
	fired->slots =
		arena_array(fired->arena, struct fired_slot, fired->n_slots);
	for (size_t i = 0; i < n_old; i++)
		if (old[i].kind != VERDICT_QUIET)
			*slot_of(fired, &old[i].key) = old[i];
}

static void record(struct fired *fired, struct fired_key key,
		   enum verdict_kind kind)
{
	struct fired_slot *slot;

	grow(fired);
	slot = slot_of(fired, &key);
	fired->n += slot->kind == VERDICT_QUIET;
	slot->key = key;
	if (kind > slot->kind)
		slot->kind = kind;
}

void fired_record(struct run *run, struct subject subject,
		  enum verdict_kind kind)
{
	struct span span;

	if (!run->row->watched)
		return;
	run->row->spoke = true;
	span = subject_span(run, subject);
	record(run->fired, subject_fired(run->row, subject), kind);
	if (!span_is_none(span))
		record(run->fired, line_fired(run, run->row, span), kind);
}

void fired_place(struct run *run, struct span place, enum verdict_kind kind)
{
	if (run->row->watched && !span_is_none(place))
		record(run->fired, line_fired(run, run->row, place), kind);
}

static void ask(const struct run *run, struct fired_key key,
		enum verdict_kind *most)
{
	const uint32_t kind = slot_of(run->fired, &key)->kind;

	if (kind > *most)
		*most = (enum verdict_kind)kind;
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
