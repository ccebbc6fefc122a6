/* SPDX-License-Identifier: Apache-2.0 */
#include "report/page.h"

void page_put(struct page *page, enum block_kind kind, struct str text)
{
	if (!str_empty(text))
		vec_push(page->arena, &page->blocks,
			 (struct block){ .kind = (uint8_t)kind, .text = text });
}

void page_heading(struct page *page, struct str text)
{
	page_put(page, BLOCK_HEADING, text);
}

void page_field_named(struct page *page, struct str name, struct str text)
{
	if (!str_empty(text))
		vec_push(page->arena, &page->blocks,
			 (struct block){ .kind = BLOCK_FIELD,
					 .name = name,
					 .text = text });
}

void page_field(struct page *page, const char *name, struct str text)
{
	page_field_named(page, str_of(name), text);
}

static struct str text_at(const struct rules *rules, struct pool_run run,
			  uint32_t i)
{
	return rule_text(rules, rules->book->facts.texts[run.first + i]);
}

void page_sources(struct page *page, const struct rules *rules,
		  struct pool_run see)
{
	for (uint32_t i = 0; i < see.n; i++)
		vec_push(page->arena, &page->see, text_at(rules, see, i));
}

struct page_link page_link_to(const struct page *page,
			      const struct entry *entry)
{
	return (struct page_link){
		.kind = entry_kind_name((enum entry_kind)entry->kind),
		.name = entry_name(entry, page->arena),
		.summary = entry_summary(entry),
	};
}

void page_relate(struct page *page, const struct entry *entry)
{
	const struct page_link link = page_link_to(page, entry);

	for (size_t i = 0; i < page->related.n; i++)
		if (str_eq(page->related.at[i].name, link.name))
			return;
	vec_push(page->arena, &page->related, link);
}

static struct str related_heading(const struct page *page, size_t i)
{
	const bool is_used = str_eq(page->kind, STR("key")) ||
			     str_eq(page->kind, STR("formula"));

	return is_used && str_eq(page->related.at[i].kind, STR("rule"))
		       ? STR("Rules that look at it")
		       : STR("Related");
}

struct str page_related_heading(const struct page *page, size_t i)
{
	const struct str heading = related_heading(page, i);

	if (i > 0 && str_eq(heading, related_heading(page, i - 1)))
		return STR("");
	return heading;
}

static bool names(const struct entry *topic, struct str name)
{
	for (uint32_t i = 0; i < topic->topic->related.n; i++)
		if (str_eq(text_at(topic->rules, topic->topic->related, i),
			   name))
			return true;
	return false;
}

void page_relate_topics(struct page *page, const struct rulebook *rulebook,
			const struct entry *entry)
{
	const struct str name = entry_name(entry, page->arena);
	struct entries all = { 0 };

	entries_all(rulebook, page->arena, &all);
	for (size_t i = 0; i < all.list.n; i++)
		if (all.list.at[i].kind == ENTRY_TOPIC &&
		    names(&all.list.at[i], name))
			page_relate(page, &all.list.at[i]);
}

static void put_line(struct page *page, struct str line)
{
	static const struct {
		struct str begins;
		enum block_kind kind;
		bool cut;
	} kinds[] = {
		{ { TOPIC_HEADING, sizeof TOPIC_HEADING - 1 },
		  BLOCK_HEADING,
		  true },
		{ { TOPIC_ITEM, sizeof TOPIC_ITEM - 1 }, BLOCK_ITEM, true },
		{ { TOPIC_DRAWN, sizeof TOPIC_DRAWN - 1 }, BLOCK_DRAWN, false },
	};

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		if (!str_starts(line, kinds[i].begins))
			continue;
		if (kinds[i].cut)
			line = str_slice(line, kinds[i].begins.len, line.len);
		page_put(page, kinds[i].kind, line);
		return;
	}
	page_put(page, BLOCK_PARAGRAPH, line);
}

void page_topic(struct page *page, const struct page_options *options,
		const struct entry *entry)
{
	const struct topic *topic = entry->topic;
	struct entry other;

	page->title = rule_text(entry->rules, topic->title);
	page->summary = rule_text(entry->rules, topic->summary);
	for (uint32_t i = 0; i < topic->text.n; i++)
		put_line(page, text_at(entry->rules, topic->text, i));
	for (uint32_t i = 0; i < topic->related.n; i++)
		if (entry_find(options->rulebook, page->arena,
			       text_at(entry->rules, topic->related, i),
			       &other))
			page_relate(page, &other);
	page_relate_topics(page, options->rulebook, entry);
	page_sources(page, entry->rules, topic->see);
}

void page_of(struct page *page, const struct page_options *options,
	     const struct entry *entry)
{
	page->kind = entry_kind_name((enum entry_kind)entry->kind);
	page->name = entry_name(entry, page->arena);
	if (entry->kind == ENTRY_TOPIC)
		page_topic(page, options, entry);
	else if (entry->kind == ENTRY_KEY)
		page_key(page, options, entry);
	else if (entry->kind == ENTRY_FORMULA)
		page_formula(page, options, entry);
	else
		page_rule(page, options, entry);
}

static void put_results(struct page *page, const struct entries *entries,
			bool everything)
{
	for (size_t i = 0; i < entries->list.n; i++) {
		const struct entry *entry = &entries->list.at[i];

		if (entry->kind == ENTRY_TOPIC ||
		    (everything && entry->kind != ENTRY_KEY))
			vec_push(page->arena, &page->results,
				 page_link_to(page, entry));
	}
}

void page_list(struct page *page, const struct rulebook *rulebook,
	       bool everything)
{
	struct entries all = { 0 };
	size_t n[N_ENTRY_KINDS] = { 0 };

	entries_all(rulebook, page->arena, &all);
	for (size_t i = 0; i < all.list.n; i++)
		n[all.list.at[i].kind]++;
	page->kind = STR("list");
	page->title = STR("What can be explained");
	page->summary = str_format(page->arena,
				   "topics: %zu, sysctl keys: %zu, rules: %zu, "
				   "formulas: %zu; each by its name",
				   n[ENTRY_TOPIC], n[ENTRY_KEY], n[ENTRY_RULE],
				   n[ENTRY_FORMULA]);
	page->grouped = true;
	put_results(page, &all, everything);
}

void page_search(struct page *page, const struct rulebook *rulebook,
		 struct str words)
{
	struct entries found = { 0 };

	entries_search(rulebook, page->arena, words, &found);
	page->kind = STR("search");
	page->name = words;
	page->title =
		str_format(page->arena, "Pages with '%.*s'", STR_ARG(words));
	page->summary = found.list.n
				? str_format(page->arena, "%zu, best first",
					     found.list.n)
				: STR("none");
	for (size_t i = 0; i < found.list.n; i++)
		vec_push(page->arena, &page->results,
			 page_link_to(page, &found.list.at[i]));
}
