/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/key.h"

/* Where the directories of network interfaces are. To add one: a line. */
#define FOLDER(text) { text, sizeof text - 1 }
static const struct str interface_folders[] = {
	FOLDER("net/ipv4/conf/"),  FOLDER("net/ipv6/conf/"),
	FOLDER("net/ipv4/neigh/"), FOLDER("net/ipv6/neigh/"),
	FOLDER("net/mpls/conf/"),
};

static struct str swap_separators(struct arena *arena, struct str s)
{
	char *copy = arena_array(arena, char, s.len + 1);

	for (size_t i = 0; i < s.len; i++) {
		if (s.at[i] == '.')
			copy[i] = '/';
		else
			copy[i] = s.at[i] == '/' ? '.' : s.at[i];
	}
	return (struct str){ copy, s.len };
}

struct str key_path(struct arena *arena, struct str spelling)
{
	if (str_find(spelling, '.') < str_find(spelling, '/'))
		return swap_separators(arena, spelling);
	return str_copy(arena, spelling);
}

struct str key_dotted(struct arena *arena, struct str path)
{
	/* With a dot in the first part there is no dotted spelling. */
	if (str_find(path, '.') < str_find(path, '/'))
		return str_copy(arena, path);
	return swap_separators(arena, path);
}

static struct str interface_folder(struct str path)
{
	const size_t n = sizeof interface_folders / sizeof *interface_folders;

	for (size_t i = 0; i < n; i++)
		if (str_starts(path, interface_folders[i]))
			return interface_folders[i];
	return (struct str){ 0 };
}

struct str key_join_interface(struct arena *arena, struct str path)
{
	const size_t from = interface_folder(path).len;
	size_t last = path.len;
	char *copy;

	while (last > from && path.at[last - 1] != '/')
		last--;
	if (!from || last <= from)
		return path;
	copy = arena_array(arena, char, path.len);
	for (size_t i = 0; i < path.len; i++)
		copy[i] = i >= from && i + 1 < last && path.at[i] == '/'
				  ? '.'
				  : path.at[i];
	return (struct str){ copy, path.len };
}

bool key_parts(struct str path, struct key_parts *out)
{
	out->folder = interface_folder(path);
	path = str_slice(path, out->folder.len, path.len);
	return !str_empty(out->folder) &&
	       str_split(path, '/', &out->interface, &out->leaf) &&
	       !str_empty(out->interface) && !str_empty(out->leaf);
}

bool key_split_interface(struct arena *arena, struct str path,
			 struct str *out_pattern, struct str *out_interface)
{
	struct key_parts parts;

	if (!key_parts(path, &parts))
		return false;
	*out_pattern = str_format(arena, "%.*s*/%.*s", STR_ARG(parts.folder),
				  STR_ARG(parts.leaf));
	*out_interface = parts.interface;
	return true;
}

bool key_is_below(struct str path, struct str folder)
{
	return str_empty(folder) ||
	       (str_starts(path, folder) &&
		(path.len == folder.len || path.at[folder.len] == '/'));
}
