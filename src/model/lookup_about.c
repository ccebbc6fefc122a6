/* SPDX-License-Identifier: Apache-2.0 */
/* What is known of a key itself, whatever is written into it: its family,
 * since when it is there, what to use instead, and which key an unknown one
 * was meant to be. */
#include "keys/family.h"
#include "keys/key.h"
#include "keys/near.h"
#include "model/lookup.h"

/* A search looks at every fact: a file of unknown keys may not take minutes. */
#define SEARCHES_MAX 1000

static struct datum fact_says(struct value v)
{
	return datum_of(v, ORIGIN_DERIVED, (struct span){ 0 });
}

static const struct family *search_family(const struct model *m,
					  struct str path,
					  const struct facts **out_facts)
{
	for (uint32_t b = m->knowledge->n_books; b-- > 0;) {
		const struct facts *facts = &m->knowledge->books[b]->facts;
		const struct family *family = family_find(facts, path);

		*out_facts = facts;
		if (family)
			return family;
	}
	return NULL;
}

/* Several names of one setting ask for it, one after the other. The paths are
 * the settings' own, and stay where they are. */
static const struct family *find_family(struct model *m, struct str path,
					const struct facts **out_facts)
{
	struct last_family *last = &m->last_family;

	if (last->path.at != path.at || last->path.len != path.len) {
		last->path = path;
		last->family = search_family(m, path, &last->facts);
	}
	*out_facts = last->facts;
	return last->family;
}

static void ask_family(struct model *m, struct str path, struct datum *out)
{
	const struct facts *facts;
	const struct family *family = find_family(m, path, &facts);

	*out = fact_says(value_word(
		family && family->open ? pool_text(facts->chars, family->name)
				       : STR("")));
}

struct near {
	enum nearness nearness;
	struct str key;
};

static const struct near *search(struct model *m, struct str path)
{
	struct near *near = arena_make(m->arena, struct near);
	struct str found;

	for (uint32_t b = m->knowledge->n_books; b-- > 0;) {
		const enum nearness nearness = key_near(
			m->arena, &m->knowledge->books[b]->facts, path, &found);

		if (nearness <= near->nearness)
			continue;
		near->nearness = nearness;
		near->key = key_dotted(m->arena, found);
	}
	m->n_nears++;
	map_put(m->nears, str_copy(m->arena, path), near);
	return near;
}

/* NULL when that would be one search too many. */
static const struct near *near_of(struct model *m, struct str path)
{
	const struct near *near;

	if (!m->nears)
		m->nears = map_new(m->arena);
	near = map_get(m->nears, path);
	if (near || m->n_nears >= SEARCHES_MAX)
		return near;
	return search(m, path);
}

/* Of a key that is known: none. Where its family has more than is known, one
 * that is almost the same. */
static void ask_near(struct model *m, struct str path, bool is_known,
		     bool by_spelling, struct datum *out)
{
	const struct facts *facts;
	const struct family *family;
	const struct near *near;

	*out = fact_says(value_word(STR("")));
	if (is_known)
		return;
	near = near_of(m, path);
	if (!near) {
		*out = datum_unknown(STR("too many keys are unknown"));
		return;
	}
	family = find_family(m, path, &facts);
	if (near->nearness < (family && family->open ? NEAR_LETTER
						     : NEAR_LETTERS))
		return;
	if ((near->nearness == NEAR_SPELLING) == by_spelling)
		out->value.word = near->key;
}

static struct str release(struct model *m, const struct fact_row *row)
{
	return row ? kver_text(m->arena, row->from) : STR("");
}

static bool is_later(struct model *m, const struct tier *tier,
		     const struct fact_row *row)
{
	const struct datum kernel = model_kernel(m, tier);

	return kernel.known &&
	       fact_row_on(row, &kernel.value.version) == ROW_LATER;
}

/* The mainline's row from which on the key is gone, or NULL; one that comes
 * after the tier's kernel is none. */
