/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What `trace` was asked for: its options, checked, and what they name, read.
 * Complaints are made on the way.
 */
#ifndef CMD_TRACE_REQUEST_H
#define CMD_TRACE_REQUEST_H

#include "base/vec.h"
#include "cmd/chosen.h"
#include "cmd/opt.h"
#include "cmd/session.h"
#include "model/key_tree.h"
#include "model/load_verdict.h"
#include "model/settings_file.h"
#include "read/line_filter.h"
#include "rulebook/rulebook.h"

struct trace_request {
	struct session *session;
	const struct opts *opts;
	bool all, load, compare;
	uint8_t told; /* enum input_kind: what the paths are said to be */
	struct chosen chosen;
	struct line_filter filter;
	VEC(const struct dialect *) dialects; /* several to compare */
	const char *keys_path;
	struct str keys_text;
	struct load_kernel *kernel; /* NULL: not asked about */
	struct rulebook rulebook;
	VEC(const char *) paths;
};

/* Session and options are set before. What may be asked for together. */
enum status trace_request_parse(struct trace_request *q);
/* The rest: loaders, keys, kernel. Close it then. */
enum status trace_request_complete(struct trace_request *q);
void trace_request_close(struct trace_request *q);

/* A load changes them: each gets its own. NULL when none were given. */
struct key_tree *trace_request_keys(const struct trace_request *q);

#endif
