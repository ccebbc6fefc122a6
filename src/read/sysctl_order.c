/* SPDX-License-Identifier: Apache-2.0 */
#include "read/sysctl_order.h"
#include "base/files.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Every directory that some loader reads: files in one that this loader does
 * not are worth a word. */
static const char *const all_directories[] = {
	"/etc/sysctl.d",     "/run/sysctl.d", "/usr/local/lib/sysctl.d",
	"/usr/lib/sysctl.d", "/lib/sysctl.d",
};
enum { N_ALL = sizeof all_directories / sizeof all_directories[0] };

static const char conf_path[] = "/etc/sysctl.conf";

struct search {
	struct arena *arena;
	const struct dialect *dialect;
	int root_fd;
	struct str show;
	struct order *out;
};

static struct order_file make_file(const struct search *s, const char *dir,
				   const struct file_entry *entry, size_t rank)
{
	struct order_file f = { .dir = (uint8_t)rank,
				.base = entry->name,
				.is_link = entry->kind == FILE_LINK };

	f.path = str_format(s->arena, "%s/%.*s", dir, STR_ARG(entry->name));
	f.file.name = str_format(s->arena, "%.*s%.*s", STR_ARG(s->show),
				 STR_ARG(f.path));
	/* The device itself need not be below the root. */
	f.is_null = f.is_link && str_eq(entry->target, STR("/dev/null"));
	return f;
}

static void set_aside(const struct search *s, struct order_file f,
		      enum file_fate fate, struct str why)
{
	f.file.fate = (uint8_t)fate;
	f.file.why = why;
	vec_push(s->arena, &s->out->others, f);
}

/* 3.3.2 compares one byte too many, and so finds no fault with any name that
 * has six. */
static bool is_conf(const struct search *s, struct str name)
{
	if (s->dialect && s->dialect->any_suffix)
		return name.len >= strlen("x.conf");
	return str_ends(name, STR(".conf"));
}

static bool skips_hidden(const struct search *s, struct str name)
{
	return s->dialect && s->dialect->skips_hidden && name.at[0] == '.';
}

/* What it would say is not known: as with a file that cannot be read. */
static void note_closed(const struct search *s, const char *dir, int error)
{
	struct order_file f = { .path = str_of(dir), .error = error };

	f.file.name = str_join(s->arena, s->show, f.path, STR(""));
	vec_push(s->arena, &s->out->others, f);
}

static int list_directory(const struct search *s, const char *dir, size_t rank)
{
	struct file_list list = { 0 };
	int error = file_list_in(s->arena, s->root_fd, dir, &list);

	if (error && error != -ENOENT && error != -ENOTDIR)
		note_closed(s, dir, -error);
	for (size_t i = 0; i < list.entries.n; i++) {
		const struct file_entry *entry = &list.entries.at[i];
		struct order_file f = make_file(s, dir, entry, rank);

		if (!is_conf(s, entry->name)) {
			if (entry->kind != FILE_DIRECTORY)
				set_aside(s, f, FATE_NEVER,
					  STR("its name does not end in "
					      ".conf"));
		} else if (skips_hidden(s, entry->name)) {
			set_aside(s, f, FATE_NEVER,
				  STR("its name begins with a dot"));
		} else {
			vec_push(s->arena, &s->out->load, f);
		}
	}
	return error;
}

static int by_name(const void *a, const void *b)
{
	const struct order_file *x = a, *y = b;
	int order = str_cmp(x->base, y->base);

	return order ? order : (x->dir > y->dir) - (x->dir < y->dir);
}

static bool is_empty(const struct search *s, const struct order_file *f)
{
	struct file_about about;

	return f->is_null ||
	       file_about_in(s->root_fd, str_c(s->arena, f->path), &about) ||
	       about.is_null_device ||
	       (about.kind == FILE_REGULAR && about.size_bytes == 0);
}

static void hide(const struct search *s, const struct order_file *by,
		 struct order_file f)
{
	bool masks = is_empty(s, by);

	set_aside(s, f, masks ? FATE_MASKED : FATE_SHADOWED,
		  str_format(s->arena, "%s %.*s",
			     masks ? "masked by" : "the same name is in",
			     STR_ARG(by->file.name)));
}

/* Of one name, the strongest directory's stays. */
static void sort_and_hide(const struct search *s)
{
	struct order *o = s->out;
	size_t n = 0;

	if (o->load.n)
		qsort(o->load.at, o->load.n, sizeof o->load.at[0], by_name);
	for (size_t i = 0; i < o->load.n; i++) {
		if (n && str_eq(o->load.at[n - 1].base, o->load.at[i].base))
			hide(s, &o->load.at[n - 1], o->load.at[i]);
		else
			o->load.at[n++] = o->load.at[i];
	}
	o->load.n = n;
}

static bool same_place(const struct search *s, const char *a, const char *b)
{
	struct file_about x, y;

	return file_about_in(s->root_fd, a, &x) == 0 &&
	       file_about_in(s->root_fd, b, &y) == 0 && x.device == y.device &&
	       x.inode == y.inode;
}

/* On a merged /usr, /lib leads to where we have been. */
static bool seen_before(const struct search *s, const char *const *dirs,
			size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (same_place(s, dirs[k], dirs[i]))
			return true;
	return false;
}

static bool reads_place(const struct search *s, const char *dir)
{
	const struct boot_place *p = s->dialect->places;

	for (; p && p->path; p++)
		if (str_eq(str_of(p->path), str_of(dir)) ||
		    same_place(s, p->path, dir))
			return true;
	return false;
}

static bool reads_directory(const struct search *s, const char *dir)
{
	if (reads_place(s, dir))
		return true;
	for (size_t i = 0; s->dialect->directories[i]; i++)
		if (str_eq(str_of(s->dialect->directories[i]), str_of(dir)) ||
		    same_place(s, s->dialect->directories[i], dir))
			return true;
	return false;
}

