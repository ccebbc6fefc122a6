/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/compare.h"

static bool holds(enum load_result result)
{
	return result == LOAD_APPLIED || result == LOAD_SKIPPED_EQUAL ||
	       result == LOAD_PARTIAL;
}

/* Of the steps of one path the last counts that reached the kernel; where
 * none did, the last. */
static void index_steps(struct compare_side *side)
{
	struct load *load = &side->load;

	for (size_t i = 0; i < load->steps.n; i++) {
		struct load_step *s = &load->steps.at[i];
		const struct load_step *known = map_get(side->steps, s->path);

		if (!known || holds((enum load_result)s->result) ||
		    !holds((enum load_result)known->result))
			map_put(side->steps, s->path, s);
		if (i && s->result == LOAD_ABORTED &&
		    span_is_none(side->stopped_at))
			side->stopped_at = load->steps.at[i - 1].span;
	}
}

void compare_index(struct arena *arena, struct compare_side *side)
{
	side->steps = map_new(arena);
	side->loaded = map_new(arena);
	side->stopped_at = (struct span){ 0 };
	index_steps(side);
	for (size_t i = 0; i < side->host.files.n; i++) {
		struct host_file *f = &side->host.files.at[i];

		if (f->fate == FATE_LOADED)
			map_put(side->loaded, f->name, f);
	}
}

static struct trace_view set_by(const struct assignment *a)
{
	return (struct trace_view){ .state = STR("set"),
				    .is_set = true,
				    .value = a->value,
				    .span = a->span };
}

static struct trace_view from_step(const struct compare_side *side,
				   const struct load_step *s)
{
	enum load_result result = (enum load_result)s->result;
	struct trace_view v = { .state = load_result_name(result),
				.is_set = holds(result),
				.span = s->span };

	if (result == LOAD_APPLIED || result == LOAD_SKIPPED_EQUAL)
		v.state = STR("set");
	if (v.is_set)
		v.value = s->value;
	if (result == LOAD_ABORTED)
		v.stopped_at = side->stopped_at;
	return v;
}

static bool has_wildcard(struct str path)
{
	for (size_t i = 0; i < path.len; i++)
		if (path.at[i] == '*' || path.at[i] == '?' || path.at[i] == '[')
			return true;
	return false;
}

/* A pattern that is still one: its last line, to who knows patterns. */
static struct trace_view view_of_pattern(const struct compare_side *side,
					 struct str path)
{
	const struct settings *settings = side->host.settings;
	struct trace_view v = { .state = STR("not-set") };

	for (uint32_t k = settings_first(settings, path); k;) {
		const struct assignment *a = settings_at(settings, k - 1);

		if (a->kind == ASSIGN_PATTERN)
			v = set_by(a);
		else if (a->kind == ASSIGN_EXPLICIT)
			v = (struct trace_view){
				.state = load_result_name(LOAD_NO_SUCH_KEY),
				.span = a->span,
			};
		k = a->next_same;
	}
	return v;
}

static struct trace_view view_of_key(const struct compare_side *side,
				     const struct effective *e, struct str path)
{
	const struct load_step *s = map_get(side->steps, path);
	bool open = e->winner && e->winner->kind == ASSIGN_PATTERN &&
		    side->load.open_patterns.n;

	if (s && !open)
		return from_step(side, s);
	if (e->winner)
		return set_by(e->winner);
	if (e->excluded_by)
		return (struct trace_view){ .state = STR("excluded"),
					    .span = e->excluded_by->span };
	return (struct trace_view){ .state = STR("not-set") };
}

/* Where the loader leaves a key alone, it is as the kernel has set it. */
static void fall_back(const struct comparison *c, struct str path,
		      struct trace_view *v)
{
	struct effective e;

	if (!str_eq(v->state, STR("not-set")) &&
	    !str_eq(v->state, STR("excluded")))
		return;
	e = settings_effective(c->kernel, c->arena, path);
	if (e.winner)
		*v = set_by(e.winner);
}

static struct trace_view view_of(const struct comparison *c,
				 const struct compare_side *side,
				 struct str path)
{
	struct effective e;
	struct trace_view v;

