/* SPDX-License-Identifier: Apache-2.0 */
#include "model/settings.h"
#include "base/map.h"
#include "model/pattern.h"

#include <string.h>

enum {
	CHUNK = 32, /* records that are allocated at a time */
	FEW_SLOTS = 64
};

/* One text that lines speak of: a path, a pattern or an exclusion. */
struct subject_text {
	struct str text;
	uint32_t hash;
	uint32_t first, last; /* index + 1 of assignments, of any kind */
	uint32_t last_explicit;
	uint32_t last_boot;
	uint32_t setting; /* index + 1 into explicit_texts */
	uint32_t last_exclude;
	uint32_t last_rank; /* of the pattern row added last */
	bool shields;       /* its path is not left to patterns */
};

/* One way to read a pattern's line: braces make several. */
struct pattern_row {
	struct str text;
	bool odd;       /* no line that names a path shields it */
	uint32_t index; /* of the assignment */
	uint32_t rank;  /* of two that match, the higher one wins */
};

struct settings {
	struct arena *arena;
	struct map_seed seed;
	VEC(struct assignment *) chunks;
	size_t n;
	VEC(struct mark) marks;
	struct settings_files files;
	VEC(struct subject_text) texts;
	uint32_t *slots; /* index + 1 into texts */
	size_t n_slots;
	VEC(uint32_t) explicit_texts;
	VEC(struct pattern_row) patterns;
	VEC(uint32_t) exclusion_patterns;
	enum glob_policy policy;
	bool complete, excludes_patterns, braces;
	struct loading loading;
};

struct settings *settings_new(struct arena *arena, bool complete)
{
	struct settings *s = arena_make(arena, struct settings);

	s->arena = arena;
	s->seed = map_seed();
	s->complete = complete;
	s->policy = GLOB_PROCPS;
	s->n_slots = FEW_SLOTS;
	s->slots = arena_array(arena, uint32_t, s->n_slots);
	return s;
}

void settings_set_policy(struct settings *s, enum glob_policy policy,
			 bool exclusion_patterns, bool braces)
{
	s->policy = policy;
	s->excludes_patterns = exclusion_patterns;
	s->braces = braces;
}

enum glob_policy settings_policy(const struct settings *s)
{
	return s->policy;
}

struct loading *settings_loading(struct settings *s)
{
	return &s->loading;
}

static struct assignment *at(const struct settings *s, uint32_t index)
{
	return &s->chunks.at[index / CHUNK][index % CHUNK];
}

static uint32_t *slot_of(const struct settings *s, struct str text,
			 uint32_t hash)
{
	size_t i = hash & (s->n_slots - 1);

	while (s->slots[i]) {
		const struct subject_text *t = &s->texts.at[s->slots[i] - 1];

		if (t->hash == hash && str_eq(t->text, text))
			break;
		i = (i + 1) & (s->n_slots - 1);
	}
	return &s->slots[i];
}

static const struct subject_text *find(const struct settings *s,
				       struct str text)
{
	uint32_t slot = *slot_of(s, text, map_hash(s->seed, text));

	return slot ? &s->texts.at[slot - 1] : NULL;
}

static void grow_slots(struct settings *s)
{
	if (s->texts.n * 2 < s->n_slots)
		return;
	s->n_slots *= 4;
	s->slots = arena_array(s->arena, uint32_t, s->n_slots);
	for (uint32_t i = 0; i < s->texts.n; i++)
		*slot_of(s, s->texts.at[i].text, s->texts.at[i].hash) = i + 1;
}

/* The text is copied when it is new, so that callers may build it in a buffer
 * they use again. */
static uint32_t intern(struct settings *s, struct str text)
{
	uint32_t hash = map_hash(s->seed, text), *slot;

	grow_slots(s);
	slot = slot_of(s, text, hash);
	if (!*slot) {
		vec_push(
			s->arena, &s->texts,
			(struct subject_text){ .text = str_copy(s->arena, text),
					       .hash = hash });
		*slot = (uint32_t)s->texts.n;
	}
	return *slot - 1;
}

/* A line that repeats a pattern with its value changes nothing for a loader
 * that keeps a map: the pattern stays where it was. */
static uint32_t rank_of(const struct settings *s, const struct subject_text *t,
			struct str value, uint32_t index)
{
	if (s->policy != GLOB_SYSTEMD || !t->last ||
	    at(s, t->last - 1)->kind != ASSIGN_PATTERN ||
	    !str_eq(at(s, t->last - 1)->value, value))
		return index;
	return t->last_rank;
}

