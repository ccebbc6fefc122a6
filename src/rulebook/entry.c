/* SPDX-License-Identifier: Apache-2.0 */
#include "rulebook/entry.h"

#include "keys/key.h"

static void add_topics(const struct rulebook *rulebook, struct arena *arena,
		       uint32_t b, struct entries *out)
{
	const struct rules *rules = rulebook->rules[b], *owner;

	for (uint32_t i = 0; i < rules->n_topics; i++) {
		const struct topic *topic = &rules->topics[i];

		if (rulebook_topic(rulebook, rule_text(rules, topic->slug),
				   &owner) != topic)
			continue;
		vec_push(arena, &out->list,
			 (struct entry){ .kind = ENTRY_TOPIC,
					 .rules = rules,
					 .topic = topic });
	}
}

static void add_keys(const struct rulebook *rulebook, struct arena *arena,
		     uint32_t b, struct entries *out)
{
	const struct rules *rules = rulebook->rules[b];
	const struct facts *facts = &rules->book->facts;
	const struct book *owner;

	for (uint32_t i = 0; i < facts->n; i++) {
		const struct fact *fact = &facts->at[i];

		if (knowledge_fact(&rulebook->knowledge,
				   pool_text(facts->chars, fact->path),
				   &owner) != fact)
			continue;
		vec_push(arena, &out->list,
			 (struct entry){ .kind = ENTRY_KEY,
					 .rules = rules,
					 .fact = fact });
	}
}

static void add_rules(const struct rulebook *rulebook, struct arena *arena,
		      uint32_t b, struct entries *out)
{
	const struct rules *rules = rulebook->rules[b];

	for (uint32_t i = 0; i < rules->n; i++) {
		if (rulebook_hides(rulebook, b, &rules->at[i]))
			continue;
		vec_push(arena, &out->list,
			 (struct entry){ .kind = ENTRY_RULE,
					 .rules = rules,
					 .rule = &rules->at[i] });
	}
}

/* The later books' formulas stand before those of their names. */
static bool formula_hidden(const struct rulebook *rulebook, uint32_t b,
			   struct str name)
{
	while (++b < rulebook->n_books) {
		const struct book *book = rulebook->rules[b]->book;

		for (uint32_t i = 0; i < book->n_derivations; i++)
			if (str_eq(pool_text(book->facts.chars,
					     book->derivations[i].name),
				   name))
				return true;
	}
	return false;
}

static void add_formulas(const struct rulebook *rulebook, struct arena *arena,
			 uint32_t b, struct entries *out)
{
	const struct rules *rules = rulebook->rules[b];

	for (uint32_t i = 0; i < rules->book->n_derivations; i++) {
		const struct derivation *d = &rules->book->derivations[i];

		if (formula_hidden(rulebook, b, rule_text(rules, d->name)))
			continue;
		vec_push(arena, &out->list,
			 (struct entry){ .kind = ENTRY_FORMULA,
					 .rules = rules,
					 .formula = d });
	}
}

void entries_all(const struct rulebook *rulebook, struct arena *arena,
		 struct entries *out)
{
	for (uint32_t b = 0; b < rulebook->n_books; b++)
		add_topics(rulebook, arena, b, out);
	for (uint32_t b = 0; b < rulebook->n_books; b++)
		add_keys(rulebook, arena, b, out);
	for (uint32_t b = 0; b < rulebook->n_books; b++)
		add_rules(rulebook, arena, b, out);
	for (uint32_t b = 0; b < rulebook->n_books; b++)
		add_formulas(rulebook, arena, b, out);
}

struct str entry_name(const struct entry *entry, struct arena *arena)
{
	switch ((enum entry_kind)entry->kind) {
	case ENTRY_TOPIC:
		return rule_text(entry->rules, entry->topic->slug);
	case ENTRY_KEY:
		return key_dotted(arena,
				  rule_text(entry->rules, entry->fact->path));
	case ENTRY_FORMULA:
		return rule_text(entry->rules, entry->formula->name);
	default:
		return rule_text(entry->rules, entry->rule->id);
	}
}

struct str entry_summary(const struct entry *entry)
{
	switch ((enum entry_kind)entry->kind) {
	case ENTRY_TOPIC:
		return rule_text(entry->rules, entry->topic->summary);
	case ENTRY_KEY:
		return rule_text(entry->rules, entry->fact->about);
	case ENTRY_FORMULA:
		return rule_text(entry->rules, entry->formula->about);
	default:
		return rule_text(entry->rules, entry->rule->title);
	}
}

struct str entry_kind_name(enum entry_kind kind)
{
	static const char *const names[] = {
		[ENTRY_TOPIC] = "topic",
		[ENTRY_KEY] = "key",
		[ENTRY_RULE] = "rule",
		[ENTRY_FORMULA] = "formula",
	};

