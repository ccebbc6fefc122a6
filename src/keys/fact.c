/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/fact.h"

#include <string.h>

/* "4.10" may be any 4.10.x, so a row from 4.10.17 is uncertain there. */
static struct kver last_of(struct kver v)
{
	if (v.parts < 2)
		v.b = UINT16_MAX;
	if (v.parts < 3)
		v.c = UINT16_MAX;
	return v;
}

enum fact_row_state fact_row_on(const struct fact_row *row,
				const struct kver *kernel)
{
	if (strcmp(row->from.flavour, "") != 0 &&
	    strcmp(row->from.flavour, kernel->flavour) != 0)
		return ROW_LATER;
	if (kver_cmp(*kernel, row->from) >= 0)
		return ROW_HOLDS;
	if (kver_cmp(last_of(*kernel), row->not_before) >= 0)
		return ROW_MAYBE;
	return ROW_LATER;
}

static struct fact_range range_of(const struct fact_row *row)
{
	return (struct fact_range){ .low = row->low,
				    .high = row->high,
				    .has_low = row->has_low,
				    .has_high = row->has_high };
}

/* What no build of the kernel takes is outside. */
static struct fact_range widest_of(const struct fact_row *row)
{
	if (!row->has_most)
		return range_of(row);
	return (struct fact_range){ .low = row->most_low,
				    .high = row->most_high,
				    .has_low = row->has_most_low,
				    .has_high = row->has_most_high };
}

static bool same_end(bool has_a, struct num a, bool has_b, struct num b)
{
	return has_a == has_b && (!has_a || num_cmp(a, b) == 0);
}

bool fact_same_range(struct fact_range a, struct fact_range b)
{
	return same_end(a.has_low, a.low, b.has_low, b.low) &&
	       same_end(a.has_high, a.high, b.has_high, b.high);
}

static struct fact_range meet(struct fact_range a, struct fact_range b)
{
	if (!a.has_low || (b.has_low && num_cmp(b.low, a.low) > 0)) {
		a.has_low = b.has_low;
		a.low = b.low;
	}
	if (!a.has_high || (b.has_high && num_cmp(b.high, a.high) < 0)) {
		a.has_high = b.has_high;
		a.high = b.high;
	}
	return a;
}

static struct fact_range hull(struct fact_range a, struct fact_range b)
{
	a.has_low = a.has_low && b.has_low;
	if (a.has_low && num_cmp(b.low, a.low) < 0)
		a.low = b.low;
	a.has_high = a.has_high && b.has_high;
	if (a.has_high && num_cmp(b.high, a.high) > 0)
		a.high = b.high;
	return a;
}

/* The row's range may hold, or the one before it. */
static void range_doubt(const struct fact_row *row, struct fact_at *at)
{
	at->range = meet(at->range, range_of(row));
	at->wide = hull(at->wide, widest_of(row));
	at->known_range = fact_same_range(at->range, at->wide);
}

/* Nothing is said of what the row speaks about. */
static void row_forget(const struct fact_row *row, struct fact_at *at)
{
	if (row->gone != !at->exists)
		at->known_exists = false;
	if (row->idle)
		at->known_idle = false;
	if (row->has_default) {
		at->known_default = false;
		at->default_row = NULL;
	}
	if (row->has_range)
		range_doubt(row, at);
	if (row->scope != SCOPE_UNKNOWN)
		at->scope = SCOPE_UNKNOWN;
}

static void row_apply(const struct fact_row *row, struct fact_at *at)
{
	at->known_exists = true;
	at->exists = !row->gone;
	at->known_idle = at->known_idle || row->idle;
	at->idle = at->idle || row->idle;
	if (row->has_default) {
		at->known_default = row->default_text.len || row->default_expr;
		at->default_row = at->known_default ? row : NULL;
	}
	if (row->has_range) {
		at->range = range_of(row);
		at->wide = widest_of(row);
		at->known_range = fact_same_range(at->range, at->wide);
	}
	if (row->scope != SCOPE_UNKNOWN)
		at->scope = row->scope;
}

