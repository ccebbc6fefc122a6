/* SPDX-License-Identifier: Apache-2.0 */
#include "report/page_changes.h"

#include "base/buf.h"
#include "keys/key.h"
#include "report/fact_text.h"

static const char *const kinds[] = {
	[CHANGE_GONE] = "gone",       [CHANGE_NEW] = "new",
	[CHANGE_DEFAULT] = "default", [CHANGE_RANGE] = "range",
	[CHANGE_SCOPE] = "scope",     [CHANGE_IDLE] = "idle",
};

static struct key_change change_of(struct arena *arena,
				   const struct rulebook *rulebook,
				   const struct book *book,
				   const struct fact *fact,
				   const struct fact_changes *found, size_t i)
{
	const struct fact_change *change = &found->at[i];
	struct key_change out = { .kind = str_of(kinds[change->kind]),
				  .certain = change->certain };

	if (change->row) {
		out.since = fact_text_since(arena, change->row);
		out.note = pool_text(book->facts.chars, change->row->note);
	}
	if (change->kind == CHANGE_IDLE)
		out.note = rulebook_word(rulebook, WORDS_PAGE, PAGE_IDLE);
	if (change->kind == CHANGE_DEFAULT)
		out.from = fact_text_default(arena, rulebook, book,
					     found->default_before);
	if (change->kind == CHANGE_DEFAULT ||
	    (change->kind == CHANGE_NEW && found->default_after))
		out.to = fact_text_default(arena, rulebook, book,
					   found->default_after);
	if (change->kind == CHANGE_RANGE) {
		out.from = fact_text_accepted(arena, fact, &found->before);
		out.to = fact_text_accepted(arena, fact, &found->after);
	}
	if (change->kind == CHANGE_SCOPE) {
		out.from = rulebook_word(rulebook, WORDS_SCOPE,
					 found->before.scope);
		out.to = rulebook_word(rulebook, WORDS_SCOPE,
				       found->after.scope);
	}
	return out;
}

/* Where a vendor's kernel is taken for mainline (vague), certain is only what
 * every kernel does alike. */
static enum tri accepted(struct arena *arena, const struct facts *facts,
			 const struct fact *fact, const struct fact_at *on,
			 bool vague, struct str text)
{
	const struct fact_at any = fact_on(facts, fact, NULL);
	struct value value;
	enum tri taken;
	bool is_short;

	if (!on->known_exists || (!on->exists && vague))
		return TRI_UNKNOWN;
	if (!on->exists ||
	    !fact_read_value(facts, fact, arena, text, &value, &is_short))
		return TRI_FALSE;
	taken = fact_accepts(fact, on, value);
	if (vague && fact_accepts(fact, &any, value) != taken)
		return TRI_UNKNOWN;
	return taken;
}

static void add_lines(struct arena *arena, const struct upgrade *upgrade,
		      const struct facts *facts, const struct fact *fact,
		      const struct fact_at *on, struct str path,
		      struct key_changes *out)
{
	const bool vague = on->tainted && upgrade->after.flavour[0] != '\0';
	uint32_t i =
		upgrade->settings ? settings_first(upgrade->settings, path) : 0;

	while (i) {
		const struct assignment *a =
			settings_at(upgrade->settings, i - 1);
		struct key_line line = { .value = a->value, .span = a->span };

		i = a->next_same;
		if (a->kind == ASSIGN_EXCLUDE)
			continue;
		line.accepted =
			accepted(arena, facts, fact, on, vague, a->value);
		out->n_lost += line.accepted == TRI_FALSE;
		vec_push(arena, &out->lines, line);
	}
}

static void look_at(struct arena *arena, const struct upgrade *upgrade,
		    struct str path, struct page_changes *out)
{
	const struct book *book;
	const struct fact *fact =
		knowledge_fact(&upgrade->rulebook->knowledge, path, &book);
	struct key_changes key = { .key = key_dotted(arena, path) };
	struct fact_changes found;

	if (!fact) {
		vec_push(arena, &out->unknown, key.key);
		return;
	}
	found = fact_compare(&book->facts, fact, &upgrade->before,
			     &upgrade->after);
	if (found.n == 0) {
		out->n_unchanged++;
		return;
	}
	key.is_gone = found.after.known_exists && !found.after.exists;
	if (key.is_gone || found.after.idle)
		key.instead = pool_text(book->facts.chars, fact->instead);
	for (size_t i = 0; i < found.n; i++)
		vec_push(arena, &key.changes,
			 change_of(arena, upgrade->rulebook, book, fact,
				   &found, i));
	add_lines(arena, upgrade, &book->facts, fact, &found.after, path, &key);
	for (uint32_t i = 0; i < fact->see.n; i++)
		vec_push(arena, &key.see,
			 pool_text(book->facts.chars,
				   book->facts.texts[fact->see.first + i]));
	out->n_lost += key.n_lost;
	vec_push(arena, &out->keys, key);
}

