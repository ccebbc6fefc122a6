/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pages about what is neither a rule nor a key, as tables: what a file below
 * rules/topics/ says, without a pointer in it. Field meanings:
 * sysctl-advisor-rules(5).
 */
#ifndef RULEBOOK_TOPIC_H
#define RULEBOOK_TOPIC_H

#include "base/pool.h"

/* What a line of `text` begins with where it is no paragraph. */
#define TOPIC_HEADING "# "
#define TOPIC_ITEM    "- "
#define TOPIC_DRAWN   "    "

struct topic {
	struct pool_str slug, title, summary;
	/* Texts of the facts table. Of text each is a paragraph, or by how it
	 * begins a heading, a list item or a line of a drawing. */
	struct pool_run text, see, related, words;
};

#endif
