/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where what is found out about a key of a tier is kept: by the fact that is
 * about this key alone, by its place among the settings, else by its path.
 */
#include "model/lookup.h"

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

static void find_winner(struct model *m, const struct tier *tier,
			struct key_memo *memo)
{
	struct map *changes = m->tiers[tier->index].changes;
	const struct assignment *a;
	struct str alias = { 0 };

	if (memo->fact)
		alias = pool_text(memo->book->facts.chars, memo->fact->alias);
	memo->change = changes ? map_get(changes, memo->path) : NULL;
	if (changes && !memo->change && !str_empty(alias))
		memo->change = map_get(changes, alias);
	if (!tier->settings)
		return;
	a = settings_winner(tier->settings, memo->path);
	/* Two names of one variable: whichever is written last counts. */
	if (!str_empty(alias)) {
		const struct assignment *b =
			settings_winner(tier->settings, alias);

		if (b && (!a || b > a))
			a = b;
	}
	memo->winner = a;
}

/* As it is in this generation. */
static struct key_memo *fresh(struct model *m, const struct tier *tier,
			      struct key_memo *memo)
{
	struct kver version;

	if (memo->generation == m->generation)
		return memo;
	*memo = (struct key_memo){ .path = memo->path,
				   .fact = memo->fact,
				   .book = memo->book,
				   .generation = m->generation };
	if (memo->fact)
		memo->on = fact_on(&memo->book->facts, memo->fact,
				   kernel_of(m, tier, &version));
	find_winner(m, tier, memo);
	return memo;
}

/* The slot of a fact that is about this very path. */
static struct key_memo **slot_of_fact(struct model *m, struct tier_state *state,
				      const struct fact *fact,
				      const struct book *book)
{
	uint32_t b = 0;

	while (m->knowledge->books[b] != book)
		b++;
	if (!state->by_fact[b])
		state->by_fact[b] =
			arena_array(m->arena, struct key_memo *, book->facts.n);
	return &state->by_fact[b][fact - book->facts.at];
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
				  struct str path)
{
	const struct book *book = NULL;
	const struct fact *fact = knowledge_fact(m->knowledge, path, &book);
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

	if (!state->recent)
		state->recent =
			arena_array(m->arena, struct key_memo *, RECENT_KEYS);
	recent = &state->recent[(uintptr_t)path.at % RECENT_KEYS];
	if (!*recent || !str_eq((*recent)->path, path))
		*recent = memo_find(m, state, path);
	return fresh(m, tier, *recent);
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

		*slot = knowledge_fact(m->knowledge, path, NULL)
				? memo_find(m, state, path)
				: &m->no_memo;
	}
	return *slot == &m->no_memo ? NULL : fresh(m, tier, *slot);
}
