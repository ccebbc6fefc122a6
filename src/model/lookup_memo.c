/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where what is found out about a key of a tier is kept: by the fact that is
 * about this key alone, by its place among the settings, else by its path.
 */
#include "model/lookup.h"

#include <string.h>

/* The kernel that decides, or NULL when it is unknown. */
static const struct kver *kernel_of(const struct model *m,
				    const struct tier *tier, struct kver *room)
{
	struct datum kernel = model_kernel(m, tier);

	if (!kernel.known)
		return NULL;
	*room = kernel.value.version;
	return room;
}

/* setting: its index + 1 where that is known, else 0. */
static void find_winner(struct model *m, const struct tier *tier,
			uint32_t setting, struct key_memo *memo)
{
	struct map *changes = m->tiers[tier->index].changes;
	const struct assignment *a;
	uint32_t own, other;
	struct str alias = { 0 };

	if (memo->fact)
		alias = pool_text(memo->book->facts.chars, memo->fact->alias);
	memo->change = changes ? map_get(changes, memo->path) : NULL;
	if (changes && !memo->change && !str_empty(alias))
		memo->change = map_get(changes, alias);
	if (!tier->settings)
		return;
	a = setting ? settings_path_winner(tier->settings, setting - 1)
		    : settings_winner(tier->settings, memo->path);
	/* Two names of one variable: whichever is written last counts. */
	if (!str_empty(alias) &&
	    settings_winner_index(tier->settings, alias, &other) &&
	    (!a || (settings_winner_index(tier->settings, memo->path, &own) &&
		    other > own)))
		a = settings_at(tier->settings, other);
	memo->winner = a;
}

static bool same_kernel(const struct on_memo *on, const struct kver *kernel)
{
	if (!kernel || !on->has_kernel)
		return !kernel && !on->has_kernel;
	return on->kernel.parts == kernel->parts &&
	       kver_cmp(on->kernel, *kernel) == 0 &&
	       strcmp(on->kernel.flavour, kernel->flavour) == 0;
}

const struct fact_at *lookup_on(struct model *m, const struct book *book,
				const struct fact *fact,
				const struct kver *kernel)
{
	const size_t place = (size_t)(fact - book->facts.at);
	struct on_memo **list = &m->on_memos[place % ON_MEMO_LISTS], *on;

	for (on = *list; on; on = on->next)
		if (on->fact == fact && same_kernel(on, kernel))
			return &on->at;
	on = arena_make(m->arena, struct on_memo);
	*on = (struct on_memo){ .next = *list,
				.fact = fact,
				.has_kernel = kernel != NULL,
				.at = fact_on(&book->facts, fact, kernel) };
	if (kernel)
		on->kernel = *kernel;
	*list = on;
	return &on->at;
}

/* As it is in this generation. */
static struct key_memo *fresh(struct model *m, const struct tier *tier,
			      uint32_t setting, struct key_memo *memo)
{
	struct kver version;

	/* No kernel knows of hops: what is supposed of them is no matter. */
	if (memo->generation == m->settings_generation)
		return memo;
	*memo = (struct key_memo){ .path = memo->path,
				   .fact = memo->fact,
				   .book = memo->book,
				   .generation = m->settings_generation };
	if (memo->fact)
		memo->on = lookup_on(m, memo->book, memo->fact,
				     kernel_of(m, tier, &version));
	find_winner(m, tier, setting, memo);
	return memo;
}

/* Small numbers, since few of all facts are asked for. */
static uint16_t number_of(struct model *m, const struct fact *fact,
			  const struct book *book)
{
	uint16_t *number;
	uint32_t b = 0;

	while (m->knowledge->books[b] != book)
		b++;
	if (!m->fact_numbers[b])
		m->fact_numbers[b] =
			arena_array(m->arena, uint16_t, book->facts.n);
	number = &m->fact_numbers[b][fact - book->facts.at];
	if (!*number)
		*number = ++m->n_fact_numbers;
	return *number;
}

/* The slot of a fact that is about this very path. */
static struct key_memo **slot_of_fact(struct model *m, struct tier_state *state,
				      const struct fact *fact,
				      const struct book *book)
{
	const uint16_t number = number_of(m, fact, book);

	while (state->by_fact.n <= number)
		vec_push(m->arena, &state->by_fact, NULL);
	return &state->by_fact.at[number];
}

static struct key_memo *memo_new(struct model *m, struct str path,
				 const struct fact *fact,
				 const struct book *book)
{
	struct key_memo *memo = arena_make(m->arena, struct key_memo);

	*memo = (struct key_memo){ .path = path, .fact = fact, .book = book };
	return memo;
}

static struct key_memo *memo_by_path(struct model *m, struct tier_state *state,
				     struct str path, const struct fact *fact,
				     const struct book *book)
{
	struct key_memo *memo;

	if (!state->keys)
		state->keys = map_new(m->arena);
	memo = map_get(state->keys, path);
	if (memo)
		return memo;
	memo = memo_new(m, str_copy(m->arena, path), fact, book);
	map_put(state->keys, memo->path, memo);
	return memo;
}

/* Kept from one generation to the next, empty when it is new. */
static struct key_memo *memo_find(struct model *m, struct tier_state *state,
				  struct str path, const struct fact *fact,
				  const struct book *book)
{
	struct str own = fact ? pool_text(book->facts.chars, fact->path)
			      : (struct str){ 0 };
	struct key_memo **slot;

	if (!fact || !str_eq(own, path))
		return memo_by_path(m, state, path, fact, book);
	slot = slot_of_fact(m, state, fact, book);
	if (!*slot)
		*slot = memo_new(m, own, fact, book);
	return *slot;
}

struct key_memo *lookup_key_memo(struct model *m, const struct tier *tier,
				 struct str path)
{
	struct tier_state *state = &m->tiers[tier->index];
	struct key_memo **recent;
	const struct book *book = NULL;
	const struct fact *fact;

	if (!state->recent)
		state->recent =
			arena_array(m->arena, struct key_memo *, RECENT_KEYS);
	recent = &state->recent[(uintptr_t)path.at % RECENT_KEYS];
	if (!*recent || !str_eq((*recent)->path, path)) {
		fact = knowledge_fact(m->knowledge, path, &book);
		*recent = memo_find(m, state, path, fact, book);
	}
	return fresh(m, tier, 0, *recent);
}

struct key_memo *lookup_setting_memo(struct model *m, const struct tier *tier,
				     uint32_t index)
{
	struct tier_state *state = &m->tiers[tier->index];
	struct key_memo **slot;

	if (!state->of_settings)
		state->of_settings =
			arena_array(m->arena, struct key_memo *,
				    settings_n_paths(tier->settings));
	slot = &state->of_settings[index];
	if (!*slot) {
		struct str path = settings_path(tier->settings, index);
		const struct book *book;
		const struct fact *fact =
			knowledge_fact(m->knowledge, path, &book);

		*slot = fact ? memo_find(m, state, path, fact, book)
			     : &m->no_memo;
	}
	return *slot == &m->no_memo ? NULL : fresh(m, tier, index + 1, *slot);
}
