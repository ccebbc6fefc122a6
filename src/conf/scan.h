/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Text in libconfig's syntax as tokens with their places, included files
 * spliced in: the half of conf/ that looks at bytes. Reports what is wrong
 * with them and goes on behind it; knows nothing of what may follow what
 * (conf/grammar.h) nor of libconfig. Internal to conf/; all of it lives in
 * the scan's arena.
 */
#ifndef CONF_SCAN_H
#define CONF_SCAN_H

#include "base/buf.h"
#include "base/vec.h"
#include "conf/string_map.h"
#include "text/diag.h"
#include "text/source.h"

enum token_kind {
	TOKEN_END,
	TOKEN_NAME,
	TOKEN_STRING,
	TOKEN_INTEGER,
	TOKEN_BOOLEAN,
	TOKEN_WORD, /* letters and digits that are none of the above */
	TOKEN_BAD,  /* reported already; may stand for anything */
	TOKEN_EQUALS,
	TOKEN_COMMA,
	TOKEN_SEMICOLON,
	TOKEN_GROUP_OPEN,
	TOKEN_GROUP_CLOSE,
	TOKEN_LIST_OPEN,
	TOKEN_LIST_CLOSE,
	TOKEN_ARRAY_OPEN,
	TOKEN_ARRAY_CLOSE,
};

struct token {
	uint8_t kind; /* enum token_kind */
	bool wide;    /* an integer written with L: another type to libconfig */
	bool boolean;
	struct span span;
	struct str text; /* of a string: decoded; otherwise as written */
	int64_t integer;
	const struct string_map *map;
};

/* One file on the way from the first to the one being read. */
struct scan_file {
	const struct scan_file *includer;
	uint32_t source;
	struct str folder; /* below the root, without slashes at its ends */
	unsigned long long device, inode;
};

struct scan {
	struct arena *arena;
	struct sources *sources;
	struct diags *diags;      /* NULL: say nothing, follow no includes */
	const char *include_root; /* NULL: @include is refused */
	int root_fd;              /* of include_root, or -1 */
	unsigned n_errors, n_files;
	size_t n_bytes, n_pieces;
	bool over; /* a limit of the whole read was hit: stop */
	VEC(struct token) tokens;
	VEC(struct span) comments;
	struct buf spliced; /* what libconfig gets */
};

/* Where the scanner stands in one text. */
struct cursor {
	struct scan *scan;
	const struct scan_file *file;
	struct str text;
	size_t at;
	size_t copied; /* of text, into scan->spliced */
};

/* False when too many errors were shown already: then add no hint. */
bool scan_report(struct scan *scan, enum diag_level level, const char *code,
		 struct span span, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
/* One more thing that takes memory; there is a limit to them. */
void scan_count(struct scan *scan, struct span span);
/* Text from outside, cut to what a message can bear. */
struct str scan_shown(struct scan *scan, struct str s);

/* All of one file, and of those that it includes. */
void scan_run(struct scan *scan, const struct scan_file *file);

/* For the files of the scanner. Offsets are into the cursor's text. */
struct span cursor_span(const struct cursor *c, size_t from, size_t to);
struct token *cursor_push(struct cursor *c, enum token_kind kind, size_t from,
			  size_t to);
void scan_string(struct cursor *c);
bool scan_is_word(char byte);
void scan_word(struct cursor *c);
void scan_stray(struct cursor *c);
void scan_include(struct cursor *c);

#endif