static const struct fact_row *gone_row(struct model *m, const struct tier *tier,
				       const struct key_memo *memo)
{
	const struct fact_row *last = NULL;

	for (uint32_t i = 0; i < memo->fact->history.n; i++) {
		const struct fact_row *row =
			&memo->book->facts.rows[memo->fact->history.first + i];

		if (!row->from.flavour[0] && !is_later(m, tier, row))
			last = row->gone ? row : NULL;
	}
	return last;
}

static const struct fact_row *idle_row(const struct key_memo *memo)
{
	for (uint32_t i = 0; i < memo->fact->history.n; i++) {
		const struct fact_row *row =
			&memo->book->facts.rows[memo->fact->history.first + i];

		if (row->idle)
			return row;
	}
	return NULL;
}

/* "*" in the fact's words is the interface of the key. */
static struct str instead(struct model *m, const struct key_memo *memo)
{
	const struct str text =
		pool_text(memo->book->facts.chars, memo->fact->instead);
	const size_t star = str_find(text, '*');
	struct str pattern, interface;

	if (star == text.len ||
	    !key_split_interface(m->arena, memo->path, &pattern, &interface))
		return text;
	return str_join(m->arena, str_slice(text, 0, star), interface,
			str_slice(text, star + 1, text.len));
}

static void ask_idle(const struct key_memo *memo, struct datum *out)
{
	if (memo->on->known_idle)
		*out = fact_says(value_bool(memo->on->idle));
	else
		*out = datum_unknown(STR("not known for this kernel"));
	out->tainted = memo->on->tainted;
}

static bool words_have(const struct value *words, struct str word)
{
	for (uint32_t i = 0; i < words->n; i++)
		if (str_eq(words->words[i], word))
			return true;
	return false;
}

static bool is_brought(const struct facts *facts, const struct family *family,
		       const struct value *modules)
{
	if (words_have(modules, pool_text(facts->chars, family->module)))
		return true;
	for (uint32_t i = 0; i < family->brought_by.n; i++)
		if (words_have(modules,
			       pool_text(facts->chars,
					 facts->texts[family->brought_by.first +
						      i])))
			return true;
	return false;
}

static void ask_module_loaded(struct model *m, const struct tier *tier,
			      struct str path, struct datum *out)
{
	const struct datum *modules = &tier->fields[TIER_MODULES];
	const struct facts *facts;
	const struct family *family = find_family(m, path, &facts);

	if (!family || !family->module.len || family->open) {
		*out = datum_unknown(STR("no module is known to bring it"));
		return;
	}
	*out = *modules;
	if (out->known)
		out->value =
			value_bool(is_brought(facts, family, &modules->value));
}

static void ask_of_fact(struct model *m, const struct tier *tier,
			const struct key_memo *memo, uint16_t id,
			struct datum *out)
{
	const struct fact_row *first =
		&memo->book->facts.rows[memo->fact->history.first];

	if (id == NAME_SETTING_IDLE)
		ask_idle(memo, out);
	else if (id == NAME_SETTING_IDLE_SINCE)
		*out = fact_says(value_word(release(m, idle_row(memo))));
	else if (id == NAME_SETTING_INSTEAD)
		*out = fact_says(value_word(instead(m, memo)));
	else if (id == NAME_SETTING_GONE_SINCE)
		*out = fact_says(
			value_word(release(m, gone_row(m, tier, memo))));
	else
		*out = fact_says(value_word(
			release(m, memo->fact->history.n ? first : NULL)));
}

void lookup_key_about(struct model *m, const struct tier *tier, struct str path,
		      const struct key_memo *memo, uint16_t id,
		      struct datum *out)
{
	if (id == NAME_SETTING_FAMILY)
		ask_family(m, path, out);
	else if (id == NAME_SETTING_SPELT)
		ask_near(m, path, memo != NULL, true, out);
	else if (id == NAME_SETTING_NEAR)
		ask_near(m, path, memo != NULL, false, out);
	else if (id == NAME_SETTING_MODULE_LOADED)
		ask_module_loaded(m, tier, path, out);
	else if (!memo)
		*out = datum_unknown(STR("nothing is known of this key"));
	else
		ask_of_fact(m, tier, memo, id, out);
}
