/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/key.h"
#include "model/lookup.h"
#include "model/pattern.h"
#include "model/written.h"

static const struct datum not_known = { .note = { "not known", 9 } };

static const struct settings *settings_of(const struct model *m,
					  struct subject s)
{
	return model_tier(m, s)->settings;
}

static bool knows_key(struct model *m, struct str path)
{
	return knowledge_fact(m->knowledge, path, NULL) != NULL;
}

static struct map *count_paths(struct model *m, const struct settings *settings)
{
	struct map *counts = map_new(m->arena), *seen = map_new(m->arena);

	for (uint32_t i = 0; i < settings_count(settings); i++) {
		const struct assignment *a = settings_at(settings, i);
		struct path_count *count = map_get(counts, a->path);
		struct str both;

		if (a->kind != ASSIGN_EXPLICIT)
			continue;
		if (!count) {
			count = arena_make(m->arena, struct path_count);
			map_put(counts, a->path, count);
		}
		count->n_assignments++;
		count->n_by_loader += a->by == BY_LOADER;
		both = str_format(m->arena, "%.*s=%.*s", STR_ARG(a->path),
				  STR_ARG(a->value));
		count->n_values += !map_get(seen, both);
		map_put(seen, both, count);
	}
	return counts;
}

/* Counted once a tier: a file may hold a million keys. */
static struct path_count count_of(struct model *m, struct subject s,
				  struct str path)
{
	struct tier_state *state = &m->tiers[s.tier];
	const struct path_count *count;

	if (!state->counts)
		state->counts = count_paths(m, settings_of(m, s));
	count = map_get(state->counts, path);
	return count ? *count : (struct path_count){ 0 };
}

static void ask_exclusion(struct model *m, struct subject s, uint16_t id,
			  const struct assignment *a, struct datum *out)
{
	if (id == NAME_ASSIGNMENT_N_EXPLICIT)
		*out = written_count(count_of(m, s, a->path).n_by_loader,
				     a->span);
	else if (pattern_is(a->path))
		*out = datum_unknown(STR("a pattern has no single key"));
	else if (a->kind == ASSIGN_EXCLUDE &&
		 settings_is_matched(settings_of(m, s), a->path))
		*out = written_bool(true, a->span);
	else if (settings_complete(settings_of(m, s)))
		*out = written_bool(false, a->span);
	else
		*out = datum_unknown(STR("another file may hold a pattern"));
}

/* About a line and the one that decides. */
static void ask_rivals(const struct model *m, uint16_t id,
		       const struct assignment *a,
		       const struct assignment *winner, struct datum *out)
{
	if (id == NAME_ASSIGNMENT_LOSES)
		*out = written_bool(winner != a, a->span);
	else if (!winner || (!m->sources && id != NAME_ASSIGNMENT_SAME_FILE &&
			     id != NAME_ASSIGNMENT_SAME_VALUE))
		*out = not_known;
	else if (id == NAME_ASSIGNMENT_SAME_FILE)
		*out = written_bool(winner->span.source == a->span.source,
				    winner->span);
	else if (id == NAME_ASSIGNMENT_SAME_VALUE)
		*out = written_bool(str_eq(winner->value, a->value),
				    winner->span);
	else
		*out = written_bool(
			str_eq(span_text(m->sources, winner->key_span),
			       span_text(m->sources, a->key_span)),
			winner->key_span);
	if (id == NAME_ASSIGNMENT_LOSES && winner && winner->perhaps)
		out->tainted = true;
}

/* The changes of an advice count as written nowhere: their line is none. */
static void ask_assignment(struct model *m, struct subject s, uint16_t id,
			   struct datum *out)
{
	static const char *const kinds[] = { "explicit", "pattern", "exclude" };
	const struct settings *settings = settings_of(m, s);
	const struct assignment *a = settings_at(settings, s.index);

	if (id == NAME_ASSIGNMENT_KEY)
		*out = written_word(key_dotted(m->arena, a->path), a->key_span);
	else if (id == NAME_ASSIGNMENT_VALUE)
		*out = written_word(a->value, a->value_span);
	else if (id == NAME_ASSIGNMENT_KNOWN_KEY)
		*out = written_bool(knows_key(m, a->path), a->key_span);
	else if (id == NAME_ASSIGNMENT_IGNORE_ERRORS)
		*out = written_bool(a->ignore_errors, a->span);
	else if (id == NAME_ASSIGNMENT_KIND)
		*out = written_word(str_of(kinds[a->kind]), a->span);
	else if (id == NAME_ASSIGNMENT_RESULT || id == NAME_ASSIGNMENT_STOPS ||
		 id == NAME_ASSIGNMENT_N_LOST || id == NAME_ASSIGNMENT_ORDER)
		lookup_load(m, s, id, out);
	else if (id == NAME_ASSIGNMENT_N_EXPLICIT ||
		 id == NAME_ASSIGNMENT_SPARES)
		ask_exclusion(m, s, id, a, out);
	else if (a->kind != ASSIGN_EXPLICIT)
		*out = datum_unknown(STR("a pattern has no single key"));
	else
		ask_rivals(m, id, a, settings_winner_over(settings, a), out);
	if (a->perhaps)
		out->tainted = true;
}

