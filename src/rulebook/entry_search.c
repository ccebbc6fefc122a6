/* SPDX-License-Identifier: Apache-2.0 */
#include "rulebook/entry.h"

#include <stdlib.h>

/* What a word is worth by where it stands; half of it as a word's beginning. */
enum {
	IN_NAME = 64,
	IN_WORDS = 48,
	IN_TITLE = 16,
	IN_SUMMARY = 8,
	IN_TEXT = 2
};

struct hit {
	struct entry entry;
	struct str name;
	unsigned score;
};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_letter(char c)
{
	c = lower(c);
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static bool stands_at(struct str text, size_t at, struct str word)
{
	if (word.len > text.len - at || (at > 0 && is_letter(text.at[at - 1])))
		return false;
	for (size_t i = 0; i < word.len; i++)
		if (lower(text.at[at + i]) != lower(word.at[i]))
			return false;
	return true;
}

static unsigned worth(struct str text, struct str word, unsigned weight)
{
	unsigned best = 0;

	for (size_t at = 0; at < text.len; at++) {
		const size_t end = at + word.len;

		if (!stands_at(text, at, word))
			continue;
		if (end == text.len || !is_letter(text.at[end]))
			return weight;
		best = weight / 2;
	}
	return best;
}

static unsigned better(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

static unsigned worth_texts(const struct rules *rules, struct pool_run run,
			    struct str word, unsigned weight)
{
	unsigned best = 0;

	for (uint32_t i = 0; i < run.n && best < weight; i++)
		best = better(
			best,
			worth(rule_text(
				      rules,
				      rules->book->facts.texts[run.first + i]),
			      word, weight));
	return best;
}

static unsigned worth_prose(const struct rules *rules, struct pool_run run,
			    struct str word)
{
	unsigned best = 0;

	for (uint32_t i = 0; i < run.n; i++)
		best = better(best,
			      worth(rule_text(rules,
					      rules->parts[run.first + i].text),
				    word, IN_TEXT));
	return best;
}

static unsigned worth_topic(const struct entry *e, struct str word)
{
	const struct topic *topic = e->topic;
	unsigned best = worth_texts(e->rules, topic->words, word, IN_WORDS);

	best = better(best,
		      worth(rule_text(e->rules, topic->title), word, IN_TITLE));
	return better(best, worth_texts(e->rules, topic->text, word, IN_TEXT));
}

static unsigned worth_key(const struct entry *e, struct str word)
{
	const struct facts *facts = &e->rules->book->facts;
	const struct fact *fact = e->fact;
	unsigned best = 0;

	for (uint32_t i = 0; i < fact->values.n; i++)
		best = better(
			best,
			worth(pool_text(facts->chars,
					facts->meanings[fact->values.first + i]
						.text),
			      word, IN_TEXT));
	for (uint32_t i = 0; i < fact->history.n; i++)
		best = better(
			best,
			worth(pool_text(facts->chars,
					facts->rows[fact->history.first + i]
						.note),
			      word, IN_TEXT));
	return best;
}

static unsigned worth_rule(const struct entry *e, struct str word)
{
	const struct rule *rule = e->rule;
	unsigned best = worth(rule_text(e->rules, rule->slug), word, IN_TITLE);

	best = better(best, worth_texts(e->rules, rule->tags, word, IN_WORDS));
	best = better(best, worth_prose(e->rules, rule->say, word));
	best = better(best, worth_prose(e->rules, rule->effect, word));
	return better(best, worth_prose(e->rules, rule->why, word));
}

static unsigned worth_entry(const struct hit *hit, struct str word)
{
	const struct entry *e = &hit->entry;
	const unsigned weight = e->kind == ENTRY_RULE ? IN_TITLE : IN_SUMMARY;
	unsigned best = worth(hit->name, word, IN_NAME);

	best = better(best, worth(entry_summary(e), word, weight));
	if (e->kind == ENTRY_TOPIC)
		return better(best, worth_topic(e, word));
	if (e->kind == ENTRY_KEY)
		return better(best, worth_key(e, word));
	if (e->kind == ENTRY_FORMULA)
		return better(best,
			      worth(rule_text(e->rules, e->formula->because),
				    word, IN_TEXT));
	return better(best, worth_rule(e, word));
}

/* 0 where one of the words is nowhere. */
static unsigned score(const struct hit *hit, struct str words)
{
	unsigned sum = 0;
	struct str word;

	while (str_next_word(&words, " \t\r\n", &word)) {
		const unsigned one = worth_entry(hit, word);

		if (one == 0)
			return 0;
		sum += one;
	}
	return sum;
}

static int hit_cmp(const void *a, const void *b)
{
	const struct hit *left = a, *right = b;

	if (left->score != right->score)
		return left->score > right->score ? -1 : 1;
	if (left->entry.kind != right->entry.kind)
		return left->entry.kind < right->entry.kind ? -1 : 1;
	return str_cmp(left->name, right->name);
}

void entries_search(const struct rulebook *rulebook, struct arena *arena,
		    struct str words, struct entries *out)
{
	struct entries all = { 0 };
	VEC(struct hit) hits = { 0 };

	entries_all(rulebook, arena, &all);
	for (size_t i = 0; i < all.list.n; i++) {
		struct hit hit = { .entry = all.list.at[i] };

		hit.name = entry_name(&hit.entry, arena);
		hit.score = score(&hit, words);
		if (hit.score > 0)
			vec_push(arena, &hits, hit);
	}
	if (hits.n > 1)
		qsort(hits.at, hits.n, sizeof hits.at[0], hit_cmp);
	for (size_t i = 0; i < hits.n; i++)
		vec_push(arena, &out->list, hits.at[i].entry);
}
