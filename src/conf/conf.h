/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Our own files in libconfig syntax (topology, rules, facts, config), as a
 * tree with a place for every name and value. A scanner of ours checks the
 * text first and reports every fault with its column; only a text without
 * fault is given to libconfig, which types it (semantics.md 24). Knows
 * nothing of what the settings mean: see conf/schema.h.
 */
#ifndef CONF_CONF_H
#define CONF_CONF_H

#include "base/arena.h"
#include "base/str.h"
#include "text/diag.h"
#include "text/source.h"
#include "text/span.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum conf_type {
	CONF_GROUP, /* { } and the file itself: children have names */
	CONF_LIST,  /* ( ) */
	CONF_ARRAY, /* [ ] of one scalar type */
	CONF_STRING,
	CONF_INTEGER, /* at most 31 bits: larger ones are strings */
	CONF_BOOLEAN,
};

struct conf_node {
	enum conf_type type;
	struct str name;       /* empty in lists and arrays */
	struct span name_span; /* of the name, or of the value without one */
	struct span span;      /* of the value, quotes and brackets included */
	struct str string;     /* decoded; adjacent strings joined */
	int64_t integer;
	bool boolean;
	const struct conf_node *children; /* in the order written */
	size_t n_children;
	const void *decoded_map; /* for conf_string_span() */
};

/*
 * Reads one text that is already in sources. The tree lives in the arena and
 * is NULL when the text had faults (they are in diags). include_root is the
 * directory that @include may not leave; NULL forbids @include. Included
 * files become sources of their own.
 */
const struct conf_node *conf_parse(struct arena *arena, struct sources *sources,
				   uint32_t source, const char *include_root,
				   struct diags *diags);

/* The comments of one text, of a faulty one too, in order: for directives in
 * them. Included files are sources with comments of their own. */
size_t conf_comments(struct arena *arena, struct sources *sources,
		     uint32_t source, const struct span **out_comments);

/* NULL when the group has no such child. */
const struct conf_node *conf_child(const struct conf_node *group,
				   struct str name);

/* Where bytes start .. end of the decoded string stand in the source, so that
 * a caret inside an expression is right whatever escapes came before. */
struct span conf_string_span(const struct conf_node *node, size_t start,
			     size_t end);

#endif
