/* SPDX-License-Identifier: Apache-2.0 */
#include "model/pattern.h"
#include "base/buf.h"

#include <fnmatch.h>
#include <string.h>

enum {
	PATH_BYTES = 4096, /* what the kernel takes for a path */
	MAX_WAYS = 1000,
	MAX_BRACES = 16 /* in one pattern */
};

bool pattern_is(struct str path)
{
	for (size_t i = 0; i < path.len; i++)
		if (path.at[i] == '*' || path.at[i] == '?' || path.at[i] == '[')
			return true;
	return false;
}

/* Most patterns differ from most paths before the first wildcard. */
static bool front_differs(struct str pattern, struct str path)
{
	size_t i = 0;

	while (i < pattern.len && !strchr("*?[\\", pattern.at[i])) {
		if (i >= path.len || path.at[i] != pattern.at[i])
			return true;
		i++;
	}
	return i == pattern.len && path.len > i;
}

/* ... and behind the last one. */
static bool end_differs(struct str pattern, struct str path)
{
	size_t n = 0;

	while (n < pattern.len &&
	       !strchr("*?[]\\", pattern.at[pattern.len - 1 - n])) {
		if (n >= path.len || path.at[path.len - 1 - n] !=
					     pattern.at[pattern.len - 1 - n])
			return true;
		n++;
	}
	return false;
}

bool pattern_matches(struct str pattern, struct str path, bool across)
{
	char p[PATH_BYTES], t[PATH_BYTES];

	if (pattern.len >= sizeof p || path.len >= sizeof t ||
	    front_differs(pattern, path) || end_differs(pattern, path))
		return false;
	memcpy(p, pattern.at, pattern.len);
	p[pattern.len] = '\0';
	memcpy(t, path.at, path.len);
	t[path.len] = '\0';
	return fnmatch(p, t, across ? 0 : FNM_PATHNAME | FNM_PERIOD) == 0;
}

/* The comma or brace that ends the part of a brace at i; s.len: unclosed. */
static size_t part_end(struct str s, size_t i)
{
	size_t depth = 0;

	for (; i < s.len; i++) {
		if (s.at[i] == '\\' && i + 1 < s.len)
			i++;
		else if (s.at[i] == '{')
			depth++;
		else if (depth == 0 && (s.at[i] == ',' || s.at[i] == '}'))
			return i;
		else if (s.at[i] == '}')
			depth--;
	}
	return s.len;
}

static size_t brace_end(struct str s, size_t open)
{
	size_t i = part_end(s, open + 1);

	while (i < s.len && s.at[i] == ',')
		i = part_end(s, i + 1);
	return i;
}

/* The first brace; s.len: there is none, or it is not closed, and then none
 * behind it counts either (glibc 2.36 posix/glob.c illegal_brace). */
static size_t brace_start(struct str s)
{
	size_t i = 0;

	while (i < s.len && s.at[i] != '{')
		i += s.at[i] == '\\' ? 2 : 1;
	return i < s.len && brace_end(s, i) < s.len ? i : s.len;
}

static void expand(struct arena *arena, struct str s, size_t depth,
		   struct pattern_list *out)
{
	size_t open = depth < MAX_BRACES ? brace_start(s) : s.len;
	size_t end, from, to;

	if (out->patterns.n >= MAX_WAYS)
		return;
	if (open == s.len) {
		vec_push(arena, &out->patterns, s);
		return;
	}
	end = brace_end(s, open);
	for (from = open + 1; from <= end; from = to + 1) {
		struct buf way = { .arena = arena };

		to = part_end(s, from);
		buf_put(&way, str_slice(s, 0, open));
		buf_put(&way, str_slice(s, from, to));
		buf_put(&way, str_slice(s, end + 1, s.len));
		expand(arena, buf_str(&way), depth + 1, out);
	}
}

void pattern_expand(struct arena *arena, struct str pattern,
		    struct pattern_list *out)
{
	/* Nothing so long matches, and looking for braces is quadratic. */
	if (pattern.len >= PATH_BYTES)
		vec_push(arena, &out->patterns, pattern);
	else
		expand(arena, pattern, 0, out);
}