	return str_of(names[kind]);
}

/* As slugs are written, or as ids are. */
static struct str spelled(struct arena *arena, struct str s, bool upper)
{
	char *at = arena_array(arena, char, s.len + 1);

	for (size_t i = 0; i < s.len; i++) {
		const char c = s.at[i];

		at[i] = c;
		if (!upper && (c == ' ' || c == '_'))
			at[i] = '-';
		if (upper && c >= 'a' && c <= 'z')
			at[i] = (char)(c - 'a' + 'A');
		if (!upper && c >= 'A' && c <= 'Z')
			at[i] = (char)(c - 'A' + 'a');
	}
	return (struct str){ at, s.len };
}

static bool find_key(const struct rulebook *rulebook, struct arena *arena,
		     struct str what, struct entry *out)
{
	const struct str path = key_path(arena, what);
	const struct book *book;
	const struct fact *fact =
		knowledge_fact(&rulebook->knowledge, path, &book);

	for (uint32_t b = 0; fact && b < rulebook->n_books; b++) {
		if (rulebook->rules[b]->book != book)
			continue;
		*out = (struct entry){ .kind = ENTRY_KEY,
				       .rules = rulebook->rules[b],
				       .fact = fact };
		return true;
	}
	return false;
}

static bool find_rule(const struct rulebook *rulebook, struct arena *arena,
		      struct str what, struct entry *out)
{
	*out = (struct entry){ .kind = ENTRY_RULE };
	out->rule = rulebook_find(rulebook, spelled(arena, what, true),
				  &out->rules);
	return out->rule != NULL;
}

static bool find_topic(const struct rulebook *rulebook, struct arena *arena,
		       struct str what, struct entry *out)
{
	*out = (struct entry){ .kind = ENTRY_TOPIC };
	out->topic = rulebook_topic(rulebook, spelled(arena, what, false),
				    &out->rules);
	return out->topic != NULL;
}

static bool is_formula(const struct entry *entry, struct arena *arena,
		       struct str what)
{
	return entry->kind == ENTRY_FORMULA &&
	       str_eq(entry_name(entry, arena), what);
}

/* "tcp_tw_reuse" is the end of one key's name. */
static bool ends_name(const struct entry *entry, struct arena *arena,
		      struct str what)
{
	return entry->kind == ENTRY_KEY &&
	       str_ends(entry_name(entry, arena),
			str_format(arena, ".%.*s", STR_ARG(what)));
}

static bool has_word(const struct entry *entry, struct arena *arena,
		     struct str what)
{
	const struct str slug = spelled(arena, what, false);
	struct pool_run words = { 0 };

	if (entry->kind == ENTRY_TOPIC)
		words = entry->topic->words;
	for (uint32_t i = 0; i < words.n; i++) {
		const struct str word = rule_text(
			entry->rules,
			entry->rules->book->facts.texts[words.first + i]);

		if (str_eq(spelled(arena, word, false), slug))
			return true;
	}
	return false;
}

static bool
find_only(const struct entries *all, struct arena *arena, struct str what,
	  bool (*fits)(const struct entry *, struct arena *, struct str),
	  struct entry *out)
{
	size_t n = 0;

	for (size_t i = 0; i < all->list.n; i++) {
		if (!fits(&all->list.at[i], arena, what))
			continue;
		*out = all->list.at[i];
		n++;
	}
	return n == 1;
}

bool entry_find(const struct rulebook *rulebook, struct arena *arena,
		struct str what, struct entry *out)
{
	struct entries all = { 0 };

	if (find_key(rulebook, arena, what, out) ||
	    find_rule(rulebook, arena, what, out) ||
	    find_topic(rulebook, arena, what, out))
		return true;
	entries_all(rulebook, arena, &all);
	return find_only(&all, arena, what, is_formula, out) ||
	       find_only(&all, arena, what, ends_name, out) ||
	       find_only(&all, arena, what, has_word, out);
}

/* The part of a key's name that people say. */
static struct str last_part(struct str name)
{
	size_t start = name.len;

	while (start > 0 && name.at[start - 1] != '.')
		start--;
	return str_slice(name, start, name.len);
}

struct str entry_nearest(const struct rulebook *rulebook, struct arena *arena,
			 struct str what)
{
	struct entries all = { 0 };
	VEC(struct str) names = { 0 };

	entries_all(rulebook, arena, &all);
	for (size_t i = 0; i < all.list.n; i++) {
		const struct str name = entry_name(&all.list.at[i], arena);

		vec_push(arena, &names, name);
		if (all.list.at[i].kind == ENTRY_KEY)
			vec_push(arena, &names, last_part(name));
	}
	return str_nearest(what, names.at, names.n);
}