/* As ask_key(), for a key that no fact is about: a memo of it is not worth
 * its room. */
static void ask_unknown_key(struct model *m, struct subject s,
			    enum key_question question, struct datum *out)
{
	const struct tier *tier = model_tier(m, s);
	const struct assignment *winner =
		settings_path_winner(tier->settings, s.index);

	if (m->tiers[tier->index].changes)
		model_key(m, tier, settings_path(tier->settings, s.index),
			  question, 0, out);
	else if (question != KEY_RAW)
		*out = datum_unknown(STR("nothing is known of this key"));
	else if (winner)
		*out = lookup_written(winner, value_word(winner->value));
	else
		*out = datum_unknown(STR("nobody sets it"));
}

static void ask_key(struct model *m, struct subject s,
		    enum key_question question, struct datum *out)
{
	const struct tier *tier = model_tier(m, s);
	struct key_memo *memo = lookup_setting_memo(m, tier, s.index);

	if (memo)
		lookup_key(m, tier, memo, question, 0, out);
	else
		ask_unknown_key(m, s, question, out);
}

static struct str top_of(struct str path)
{
	return str_slice(path, 0, str_find(path, '/'));
}

/* What the lines say that set it. */
static void ask_lines(struct model *m, struct subject s, uint16_t id,
		      struct datum *out)
{
	const struct tier *tier = model_tier(m, s);
	const struct settings *settings = tier->settings;
	const struct assignment *winner =
		settings_path_winner(settings, s.index);
	struct str path = settings_path(settings, s.index);
	struct span span = winner ? winner->span : (struct span){ 0 };

	if (id == NAME_SETTING_KEY)
		*out = written_word(key_dotted(m->arena, path), span);
	else if (id == NAME_SETTING_TOP)
		*out = written_word(top_of(path), span);
	else if (id == NAME_SETTING_KNOWN_KEY)
		*out = written_bool(
			lookup_setting_memo(m, tier, s.index) != NULL, span);
	else if (id == NAME_SETTING_LIVE)
		*out = written_bool(winner && winner->live, span);
	else if (id == NAME_SETTING_N_ASSIGNMENTS)
		*out = written_count(count_of(m, s, path).n_assignments, span);
	else
		*out = written_count(count_of(m, s, path).n_values, span);
}

static void ask_setting(struct model *m, struct subject s, uint16_t id,
			struct datum *out)
{
	const struct tier *tier = model_tier(m, s);
	struct str path = settings_path(tier->settings, s.index);

	switch (id) {
	case NAME_SETTING_KEY:
	case NAME_SETTING_TOP:
	case NAME_SETTING_KNOWN_KEY:
	case NAME_SETTING_LIVE:
	case NAME_SETTING_N_ASSIGNMENTS:
	case NAME_SETTING_N_VALUES:
		ask_lines(m, s, id, out);
		return;
	case NAME_SETTING_VALUE:
		ask_key(m, s, KEY_RAW, out);
		return;
	case NAME_SETTING_BY_HAND:
		lookup_by_hand(m, s, path, out);
		return;
	case NAME_SETTING_AGAINST_NUMBERS:
		lookup_against_numbers(m, s, path, out);
		return;
	case NAME_SETTING_EXISTS:
		ask_key(m, s, KEY_EXISTS, out);
		return;
	case NAME_SETTING_ACCEPTED:
		ask_key(m, s, KEY_IN_RANGE, out);
		return;
	default:
		break;
	}
	if (id >= NAME_SETTING_FAMILY && id <= NAME_SETTING_MODULE_LOADED)
		lookup_key_about(m, tier, path,
				 lookup_setting_memo(m, tier, s.index), id,
				 out);
	else if (!lookup_twins(m, tier, path, id, out))
		lookup_key_quality(m, tier,
				   lookup_setting_memo(m, tier, s.index), id,
				   out);
}

static void ask_line(struct model *m, struct subject s, uint16_t id,
		     struct datum *out)
{
	const struct mark *mark = settings_mark_at(settings_of(m, s), s.index);

