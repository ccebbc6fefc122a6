/* SPDX-License-Identifier: Apache-2.0 */
/* How a key is spelled, and what a loader makes of that. */
#include "keys/key.h"
#include "model/pattern.h"
#include "read/sysctl_marks.h"

#include <string.h>

struct spelling {
	const struct dialect *d;
	struct str key;
	struct str body; /* the whole line, trimmed */
	bool excludes;   /* a '-' and no '=' */
};

static bool has(struct str s, const char *what)
{
	return str_find_str(s, str_of(what)) < s.len;
}

static bool is_wildcard(const struct spelling *s)
{
	return s->d->globs == GLOB_NONE && !s->excludes && pattern_is(s->key);
}

static bool is_exclusion(const struct spelling *s)
{
	return s->excludes && !s->d->dash_excludes;
}

static bool is_exclusion_wildcard(const struct spelling *s)
{
	return s->excludes && s->d->globs != GLOB_NONE &&
	       !s->d->exclusion_patterns && pattern_is(s->key);
}

static bool is_dash_key(const struct spelling *s)
{
	return !s->excludes && !s->d->dash_ignores && s->body.len &&
	       s->body.at[0] == '-';
}

static bool is_dash_blank(const struct spelling *s)
{
	return s->d->dash_ignores && s->body.len > 1 && s->body.at[0] == '-' &&
	       strchr(" \t", s->body.at[1]);
}

static bool is_dash_twice(const struct spelling *s)
{
	return s->d->dash_ignores && str_starts(s->body, STR("--")) &&
	       !str_starts(s->body, STR("---"));
}

/* A line drawn with dashes, which excludes nothing. */
static bool is_drawn(const struct spelling *s)
{
	return s->excludes && str_starts(s->body, STR("---"));
}

static bool is_semicolon_key(const struct spelling *s)
{
	return s->key.len && s->key.at[0] == ';';
}

static bool is_slash_comment(const struct spelling *s)
{
	return str_starts(s->key, STR("//"));
}

/* A part that holds a dot can only be an interface, in front of a leaf. */
static bool part_is_odd(struct str path, struct str part, struct str before)
{
	const bool is_last = part.at + part.len == path.at + path.len;

	return str_find(part, '.') < part.len &&
	       (is_last ||
		!(str_eq(before, STR("conf")) || str_eq(before, STR("neigh"))));
}

/* Both separators, of which the first decides: the other then stands within
 * names, where only an interface can have it. */
static bool is_mixed(const struct spelling *s)
{
	struct str rest, part, before = { 0 };
	char path[256];

	if (s->d->key_rule != KEY_SWAP || has(s->key, "/../") ||
	    s->key.len >= sizeof path || str_find(s->key, '.') == s->key.len ||
	    str_find(s->key, '/') == s->key.len ||
	    !(str_starts(s->key, STR("net")) || str_starts(s->key, STR("vm")) ||
	      str_starts(s->key, STR("kernel"))))
		return false;
	for (size_t i = 0; i < s->key.len; i++) {
		const bool swap = str_find(s->key, '.') < str_find(s->key, '/');
		const char c = s->key.at[i];

		path[i] = !swap ? c : c == '.' ? '/' : c == '/' ? '.' : c;
	}
	rest = (struct str){ path, s->key.len };
	while (str_next_word(&rest, "/", &part)) {
		if (part_is_odd((struct str){ path, s->key.len }, part, before))
			return true;
		before = part;
	}
	return false;
}

/* net.ipv4.conf.eth0.100.rp_filter: every dot is taken for a slash. */
static bool is_dotted_interface(const struct spelling *s)
{
	static const char *const folders[] = { "net.ipv4.conf.",
					       "net.ipv6.conf.",
					       "net.ipv4.neigh.",
					       "net.ipv6.neigh." };
	struct str rest = s->key, part;
	size_t n = 0;

	if (s->d->key_rule == KEY_PROBE || str_find(rest, '/') < rest.len ||
	    has(rest, ".."))
		return false;
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		if (str_starts(s->key, str_of(folders[i])))
			rest = str_slice(s->key, strlen(folders[i]),
					 s->key.len);
	if (rest.len == s->key.len)
		return false;
	while (str_next_word(&rest, ".", &part))
		n++;
	return n > 2;
}

static bool is_dot_dot(const struct spelling *s)
{
	return has(s->key, "/../") || str_starts(s->key, STR("../"));
}

static bool is_separator(char c)
{
	return c == '.' || c == '/';
}

static bool is_odd(const struct spelling *s)
{
	const struct str key = s->key;

	return key.len && !is_slash_comment(s) && !is_dot_dot(s) &&
	       !str_starts(key, STR("/proc/sys/")) &&
	       (is_separator(key.at[0]) || is_separator(key.at[key.len - 1]) ||
		has(key, "..") || has(key, "//") || has(key, "/./"));
}

/* To add one: its mark in model/settings.h, and a row. */
static const struct {
	enum mark_kind kind;
	bool (*is)(const struct spelling *s);
} tests[] = {
	{ MARK_WILDCARD, is_wildcard },
	{ MARK_EXCLUSION, is_exclusion },
	{ MARK_EXCLUSION_WILDCARD, is_exclusion_wildcard },
	{ MARK_DASH_KEY, is_dash_key },
	{ MARK_DASH_BLANK, is_dash_blank },
	{ MARK_DASH_TWICE, is_dash_twice },
	{ MARK_NO_EQUALS, is_drawn },
	{ MARK_SEMICOLON_KEY, is_semicolon_key },
	{ MARK_SLASH_COMMENT, is_slash_comment },
	{ MARK_MIXED_SEPARATORS, is_mixed },
	{ MARK_DOTTED_INTERFACE, is_dotted_interface },
	{ MARK_DOT_DOT, is_dot_dot },
	{ MARK_ODD_SEPARATORS, is_odd },
};

bool marks_of_key(struct marker *marker, const struct dialect *d,
		  const struct raw_line *line, const struct raw_assignment *a)
{
	struct spelling s = { d, a->key, str_trim(line->text), false };
	bool marked = false;

	s.excludes = s.body.len && s.body.at[0] == '-' &&
		     str_find(s.body, '=') == s.body.len;
	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		if (!tests[i].is(&s))
			continue;
		marked = true;
		if (str_empty(a->key))
			mark_add(marker, tests[i].kind, line->start, line->end);
		else
			mark_add(marker, tests[i].kind, a->key_start,
				 a->key_end);
	}
	return marked;
}
