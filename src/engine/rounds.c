/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/rounds.h"

#include "base/buf.h"

#define ROUNDS_MAX 16

struct change_state *change_find(struct change_list *changes,
				 const struct tier *tier, struct str path)
{
	for (size_t i = 0; i < changes->n; i++)
		if (changes->at[i].tier == tier &&
		    str_eq(changes->at[i].path, path))
			return &changes->at[i];
	return NULL;
}

static bool is_about(const struct demand *d, const struct demand *key)
{
	return !d->dropped && d->tier == key->tier &&
	       str_eq(d->path, key->path);
}

static void drop_group(struct demand_list *demands, uint32_t group)
{
	for (size_t i = 0; i < demands->n; i++)
		if (demands->at[i].group == group)
			demands->at[i].dropped = true;
}

static void conflict_add(struct advising *a, const struct tier *tier,
			 struct str path, struct str text,
			 const struct demand_list *demands)
{
	struct advice_conflict c = { .tier = tier, .path = path, .text = text };

	for (size_t i = 0; i < demands->n; i++) {
		const struct demand *d = &demands->at[i];
		struct str id = rule_text(d->rules, d->rule->id);
		bool known = d->tier != tier || !str_eq(d->path, path);

		for (size_t j = 0; !known && j < c.rule_ids.n; j++)
			known = str_eq(c.rule_ids.at[j], id);
		if (!known)
			vec_push(a->arena, &c.rule_ids, id);
	}
	vec_push(a->arena, &a->out->conflicts, c);
}

/* What all demands on a key say, for a message: "A wants 1, B wants 0". */
static struct str demands_text(const struct advising *a,
			       const struct demand_list *demands,
			       const struct tier *tier, struct str path)
{
	struct buf text = { .arena = a->arena };

	for (size_t i = 0; i < demands->n; i++) {
		const struct demand *d = &demands->at[i];
		struct str one;

		if (d->tier != tier || !str_eq(d->path, path))
			continue;
		one = demand_text(a, d);
		if (str_find_str(buf_str(&text), one) < text.len)
			continue;
		if (text.len > 0)
			buf_put(&text, STR(", "));
		buf_put(&text, one);
	}
	return buf_str(&text);
}

enum join_result { JOIN_DONE, JOIN_DROPPED, JOIN_CONFLICT };

/* Joins this round's demands of one rank on a key; what clashes with a
 * stronger rank is dropped together with its group. */
static enum join_result join_rank(struct advising *a, struct demand_list *all,
				  const struct demand *key, uint8_t rank,
				  struct bounds_style style,
				  struct bounds *bounds)
{
	struct bounds stronger = *bounds;

	for (size_t i = 0; i < all->n; i++) {
		struct demand *d = &all->at[i];
		struct bounds alone = stronger;

		if (!is_about(d, key) || d->rank != rank ||
		    bounds_join(bounds, a->arena, style, d->op, d->want))
			continue;
		if (bounds_join(&alone, a->arena, style, d->op, d->want))
			return JOIN_CONFLICT;
		advice_note(a, d,
			    STR("gives way to a rule that knows more of this "
				"network"));
		drop_group(all, d->group);
		return JOIN_DROPPED;
	}
	return JOIN_DONE;
}

/* What earlier rounds asked for still binds, where it is not in the way. */
static void join_held(struct advising *a, const struct demand *key,
		      uint8_t rank, struct bounds_style style,
		      struct bounds *bounds)
{
	struct change_state *state =
		change_find(&a->changes, key->tier, key->path);

	for (size_t i = 0; state && i < state->held.n; i++) {
		const struct demand *d = &state->held.at[i];

		if (d->rank == rank)
			bounds_join(bounds, a->arena, style, d->op, d->want);
	}
}

static enum join_result join_key(struct advising *a, struct demand_list *all,
				 const struct demand *key,
				 struct bounds *bounds)
{
	struct bounds_style style = key_view(a, key->tier, key->path).style;
	enum join_result result;

