/* SPDX-License-Identifier: Apache-2.0 */
#include "model/pattern.h"
#include "model/settings_within.h"

#include <string.h>

enum { FEW_SLOTS = 64 };

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

const struct subject_text *settings_text(const struct settings *s,
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
	    settings_line(s, t->last - 1)->kind != ASSIGN_PATTERN ||
	    !str_eq(settings_line(s, t->last - 1)->value, value))
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
		settings_line(s, t->last - 1)->next_same = index + 1;
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
	if (index / SETTINGS_CHUNK == s->chunks.n)
		vec_push(s->arena, &s->chunks,
			 arena_array(s->arena, struct assignment,
				     SETTINGS_CHUNK));
	*settings_line(s, index) = a;
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

void settings_file_by_hand(struct settings *s, uint32_t source)
{
	size_t i;

	if (source && settings_files_find(&s->files, source, &i))
		s->files.list.at[i].by_hand = true;
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
	return settings_line(s, index);
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
	const struct subject_text *t = settings_text(s, path);

	return t ? t->setting : 0;
}

uint32_t settings_first(const struct settings *s, struct str path)
{
	const struct subject_text *t = settings_text(s, path);

	return t ? t->first : 0;
}
