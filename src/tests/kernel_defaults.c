/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/kernel_check.h"

/* An estimate that is off by more is none. */
#define NEAR 2

static const struct num *numbers_of(const struct value *v, uint32_t *out_n)
{
	*out_n = v->type == VALUE_VECTOR ? v->n : v->type == VALUE_INT;
	return v->type == VALUE_VECTOR ? v->vector : &v->integer;
}

static bool is_near(struct num a, struct num b)
{
	return a.negative == b.negative && a.magnitude / NEAR <= b.magnitude &&
	       b.magnitude / NEAR <= a.magnitude;
}

static bool all_near(struct value a, struct value b)
{
	uint32_t n, n_b;
	const struct num *left = numbers_of(&a, &n);
	const struct num *right = numbers_of(&b, &n_b);

	for (uint32_t i = 0; i < n && n == n_b; i++)
		if (!is_near(left[i], right[i]))
			return false;
	return n == n_b && n > 0;
}

/* The value of a live key, as the fact reads it. */
static bool value_of(struct arena *arena, const struct live_key *key,
		     struct value *out)
{
	bool is_short;

	/* The kernel prints a line end, and it stands for empty text. */
	return fact_read_value(&key->book->facts, key->fact, arena,
			       str_join(arena, key->value, STR("\n"), STR("")),
			       out, &is_short) &&
	       !is_short;
}

/* Where somebody may have set the key, a difference is only noted. */
struct place_of_value {
	enum kernel_count count;
	const char *where;
	bool may_be_set;
};

static void compare_known(struct kernel_check *c, const struct live_key *key,
			  const struct place_of_value *place,
			  const struct datum *preset)
{
	struct arena *arena = c->session.arena;
	struct value is;
	struct str says = value_text(arena, preset->value), has;
	bool same, near;

	if (!value_of(arena, key, &is)) {
		check_differs(
			c, DIFFERS_DEFAULT, key,
			"%s it is \"%.*s\", which is no value of its type",
			place->where, STR_ARG(key->value));
		return;
	}
	has = value_text(arena, is);
	same = value_eq(preset->value, is);
	near = !same && preset->tainted && all_near(preset->value, is);
	c->counts[COUNT_ESTIMATES] += near;
	if (near)
		check_note(c, "%.*s: estimated as %.*s, %s it is %.*s",
			   STR_ARG(key->path), STR_ARG(says), place->where,
			   STR_ARG(has));
	else if (!same && place->may_be_set && !c->booted)
		check_note(c, "%.*s: the fact says %.*s, %s it is %.*s",
			   STR_ARG(key->path), STR_ARG(says), place->where,
			   STR_ARG(has));
	else if (!same)
		check_differs(c, DIFFERS_DEFAULT, key,
			      "the fact says %.*s, %s it is %.*s",
			      STR_ARG(says), place->where, STR_ARG(has));
}

static void compare(struct kernel_check *c, const struct live_key *key,
		    const struct place_of_value *place)
{
	struct datum preset;

	model_key(c->model, c->tier, key->path, KEY_DEFAULT, 0, &preset);
	c->counts[preset.known ? place->count : COUNT_NO_DEFAULT]++;
	if (preset.known)
		compare_known(c, key, place, &preset);
}

static bool is_compared(struct kernel_check *c, const struct live_key *key)
{
	return key->fact && key->has_value && check_asked(c, key->path) &&
	       !kernel_excepted(&c->exceptions, DIFFERS_MOVES, key->path);
}

/* Of namespaces that are fresh inside, not of the host. */
static bool is_fresh(const struct kernel_check *c, const struct live_key *key)
{
	const uint8_t scope = check_on(c, key).scope;

	return scope == SCOPE_NETNS || scope == SCOPE_IPCNS ||
	       scope == SCOPE_UTSNS;
}

void check_booted(struct kernel_check *c)
{
	const struct place_of_value place = { COUNT_BOOTED, "as booted", true };

	for (size_t i = 0; i < c->host.keys.n; i++) {
		const struct live_key *key = &c->host.keys.at[i];

		if (is_compared(c, key) && !is_fresh(c, key))
			compare(c, key, &place);
	}
}

void check_defaults(struct kernel_check *c, bool of_net)
{
	struct place_of_value place = { COUNT_DEFAULTS, "in a fresh namespace",
					false };

	for (size_t i = 0; i < c->inside.keys.n; i++) {
		const struct live_key *key = &c->inside.keys.at[i];

		if (is_of_net(key) != of_net || !is_compared(c, key) ||
		    !is_fresh(c, key))
			continue;
		place.may_be_set = kernel_excepted(&c->exceptions,
						   DIFFERS_INHERITS, key->path);
		compare(c, key, &place);
	}
}
