/* SPDX-License-Identifier: Apache-2.0 */
#include "read/tuned_tree.h"
#include "base/files.h"

enum { MAX_TRIED = 256, LIMIT_BYTES = 1024 * 1024 };

/* The stronger first, as in tuned 2.28's consts.py; before tuned's commit
 * 6d3aa94 they had no "profiles". */
static const char *const folders[] = {
	"etc/tuned/profiles/",
	"etc/tuned/",
	"usr/lib/tuned/profiles/",
	"usr/lib/tuned/",
};
enum { N_FOLDERS = sizeof folders / sizeof folders[0] };

static struct str folder_of(struct str path)
{
	size_t n = path.len;

	while (n && path.at[n - 1] != '/')
		n--;
	return str_slice(path, 0, n);
}

static struct str without_end(struct str folder)
{
	while (str_ends(folder, STR("/")))
		folder.len--;
	return folder;
}

/* "x/etc/tuned/" and so on leads to "x/"; at the front that is the process's
 * own folder. */
static bool system_above(struct str profiles, struct str *out_root)
{
	for (size_t i = 0; i < N_FOLDERS; i++) {
		struct str end = str_of(folders[i]);
		size_t n = profiles.len - end.len;

		if (!str_ends(profiles, end) ||
		    (n && profiles.at[n - 1] != '/'))
			continue;
		*out_root = n ? str_slice(profiles, 0, n) : STR("./");
		return true;
	}
	return false;
}

void tuned_tree_open(struct tuned_tree *tree, struct arena *arena,
		     struct str name)
{
	struct str own = folder_of(name);
	struct str profiles = folder_of(without_end(own));

	*tree = (struct tuned_tree){ .arena = arena,
				     .fd = -1,
				     .taken = map_new(arena) };
	/* Only "…/NAME/tuned.conf" has others beside it. */
	if (str_empty(own) ||
	    !str_eq(str_slice(name, own.len, name.len), STR("tuned.conf")))
		return;
	tree->is_system = system_above(profiles, &tree->root);
	if (!tree->is_system)
		tree->root = str_empty(profiles) ? STR("./") : profiles;
	if (file_root_open(str_c(arena, tree->root), &tree->fd))
		tree->fd = -1;
	map_put(tree->taken, name, tree);
}

void tuned_tree_close(struct tuned_tree *tree)
{
	if (tree->fd >= 0)
		file_root_close(tree->fd);
}

static enum tuned_found take(struct tuned_tree *tree, struct str path,
			     struct str *out_name, struct str *out_text)
{
	struct str name =
		str_eq(tree->root, STR("./"))
			? path
			: str_join(tree->arena, tree->root, STR(""), path);

	if (map_get(tree->taken, name))
		return TUNED_TAKEN;
	if (tree->n_tried++ >= MAX_TRIED ||
	    file_read_in(tree->arena, tree->fd, str_c(tree->arena, path),
			 LIMIT_BYTES, out_text))
		return TUNED_NOWHERE;
	map_put(tree->taken, name, tree);
	*out_name = name;
	return TUNED_READ;
}

/* As tuned has it: no name leads to another folder. */
static bool is_safe(struct str name)
{
	for (size_t i = 0; i < name.len; i++) {
		char c = name.at[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		      (c >= '0' && c <= '9') || c == '_' || c == '.' ||
		      c == '-'))
			return false;
	}
	return name.len && !str_eq(name, STR(".")) && !str_eq(name, STR(".."));
}

enum tuned_found tuned_tree_profile(struct tuned_tree *tree, struct str profile,
				    struct str *out_name, struct str *out_text)
{
	enum tuned_found found = TUNED_NOWHERE;
	size_t n = tree->is_system ? N_FOLDERS : 1;

	if (tree->fd < 0 || !is_safe(profile))
		return TUNED_NOWHERE;
	for (size_t i = 0; i < n; i++) {
		const char *folder = tree->is_system ? folders[i] : "";
		enum tuned_found here =
			take(tree,
			     str_format(tree->arena, "%s%.*s/tuned.conf",
					folder, STR_ARG(profile)),
			     out_name, out_text);

		/* Of what was read already, the next folder's counts. */
		if (here == TUNED_READ)
			return here;
		if (here == TUNED_TAKEN)
			found = here;
	}
	return found;
}

enum tuned_found tuned_tree_file(struct tuned_tree *tree, struct str path,
				 struct str *out_name, struct str *out_text)
{
	if (tree->fd < 0 || !tree->is_system || !str_skip(&path, '/'))
		return TUNED_NOWHERE;
	return take(tree, path, out_name, out_text);
}
