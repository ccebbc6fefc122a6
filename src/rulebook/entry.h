/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the books hold a page about: topics, keys, rules and formulas, found by
 * what a person calls them or by words within them. An entry that a later book
 * replaces is not one. Knows nothing of how a page looks.
 */
#ifndef RULEBOOK_ENTRY_H
#define RULEBOOK_ENTRY_H

#include "base/vec.h"
#include "rulebook/rulebook.h"

enum entry_kind {
	ENTRY_TOPIC,
	ENTRY_KEY,
	ENTRY_RULE,
	ENTRY_FORMULA,
	N_ENTRY_KINDS
};

struct entry {
	uint8_t kind; /* enum entry_kind; one of the four below is set */
	const struct rules *rules;
	const struct topic *topic;
	const struct fact *fact;
	const struct rule *rule;
	const struct derivation *formula;
};

struct entries {
	VEC(struct entry) list;
};

/* Topics by slug, keys by path, rules by id, formulas by name. */
void entries_all(const struct rulebook *rulebook, struct arena *arena,
		 struct entries *out);

/* The slug, the key with dots, the id, or the formula's name. */
struct str entry_name(const struct entry *entry, struct arena *arena);
/* The summary of a topic, what a key or formula is about, a rule's title. */
struct str entry_summary(const struct entry *entry);
struct str entry_kind_name(enum entry_kind kind);

/* What `what` names: a key, with dots or slashes, also by the end of its name
 * where only one has it; a rule by its id, an old one too; a formula by its
 * name; a topic by its slug, blanks and case aside, or by a word that no other
 * topic has. */
bool entry_find(const struct rulebook *rulebook, struct arena *arena,
		struct str what, struct entry *out);
/* The nearest name, or empty: for "did you mean". */
struct str entry_nearest(const struct rulebook *rulebook, struct arena *arena,
			 struct str what);

/* Entries that hold every word, best first: by where a word stands, then by
 * kind and name. */
void entries_search(const struct rulebook *rulebook, struct arena *arena,
		    struct str words, struct entries *out);

#endif