static const struct fact_row *row_at(const struct facts *facts,
				     const struct fact *fact, uint32_t i)
{
	return &facts->rows[fact->history.first + i];
}

/* Rows of the mainline, or of flavours. True when one of them holds. */
static bool rows_apply(const struct facts *facts, const struct fact *fact,
		       const struct kver *kernel, bool flavoured,
		       struct fact_at *at)
{
	bool any = false;

	for (uint32_t i = 0; i < fact->history.n; i++) {
		const struct fact_row *row = row_at(facts, fact, i);
		const enum fact_row_state state = fact_row_on(row, kernel);

		if ((row->from.flavour[0] != '\0') != flavoured)
			continue;
		if (state == ROW_HOLDS)
			row_apply(row, at);
		else if (state == ROW_MAYBE)
			row_forget(row, at);
		any = any || state == ROW_HOLDS;
	}
	return any;
}

bool fact_same_default(const struct facts *facts, const struct fact_row *a,
		       const struct fact_row *b)
{
	return a->default_expr == b->default_expr &&
	       str_eq(pool_text(facts->chars, a->default_text),
		      pool_text(facts->chars, b->default_text));
}

/* The oldest kernel that facts speak of: what is there in it always was. */
static bool row_is_first(const struct fact_row *row)
{
	const struct kver oldest = { .a = 2, .b = 6, .c = 18, .parts = 3 };

	return kver_cmp(row->from, oldest) <= 0;
}

/* What all rows agree on holds, whatever the kernel. */
static struct fact_at on_any(const struct facts *facts, const struct fact *fact)
{
	struct fact_at at = { 0 };

	for (uint32_t i = 0; i < fact->history.n; i++) {
		const struct fact_row *row = row_at(facts, fact, i);
		struct fact_at next = at;

		row_apply(row, &next);
		if (i == 0) {
			at = next;
			at.known_range = !row->has_range || at.known_range;
			at.known_exists = row_is_first(row);
			at.known_idle = true;
			continue;
		}
		if (row->gone)
			at.known_exists = false;
		if (row->idle && !at.idle)
			at.known_idle = false;
		if (row->has_default &&
		    (!at.default_row || !next.default_row ||
		     !fact_same_default(facts, at.default_row, row)))
			at.known_default = false;
		if (row->has_range)
			range_doubt(row, &at);
		if (next.scope != at.scope)
			at.scope = SCOPE_UNKNOWN;
	}
	return at;
}

static void finish(struct fact_at *at)
{
	if (at->known_exists && !at->exists)
		at->known_default = at->known_range = false;
	if (!at->known_default)
		at->default_row = NULL;
}

/* A number does not tell whether a kernel is patched. */
static void vendor_doubt(const struct fact *fact, struct fact_at *at)
{
	if (!fact->vendor.len)
		return;
	at->known_exists = at->known_default = at->known_idle = false;
	at->default_row = NULL;
}

struct fact_at fact_on(const struct facts *facts, const struct fact *fact,
		       const struct kver *kernel)
{
	struct fact_at at = { .known_exists = true,
			      .known_range = true,
			      .known_idle = true };

	/* A file with a fault says nothing. */
	if (fact->history.n == 0)
		return (struct fact_at){ 0 };
	if (!kernel) {
		at = on_any(facts, fact);
		finish(&at);
		vendor_doubt(fact, &at);
		return at;
	}
	rows_apply(facts, fact, kernel, false, &at);
	/* A vendor's kernel that no row speaks of is taken for the mainline
	 * of its number, which backports may have made wrong. */
	if (kernel->flavour[0] != '\0')
		at.tainted = !rows_apply(facts, fact, kernel, true, &at);
	finish(&at);
	vendor_doubt(fact, &at);
	return at;
}