	if (id == NAME_LINE_MARK)
		*out = written_word(mark_name(mark->kind), mark->span);
	else if (m->sources)
		*out = written_word(span_text(m->sources, mark->span),
				    mark->span);
	else
		*out = not_known;
}

void lookup_in_settings(struct model *m, struct subject s, uint16_t id,
			struct datum *out)
{
	if (s.kind == SUBJECT_ASSIGNMENT)
		ask_assignment(m, s, id, out);
	else if (s.kind == SUBJECT_SETTING)
		ask_setting(m, s, id, out);
	else if (s.kind == SUBJECT_LINE)
		ask_line(m, s, id, out);
	else if (s.kind == SUBJECT_FILE)
		lookup_file(m, s, id, out);
	else
		*out = not_known;
}

/* The file that a line or a mark stands in. */
static bool follow_file(const struct settings *settings, struct subject s,
			struct subject *out)
{
	uint32_t source =
		s.kind == SUBJECT_LINE
			? settings_mark_at(settings, s.index)->span.source
			: settings_at(settings, s.index)->span.source;
	size_t i;

	if (!settings_files_find(settings_files(settings), source, &i))
		return false;
	*out = (struct subject){ .kind = SUBJECT_FILE,
				 .index = (uint32_t)i,
				 .tier = s.tier };
	return true;
}

static bool follow_winner(const struct settings *settings, struct subject s,
			  struct subject *out)
{
	uint32_t winner;

	if (!settings_winner_index(
		    settings,
		    s.kind == SUBJECT_SETTING
			    ? settings_path(settings, s.index)
			    : settings_at(settings, s.index)->path,
		    &winner))
		return false;
	*out = (struct subject){ .kind = SUBJECT_ASSIGNMENT,
				 .index = winner,
				 .tier = s.tier };
	return true;
}

bool follow_in_settings(struct model *m, struct subject s, uint16_t id,
			struct subject *out)
{
	const struct settings *settings = settings_of(m, s);

	if (id == NAME_SETTING_WINNER || id == NAME_ASSIGNMENT_WINNER)
		return follow_winner(settings, s, out);
	if (id == NAME_LINE_FILE || id == NAME_ASSIGNMENT_FILE)
		return follow_file(settings, s, out);
	*out = subject_of_tier(model_tier(m, s));
	return true;
}

static bool is_running(const struct settings *settings)
{
	return settings_count(settings) && settings_at(settings, 0)->live;
}

static const struct run_settings *running_of(struct model *m,
					     const struct tier *tier)
{
	struct tier_state *state = &m->tiers[tier->index];
	const struct settings *settings = tier->settings;
	size_t n = settings_n_paths(settings);

	if (state->running)
		return state->running;
	state->running = arena_make(m->arena, struct run_settings);
	for (size_t i = 0; i < n; i++)
		if (lookup_key_differs(m, tier, settings_path(settings, i)))
			vec_push(m->arena, &state->running->paths, (uint32_t)i);
	return state->running;
}

/* A running kernel has no lines that somebody wrote. */
static size_t n_running(struct model *m, enum subject_kind kind,
			const struct tier *tier)
{
	if (kind == SUBJECT_SETTING)
		return running_of(m, tier)->paths.n;
	return kind == SUBJECT_LINE ? settings_n_marks(tier->settings) : 0;
}

size_t model_n_subjects(struct model *m, enum subject_kind kind,
			const struct tier *tier)
{
	const struct settings *settings = tier ? tier->settings : NULL;

	switch (kind) {
	case SUBJECT_TOPOLOGY:
		return 1;
	case SUBJECT_HOST:
	case SUBJECT_TIER:
		return m->topology->tiers.n;
	case SUBJECT_HOP:
		return m->topology->hops.n;
	default:
		break;
	}
	if (!settings)
		return 0;
	if (kind != SUBJECT_FILE && is_running(settings))
		return n_running(m, kind, tier);
	if (kind == SUBJECT_ASSIGNMENT)
		return settings_count(settings);
	if (kind == SUBJECT_SETTING)
		return settings_n_paths(settings);
	if (kind == SUBJECT_LINE)
		return settings_n_marks(settings);
	return settings_files(settings)->list.n;
}

struct subject model_subject(struct model *m, enum subject_kind kind,
			     const struct tier *tier, size_t i)
{
	struct subject s = { .kind = (uint8_t)kind, .index = (uint32_t)i };

	if (kind == SUBJECT_TIER || kind == SUBJECT_HOST)
		s.tier = s.index;
	else if (tier)
		s.tier = tier->index;
	if (kind == SUBJECT_SETTING && is_running(tier->settings))
		s.index = running_of(m, tier)->paths.at[i];
	return s;
}
