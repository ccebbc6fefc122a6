/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bytes into lines, and lines into key and value, as a dialect does it. Does
 * not know what keys there are, and says nothing about what is wrong: see
 * read/sysctl_marks.h.
 */
#ifndef READ_SYSCTL_LINE_H
#define READ_SYSCTL_LINE_H

#include "base/arena.h"
#include "base/str.h"
#include "read/dialect.h"
#include <stdbool.h>
#include <stdint.h>

/* What goes on from line to line, and, for one loader, from file to file. */
struct line_reader {
	struct arena *arena;
	const struct dialect *dialect;
	struct str text; /* the whole file */
	size_t at;
	bool too_long; /* the rest is not read: a line passed the limit */
	/* What earlier lines left in the loader's buffer. */
	char *left;
	size_t left_bytes;
};

struct raw_line {
	struct str text;     /* joined lines live in the arena */
	uint32_t start, end; /* in the file, line end left out */
	bool ended;          /* by a line end: not by the file's end */
	bool joined;
};

/* Starts on a file; the buffer of the file before is kept. */
void line_reader_start(struct line_reader *reader, struct str text);
/* False at the end. */
bool line_next(struct line_reader *reader, struct raw_line *out);

enum line_kind {
	LINE_BLANK,
	LINE_COMMENT,
	LINE_ASSIGNS,
	LINE_EXCLUDES,
	LINE_BROKEN, /* no '=', or nothing on a side that needs something */
};

struct raw_assignment {
	struct str key;   /* as spelled, trimmed, without a '-' that counts */
	struct str value; /* as written to the key; empty for LINE_EXCLUDES */
	uint32_t key_start, key_end, value_start, value_end; /* in the file */
	bool ignore_errors;
	bool malformed; /* LINE_BROKEN: the value is blank */
};

/* Valid until the next line is read. */
enum line_kind line_parse(struct line_reader *reader,
			  const struct raw_line *line,
			  struct raw_assignment *out);

#endif