	if (has_wildcard(path))
		return view_of_pattern(side, path);
	e = settings_effective(side->host.settings, c->arena, path);
	v = view_of_key(side, &e, path);
	fall_back(c, path, &v);
	/* Where the loader stopped before the last line, who knows. */
	if (v.is_set && e.winner && e.winner->span.start == v.span.start &&
	    e.winner->span.source == v.span.source) {
		v.losers = e.losers;
		v.n_losers = e.n_losers;
	}
	return v;
}

/* Where another loader found the key in a file that this one does not read,
 * that is the reason. */
static void explain_unset(const struct comparison *c,
			  const struct compare_side *side,
			  struct trace_view *views, size_t i)
{
	for (size_t k = 0; k < c->sides.n; k++) {
		struct str name;

		if (!views[k].is_set)
			continue;
		name = source_name(c->sources, views[k].span.source);
		if (map_get(side->loaded, name))
			continue;
		views[i].state = STR("not-read");
		views[i].span = views[k].span;
		return;
	}
}

/* Whatever keeps a key from being set, the effect is the same. */
static bool agree(const struct trace_view *a, const struct trace_view *b)
{
	if (!a->is_set || !b->is_set)
		return a->is_set == b->is_set;
	return str_eq(a->value, b->value) && str_eq(a->state, b->state);
}

static bool same_place(const struct comparison *c, struct span a, struct span b)
{
	return a.start == b.start &&
	       (a.source == b.source ||
		(a.source && b.source &&
		 str_eq(source_name(c->sources, a.source),
			source_name(c->sources, b.source))));
}

static bool same(const struct comparison *c, const struct trace_view *a,
		 const struct trace_view *b)
{
	if (!agree(a, b) || !str_eq(a->state, b->state) ||
	    !same_place(c, a->span, b->span) || a->n_losers != b->n_losers)
		return false;
	for (size_t i = 0; i < a->n_losers; i++)
		if (!same_place(c, a->losers[i]->span, b->losers[i]->span))
			return false;
	return true;
}

static void compare_key(const struct comparison *c, struct trace *trace,
			struct str path)
{
	struct trace_key key = { .path = path, .alike = true, .same = true };

	key.views = arena_array(c->arena, struct trace_view, c->sides.n);
	for (size_t i = 0; i < c->sides.n; i++)
		key.views[i] = view_of(c, &c->sides.at[i], path);
	for (size_t i = 0; i < c->sides.n; i++) {
		key.alike = key.alike && agree(&key.views[0], &key.views[i]);
		if (str_eq(key.views[i].state, STR("not-set")))
			explain_unset(c, &c->sides.at[i], key.views, i);
	}
	for (size_t i = 0; i < c->sides.n; i++)
		key.same = key.same && same(c, &key.views[0], &key.views[i]);
	trace->n_alike += key.alike;
	trace->n_differ += !key.alike;
	if (!key.alike || trace->paths.n)
		vec_push(c->arena, &trace->compared, key);
}

static void compare_new(const struct comparison *c, struct trace *trace,
			struct map *seen, struct str path)
{
	if (map_get(seen, path))
		return;
	map_put(seen, path, seen);
	compare_key(c, trace, path);
}

void compare_keys(const struct comparison *c, struct trace *trace)
{
	struct map *seen = map_new(c->arena);

	for (size_t i = 0; i < trace->paths.n; i++)
		compare_key(c, trace, trace->paths.at[i]);
	for (size_t k = 0; !trace->paths.n && k < c->sides.n; k++) {
		const struct compare_side *side = &c->sides.at[k];

		for (size_t i = 0; i < settings_n_paths(side->host.settings);
		     i++)
			compare_new(c, trace, seen,
				    settings_path(side->host.settings, i));
		/* What patterns led to. */
		for (size_t i = 0; i < side->load.steps.n; i++)
			compare_new(c, trace, seen,
				    side->load.steps.at[i].path);
		for (size_t i = 0; i < side->load.open_patterns.n; i++)
			compare_new(c, trace, seen,
				    side->load.open_patterns.at[i].path);
	}
}
