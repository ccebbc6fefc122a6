/* SPDX-License-Identifier: Apache-2.0 */
#include "report/page_uses.h"

#include "keys/key.h"

#include <string.h>

/* Names that stand for the key: itself, then each formula that rests on one
 * of them. */
struct names {
	struct arena *arena;
	VEC(struct str) list;
};

static bool is_part_of_key(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
	       c == '-';
}

/* Does text name it, and not something that only begins or ends like it? */
static bool mentions(struct str text, struct str name)
{
	size_t at = 0;

	while (at < text.len) {
		const struct str rest = str_slice(text, at, text.len);
		const size_t start = at + str_find_str(rest, name);
		const size_t end = start + name.len;

		if (start >= text.len)
			return false;
		if ((start == 0 || name.at[0] == '.' ||
		     (!is_part_of_key(text.at[start - 1]) &&
		      text.at[start - 1] != '.')) &&
		    (end >= text.len || !is_part_of_key(text.at[end])))
			return true;
		at = start + 1;
	}
	return false;
}

static bool mentions_any(struct str text, const struct names *names,
			 size_t from)
{
	for (size_t i = from; i < names->list.n; i++)
		if (mentions(text, names->list.at[i]))
			return true;
	return false;
}

static bool knows(const struct names *names, struct str name)
{
	for (size_t i = 0; i < names->list.n; i++)
		if (str_eq(names->list.at[i], name))
			return true;
	return false;
}

/* ".usable_ports": a formula is named through a tier or hop of any name. */
static bool add_formulas(const struct rulebook *rulebook, struct names *names)
{
	const size_t before = names->list.n;

	for (uint32_t b = 0; b < rulebook->n_books; b++) {
		const struct book *book = rulebook->rules[b]->book;

		for (uint32_t i = 0; i < book->n_derivations; i++) {
			const struct derivation *d = &book->derivations[i];
			const struct str full =
				pool_text(book->facts.chars, d->name);
			const struct str name =
				str_slice(full, str_find(full, '.'), full.len);

			if (!knows(names, name) &&
			    mentions_any(
				    pool_text(book->facts.chars, d->value.text),
				    names, 0))
				vec_push(names->arena, &names->list, name);
		}
	}
	return names->list.n > before;
}

static bool fixes(const struct entry *entry, struct str path)
{
	const struct rules *rules = entry->rules;
	const struct pool_run run = entry->rule->fixes;

	for (uint32_t i = 0; i < run.n; i++)
		if (str_eq(rule_text(rules, rules->fixes[run.first + i].path),
			   path))
			return true;
	return false;
}

void page_uses(struct page *page, const struct rulebook *rulebook,
	       struct str path)
{
	struct names names = { .arena = page->arena };
	struct entries all = { 0 };

	vec_push(page->arena, &names.list, key_dotted(page->arena, path));
	entries_all(rulebook, page->arena, &all);
	for (size_t pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < all.list.n; i++) {
			const struct entry *e = &all.list.at[i];

			if (e->kind == ENTRY_RULE &&
			    ((pass == 0 && fixes(e, path)) ||
			     mentions_any(
				     rule_text(e->rules, e->rule->when.text),
				     &names, pass)))
				page_relate(page, e);
		}
		while (pass == 0 && add_formulas(rulebook, &names))
			;
	}
}

void page_uses_keys(struct page *page, const struct rulebook *rulebook,
		    const struct entry *rule)
{
	const struct str when = rule_text(rule->rules, rule->rule->when.text);
	struct entries all = { 0 };

	entries_all(rulebook, page->arena, &all);
	for (size_t i = 0; i < all.list.n; i++) {
		const struct entry *e = &all.list.at[i];

		if (e->kind == ENTRY_KEY &&
		    mentions(when, entry_name(e, page->arena)))
			page_relate(page, e);
	}
}
