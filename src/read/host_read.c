/* SPDX-License-Identifier: Apache-2.0 */
#include "base/files.h"
#include "read/host_around.h"
#include "read/host_modules.h"
#include "read/input_kind.h"
#include "read/input_read.h"
#include "read/sysctl_file.h"
#include "read/sysctl_host.h"
#include "read/sysctl_order.h"
#include "read/unread_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

enum { FILE_LIMIT_BYTES = 32 * 1024 * 1024 };

static const char *why_unreadable(int error)
{
	switch (error) {
	case ENOENT:
		return "there is no such file";
	case ENOTDIR:
		return "a part of the path is no directory";
	case EISDIR:
		return "it is a directory";
	case ENOTSUP:
		return "it is a device, a FIFO or a socket, not a file";
	case EFBIG:
		return "it is larger than 32 MiB, the limit for one file";
	default:
		return strerror(error);
	}
}

void host_unreadable(struct host_builder *b, struct host_file *file, int error)
{
	file->fate = FATE_UNREADABLE;
	file->why = str_copy(b->r->arena, str_of(why_unreadable(error)));
	diag_add_subject(b->r->diags, DIAG_UNREADABLE, "unreadable", file->name,
			 "%.*s", STR_ARG(file->why));
	settings_set_incomplete(b->out->settings);
}

void host_push(struct host_builder *b, struct host_file file)
{
	vec_push(b->r->arena, &b->out->files, file);
}

void host_load(struct host_builder *b, struct host_file file, struct str text,
	       bool placed)
{
	file.fate = FATE_LOADED;
	file.source = source_add(b->r->sources, file.name, text);
	host_push(b, file);
	input_read(b, file.source, placed);
}

static void give_fate(struct host_file *file, enum file_fate fate,
		      const char *why)
{
	file->fate = (uint8_t)fate;
	file->why = str_of(why);
}

/* A file of a sysctl.d, or the one that is read after them. */
static void load_ordered(struct host_builder *b, int root_fd,
			 const struct order_file *f)
{
	struct host_file file = f->file;
	struct str text = { 0 };
	int error = f->is_null ? 0
			       : file_read_in(b->r->arena, root_fd,
					      str_c(b->r->arena, f->path),
					      FILE_LIMIT_BYTES, &text);

	if (f->is_null) {
		give_fate(&file, FATE_MASK,
			  "a link to /dev/null: it only hides files of its "
			  "name");
	} else if (error == -ENOENT && f->is_link) {
		host_fault(b, FAULT_DANGLING_LINK);
		give_fate(&file, FATE_DANGLING,
			  "a link to nothing: it only hides files of its name");
	} else if (error == -EISDIR) {
		host_fault(b, FAULT_DIRECTORY_FILE);
		give_fate(&file, FATE_DIRECTORY, "it is a directory");
	} else if (error) {
		host_fault(b, FAULT_UNREADABLE);
		host_unreadable(b, &file, -error);
	} else {
		host_load(b, file, text, true);
		return;
	}
	unread_file(b, &file, (struct str){ 0 });
	host_push(b, file);
}

/* What it would say is worth knowing. */
static void set_aside(struct host_builder *b, int root_fd,
		      const struct order_file *f)
{
	struct host_file file = f->file;
	struct str text = { 0 };

	if (f->error) {
		host_unreadable(b, &file, f->error);
		host_push(b, file);
		return;
	}
	if (!b->r->verbatim)
		file_read_in(b->r->arena, root_fd, str_c(b->r->arena, f->path),
			     FILE_LIMIT_BYTES, &text);
	unread_file(b, &file, text);
	host_push(b, file);
}

static void load_order(struct host_builder *b, int root_fd,
		       const struct order *order)
{
	for (size_t i = 0; i < order->load.n; i++)
		load_ordered(b, root_fd, &order->load.at[i]);
	for (size_t i = 0; i < order->others.n; i++)
		set_aside(b, root_fd, &order->others.at[i]);
	if (order->misses_conf)
		host_fault(b, FAULT_NO_CONF);
}

static void load_stdin(struct host_builder *b)
{
	struct host_file file = { .name = STR("<stdin>") };
	struct str text = { 0 };
	int error = file_read_stdin(b->r->arena, FILE_LIMIT_BYTES, &text);

	if (!error) {
		host_load(b, file, text, false);
		return;
	}
	host_unreadable(b, &file, -error);
	host_push(b, file);
}

