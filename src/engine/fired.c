/* SPDX-License-Identifier: Apache-2.0 */
/* What "after" asks: whether another rule has spoken on the same subject, or
 * on an assignment that is evidence here (semantics.md 11). */
#include "engine/order.h"
#include "engine/run.h"

/* What a rule has spoken about: subjects of a kind in a tier, by index, or the
 * lines of a source. */
struct fired_key {
	uint32_t rule, kind, of;
};

struct fired_slot {
	struct fired_key key;
	uint8_t *verdicts; /* enum verdict_kind, by index; NULL: free */
	size_t n;
};

struct fired {
	struct arena *arena;
	struct map_seed seed;
	struct fired_slot *slots; /* open addressing */
	size_t n_slots, n;        /* a power of two */
};

#define FIRST_SLOTS    64
#define FIRST_VERDICTS 32

/* Beyond every kind of subject. */
#define KIND_LINE N_SUBJECT_KINDS

static struct fired_key subject_fired(const struct rule_row *row,
				      struct subject s)
{
	return (struct fired_key){ row->number, s.kind, s.tier };
}

static struct fired_key line_fired(const struct rule_row *row, struct span span)
{
	return (struct fired_key){ row->number, KIND_LINE, span.source };
}

/* By line, since a leaf's span may be its value alone. */
static uint32_t line_of(const struct run *run, struct span span)
{
	return place_of(run->sources, span).line;
}

struct fired *fired_new(struct arena *arena)
{
	struct fired *fired = arena_make(arena, struct fired);

	fired->arena = arena;
	fired->seed = map_seed();
	fired->n_slots = FIRST_SLOTS;
	fired->slots = arena_array(arena, struct fired_slot, FIRST_SLOTS);
	return fired;
}

static bool same_key(const struct fired_key *a, const struct fired_key *b)
{
	return a->rule == b->rule && a->kind == b->kind && a->of == b->of;
}

/* The slot that holds the key, or the free one where it belongs. */
static struct fired_slot *slot_of(const struct fired *fired,
				  const struct fired_key *key)
{
	const struct str bytes = { (const char *)key, sizeof *key };
	size_t i = map_hash(fired->seed, bytes) & (fired->n_slots - 1);

	while (fired->slots[i].verdicts && !same_key(&fired->slots[i].key, key))
		i = (i + 1) & (fired->n_slots - 1);
	return &fired->slots[i];
}

static void grow(struct fired *fired)
{
	struct fired_slot *old = fired->slots;
	const size_t n_old = fired->n_slots;

	if (fired->n * 2 < n_old)
		return;
	fired->n_slots = 2 * n_old;
	fired->slots =
		arena_array(fired->arena, struct fired_slot, fired->n_slots);
	for (size_t i = 0; i < n_old; i++)
		if (old[i].verdicts)
			*slot_of(fired, &old[i].key) = old[i];
}

static void slot_reach(struct fired *fired, struct fired_slot *slot,
		       uint32_t index)
{
	size_t n = slot->n ? 2 * slot->n : FIRST_VERDICTS;

	if (index < slot->n)
		return;
	if (n <= index)
		n = (size_t)index + 1;
	slot->verdicts =
		arena_grow(fired->arena, slot->verdicts, slot->n, n, 1);
	slot->n = n;
}

static void record(struct fired *fired, struct fired_key key, uint32_t index,
		   enum verdict_kind kind)
{
	struct fired_slot *slot;

	grow(fired);
	slot = slot_of(fired, &key);
	fired->n += !slot->verdicts;
	slot->key = key;
	slot_reach(fired, slot, index);
	if (kind > slot->verdicts[index])
		slot->verdicts[index] = (uint8_t)kind;
}

void fired_record(struct run *run, struct subject subject,
		  enum verdict_kind kind)
{
	struct span span;

	if (!run->row->watched)
		return;
	run->row->spoke = true;
	span = subject_span(run, subject);
	record(run->fired, subject_fired(run->row, subject), subject.index,
	       kind);
	if (!span_is_none(span))
		record(run->fired, line_fired(run->row, span),
		       line_of(run, span), kind);
}

void fired_place(struct run *run, struct span place, enum verdict_kind kind)
{
	if (run->row->watched && !span_is_none(place))
		record(run->fired, line_fired(run->row, place),
		       line_of(run, place), kind);
}

static void ask(const struct run *run, struct fired_key key, uint32_t index,
		enum verdict_kind *most)
{
	const struct fired_slot *slot = slot_of(run->fired, &key);

	if (index < slot->n && slot->verdicts[index] > *most)
		*most = (enum verdict_kind)slot->verdicts[index];
}

static void ask_line(const struct run *run, const struct rule_row *row,
		     struct span span, enum verdict_kind *most)
{
	ask(run, line_fired(row, span), line_of(run, span), most);
}

static void ask_about(const struct run *run, const struct rule_row *row,
		      struct subject subject, const struct evidence *evidence,
		      enum verdict_kind *most)
{
	struct span span = subject_span(run, subject);

	ask(run, subject_fired(row, subject), subject.index, most);
	if (!span_is_none(span))
		ask_line(run, row, span, most);
	if (!evidence)
		return;
	for (size_t i = 0; i < evidence->leaves.n; i++) {
		const struct datum *d = &evidence->leaves.at[i].datum;

		if (datum_is_line(d))
			ask_line(run, row, d->span, most);
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
