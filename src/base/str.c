/* SPDX-License-Identifier: Apache-2.0 */
#include "base/str.h"
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct str str_of(const char *c)
{
	return (struct str){ c, c ? strlen(c) : 0 };
}

int str_cmp(struct str a, struct str b)
{
	const size_t n = a.len < b.len ? a.len : b.len;
	const int order = n ? memcmp(a.at, b.at, n) : 0;

	if (order)
		return order < 0 ? -1 : 1;
	return (a.len > b.len) - (a.len < b.len);
}

bool str_ends(struct str s, struct str suffix)
{
	return s.len >= suffix.len &&
	       str_eq(str_slice(s, s.len - suffix.len, s.len), suffix);
}

size_t str_find(struct str s, char c)
{
	const char *found = s.len ? memchr(s.at, c, s.len) : NULL;

	return found ? (size_t)(found - s.at) : s.len;
}

size_t str_find_str(struct str s, struct str needle)
{
	const char *found;

	if (!needle.len || needle.len > s.len)
		return needle.len ? s.len : 0;
	found = memmem(s.at, s.len, needle.at, needle.len);
	return found ? (size_t)(found - s.at) : s.len;
}

/* Sets are short: a call would cost more. */
static inline bool set_has(const char *set, char c)
{
	for (; *set; set++)
		if (*set == c)
			return true;
	return false;
}

struct str str_trim_set(struct str s, const char *set)
{
	while (s.len && set_has(set, s.at[s.len - 1]))
		s.len--;
	while (s.len && set_has(set, s.at[0]))
		s = str_slice(s, 1, s.len);
	return s;
}

struct str str_trim(struct str s)
{
	return str_trim_set(s, " \t\r\n");
}

bool str_split(struct str s, char c, struct str *left, struct str *right)
{
	const size_t at = str_find(s, c);

	*left = str_slice(s, 0, at);
	*right = str_slice(s, at + 1, s.len);
	return at < s.len;
}

bool str_skip(struct str *s, char c)
{
	if (!s->len || s->at[0] != c)
		return false;
	*s = str_slice(*s, 1, s->len);
	return true;
}

bool str_next_word(struct str *rest, const char *set, struct str *word)
{
	size_t start = 0, end;

	while (start < rest->len && set_has(set, rest->at[start]))
		start++;
	end = start;
	if (set[0] && !set[1])
		end += str_find(str_slice(*rest, start, rest->len), set[0]);
	while (end < rest->len && !set_has(set, rest->at[end]))
		end++;
	*word = str_slice(*rest, start, end);
	*rest = str_slice(*rest, end, rest->len);
	return end > start;
}

struct str str_copy(struct arena *arena, struct str s)
{
	return (struct str){ str_c(arena, s), s.len };
}

struct str str_join(struct arena *arena, struct str left, struct str between,
		    struct str right)
{
	const struct str parts[] = { left, between, right };
	const size_t len = left.len + between.len + right.len;
	char *all = arena_array(arena, char, len + 1), *at = all;

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		if (parts[i].len)
			memcpy(at, parts[i].at, parts[i].len);
		at += parts[i].len;
	}
	return (struct str){ all, len };
}

const char *str_c(struct arena *arena, struct str s)
{
	char *copy = arena_array(arena, char, s.len + 1);

	if (s.len)
		memcpy(copy, s.at, s.len);
	return copy;
}

struct str str_format(struct arena *arena, const char *format, ...)
{
	char first[256]; /* most texts fit: they take no more than they need */
	struct str s;
	va_list args;
	char *at;
	int n;

	va_start(args, format);
	n = vsnprintf(first, sizeof first, format, args);
	va_end(args);
	assert(n >= 0);
	s = (struct str){ first, (size_t)n };
	if (s.len < sizeof first)
		return str_copy(arena, s);
	at = arena_array(arena, char, s.len + 1);
	va_start(args, format);
	vsnprintf(at, s.len + 1, format, args);
	va_end(args);
	s.at = at;
	return s;
}