/* Assignment i is the first of its key, and one of them is no exclusion. */
static bool begins_key(const struct settings *s, uint32_t i)
{
	if (settings_first(s, settings_at(s, i)->path) != i + 1)
		return false;
	while (settings_at(s, i)->kind == ASSIGN_EXCLUDE) {
		if (!settings_at(s, i)->next_same)
			return false;
		i = settings_at(s, i)->next_same - 1;
	}
	return true;
}

static void look_at_settings(struct arena *arena, const struct upgrade *upgrade,
			     struct page_changes *out)
{
	const struct settings *s = upgrade->settings;

	for (uint32_t i = 0; i < settings_count(s); i++)
		if (begins_key(s, i))
			look_at(arena, upgrade, settings_at(s, i)->path, out);
}

static void look_at_all(struct arena *arena, const struct upgrade *upgrade,
			struct page_changes *out)
{
	struct entries all = { 0 };

	entries_all(upgrade->rulebook, arena, &all);
	for (size_t i = 0; i < all.list.n; i++) {
		const struct entry *entry = &all.list.at[i];

		if (entry->kind == ENTRY_KEY)
			look_at(arena, upgrade,
				rule_text(entry->rules, entry->fact->path),
				out);
	}
}

static void say(struct buf *out, const char *between, struct str text)
{
	if (!str_empty(text))
		buf_printf(out, "%s%.*s", between, STR_ARG(text));
}

/* "was 0, is 2 since 4.18; note", "since 5.2; default 0" */
static struct str change_text(struct arena *arena,
			      const struct key_change *change)
{
	const bool came = str_empty(change->from);
	struct buf out = { .arena = arena };

	if (!change->certain)
		buf_put(&out, STR("perhaps: "));
	if (!came)
		buf_printf(&out, "was %.*s, is %.*s ", STR_ARG(change->from),
			   STR_ARG(change->to));
	say(&out, "since ", change->since);
	if (came)
		say(&out, "; default ", change->to);
	say(&out, "; ", change->note);
	return buf_str(&out);
}

static struct str line_text(struct arena *arena, struct sources *sources,
			    const struct key_changes *key,
			    const struct key_line *line)
{
	const struct place place = place_of(sources, line->span);
	struct str verdict = STR("whether it is accepted is not known");

	if (key->is_gone && line->accepted == TRI_FALSE)
		verdict = STR("there is nothing to write it to");
	else if (line->accepted == TRI_FALSE)
		verdict = STR("refused");
	else if (line->accepted == TRI_TRUE)
		verdict = STR("accepted");
	return str_format(arena, "'%.*s' (%.*s:%u): %.*s", STR_ARG(line->value),
			  STR_ARG(place.name), place.line, STR_ARG(verdict));
}

static void put_key(struct page *page, struct sources *sources,
		    const struct key_changes *key)
{
	struct buf see = { .arena = page->arena };

	page_heading(page, key->key);
	for (size_t i = 0; i < key->changes.n; i++)
		page_field_named(page, key->changes.at[i].kind,
				 change_text(page->arena, &key->changes.at[i]));
	page_field(page, "instead", key->instead);
	for (size_t i = 0; i < key->lines.n; i++)
		page_field(page, "written",
			   line_text(page->arena, sources, key,
				     &key->lines.at[i]));
	for (size_t i = 0; i < key->see.n; i++)
		say(&see, i ? "; " : "", key->see.at[i]);
	page_field(page, "sources", buf_str(&see));
}

static void put_unknown(struct page *page, const struct page_changes *changes)
{
	if (changes->unknown.n)
		page_heading(page, STR("Nothing is known of"));
	for (size_t i = 0; i < changes->unknown.n; i++)
		page_put(page, BLOCK_ITEM, changes->unknown.at[i]);
}

void page_upgrade(struct page *page, const struct upgrade *upgrade)
{
	struct arena *arena = page->arena;
	struct page_changes *changes = arena_make(arena, struct page_changes);

	changes->before = kver_text(arena, upgrade->before);
	changes->after = kver_text(arena, upgrade->after);
	if (upgrade->settings)
		look_at_settings(arena, upgrade, changes);
	else
		look_at_all(arena, upgrade, changes);
	page->changes = changes;
	page->kind = STR("changes");
	page->title =
		str_format(arena, "From Linux %.*s to %.*s",
			   STR_ARG(changes->before), STR_ARG(changes->after));
	for (size_t i = 0; i < changes->keys.n; i++)
		put_key(page, upgrade->sources, &changes->keys.at[i]);
	put_unknown(page, changes);
	page_heading(page, STR("In all"));
	page_put(page, BLOCK_PARAGRAPH,
		 str_format(arena, "keys that change: %zu, that do not: %zu",
			    changes->keys.n, changes->n_unchanged));
	if (upgrade->settings)
		page_put(page, BLOCK_PARAGRAPH,
			 str_format(arena,
				    "lines that Linux %.*s does not take: %zu",
				    STR_ARG(changes->after), changes->n_lost));
}