static void list_unread(const struct search *s, const char *dir)
{
	struct file_list list = { 0 };

	file_list_in(s->arena, s->root_fd, dir, &list);
	for (size_t i = 0; i < list.entries.n; i++)
		if (is_conf(s, list.entries.at[i].name))
			set_aside(s,
				  make_file(s, dir, &list.entries.at[i], N_ALL),
				  FATE_NEVER,
				  STR("this loader does not read this "
				      "directory"));
}

/* The link that makes the loader read the file all the same, if any. */
static struct str linked_from(const struct search *s)
{
	for (size_t i = 0; i < s->out->load.n; i++) {
		struct order_file *f = &s->out->load.at[i];

		if (f->is_link && !f->is_null &&
		    same_place(s, str_c(s->arena, f->path), conf_path))
			return f->file.name;
	}
	return (struct str){ 0 };
}

static void add_conf(const struct search *s)
{
	struct file_entry entry = { .name = STR("sysctl.conf") };
	struct order_file f = make_file(s, "/etc", &entry, N_ALL);
	struct file_about about;
	bool there = file_about_in(s->root_fd, conf_path, &about) == 0;
	bool regular = there && about.kind == FILE_REGULAR;
	struct str link;

	if (s->dialect->conf_file != CONF_FILE_NEVER) {
		s->out->misses_conf =
			!there && s->dialect->conf_file == CONF_FILE_NEEDED;
		if (regular)
			vec_push(s->arena, &s->out->load, f);
		return;
	}
	link = linked_from(s);
	if (there && str_empty(link))
		set_aside(s, f, FATE_NEVER,
			  STR("this loader reads it only through a link in a "
			      "sysctl.d directory"));
	else if (there)
		set_aside(s, f, FATE_LINKED,
			  str_format(s->arena, "read as %.*s", STR_ARG(link)));
}

static bool is_regular(const struct search *s, const char *path)
{
	struct file_about about;

	return file_about_in(s->root_fd, path, &about) == 0 &&
	       about.kind == FILE_REGULAR;
}

/* The file of this name that makes a script pass over it, or NULL. */
static const char *hidden_by(const struct search *s, const struct boot_place *p,
			     struct str name)
{
	while ((++p)->path) {
		const char *other =
			str_c(s->arena, str_format(s->arena, "%s/%.*s", p->path,
						   STR_ARG(name)));

		if (p->hides && is_regular(s, other))
			return other;
	}
	return NULL;
}

static void take_from_place(const struct search *s, const struct boot_place *p,
			    const struct file_entry *entry)
{
	size_t rank = (size_t)(p - s->dialect->places);
	struct order_file f = make_file(s, p->path, entry, rank);
	const char *by = NULL;

	if (!str_ends(entry->name, STR(".conf"))) {
		if (entry->kind == FILE_DIRECTORY)
			return;
		f.file.why = STR("its name does not end in .conf");
	} else if (entry->name.at[0] == '.') {
		f.file.why = STR("its name begins with a dot");
	} else if (!is_regular(s, str_c(s->arena, f.path))) {
		f.file.why = STR("the boot script takes regular files only");
	} else if ((by = hidden_by(s, p, entry->name)) == NULL) {
		vec_push(s->arena, &s->out->load, f);
		return;
	}
	if (by)
		set_aside(s, f, FATE_SHADOWED,
			  str_format(s->arena, "the same name is in %.*s%s",
				     STR_ARG(s->show), by));
	else
		set_aside(s, f, FATE_NEVER, f.file.why);
}

static bool listed_before(const struct search *s, const struct boot_place *p)
{
	for (const struct boot_place *q = s->dialect->places; q < p; q++)
		if (same_place(s, q->path, p->path))
			return true;
	return false;
}

static void list_place(const struct search *s, const struct boot_place *p)
{
	struct file_list list = { 0 };

	if (p->is_file) {
		struct file_entry entry = { .name = STR("sysctl.conf") };
		struct order_file f = make_file(s, "/etc", &entry, N_ALL);

		if (is_regular(s, p->path))
			vec_push(s->arena, &s->out->load, f);
		return;
	}
	/* On a merged /usr the script takes a folder twice: once is enough. */
	if (!p->hides && listed_before(s, p))
		return;
	file_list_in(s->arena, s->root_fd, p->path, &list);
	for (size_t i = 0; i < list.entries.n; i++)
		take_from_place(s, p, &list.entries.at[i]);
}

static void list_places(const struct search *s)
{
	const struct boot_place *p = s->dialect->places;

	for (; p && p->path; p++)
		list_place(s, p);
}

void order_root(struct arena *arena, const struct dialect *d, int root_fd,
		struct str show, struct order *out)
{
	struct search s = { arena, d, root_fd, show, out };

	*out = (struct order){ 0 };
	for (size_t i = 0; d->writing.boots && d->directories[i]; i++)
		if (!seen_before(&s, d->directories, i))
			list_directory(&s, d->directories[i], i);
	sort_and_hide(&s);
	list_places(&s);
	for (size_t i = 0; i < N_ALL; i++)
		if (!reads_directory(&s, all_directories[i]) &&
		    !seen_before(&s, all_directories, i))
			list_unread(&s, all_directories[i]);
	if (d->writing.boots && !d->places)
		add_conf(&s);
}

int order_directory(struct arena *arena, int root_fd, const char *path,
		    struct str show, struct order *out)
{
	struct search s = { arena, NULL, root_fd, show, out };
	int error;

	*out = (struct order){ 0 };
	error = list_directory(&s, path, 0);
	sort_and_hide(&s);
	return error;
}
