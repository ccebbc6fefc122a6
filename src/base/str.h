/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Borrowed text: a pointer and a length, any bytes, no NUL at the end. Who
 * owns the bytes is the caller's matter; functions that take an arena return
 * text that lives there. All comparison is bytewise: no locale.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/arena.h"
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *at;
	size_t len;
};

#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })
/* For printf's "%.*s". */
#define STR_ARG(s) (int)(s).len, (s).at

/* NULL gives empty text. */
struct str str_of(const char *c);

static inline bool str_empty(struct str s)
{
	return s.len == 0;
}

static inline bool str_eq(struct str a, struct str b)
{
	return a.len == b.len && (!a.len || memcmp(a.at, b.at, a.len) == 0);
}

/* Bytewise order, as strcmp in the C locale; shorter first. */
int str_cmp(struct str a, struct str b);
static inline bool str_starts(struct str s, struct str prefix)
{
	return s.len >= prefix.len &&
	       (!prefix.len || (s.at[0] == prefix.at[0] &&
				memcmp(s.at, prefix.at, prefix.len) == 0));
}
bool str_ends(struct str s, struct str suffix);
/* Index of the first c, or s.len. */
size_t str_find(struct str s, char c);
/* Index of the first occurrence of needle, or s.len. */
size_t str_find_str(struct str s, struct str needle);

/* Bytes from .. to (exclusive), both cut to the text's length. */
static inline struct str str_slice(struct str s, size_t from, size_t to)
{
	if (to > s.len)
		to = s.len;
	if (from > to)
		from = to;
	/* Nothing may be added to a NULL pointer, not even 0. */
	return (struct str){ from ? s.at + from : s.at, to - from };
}

/* Without the bytes of set at both ends. */
struct str str_trim_set(struct str s, const char *set);
/* Without blanks, tabs, CR and LF at both ends. */
struct str str_trim(struct str s);
/* Splits at the first c: false, and *left = s, where there is none. */
bool str_split(struct str s, char c, struct str *left, struct str *right);
/* Cuts c off the front when it is there. */
bool str_skip(struct str *s, char c);
/* The next run of bytes that are not in set; false at the end. */
bool str_next_word(struct str *rest, const char *set, struct str *word);

struct str str_copy(struct arena *arena, struct str s);
/* left, between and right in one: what str_format would do with "%.*s", at a
 * tenth of its cost. */
struct str str_join(struct arena *arena, struct str left, struct str between,
		    struct str right);
/* NUL-terminated; a NUL byte within s ends it early for C's functions. */
const char *str_c(struct arena *arena, struct str s);
struct str str_format(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* How many bytes to change, add, leave out or exchange with the next one make
 * a text of the other; more than bound where it is more, or they are long. */
size_t str_distance(struct str a, struct str b, size_t bound);

/* The candidate nearest to wrong (edit distance at most a third of its
 * length), or empty text: for "did you mean". */
struct str str_nearest(struct str wrong, const struct str *candidates,
		       size_t n_candidates);

#endif
