/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is noticeable about a line, whatever it does: an enumeration of marks
 * for rules to speak about (model/settings.h). Judges nothing.
 */
#ifndef READ_SYSCTL_MARKS_H
#define READ_SYSCTL_MARKS_H

#include "model/settings.h"
#include "read/sysctl_line.h"

/* The marks of one file: counts, so that equal ones beyond a thousand fold
 * into the last that is kept. */
struct marker {
	struct settings *settings;
	uint32_t source;
	struct str text; /* the file's */
	uint32_t n[N_MARKS];
	size_t last[N_MARKS]; /* index of the mark kept last */
};

void marker_start(struct marker *marker, struct settings *settings,
		  uint32_t source, struct str text);

/* A template's line is for the template engine, not for a loader. */
void mark_template(struct marker *marker, const struct dialect *d,
		   const struct raw_line *line);

void marks_of_line(struct marker *marker, const struct dialect *d,
		   const struct raw_line *line, enum line_kind kind,
		   const struct raw_assignment *a);
void marks_of_end(struct marker *marker, bool too_long, size_t at);

#endif
