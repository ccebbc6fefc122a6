/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The lines that a loader is told to keep to: systemd-sysctl's --prefix and
 * procps' --pattern.
 */
#ifndef READ_LINE_FILTER_H
#define READ_LINE_FILTER_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "read/dialect.h"
#include "read/sysctl_line.h"
#include <regex.h>
#include <stdbool.h>

struct line_filter {
	VEC(struct str) prefixes; /* paths; none: every key */
	bool has_pattern;
	bool is_bad; /* then it matches nothing, as in procps */
	regex_t pattern;
};

/* As the loader takes the option's text. */
void line_filter_add_prefix(struct arena *arena, struct line_filter *filter,
			    const struct dialect *d, struct str text);
void line_filter_open(struct line_filter *filter, const char *pattern);
void line_filter_close(struct line_filter *filter);

/* filter may be NULL. a is what the line came to, where it assigns. */
bool line_filter_takes(struct arena *arena, const struct line_filter *filter,
		       const struct dialect *d, const struct raw_line *line,
		       const struct raw_assignment *a);

/* Wildcards are held against the prefixes when they are resolved. */
bool line_filter_takes_path(const struct line_filter *filter, struct str path);

#endif
