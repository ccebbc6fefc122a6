/* SPDX-License-Identifier: Apache-2.0 */
/* Facts, derivations and rules from texts, and what was said of them. */
#ifndef TESTS_BOOK_TRY_H
#define TESTS_BOOK_TRY_H

#include "rulebook/loader.h"

struct book_try {
	struct arena *arena;
	struct sources *sources;
	struct diags diags;
	struct loader *loader;
};

/* Begins with the facts net.ipv4.a (int, default 0), .list (ports) and
 * .buffers (int*3, bytes). */
void book_try_open(struct book_try *t);
/* Files in the order of the loader: keys, derive/, lint/, topics/. The name is
 * that of the file, "tw/TW-901-x" for a rule. */
void book_try_fact(struct book_try *t, const char *name, const char *text);
void book_try_facts_end(struct book_try *t);
void book_try_derivation(struct book_try *t, const char *name,
			 const char *text);
void book_try_derivations_end(struct book_try *t);
void book_try_rule(struct book_try *t, const char *name, const char *text);
void book_try_topic(struct book_try *t, const char *name, const char *text);
void book_try_words(struct book_try *t, const char *name, const char *text);
/* "1:5 message; hint" a line, in the order of the files. */
const char *book_try_said(struct book_try *t);
/* The book as it is now. */
const struct rules *book_try_rules(struct book_try *t);
void book_try_close(struct book_try *t);

/* Every record of a book, with its texts and expressions spelled out. */
const char *book_print(struct arena *arena, const struct rules *rules);

#endif
