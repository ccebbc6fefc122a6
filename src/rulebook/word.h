/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the words of facts mean, as a table: what a file below rules/words/
 * says. Field meanings: sysctl-advisor-rules(5).
 */
#ifndef RULEBOOK_WORD_H
#define RULEBOOK_WORD_H

#include "base/pool.h"
#include <stdint.h>

enum word_list {
#define LIST(name, NAME, words) WORDS_##NAME,
#include "rulebook/word_list.h"
#undef LIST
	N_WORD_LISTS
};

/* Of the list "page": what a page says in the place of a value. */
enum page_word {
	PAGE_NO_KEY,
	PAGE_COMPUTED,
	PAGE_UNKNOWN,
	PAGE_ESTIMATE,
	PAGE_IDLE,
	PAGE_FLAG_OFF,
	PAGE_FLAG_ON
};

struct word {
	uint8_t list;  /* enum word_list */
	uint8_t index; /* in the list: the enumeration's number */
	struct pool_str means;
};

/* "a|b|c", in the order of the enumeration. */
const char *word_list_words(enum word_list list);

#endif
