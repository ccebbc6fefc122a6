/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every text that was read in this run, under the name that messages use, so
 * that a span can be turned into file, line and column when it is shown, and
 * not before. Does not read files itself. Borrows the bytes it is given.
 */
#ifndef TEXT_SOURCE_H
#define TEXT_SOURCE_H

#include "base/arena.h"
#include "base/str.h"
#include "text/span.h"
#include <stddef.h>
#include <stdint.h>

struct sources;

struct sources *sources_new(struct arena *arena);

/* name as shown to people; path as a program finds it again (often equal).
 * Returns the source's number, from 1. Texts above 4 GiB are refused by who
 * reads them (the limit is 32 MiB). */
uint32_t source_add(struct sources *sources, struct str name, struct str text);

struct str source_name(const struct sources *sources, uint32_t source);
struct str source_text(const struct sources *sources, uint32_t source);
size_t sources_count(const struct sources *sources);

struct place {
	struct str name;     /* of the source */
	uint32_t line;       /* from 1; 0 when the span is none */
	uint32_t column;     /* bytes from 1 */
	uint32_t end_line, end_column; /* just behind the last byte */
};

/* Line starts are indexed on the first question about a source. */
struct place place_of(struct sources *sources, struct span span);

/* The bytes of a span, and those of the whole line that holds its start. */
struct str span_text(const struct sources *sources, struct span span);
struct str span_line(struct sources *sources, struct span span,
		     struct span *out_line);

#endif
