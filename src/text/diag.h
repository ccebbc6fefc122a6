/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Complaints about our own formats (topology, rules, facts, config) and about
 * input that could not be read. Complaints about sysctl lines are findings,
 * not diagnostics. Lives in the arena; says nothing by itself.
 */
#ifndef TEXT_DIAG_H
#define TEXT_DIAG_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "text/span.h"
#include <stdbool.h>

/* What a diagnostic does to the exit status: see semantics.md 23. */
enum diag_level {
	DIAG_NOTE,       /* nothing */
	DIAG_WARNING,    /* nothing */
	DIAG_ERROR,      /* 2: an error in one of our formats, or in usage */
	DIAG_UNREADABLE, /* 3: input that could not be read, or over a limit */
};

struct diag {
	enum diag_level level;
	const char *code; /* stable, for machines: "conf-syntax" */
	struct span span; /* none where there is no text: then subject */
	struct str subject; /* a path or an option, when span is none */
	struct str message;
	struct str hint; /* the suggestion, or empty */
};

struct diags {
	struct arena *arena;
	VEC(struct diag) list;
};

void diag_add(struct diags *diags, enum diag_level level, const char *code,
	      struct span span, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
/* About something that has no text: path or option name in subject. */
void diag_add_subject(struct diags *diags, enum diag_level level,
		      const char *code, struct str subject,
		      const char *format, ...)
	__attribute__((format(printf, 5, 6)));
/* Adds to the diagnostic added last. */
void diag_hint(struct diags *diags, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

bool diags_have(const struct diags *diags, enum diag_level level);
/* By source, then start; the order in which they were added breaks ties. */
void diags_sort(struct diags *diags);

#endif