	*bounds = (struct bounds){ 0 };
	for (uint8_t rank = N_RANKS; rank-- > 0;) {
		result = join_rank(a, all, key, rank, style, bounds);
		if (result == JOIN_CONFLICT)
			conflict_add(a, key->tier, key->path,
				     demands_text(a, all, key->tier, key->path),
				     all);
		if (result != JOIN_DONE)
			return result;
		join_held(a, key, rank, style, bounds);
	}
	return JOIN_DONE;
}

/* The first demand on its key, so that each key is looked at once. */
static bool is_first(const struct demand_list *all, size_t i)
{
	if (all->at[i].dropped)
		return false;
	for (size_t j = 0; j < i; j++)
		if (is_about(&all->at[j], &all->at[i]))
			return false;
	return true;
}

/* What the key has now; NULL when it is not known, or only assumed. */
static struct wanted *current_value(struct advising *a, const struct demand *d,
				    const struct key_view *view,
				    const struct bounds *bounds)
{
	struct wanted *current = arena_make(a->arena, struct wanted);
	struct datum datum;
	struct wanted most;

	model_key(a->model, d->tier, d->path, KEY_VALUE, 0, &datum);
	if (datum.known) {
		current->value = datum.value;
		current->typed = view->fact != NULL;
		current->text = value_sysctl_text(a->arena, datum.value,
						  view->style.scale);
	}
	if (datum.known && !datum.tainted)
		return current;
	/* Raising what is not known may lower it, and the other way round. */
	if ((!bounds->has_low && !bounds->has_high) ||
	    !key_default_extreme(a, view, bounds->has_low, &most))
		return datum.known ? current : NULL;
	if (datum.known)
		most = wanted_extreme(a->arena, view->style, current, &most,
				      bounds->has_low);
	*current = most;
	return current;
}

static bool is_certain(struct advising *a, const struct demand *d)
{
	struct datum datum;

	model_key(a->model, d->tier, d->path, KEY_VALUE, 0, &datum);
	return datum.known && !datum.tainted;
}

static struct change_state *state_of(struct advising *a, const struct demand *d)
{
	struct change_state *state = change_find(&a->changes, d->tier, d->path);
	struct change_state fresh = { .tier = d->tier, .path = d->path };
	struct datum set;

	if (state)
		return state;
	model_key(a->model, d->tier, d->path, KEY_VALUE, 0, &fresh.before);
	model_key(a->model, d->tier, d->path, KEY_SET, 0, &set);
	fresh.written_before = set.known && set.value.boolean;
	vec_push(a->arena, &a->changes, fresh);
	return &a->changes.at[a->changes.n - 1];
}

/* The value a key gets, or false when nothing changes. */
static bool new_value(struct advising *a, const struct demand *d,
		      const struct bounds *bounds, struct wanted *out)
{
	struct key_view view = key_view(a, d->tier, d->path);
	const struct wanted *current = current_value(a, d, &view, bounds);
	bool differs =
		bounds_resolve(bounds, a->arena, view.style, current, out);

	*out = wanted_of(a, &view, out->text);
	return differs || !is_certain(a, d);
}

/* True when the key changes. */
static bool change_key(struct advising *a, const struct demand *d,
		       const struct bounds *bounds)
{
	struct change_state *state;
	struct wanted value = { 0 };
	struct datum set;

	if (bounds->remove) {
		model_key(a->model, d->tier, d->path, KEY_SET, 0, &set);
		if (set.known && !set.value.boolean)
			return false;
	} else if (!new_value(a, d, bounds, &value)) {
		return false;
	}
	state = state_of(a, d);
	if (state->last_round > 0 && state->remove == bounds->remove &&
	    (bounds->remove || wanted_equal(&state->value, &value)))
		return false;
	state->remove = bounds->remove;
	state->value = value;
	state->last_round = a->round;
	return true;
}

