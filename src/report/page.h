/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One page of `explain`, before it has a look: blocks in order, what is
 * related, and sources. The page_*.c of a kind of thing fill it, those of a
 * format write it. Texts are as the books hold them: who writes makes them
 * safe. Lives in the arena.
 */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include "base/vec.h"
#include "rulebook/entry.h"

enum block_kind {
	BLOCK_HEADING,
	BLOCK_PARAGRAPH,
	BLOCK_ITEM,
	BLOCK_FIELD, /* with a name */
	BLOCK_DRAWN, /* one line, blanks and all */
};

struct block {
	uint8_t kind; /* enum block_kind */
	struct str name, text;
};

/* Another page, and what it is about. */
struct page_link {
	struct str kind, name, summary;
};

struct page_changes;

struct page {
	struct arena *arena;
	struct str kind; /* "topic", "key", "rule", "formula", "list", "search",
			  * "changes" */
	struct str name; /* what explain takes; of a search the words */
	struct str title, summary;
	VEC(struct block) blocks;
	VEC(struct page_link) results; /* of a list or a search */
	bool grouped;                  /* results go by kind */
	VEC(struct page_link) related;
	VEC(struct str) see;
	const struct page_changes *changes; /* of an upgrade, or NULL */
	/* Of a key, for those who want more than blocks of text; else NULL. */
	const struct fact *fact;
	const struct book *book; /* that holds the fact */
	const struct rulebook *rulebook;
	const struct kver *kernel;
};

struct page_options {
	const struct rulebook *rulebook;
	const struct kver *kernel; /* or NULL: any */
};

/* The page about one entry. */
void page_of(struct page *page, const struct page_options *options,
	     const struct entry *entry);
/* All topics, and with everything also the rules and formulas. */
void page_list(struct page *page, const struct rulebook *rulebook,
	       bool everything);
void page_search(struct page *page, const struct rulebook *rulebook,
		 struct str words);

/* What page_of() is made of. */
void page_topic(struct page *page, const struct page_options *options,
		const struct entry *entry);
void page_key(struct page *page, const struct page_options *options,
	      const struct entry *entry);
void page_rule(struct page *page, const struct page_options *options,
	       const struct entry *entry);

void page_formula(struct page *page, const struct page_options *options,
		  const struct entry *entry);

/* What related.at[i] stands under; empty where its heading is there already. */
struct str page_related_heading(const struct page *page, size_t i);

/* Building: an empty text adds nothing. */
void page_heading(struct page *page, struct str text);
void page_put(struct page *page, enum block_kind kind, struct str text);
void page_field(struct page *page, const char *name, struct str text);
void page_field_named(struct page *page, struct str name, struct str text);
void page_sources(struct page *page, const struct rules *rules,
		  struct pool_run see);
struct page_link page_link_to(const struct page *page,
			      const struct entry *entry);
void page_relate(struct page *page, const struct entry *entry);
/* The topics that name this entry. */
void page_relate_topics(struct page *page, const struct rulebook *rulebook,
			const struct entry *entry);

#endif
