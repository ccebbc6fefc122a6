/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What `trace` shows, as text and as JSON: who sets a key and whom that
 * overrides, which files were considered, and what a loader would write.
 * Everything from outside goes through text_safe() or the JSON writer.
 */
#ifndef REPORT_TRACE_H
#define REPORT_TRACE_H

#include "base/str.h"
#include "base/vec.h"
#include "model/settings.h"
#include "text/diag.h"
#include "text/source.h"
#include <stdbool.h>
#include <stdio.h>

/* A file that was considered. */
struct trace_file {
	struct str name, fate, why;
	bool loaded;
};

/* One write of a loader. */
struct trace_step {
	struct str path, value, result;
	struct span span;
};

struct trace {
	struct arena *arena;
	struct sources *sources;
	const struct diags *diags;
	VEC(struct str) inputs;
	struct str loader;
	const struct settings *settings;
	VEC(struct trace_file) files;
	VEC(struct str) paths; /* asked for; none: all */
	bool verbose, summary;
	/* A load instead. */
	bool is_load;
	VEC(struct trace_step) steps;
	VEC(struct trace_step) unresolved; /* patterns; why in result */
	int exit_status; /* the loader's; else the command's */
};

/* Why the loser does not decide: a few words. */
struct str trace_why_lost(const struct effective *e,
			  const struct assignment *loser);

/*
 * "path = value  file:line" for every key that a line names, each with what
 * it beats: "  beats file:line value (why)". Then the patterns and the
 * exclusions. Returns 0 or -errno.
 */
int trace_write_settings(FILE *out, struct arena *arena,
			 struct sources *sources,
			 const struct settings *settings);

int trace_write_text(FILE *out, const struct trace *trace);
int trace_write_json(FILE *out, const struct trace *trace);

#endif
