/* SPDX-License-Identifier: Apache-2.0 */
#include "read/dialect.h"
#include "model/key_tree.h"

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
	for (size_t i = 0; i < s.len; i++)
		buf_char(out, (char)(s.at[i] == '.' ? '/' : s.at[i]));
}

/* As the shell sees it from /proc/sys: an absolute name is one only there. */
static bool exists(const struct key_tree *keys, struct str name)
{
	if (name.len && name.at[0] == '/') {
		if (!str_starts(name, STR("/proc/sys/")))
			return str_eq(name, STR("/proc")) ||
			       str_eq(name, STR("/proc/sys"));
		name = str_slice(name, strlen("/proc/sys/"), name.len);
	}
	return name.len && key_tree_find(keys, name, NULL) != KEY_MISSING;
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

/* Folds, in place, what the kernel's walk makes nothing of. */
static size_t fold(const struct dialect *d, char *at, size_t start, size_t end)
{
	struct str rest = { at + start, end - start }, part;
	bool slash_at_end = rest.len && at[end - 1] == '/';
	size_t to = start;

	while (str_next_word(&rest, "/", &part)) {
		if (str_eq(part, STR(".")))
			continue;
		if (str_eq(part, STR("..")) && !d->writing.refuses_dotdot) {
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

bool dialect_path(const struct dialect *d, const struct key_tree *keys,
		  struct str spelling, struct buf *out)
{
	static const char proc[] = "/proc/sys/";
	size_t start = out->len, len, plain;

	put_by_rule(d, keys, spelling, out);
	len = out->len - start;
	if (d->writing.absolute && len && out->at[start] == '/') {
		if (len < strlen(proc) ||
		    memcmp(out->at + start, proc, strlen(proc)) != 0)
			return false;
		memmove(out->at + start, out->at + start + strlen(proc),
			len - strlen(proc));
		len -= strlen(proc);
	}
	if (len == 0)
		return true;
	plain = fold(d, out->at, start, start + len) - start;
	out->len = start + plain;
	return plain == len;
}
