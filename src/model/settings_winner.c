/* SPDX-License-Identifier: Apache-2.0 */
/* Who decides about a path, once everything is loaded. */
#include "model/pattern.h"
#include "model/settings_within.h"

/* What is asked about one path, before the answer. */
struct question {
	struct str path;
	const struct subject_text *text; /* NULL: no line names it */
	bool shielded;                   /* from patterns */
	bool spared;                     /* even from odd ones */
	uint32_t excluded_by;            /* index + 1 */
};

static uint32_t excluding_pattern(const struct settings *s, struct str path)
{
	for (size_t i = s->excludes_patterns ? s->exclusion_patterns.n : 0;
	     i-- > 0;) {
		uint32_t index = s->exclusion_patterns.at[i];

		if (pattern_matches(settings_line(s, index)->path, path, true))
			return index + 1;
	}
	return 0;
}

static struct question question_about(const struct settings *s, struct str path,
				      const struct subject_text *text)
{
	struct question q = { .path = path, .text = text };

	q.spared = s->policy == GLOB_NONE;
	q.shielded = q.spared || (q.text && q.text->shields);
	if (q.spared)
		return q;
	q.excluded_by = excluding_pattern(s, path);
	q.spared = q.excluded_by != 0;
	if (q.text && q.text->last_exclude)
		q.excluded_by = q.text->last_exclude;
	q.shielded = q.shielded || q.excluded_by;
	return q;
}

static struct question ask(const struct settings *s, struct str path)
{
	return question_about(s, path, settings_text(s, path));
}

/* The line that names the path and counts, as index + 1; 0: none does. */
static uint32_t explicit_winner(const struct settings *s,
				const struct question *q)
{
	if (!q->text || !q->text->last_explicit)
		return 0;
	if (s->policy == GLOB_SYSTEMD &&
	    q->text->last_exclude > q->text->last_explicit)
		return 0;
	return q->text->last_explicit;
}

static const struct pattern_row *best_pattern(const struct settings *s,
					      const struct question *q)
{
	const struct pattern_row *best = NULL;

	for (size_t i = s->patterns.n; i-- > 0;) {
		const struct pattern_row *row = &s->patterns.at[i];

		if ((row->odd || !q->shielded) &&
		    (!best || row->rank > best->rank) &&
		    pattern_matches(row->text, q->path, false))
			best = row;
	}
	return best;
}

bool settings_is_matched(const struct settings *s, struct str path)
{
	struct question unshielded = { .path = path };

	return best_pattern(s, &unshielded) != NULL;
}

/* Its index + 1, or 0. */
static uint32_t winner_index(const struct settings *s, const struct question *q)
{
	uint32_t named = explicit_winner(s, q);
	const struct pattern_row *row = q->spared ? NULL : best_pattern(s, q);

	/* Both only where an odd spelling does not shield: the later wins. */
	if (row && row->rank + 1 > named)
		return row->index + 1;
	/* What the kernel wrote itself stands where nothing came after. */
	return named || !q->text ? named : q->text->last_boot;
}

static const struct assignment *winner_of(const struct settings *s,
					  const struct question *q)
{
	const uint32_t i = winner_index(s, q);

	return i ? settings_line(s, i - 1) : NULL;
}

const struct assignment *settings_winner(const struct settings *s,
					 struct str path)
{
	struct question q = ask(s, path);

	return winner_of(s, &q);
}

static const struct assignment *text_winner(const struct settings *s,
					    uint32_t text)
{
	const struct subject_text *t = &s->texts.at[text];
	struct question q;

	/* Nearly always: the last of the lines that name it. */
	if (t->last_explicit && !s->patterns.n && !t->last_exclude)
		return settings_line(s, t->last_explicit - 1);
	q = question_about(s, t->text, t);
	return winner_of(s, &q);
}

const struct assignment *settings_winner_over(const struct settings *s,
					      const struct assignment *a)
{
	return text_winner(s, a->text);
}

const struct assignment *settings_path_winner(const struct settings *s,
					      size_t i)
{
	return text_winner(s, s->explicit_texts.at[i]);
}

bool settings_winner_index(const struct settings *s, struct str path,
			   uint32_t *out_index)
{
	struct question q = ask(s, path);
	const uint32_t i = winner_index(s, &q);

	if (i)
		*out_index = i - 1;
	return i != 0;
}

void settings_lose(struct settings *s, const uint32_t *lost_to)
{
	for (size_t i = 0; i < s->texts.n; i++)
		s->texts.at[i].last_explicit = 0;
	for (uint32_t i = 0; i < s->n; i++) {
		const struct assignment *a = settings_line(s, i);

		if (a->kind == ASSIGN_EXPLICIT && a->by != BY_KERNEL &&
		    (!lost_to[i] || lost_to[i] == i + 1))
			s->texts.at[a->text].last_explicit = i + 1;
	}
}

bool settings_shields(const struct settings *s,
		      const struct assignment *pattern, struct str path)
{
	struct question q = ask(s, path);

	return pattern->odd_spelling ? q.spared : q.shielded;
}

struct loser_list {
	VEC(const struct assignment *) list;
};

static void named_losers(const struct settings *s, struct arena *arena,
			 const struct question *q,
			 const struct assignment *winner,
			 struct loser_list *out)
{
	const struct assignment *a;
	size_t from = out->list.n;

	for (uint32_t i = q->text ? q->text->first : 0; i; i = a->next_same) {
		a = settings_line(s, i - 1);
		if (a != winner && i != q->excluded_by)
			vec_push(arena, &out->list, a);
	}
	/* The later is the stronger. */
	for (size_t i = from, j = out->list.n; j > i + 1; i++) {
		const struct assignment *swap = out->list.at[i];

		out->list.at[i] = out->list.at[--j];
		out->list.at[j] = swap;
	}
}

static void pattern_losers(const struct settings *s, struct arena *arena,
			   const struct question *q,
			   const struct assignment *winner,
			   struct loser_list *out)
{
	uint32_t last = UINT32_MAX;

	for (size_t i = s->patterns.n; i-- > 0;) {
		const struct pattern_row *row = &s->patterns.at[i];

		/* Ways of one line follow each other. */
		if (row->index == last ||
		    settings_line(s, row->index) == winner ||
		    !pattern_matches(row->text, q->path, false))
			continue;
		last = row->index;
		vec_push(arena, &out->list, settings_line(s, row->index));
	}
}

struct effective settings_effective(const struct settings *s,
				    struct arena *arena, struct str path)
{
	struct question q = ask(s, path);
	struct effective e = { .winner = winner_of(s, &q) };
	struct loser_list losers = { 0 };

	if (q.excluded_by && (!e.winner || e.winner->kind == ASSIGN_PATTERN))
		e.excluded_by = settings_line(s, q.excluded_by - 1);
	else
		q.excluded_by = 0;
	named_losers(s, arena, &q, e.winner, &losers);
	if (s->policy != GLOB_NONE)
		pattern_losers(s, arena, &q, e.winner, &losers);
	e.losers = losers.list.at;
	e.n_losers = losers.list.n;
	return e;
}
