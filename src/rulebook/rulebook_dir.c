/* SPDX-License-Identifier: Apache-2.0 */
#include "base/files.h"
#include "rulebook/loader.h"
#include "text/excerpt.h"

#include <errno.h>
#include <string.h>

#define FILE_BYTES_MAX ((size_t)1024 * 1024)
#define FILES_MAX      4096

/* One walk over a directory of rules. */
struct walk {
	struct loader *loader;
	struct arena *arena;
	struct sources *sources;
	struct diags *diags;
	const char *dir;
	int root;
	size_t n_files;
};

typedef void load_one(struct loader *l, const struct book_file *file);

static struct str path_in(struct walk *w, struct str folder, struct str name)
{
	return str_format(w->arena, "%.*s/%.*s", STR_ARG(folder),
			  STR_ARG(name));
}

static struct str shown(struct walk *w, struct str path)
{
	const struct str dir = str_of(w->dir);
	const char *slash = str_ends(dir, STR("/")) ? "" : "/";

	return str_format(w->arena, "%.*s%s%.*s", STR_ARG(dir), slash,
			  STR_ARG(path));
}

static void unreadable(struct walk *w, struct str path, int error)
{
	diag_add_subject(w->diags, DIAG_UNREADABLE, "rule-file", shown(w, path),
			 "this file could not be read: %s", strerror(-error));
}

static bool is_left_aside(struct str name)
{
	return str_starts(name, STR(".")) || str_ends(name, STR("~")) ||
	       str_starts(name, STR("README"));
}

static void read_one(struct walk *w, struct str folder, struct str area,
		     struct str name, load_one *load)
{
	const struct str path = path_in(w, folder, name);
	struct book_file file = { .folder = area };
	struct str text;
	int error;

	if (is_left_aside(name))
		return;
	if (!str_ends(name, STR(".conf"))) {
		diag_add_subject(w->diags, DIAG_WARNING, "rule-file",
				 shown(w, path),
				 "this file is not read: its name does not "
				 "end in '.conf'");
		return;
	}
	if (w->n_files++ >= FILES_MAX) {
		if (w->n_files == FILES_MAX + 1)
			diag_add_subject(w->diags, DIAG_UNREADABLE, "rule-file",
					 shown(w, path),
					 "from here on no file is read: there "
					 "are more than %d",
					 FILES_MAX);
		return;
	}
	error = file_read_in(w->arena, w->root, str_c(w->arena, path),
			     FILE_BYTES_MAX, &text);
	if (error) {
		unreadable(w, path, error);
		return;
	}
	file.stem = str_slice(name, 0, name.len - strlen(".conf"));
	file.root = conf_parse(w->arena, w->sources,
			       source_add(w->sources, shown(w, path), text),
			       NULL, w->diags);
	if (file.root)
		load(w->loader, &file);
}

/* True when the folder is there. */
static bool list(struct walk *w, struct str folder, struct file_list *out)
{
	const int error =
		file_list_in(w->arena, w->root, str_c(w->arena, folder), out);

	if (error && error != -ENOENT)
		unreadable(w, folder, error);
	return !error;
}

static bool read_folder(struct walk *w, struct str folder, struct str area,
			load_one *load)
{
	struct file_list files = { 0 };

	if (!list(w, folder, &files))
		return false;
	for (size_t i = 0; i < files.entries.n; i++)
		read_one(w, folder, area, files.entries.at[i].name, load);
	return true;
}

static bool read_areas(struct walk *w)
{
	struct file_list areas = { 0 };

	if (!list(w, STR("lint"), &areas))
		return false;
	for (size_t i = 0; i < areas.entries.n; i++) {
		const struct str area = areas.entries.at[i].name;

		if (!is_left_aside(area))
			read_folder(w, path_in(w, STR("lint"), area), area,
				    rule_load);
	}
	return true;
}

static void read_all(struct walk *w)
{
	bool any = read_folder(w, STR("keys"), STR(""), fact_load);

	fact_load_end(w->loader);
	any = read_folder(w, STR("families"), STR(""), family_load) || any;
	any = read_folder(w, STR("derive"), STR(""), derive_load) || any;
	derive_load_end(w->loader);
	any = read_areas(w) || any;
	any = read_folder(w, STR("topics"), STR(""), topic_load) || any;
	any = read_folder(w, STR("words"), STR(""), word_load) || any;
	if (!any) {
		diag_add_subject(w->diags, DIAG_ERROR, "rule-dir",
				 str_of(w->dir), "there are no rules in it");
		diag_hint(w->diags, "facts are in keys/ and families/, "
				    "derivations in derive/, rules in "
				    "lint/<area>/, pages in topics/, words "
				    "in words/ below it");
	}
	loader_end(w->loader);
}

int loader_read_dir(struct loader *l, struct sources *sources, const char *dir)
{
	struct walk w = {
		.loader = l,
		.arena = l->arena,
		.sources = sources,
		.diags = l->diags,
		.dir = dir,
	};
	const int error = file_root_open(dir, &w.root);

	if (error)
		return error;
	read_all(&w);
	file_root_close(w.root);
	return 0;
}

int rulebook_add_dir(struct rulebook *rulebook, struct arena *arena,
		     struct sources *sources, const char *dir,
		     struct diags *diags)
{
	struct loader *l;
	int error;

	if (rulebook->n_books == BOOKS_MAX) {
		diag_add_subject(diags, DIAG_ERROR, "rule-dir", str_of(dir),
				 "there is no room for more than %d folders "
				 "of rules",
				 BOOKS_MAX);
		return 0;
	}
	l = loader_new(arena, diags, rulebook);
	error = loader_read_dir(l, sources, dir);
	if (!error)
		rulebook_add(rulebook, l->result);
	return error;
}