static void load_directory(struct host_builder *b, const char *path)
{
	struct order order;

	order_directory(b->r->arena, AT_FDCWD, path, (struct str){ 0 }, &order);
	load_order(b, AT_FDCWD, &order);
}

static void load_path(struct host_builder *b, const char *path)
{
	struct host_file file = { .name = str_of(path) };
	struct str text = { 0 };
	struct file_about about;
	int error;

	if (file_about_in(AT_FDCWD, path, &about) == 0 &&
	    about.kind == FILE_DIRECTORY) {
		load_directory(b, path);
		return;
	}
	error = file_read(b->r->arena, path, FILE_LIMIT_BYTES, &text);
	if (!error) {
		host_load(b, file, text, input_kind_is_place(file.name));
		return;
	}
	host_fault(b, error == -ENOENT ? FAULT_MISSING_FILE : FAULT_UNREADABLE);
	host_unreadable(b, &file, -error);
	host_push(b, file);
}

static const char *below(struct arena *arena, const char *folder,
			 const char *path)
{
	size_t n = folder ? strlen(folder) : 0;

	if (!n || path[0] == '/')
		return path;
	return str_c(arena, str_format(arena, "%s%s%s", folder,
				       folder[n - 1] == '/' ? "" : "/", path));
}

void host_read_paths(const struct host_reading *r, const char *folder,
		     const char *const *paths, size_t n_paths, bool complete,
		     struct host_read *out)
{
	struct host_builder b;
	/* A loader's own view of its arguments; else they are the user's. */
	bool first_only = r->verbatim && r->dialect->first_file_only;

	host_start(&b, r, complete, out);
	b.alone = n_paths == 1 && !r->cmdline;
	if (r->cmdline)
		host_around_cmdline(&b);
	for (size_t i = 0; i < n_paths; i++) {
		struct host_file file = {
			.name = str_of(paths[i]),
			.fate = FATE_NEVER,
			.why = STR("this loader reads the first file only")
		};

		if (i > 0 && first_only)
			host_push(&b, file);
		else if (strcmp(paths[i], "-") == 0)
			load_stdin(&b);
		else
			load_path(&b, below(r->arena, folder, paths[i]));
	}
}

void host_read_root(const struct host_reading *r, const char *root,
		    struct host_read *out)
{
	struct host_builder b;
	struct order order;
	struct str show = str_of(root);
	int fd = -1, error = file_root_open(root, &fd);

	host_start(&b, r, true, out);
	settings_loading(out->settings)->booted = true;
	if (error) {
		diag_add_subject(r->diags, DIAG_UNREADABLE, "unreadable", show,
				 "%s", why_unreadable(-error));
		host_fault(&b, FAULT_UNREADABLE);
		settings_set_incomplete(out->settings);
		return;
	}
	while (str_ends(show, STR("/")))
		show.len--;
	if (!r->verbatim)
		host_around_before(&b, fd, show);
	order_root(r->arena, r->dialect, fd, show, &order);
	load_order(&b, fd, &order);
	if (!r->verbatim) {
		host_around_after(&b, fd, show);
		out->modules = host_modules(&b, fd, show);
	}
	file_root_close(fd);
}

void host_read_cmdline(const struct host_reading *r, const char *root,
		       struct host_read *out)
{
	struct host_builder b;
	struct str show = str_of(root ? root : "");
	int fd = -1;

	host_start(&b, r, false, out);
	while (str_ends(show, STR("/")))
		show.len--;
	if (r->cmdline) {
		host_around_cmdline(&b);
	} else if (root && file_root_open(root, &fd) == 0) {
		host_around_before(&b, fd, show);
		file_root_close(fd);
	}
}

void host_read_source(const struct host_reading *r, uint32_t source,
		      struct host_read *out)
{
	struct host_builder b;
	struct host_file file = { .name = source_name(r->sources, source),
				  .fate = FATE_LOADED,
				  .source = source };

	host_start(&b, r, false, out);
	b.alone = true;
	host_push(&b, file);
	input_read(&b, source, input_kind_is_place(file.name));
}