static void hold_demands(struct advising *a, const struct demand_list *all)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct demand *d = &all->at[i];
		struct change_state *state =
			change_find(&a->changes, d->tier, d->path);

		if (state && !d->dropped)
			vec_push(a->arena, &state->held, *d);
	}
}

static enum join_result join_all(struct advising *a, struct demand_list *all,
				 struct bounds *bounds)
{
	enum join_result result;

	for (size_t i = 0; i < all->n; i++) {
		if (!is_first(all, i))
			continue;
		result = join_key(a, all, &all->at[i], &bounds[i]);
		if (result != JOIN_DONE)
			return result;
	}
	return JOIN_DONE;
}

/* Changes the state by all demands of a round at once. */
static enum join_result round_apply(struct advising *a, struct demand_list *all,
				    bool *out_changed)
{
	struct bounds *bounds = arena_array(a->arena, struct bounds, all->n);
	enum join_result result;

	*out_changed = false;
	do
		result = join_all(a, all, bounds);
	while (result == JOIN_DROPPED);
	if (result == JOIN_CONFLICT)
		return result;
	for (size_t i = 0; i < all->n; i++)
		if (is_first(all, i) && change_key(a, &all->at[i], &bounds[i]))
			*out_changed = true;
	hold_demands(a, all);
	return JOIN_DONE;
}

static void model_follow(struct advising *a)
{
	struct model_change *changes =
		arena_array(a->arena, struct model_change, a->changes.n);

	for (size_t i = 0; i < a->changes.n; i++) {
		const struct change_state *state = &a->changes.at[i];

		changes[i] = (struct model_change){
			.tier = state->tier,
			.path = state->path,
			.value = state->value.text,
			.remove = state->remove,
		};
	}
	model_apply(a->model, changes, a->changes.n);
}

static struct str state_text(const struct advising *a)
{
	struct buf text = { .arena = a->arena };

	for (size_t i = 0; i < a->changes.n; i++) {
		const struct change_state *s = &a->changes.at[i];

		buf_printf(&text, "%u %.*s %d ", s->tier->index,
			   STR_ARG(s->path), s->remove);
		buf_put(&text, s->value.text);
		buf_char(&text, '\n');
	}
	return buf_str(&text);
}

/* Every key that changed after that round is part of the quarrel. */
static void conflict_since(struct advising *a, uint32_t round, const char *why)
{
	for (size_t i = 0; i < a->changes.n; i++) {
		const struct change_state *s = &a->changes.at[i];
		struct str text;

		if (s->last_round <= round)
			continue;
		text = str_format(
			a->arena, "%s: %.*s", why,
			STR_ARG(demands_text(a, &s->held, s->tier, s->path)));
		conflict_add(a, s->tier, s->path, text, &s->held);
	}
}

/* Rounds that come back to where they were would go on for ever. */
static bool is_cycle(struct advising *a)
{
	struct str now = state_text(a);

	for (size_t i = 0; i < a->states.n; i++) {
		if (!str_eq(a->states.at[i], now))
			continue;
		conflict_since(a, (uint32_t)i + 1,
			       "these undo each other in turn");
		return true;
	}
	vec_push(a->arena, &a->states, now);
	return false;
}

bool rounds_run(struct advising *a)
{
	struct findings findings;
	bool changed;

	for (a->round = 1; a->round <= ROUNDS_MAX; a->round++) {
		struct demand_list demands = { 0 };

		engine_run(a->rulebook, a->model, a->sources, a->options,
			   a->arena, &findings);
		if (a->round == 1)
			a->out->before = findings;
		demands_collect(a, &findings, &demands);
		if (round_apply(a, &demands, &changed) == JOIN_CONFLICT)
			return false;
		a->out->after = findings;
		a->out->n_rounds = a->round;
		if (!changed)
			return true;
		model_follow(a);
		if (is_cycle(a))
			return false;
	}
	conflict_since(a, ROUNDS_MAX - 1, "no end after 16 rounds");
	return false;
}
