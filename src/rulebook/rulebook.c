/* SPDX-License-Identifier: Apache-2.0 */
#include "rulebook/rulebook.h"

bool rulebook_add(struct rulebook *rulebook, const struct rules *rules)
{
	if (rulebook->n_books == BOOKS_MAX)
		return false;
	rulebook->knowledge.books[rulebook->knowledge.n_books++] = rules->book;
	rulebook->rules[rulebook->n_books++] = rules;
	return true;
}

static const struct rule *find_in(const struct rules *rules, struct str id)
{
	uint32_t low = 0, high = rules->n;

	while (low < high) {
		const uint32_t middle = low + (high - low) / 2;
		const struct rule *rule = &rules->at[middle];
		const int order = str_cmp(rule_text(rules, rule->id), id);

		if (order == 0)
			return rule;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static bool was_called(const struct rules *rules, const struct rule *rule,
		       struct str id)
{
	const struct pool_str *texts = rules->book->facts.texts;

	for (uint32_t i = 0; i < rule->was.n; i++)
		if (str_eq(rule_text(rules, texts[rule->was.first + i]), id))
			return true;
	return false;
}

const struct rule *rulebook_find(const struct rulebook *rulebook, struct str id,
				 const struct rules **out_rules)
{
	for (uint32_t b = rulebook->n_books; b-- > 0;) {
		const struct rule *rule = find_in(rulebook->rules[b], id);

		*out_rules = rulebook->rules[b];
		if (rule)
			return rule;
	}
	for (uint32_t b = rulebook->n_books; b-- > 0;) {
		const struct rules *rules = rulebook->rules[b];

		*out_rules = rules;
		for (uint32_t i = 0; i < rules->n; i++)
			if (was_called(rules, &rules->at[i], id))
				return &rules->at[i];
	}
	return NULL;
}

const struct topic *rulebook_topic(const struct rulebook *rulebook,
				   struct str slug,
				   const struct rules **out_rules)
{
	for (uint32_t b = rulebook->n_books; b-- > 0;) {
		const struct rules *rules = rulebook->rules[b];

		*out_rules = rules;
		for (uint32_t i = 0; i < rules->n_topics; i++)
			if (str_eq(rule_text(rules, rules->topics[i].slug),
				   slug))
				return &rules->topics[i];
	}
	return NULL;
}

bool rulebook_hides(const struct rulebook *rulebook, uint32_t book,
		    const struct rule *rule)
{
	const struct str id = rule_text(rulebook->rules[book], rule->id);

	for (uint32_t b = book + 1; b < rulebook->n_books; b++)
		if (find_in(rulebook->rules[b], id))
			return true;
	return false;
}
