/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/kernel_survey.h"

#include "base/files.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define TOP       "/proc/sys"
#define VALUE_MAX (64 * 1024)
#define READABLE  0444

struct walk {
	struct survey *survey;
	struct arena *arena;
	const struct knowledge *knowledge;
	int root;
};

static struct str without_line_end(struct str text)
{
	if (str_ends(text, STR("\n")))
		text.len--;
	return text;
}

static int read_at(struct arena *arena, int root, struct str path,
		   struct str *out)
{
	const int error =
		file_read_in(arena, root, str_c(arena, path), VALUE_MAX, out);

	*out = without_line_end(*out);
	return error;
}

static void add_key(const struct walk *w, struct str path)
{
	struct live_key key = { .path = path };
	struct file_about about;

	if (file_about_in(w->root, str_c(w->arena, path), &about) < 0)
		return;
	key.mode = about.mode & 07777;
	key.inode = about.inode;
	key.fact = knowledge_fact(w->knowledge, path, &key.book);
	if (key.fact && key.fact->read != READ_NEVER && key.mode & READABLE)
		key.has_value =
			read_at(w->arena, w->root, path, &key.value) == 0;
	vec_push(w->arena, &w->survey->keys, key);
}

static int walk_folder(const struct walk *w, struct str folder)
{
	struct file_list list = { 0 };
	const int error =
		file_list_in(w->arena, w->root, str_c(w->arena, folder), &list);

	for (size_t i = 0; !error && i < list.entries.n; i++) {
		const struct file_entry *entry = &list.entries.at[i];
		const struct str path =
			folder.at[0] == '.' ? entry->name
					    : str_join(w->arena, folder,
						       STR("/"), entry->name);

		/* What is gone by now, or shut, is not looked at. */
		if (entry->kind == FILE_DIRECTORY)
			walk_folder(w, path);
		else if (entry->kind == FILE_REGULAR)
			add_key(w, path);
	}
	return error;
}

int survey_take(struct survey *s, struct arena *arena,
		const struct knowledge *knowledge)
{
	struct walk w = { s, arena, knowledge, -1 };
	int error = file_root_open(TOP, &w.root);

	*s = (struct survey){ .by_path = map_new(arena) };
	if (error)
		return error;
	error = walk_folder(&w, STR("."));
	file_root_close(w.root);
	for (size_t i = 0; i < s->keys.n; i++)
		map_put(s->by_path, s->keys.at[i].path, &s->keys.at[i]);
	return error;
}

const struct live_key *survey_find(const struct survey *s, struct str path)
{
	return map_get(s->by_path, path);
}

bool live_read(struct arena *arena, struct str path, struct str *out)
{
	const struct str whole = str_join(arena, STR(TOP), STR("/"), path);

	if (file_read(arena, str_c(arena, whole), VALUE_MAX, out) < 0)
		return false;
	*out = without_line_end(*out);
	return true;
}

int live_write(struct arena *arena, struct str path, struct str text)
{
	const struct str whole = str_join(arena, STR(TOP), STR("/"), path);
	const int fd = open(str_c(arena, whole), O_WRONLY | O_CLOEXEC);
	int error = 0;

	if (fd < 0)
		return errno;
	if (write(fd, text.at, text.len) < 0)
		error = errno;
	close(fd);
	return error;
}
