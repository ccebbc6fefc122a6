/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/fact_change.h"

/* The last row that speaks of a matter on one kernel, or may. */
struct last {
	const struct fact_row *row;
	bool doubt;
};

struct comparison {
	const struct facts *facts;
	const struct fact *fact;
	const struct kver *before, *after;
	struct fact_changes *out;
};

static bool speaks(const struct fact_row *row, enum fact_change_kind kind)
{
	switch (kind) {
	case CHANGE_GONE:
		return row->gone;
	case CHANGE_NEW:
		return !row->gone;
	case CHANGE_DEFAULT:
		return row->has_default;
	case CHANGE_RANGE:
		return row->has_range;
	case CHANGE_IDLE:
		return row->idle;
	default:
		return row->scope != SCOPE_UNKNOWN;
	}
}

/* Rows of a flavour stand before those of mainline, as in fact_on(). */
static struct last last_on(const struct comparison *c,
			   const struct kver *kernel,
			   enum fact_change_kind kind)
{
	struct last last = { 0 };

	for (uint32_t i = 0; i < 2 * c->fact->history.n; i++) {
		const bool flavoured = i >= c->fact->history.n;
		const struct fact_row *row =
			&c->facts->rows[c->fact->history.first +
					i % c->fact->history.n];
		const enum fact_row_state state = fact_row_on(row, kernel);

		if (flavoured != (row->from.flavour[0] != '\0') ||
		    state == ROW_LATER || !speaks(row, kind))
			continue;
		last.row = row;
		last.doubt = state == ROW_MAYBE;
	}
	return last;
}

/* An estimate is of a default; a flavour may have made anything different. */
static bool tainted(const struct comparison *c, enum fact_change_kind kind)
{
	const struct fact_at *before = &c->out->before, *after = &c->out->after;
	const bool any = kind == CHANGE_DEFAULT;

	return (before->tainted && (any || c->before->flavour[0] != '\0')) ||
	       (after->tainted && (any || c->after->flavour[0] != '\0'));
}

static void add(const struct comparison *c, enum fact_change_kind kind,
		bool certain, const struct fact_row *row)
{
	c->out->at[c->out->n++] = (struct fact_change){
		.kind = (uint8_t)kind,
		.certain = certain && !tainted(c, kind),
		.row = row,
	};
}

/* Where a key came with several rows, the first is its beginning. */
static const struct fact_row *first_new(const struct comparison *c)
{
	for (uint32_t i = 0; i < c->fact->history.n; i++) {
		const struct fact_row *row =
			&c->facts->rows[c->fact->history.first + i];

		if (speaks(row, CHANGE_NEW) &&
		    fact_row_on(row, c->after) != ROW_LATER &&
		    fact_row_on(row, c->before) != ROW_HOLDS)
			return row;
	}
	return NULL;
}

/* False where the key came or went, or may have: the rest says nothing. */
static bool compare_existence(const struct comparison *c)
{
	const struct fact_at *before = &c->out->before, *after = &c->out->after;
	const bool certain = before->known_exists && after->known_exists;
	bool came;

	if (!before->known_exists && !after->known_exists)
		return false;
	if (certain && before->exists == after->exists)
		return after->exists;
	came = after->known_exists ? after->exists : !before->exists;
	if (came)
		add(c, CHANGE_NEW, certain, first_new(c));
	else
		add(c, CHANGE_GONE, certain,
		    last_on(c, c->after, CHANGE_GONE).row);
	return false;
}

static bool differs(const struct comparison *c, enum fact_change_kind kind)
{
	const struct fact_changes *out = c->out;
	const struct fact_row *a = out->default_before, *b = out->default_after;

	if (kind == CHANGE_RANGE)
		return !fact_same_range(out->before.range, out->after.range) ||
		       !fact_same_range(out->before.wide, out->after.wide);
	if (kind == CHANGE_SCOPE)
		return out->before.scope != out->after.scope;
	if (kind == CHANGE_IDLE)
		return out->before.idle != out->after.idle;
	if (!a || !b)
		return a != b;
	return !fact_same_default(c->facts, a, b);
}

/* What was never told before, and is now, is news of the facts only. */
static void compare(const struct comparison *c, enum fact_change_kind kind)
{
	const struct last before = last_on(c, c->before, kind);
	const struct last after = last_on(c, c->after, kind);
	const bool told = before.row || kind == CHANGE_RANGE ||
			  kind == CHANGE_IDLE;

	if (before.row == after.row && before.doubt == after.doubt)
		return;
	if (told && differs(c, kind))
		add(c, kind, !before.doubt && !after.doubt, after.row);
}

struct fact_changes fact_compare(const struct facts *facts,
				 const struct fact *fact,
				 const struct kver *before,
				 const struct kver *after)
{
	struct fact_changes out = {
		.before = fact_on(facts, fact, before),
		.after = fact_on(facts, fact, after),
	};
	const struct comparison c = { .facts = facts,
				      .fact = fact,
				      .before = before,
				      .after = after,
				      .out = &out };
	struct last said = last_on(&c, before, CHANGE_DEFAULT);

	out.default_before = said.doubt ? NULL : said.row;
	said = last_on(&c, after, CHANGE_DEFAULT);
	out.default_after = said.doubt ? NULL : said.row;
	if (compare_existence(&c))
		for (int kind = CHANGE_DEFAULT; kind <= CHANGE_IDLE; kind++)
			compare(&c, (enum fact_change_kind)kind);
	return out;
}
