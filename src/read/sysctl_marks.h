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
	bool in_comment;      /* the line began, up to a CR, with a comment */
};

void marker_start(struct marker *marker, struct settings *settings,
		  uint32_t source, struct str text);

/* A template's line is for the template engine, not for a loader. */
void mark_template(struct marker *marker, const struct dialect *d,
		   const struct raw_line *line);

void marks_of_line(struct marker *marker, const struct dialect *d,
		   const struct raw_line *line, enum line_kind kind,
		   const struct raw_assignment *a);
/* A text of two bytes a character, of which no loader sets anything: said
 * once. */
bool marks_utf16(struct marker *marker);
void marks_of_end(struct marker *marker, bool too_long, size_t at);

/* How the key is spelled (key_marks.c). False where there is nothing to say.
 */
bool marks_of_key(struct marker *marker, const struct dialect *d,
		  const struct raw_line *line, const struct raw_assignment *a);
void mark_add(struct marker *marker, enum mark_kind kind, uint32_t start,
	      uint32_t end);

#endif
