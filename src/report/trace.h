/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What `trace` shows, as text and as JSON: who sets a key and whom that
 * overrides, which files were considered, what a loader would write, and where
 * several loaders differ.
 * Everything from outside goes through text_safe() or the JSON writer.
 */
#ifndef REPORT_TRACE_H
#define REPORT_TRACE_H

#include "base/str.h"
#include "base/vec.h"
#include "model/settings.h"
#include "text/span.h"
#include <stdbool.h>
#include <stddef.h>

/* A file that was considered. */
struct trace_file {
	struct str loader; /* in a comparison */
	struct str name, fate, why;
	struct str kind; /* "sysctl", "dump": what was made of it */
	bool loaded;
};

/* One write of a loader. */
struct trace_step {
	struct str path, value, result;
	struct span span;
};

/* What one loader makes of a key. */
struct trace_view {
	struct str state; /* "set", "not-set", "not-read", "aborted" ... */
	struct str value; /* where is_set */
	bool is_set;
	struct span span;       /* the line that decides, or none */
	struct span stopped_at; /* aborted: what made the loader stop */
	/* Lines that assign and do not decide, strongest first. */
	const struct assignment **losers;
	size_t n_losers;
};

struct trace_key {
	struct str path;
	struct trace_view *views; /* one a loader */
	bool alike; /* each sees the same value */
	bool same;  /* ... from the same line, over the same ones */
};

/* A host whose settings are shown; the name is empty where there is one. */
struct trace_host {
	struct str name;
	const struct settings *settings;
};

/* What there is to show, beside what every report has. */
struct trace {
	struct arena *arena;
	struct str loader;
	struct str loader_because; /* empty: nobody said which */
	VEC(struct trace_host) hosts;
	VEC(struct trace_file) files;
	VEC(struct str) paths; /* asked for; none: all */
	/* A load instead: its steps by number, and patterns of which nobody
	 * can say what they match. */
	bool is_load;
	bool is_dump; /* a running kernel's state: nothing loads it */
	bool is_yaml; /* all of it: no loader has a part in that either */
	size_t n_steps;
	struct trace_step (*step)(const void *load, size_t i);
	const void *load;
	VEC(struct trace_step) unresolved;
	/* A comparison instead, where there are loaders. */
	VEC(struct str) loaders;
	VEC(struct trace_key) compared;
	size_t n_alike, n_differ;
};

/* Why the loser does not decide: a few words. */
struct str trace_why_lost(const struct effective *e,
			  const struct assignment *loser);

#endif
