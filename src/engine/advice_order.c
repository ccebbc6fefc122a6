/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From changes to the lines of a configuration, in the order in which a
 * loader must write them: what a fact says comes before another key, `all`
 * before `default` before interfaces (writing the first changes the others),
 * else by path.
 */
#include "engine/rounds.h"

#include "keys/key.h"

/* Paths that differ only in the interface: all, default, then the others. */
static int interface_rank(struct str interface)
{
	if (str_eq(interface, STR("all")))
		return 0;
	return str_eq(interface, STR("default")) ? 1 : 2;
}

static int compare_interfaces(struct arena *arena, struct str a, struct str b)
{
	struct str pattern_a, pattern_b, in_a, in_b;

	if (!key_split_interface(arena, a, &pattern_a, &in_a) ||
	    !key_split_interface(arena, b, &pattern_b, &in_b))
		return 0;
	return interface_rank(in_a) - interface_rank(in_b);
}

static int compare_lines(struct arena *arena, const struct advice_line *a,
			 const struct advice_line *b)
{
	int order;

	if (a->tier != b->tier)
		return a->tier->index < b->tier->index ? -1 : 1;
	order = compare_interfaces(arena, a->path, b->path);
	return order ? order : str_cmp(a->path, b->path);
}

/* Insertion: a recommendation has a few dozen lines. */
static void sort_lines(struct arena *arena, struct advice_line *at, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct advice_line line = at[i];
		size_t j = i;

		for (; j > 0 && compare_lines(arena, &line, &at[j - 1]) < 0;
		     j--)
			at[j] = at[j - 1];
		at[j] = line;
	}
}

/* A "*" in a fact's path stands for any interface. */
static bool path_matches(struct arena *arena, struct str pattern,
			 struct str path)
{
	struct str general, interface;

	if (str_eq(pattern, path))
		return true;
	return key_split_interface(arena, path, &general, &interface) &&
	       str_eq(pattern, general);
}

/* Whether first's fact says that it is written before then. */
static bool must_precede(const struct advising *a,
			 const struct advice_line *first,
			 const struct advice_line *then)
{
	const struct book *book;
	const struct fact *fact;

	if (first->tier != then->tier)
		return false;
	fact = knowledge_fact(model_knowledge(a->model), first->path, &book);
	for (uint32_t i = 0; fact && i < fact->before.n; i++) {
		struct pool_str path =
			book->facts.texts[fact->before.first + i];

		if (path_matches(a->arena, pool_text(book->facts.chars, path),
				 then->path))
			return true;
	}
	return false;
}

static bool is_free(const struct advising *a, const struct advice_line *at,
		    size_t from, size_t i, size_t n)
{
	for (size_t j = from; j < n; j++)
		if (j != i && must_precede(a, &at[j], &at[i]))
			return false;
	return true;
}

/* Takes, again and again, the first line that waits for no other. Facts that
 * wait for each other keep their order by path. */
static void order_lines(const struct advising *a, struct advice_line *at,
			size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct advice_line line;
		size_t j = i;

		while (j < n && !is_free(a, at, i, j, n))
			j++;
		if (j == n)
			continue;
		line = at[j];
		for (; j > i; j--)
			at[j] = at[j - 1];
		at[i] = line;
	}
}

static void put_reasons(const struct advising *a, const struct change_state *s,
			struct advice_line *line)
{
	for (size_t i = 0; i < s->held.n; i++) {
		const struct demand *d = &s->held.at[i];
		struct advice_reason reason = {
			.rules = d->rules,
			.rule = d->rule,
			.round = d->round,
			.message = d->message,
			.sum = d->sum,
		};
		bool known = false;

		for (size_t j = 0; !known && j < line->reasons.n; j++)
			known = line->reasons.at[j].rule == d->rule;
		if (!known)
			vec_push(a->arena, &line->reasons, reason);
	}
}

/* As the file has it, even where the kernel would not take it. */
static struct str before_text(const struct advising *a,
			      const struct change_state *s)
{
	struct key_view view = key_view(a, s->tier, s->path);
	const struct assignment *winner = NULL;

	if (s->tier->settings)
		winner = settings_winner(s->tier->settings, s->path);
	if (winner)
		return winner->value;
	if (!s->before.known)
		return (struct str){ 0 };
	return value_sysctl_text(a->arena, s->before.value, view.style.scale);
}

/* Back to what it was, after all. */
static bool is_unchanged(const struct change_state *s, struct str before)
{
	if (s->remove)
		return !s->written_before;
	return s->before.known && !s->before.tainted &&
	       str_eq(before, s->value.text);
}

void advice_put_lines(struct advising *a)
{
	struct advice *out = a->out;

	for (size_t i = 0; i < a->changes.n; i++) {
		const struct change_state *s = &a->changes.at[i];
		struct advice_line line = {
			.tier = s->tier,
			.path = s->path,
			.value = s->value.text,
			.before = s->before,
			.before_text = before_text(a, s),
			.remove = s->remove,
		};

		if (is_unchanged(s, line.before_text))
			continue;
		put_reasons(a, s, &line);
		vec_push(a->arena, &out->lines, line);
	}
	sort_lines(a->arena, out->lines.at, out->lines.n);
	order_lines(a, out->lines.at, out->lines.n);
}
