/* SPDX-License-Identifier: Apache-2.0 */
/* The page about an upgrade: what is different on a newer kernel about the
 * keys that files set, or about all. */
#ifndef REPORT_PAGE_CHANGES_H
#define REPORT_PAGE_CHANGES_H

#include "base/tri.h"
#include "keys/fact_change.h"
#include "model/settings.h"
#include "report/page.h"
#include "text/source.h"

struct upgrade {
	const struct rulebook *rulebook;
	const struct settings *settings; /* NULL: all keys are looked at */
	struct sources *sources;         /* of the settings */
	struct kver before, after;
};

/* As texts, empty where they make no sense. */
struct key_change {
	struct str kind, from, to, since, note;
	bool certain;
};

/* A line that sets the key. */
struct key_line {
	struct str value;
	struct span span;
	enum tri accepted; /* on the newer kernel */
};

struct key_changes {
	struct str key;
	bool is_gone;
	struct str instead; /* of a key that does its work no more */
	size_t n_lost;      /* lines that the newer kernel does not take */
	VEC(struct key_change) changes;
	VEC(struct key_line) lines;
	VEC(struct str) see;
};

struct page_changes {
	struct str before, after;
	VEC(struct key_changes) keys; /* those with a change */
	size_t n_unchanged, n_lost;
	VEC(struct str) unknown; /* keys that no book has facts on */
};

void page_upgrade(struct page *page, const struct upgrade *upgrade);

#endif
