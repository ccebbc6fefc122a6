/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/key.h"
#include "model/key_tree.h"
#include "read/dialect.h"

#include <string.h>

static size_t first_of(struct str s, char a, char b)
{
	size_t i = 0;

	while (i < s.len && s.at[i] != a && s.at[i] != b)
		i++;
	return i;
}

static void put_swapped(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		buf_char(out, s.at[i] == '.'   ? '/'
			      : s.at[i] == '/' ? '.'
					       : s.at[i]);
}

static void put_slashes(struct buf *out, struct str s)
{
	const size_t start = out->len;

	buf_put(out, s);
	for (size_t i = start; i < out->len; i++)
		if (out->at[i] == '.')
			out->at[i] = '/';
}

/* As the shell sees it from /proc/sys: an absolute name is one only there. */
static bool exists(const struct key_tree *keys, struct str name)
{
	if (name.len && name.at[0] == '/') {
		while (name.len > 1 && name.at[1] == '/')
			name = str_slice(name, 1, name.len);
		if (!str_starts(name, STR("/proc/sys/")))
			return str_eq(name, STR("/proc")) ||
			       str_eq(name, STR("/proc/sys"));
		name = str_slice(name, strlen("/proc/sys/"), name.len);
	}
	return name.len && key_tree_has(keys, name);
}

/*
 * From the end, the longest front of the name that exists and stops at a dot
 * gets a slash there; then again behind it. Bounded by the path's length
 * squared, which is why names longer than any key are left alone.
 */
static void probe(const struct key_tree *keys, char *at, size_t len)
{
	enum { NAME_BYTES = 256 };
	size_t good = 0, i = len;

	if (len > NAME_BYTES || exists(keys, (struct str){ at, len }))
		return;
	while (i-- > good) {
		if (at[i] != '.' || !exists(keys, (struct str){ at, i }))
			continue;
		at[i] = '/';
		good = i + 1;
		if (exists(keys, (struct str){ at, len }))
			return;
		i = len;
	}
}

/* Without the keys at hand, an interface with dots is still known by what
 * stands around it. */
static void join_interface(struct buf *out, size_t start)
{
	struct str path = str_slice(buf_str(out), start, out->len);
	struct str whole;

	if (str_empty(path))
		return;
	whole = key_join_interface(out->arena, path);
	memcpy(out->at + start, whole.at, whole.len);
}

static void put_probed(const struct dialect *d, const struct key_tree *keys,
		       struct str s, struct buf *out)
{
	size_t start = out->len, dot = str_find(s, '.'),
	       slash = str_find(s, '/');

	if (d->probe_swaps && dot < slash && slash < s.len) {
		put_swapped(out, s);
	} else if (keys) {
		buf_put(out, s);
		probe(keys, out->at + start, out->len - start);
	} else if (slash < dot) {
		buf_put(out, s);
	} else {
		/* Nobody to ask: most names have no dot in a part. */
		put_slashes(out, s);
		join_interface(out, start);
	}
}

static void put_by_rule(const struct dialect *d, const struct key_tree *keys,
			struct str s, struct buf *out)
{
	size_t first = first_of(s, '.', '/');

	if (d->key_rule == KEY_PROBE)
		put_probed(d, keys, s, out);
	else if (d->key_rule == KEY_SLASHES)
		put_slashes(out, s);
	else if (d->key_rule == KEY_EXCHANGE)
		put_swapped(out, s);
	else if (first < s.len && s.at[first] == '.')
		put_swapped(out, s);
	else
		buf_put(out, s);
}

/* Drops the last part of the text from start on. */
static size_t without_last(const char *at, size_t start, size_t end)
{
	while (end > start && at[end - 1] != '/')
		end--;
	return end > start ? end - 1 : end;
}

/* Nearly every path: no part is empty, or begins with a dot. */
static bool is_plain(const char *at, size_t start, size_t end)
{
	char before = '/';

	for (size_t i = start; i < end; before = at[i++])
		if (before == '/' && (at[i] == '/' || at[i] == '.'))
			return false;
	return before != '/';
}

/* Folds, in place, what the kernel's walk makes nothing of. up: ".." too. */
static size_t fold(const struct dialect *d, char *at, size_t start, size_t end,
		   bool up)
{
	struct str rest = { at + start, end - start }, part;
	bool slash_at_end = rest.len && at[end - 1] == '/';
	size_t to = start;

	if (is_plain(at, start, end))
		return end;
	while (str_next_word(&rest, "/", &part)) {
		if (str_eq(part, STR(".")))
			continue;
		if (str_eq(part, STR("..")) && up) {
			to = without_last(at, start, to);
			continue;
		}
		if (to > start)
			at[to++] = '/';
		memmove(at + to, part.at, part.len);
		to += part.len;
	}
	/* A file is no directory: the slash keeps the path from being it. */
	if (slash_at_end && !d->folds_end && to > start)
		at[to++] = '/';
	return to;
}

/* Of an absolute name in out from start on, what is below /proc/sys. */
static bool below_proc_sys(struct buf *out, size_t start)
{
	struct str name = buf_str(out), rest;

	name = str_slice(name, start, name.len);
	rest = name;
	while (rest.len > 1 && rest.at[1] == '/')
		rest = str_slice(rest, 1, rest.len);
	if (!str_starts(rest, STR("/proc/sys/")))
		return false;
	rest = str_slice(rest, strlen("/proc/sys/"), rest.len);
	memmove(out->at + start, rest.at, rest.len);
	out->len = start + rest.len;
	return true;
}

/* The kernel walks into each part before it goes up again. */
static bool goes_up(const struct dialect *d, const struct key_tree *keys,
		    struct str path)
{
	if (d->writing.refuses_dotdot)
		return false;
	return !keys || key_tree_has(keys, path);
}

static bool has_up(struct str path)
{
	struct str part;

	while (str_next_word(&path, "/", &part))
		if (str_eq(part, STR("..")))
			return true;
	return false;
}

bool dialect_path(const struct dialect *d, const struct key_tree *keys,
		  struct str spelling, struct buf *out)
{
	size_t start = out->len, len, plain;
	struct str path;
	bool odd;

	put_by_rule(d, keys, spelling, out);
	if (d->writing.absolute && out->len > start && out->at[start] == '/' &&
	    !below_proc_sys(out, start))
		return false;
	len = out->len - start;
	if (len == 0)
		return true;
	path = (struct str){ out->at + start, len };
	odd = has_up(path);
	plain = fold(d, out->at, start, start + len, goes_up(d, keys, path)) -
		start;
	out->len = start + plain;
	return plain == len && !odd;
}
