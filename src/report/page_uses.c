/* SPDX-License-Identifier: Apache-2.0 */
#include "report/page_uses.h"

/* ".usable_ports" of a tier's formula, which is named through a tier of any
 * name; or a whole key. */
struct name {
	struct str text;
	uint8_t kind; /* enum subject_kind; none: a key */
};

/* Names that stand for something: its own, then that of each formula that
 * rests on one of them. */
struct names {
	struct arena *arena;
	VEC(struct name) list;
};

static struct name name_of(const struct entry *entry, struct arena *arena)
{
	const struct str text = entry_name(entry, arena);

	if (entry->kind != ENTRY_FORMULA)
		return (struct name){ .text = text };
	return (struct name){
		.text = str_slice(text, str_find(text, '.'), text.len),
		.kind = entry->formula->kind,
	};
}

static bool is_part_of_key(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
	       c == '-';
}

/* The word that ends before text.at[end]. */
static struct str word_before(struct str text, size_t end)
{
	size_t start = end;

	while (start > 0 && is_part_of_key(text.at[start - 1]))
		start--;
	return str_slice(text, start, end);
}

/* Can what stands before the point be of this kind? A variable can. */
static bool can_be(struct str word, uint8_t kind)
{
	const bool is_hop = str_eq(word, STR("hop"));
	const bool is_topology = str_eq(word, STR("topology"));
	const bool is_tier = str_eq(word, STR("tier")) ||
			     str_eq(word, STR("from")) ||
			     str_eq(word, STR("to"));

	if (kind == SUBJECT_TOPOLOGY)
		return is_topology;
	if (is_topology || str_empty(word))
		return false;
	return kind == SUBJECT_HOP ? !is_tier : !is_hop;
}

static bool begins_well(struct str text, size_t start, struct name name)
{
	if (name.kind != SUBJECT_NONE)
		return can_be(word_before(text, start), name.kind);
	return start == 0 || (!is_part_of_key(text.at[start - 1]) &&
			      text.at[start - 1] != '.');
}

/* Does text name it, and not something that only begins or ends like it? */
static bool mentions(struct str text, struct name name)
{
	size_t at = 0;

	while (at < text.len) {
		const struct str rest = str_slice(text, at, text.len);
		const size_t start = at + str_find_str(rest, name.text);
		const size_t end = start + name.text.len;

		if (start >= text.len)
			return false;
		if (begins_well(text, start, name) &&
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

static bool knows(const struct names *names, struct name name)
{
	for (size_t i = 0; i < names->list.n; i++)
		if (names->list.at[i].kind == name.kind &&
		    str_eq(names->list.at[i].text, name.text))
			return true;
	return false;
}

/* The condition of a rule, or the value of a formula. */
static struct str expression(const struct entry *e)
{
	if (e->kind == ENTRY_RULE)
		return rule_text(e->rules, e->rule->when.text);
	if (e->kind == ENTRY_FORMULA)
		return rule_text(e->rules, e->formula->value.text);
	return STR("");
}

static bool add_formulas(const struct entries *all, struct names *names)
{
	const size_t before = names->list.n;

	for (size_t i = 0; i < all->list.n; i++) {
		const struct entry *e = &all->list.at[i];
		struct name name;

		if (e->kind != ENTRY_FORMULA)
			continue;
		name = name_of(e, names->arena);
		if (!knows(names, name) &&
		    mentions_any(expression(e), names, 0))
			vec_push(names->arena, &names->list, name);
	}
	return names->list.n > before;
}

static bool fixes(const struct entry *rule, const struct entry *key)
{
	const struct rules *rules = rule->rules;
	const struct pool_run run = rule->rule->fixes;

	if (key->kind != ENTRY_KEY)
		return false;
	for (uint32_t i = 0; i < run.n; i++)
		if (str_eq(rule_text(rules, rules->fixes[run.first + i].path),
			   rule_text(key->rules, key->fact->path)))
			return true;
	return false;
}

static void relate_users(struct page *page, const struct entries *all,
			 const struct names *names, size_t from,
			 const struct entry *used)
{
	for (size_t i = 0; i < all->list.n; i++) {
		const struct entry *e = &all->list.at[i];

		if (e->kind == ENTRY_RULE &&
		    ((from == 0 && fixes(e, used)) ||
		     mentions_any(expression(e), names, from)))
			page_relate(page, e);
	}
}

void page_uses(struct page *page, const struct rulebook *rulebook,
	       const struct entry *used)
{
	struct names names = { .arena = page->arena };
	struct entries all = { 0 };

	vec_push(page->arena, &names.list, name_of(used, page->arena));
	entries_all(rulebook, page->arena, &all);
	relate_users(page, &all, &names, 0, used);
	while (add_formulas(&all, &names))
		;
	relate_users(page, &all, &names, 1, used);
}

void page_uses_named(struct page *page, const struct rulebook *rulebook,
		     const struct entry *user)
{
	const struct str text = expression(user);
	struct entries all = { 0 };

	entries_all(rulebook, page->arena, &all);
	for (size_t i = 0; i < all.list.n; i++) {
		const struct entry *e = &all.list.at[i];

		if ((e->kind == ENTRY_KEY || e->kind == ENTRY_FORMULA) &&
		    mentions(text, name_of(e, page->arena)))
			page_relate(page, e);
	}
}