static void add_pattern(struct settings *s, struct subject_text *t,
			const struct assignment *a, uint32_t index)
{
	struct pattern_row row = { .text = t->text,
				   .odd = a->odd_spelling,
				   .index = index,
				   .rank = rank_of(s, t, a->value, index) };
	struct pattern_list ways = { 0 };

	t->last_rank = row.rank;
	if (!s->braces) {
		vec_push(s->arena, &s->patterns, row);
		return;
	}
	pattern_expand(s->arena, t->text, &ways);
	for (size_t i = 0; i < ways.patterns.n; i++) {
		row.text = ways.patterns.at[i];
		vec_push(s->arena, &s->patterns, row);
	}
}

static void link_text(struct settings *s, struct subject_text *t,
		      uint32_t text_index, const struct assignment *a,
		      uint32_t index)
{
	if (a->kind == ASSIGN_PATTERN)
		add_pattern(s, t, a, index);
	if (a->kind == ASSIGN_EXPLICIT && !t->setting) {
		vec_push(s->arena, &s->explicit_texts, text_index);
		t->setting = (uint32_t)s->explicit_texts.n;
	}
	if (a->by == BY_KERNEL)
		t->last_boot = index + 1;
	else if (a->kind == ASSIGN_EXPLICIT)
		t->last_explicit = index + 1;
	if (a->kind == ASSIGN_EXCLUDE && pattern_is(t->text))
		vec_push(s->arena, &s->exclusion_patterns, index);
	if (a->kind == ASSIGN_EXCLUDE && !a->odd_spelling)
		t->last_exclude = index + 1;
	t->shields = t->shields || !(a->odd_spelling || a->by == BY_KERNEL);
	if (t->last)
		at(s, t->last - 1)->next_same = index + 1;
	else
		t->first = index + 1;
	t->last = index + 1;
}

uint32_t settings_add(struct settings *s, struct assignment a)
{
	uint32_t index = (uint32_t)s->n++;
	uint32_t text = intern(s, a.path);

	a.path = s->texts.at[text].text;
	a.next_same = 0;
	a.text = text;
	if (index / CHUNK == s->chunks.n)
		vec_push(s->arena, &s->chunks,
			 arena_array(s->arena, struct assignment, CHUNK));
	*at(s, index) = a;
	link_text(s, &s->texts.at[text], text, &a, index);
	return index;
}

void settings_mark(struct settings *s, struct mark mark)
{
	vec_push(s->arena, &s->marks, mark);
}

void settings_mark_fold(struct settings *s, size_t i)
{
	s->marks.at[i].n_folded++;
}

void settings_add_file(struct settings *s, struct settings_file file)
{
	settings_files_add(s->arena, &s->files, file);
}

const struct settings_files *settings_files(const struct settings *s)
{
	return &s->files;
}

void settings_set_incomplete(struct settings *s)
{
	s->complete = false;
}

void settings_set_complete(struct settings *s)
{
	s->complete = true;
}

bool settings_complete(const struct settings *s)
{
	return s->complete;
}

size_t settings_count(const struct settings *s)
{
	return s->n;
}

const struct assignment *settings_at(const struct settings *s, uint32_t index)
{
	return at(s, index);
}

size_t settings_n_marks(const struct settings *s)
{
	return s->marks.n;
}

const struct mark *settings_mark_at(const struct settings *s, size_t i)
{
	return &s->marks.at[i];
}

size_t settings_n_paths(const struct settings *s)
{
	return s->explicit_texts.n;
}

struct str settings_path(const struct settings *s, size_t i)
{
	return s->texts.at[s->explicit_texts.at[i]].text;
}

uint32_t settings_path_index(const struct settings *s, struct str path)
{
	const struct subject_text *t = find(s, path);

	return t ? t->setting : 0;
}

uint32_t settings_first(const struct settings *s, struct str path)
{
	const struct subject_text *t = find(s, path);

	return t ? t->first : 0;
}

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

		if (pattern_matches(at(s, index)->path, path, true))
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
	return question_about(s, path, find(s, path));
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

	return i ? at(s, i - 1) : NULL;
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
		return at(s, t->last_explicit - 1);
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
		a = at(s, i - 1);
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
		if (row->index == last || at(s, row->index) == winner ||
		    !pattern_matches(row->text, q->path, false))
			continue;
		last = row->index;
		vec_push(arena, &out->list, at(s, row->index));
	}
}

struct effective settings_effective(const struct settings *s,
				    struct arena *arena, struct str path)
{
	struct question q = ask(s, path);
	struct effective e = { .winner = winner_of(s, &q) };
	struct loser_list losers = { 0 };

	if (q.excluded_by && (!e.winner || e.winner->kind == ASSIGN_PATTERN))
		e.excluded_by = at(s, q.excluded_by - 1);
	else
		q.excluded_by = 0;
	named_losers(s, arena, &q, e.winner, &losers);
	if (s->policy != GLOB_NONE)
		pattern_losers(s, arena, &q, e.winner, &losers);
	e.losers = losers.list.at;
	e.n_losers = losers.list.n;
	return e;
}
