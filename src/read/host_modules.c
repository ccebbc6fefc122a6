/* SPDX-License-Identifier: Apache-2.0 */
#include "read/host_modules.h"
#include "base/files.h"
#include "read/module_names.h"

#include <string.h>

enum {
	FILE_BYTES = 1024 * 1024,
	MAX_FILES = 1000, /* of one folder */
};

struct modules {
	struct host_builder *b;
	int root_fd;
	struct str show;
	bool has_folder;
	struct module_names names;
};

static bool read_file(const struct modules *m, const char *path,
		      struct str *out)
{
	return file_read_in(m->b->r->arena, m->root_fd, path, FILE_BYTES,
			    out) == 0 &&
	       out->len > 0;
}

static struct str shown(const struct modules *m, const char *path)
{
	return str_format(m->b->r->arena, "%.*s/%s", STR_ARG(m->show), path);
}

static void take_lines(struct modules *m, const char *path)
{
	struct str text = { 0 };

	if (read_file(m, path, &text))
		module_names_lines(
			&m->names,
			source_add(m->b->r->sources, shown(m, path), text),
			text);
}

/* On a merged /usr, /lib leads to where we have been. */
static bool seen_before(const struct modules *m, const char *folder)
{
	struct file_about lib, usr_lib;

	return str_starts(str_of(folder), STR("lib/")) &&
	       file_about_in(m->root_fd, "lib", &lib) == 0 &&
	       file_about_in(m->root_fd, "usr/lib", &usr_lib) == 0 &&
	       lib.device == usr_lib.device && lib.inode == usr_lib.inode;
}

static void list(const struct modules *m, const char *folder,
		 struct file_list *out)
{
	if (seen_before(m, folder))
		return;
	file_list_in(m->b->r->arena, m->root_fd, folder, out);
	if (out->entries.n > MAX_FILES)
		out->entries.n = MAX_FILES;
}

static const char *below(const struct modules *m, const char *folder,
			 struct str name)
{
	return str_c(m->b->r->arena, str_format(m->b->r->arena, "%s/%.*s",
						folder, STR_ARG(name)));
}

/* Strongest first: of one name the first is taken. */
static const char *const load_folders[] = {
	"etc/modules-load.d",           "run/modules-load.d",
	"usr/local/lib/modules-load.d", "usr/lib/modules-load.d",
	"lib/modules-load.d",
};

static void take_folders(struct modules *m)
{
	struct map *taken = map_new(m->b->r->arena);

	for (size_t i = 0; i < sizeof load_folders / sizeof load_folders[0];
	     i++) {
		struct file_list files = { 0 };
		struct file_about about;

		m->has_folder =
			m->has_folder ||
			file_about_in(m->root_fd, load_folders[i], &about) == 0;
		list(m, load_folders[i], &files);
		for (size_t k = 0; k < files.entries.n; k++) {
			struct file_entry *e = &files.entries.at[k];

			if (!str_ends(e->name, STR(".conf")) ||
			    map_get(taken, e->name))
				continue;
			map_put(taken, e->name, m);
			take_lines(m, below(m, load_folders[i], e->name));
		}
	}
}

static void take_cmdline(struct modules *m)
{
	const char *given = m->b->r->cmdline;
	struct str text = { 0 };

	if (!given)
		read_file(m, "proc/cmdline", &text);
	else if (strcmp(given, "-") != 0)
		file_read(m->b->r->arena, given, FILE_BYTES, &text);
	module_names_parameters(&m->names, text);
}

/* Of every kernel that is there, as nobody knows which one runs. */
static void take_built_in(struct modules *m, const char *folder)
{
	struct file_list kernels = { 0 };
	struct str text = { 0 };

	list(m, folder, &kernels);
	for (size_t i = 0; i < kernels.entries.n; i++) {
		const char *of = below(m, folder, kernels.entries.at[i].name);

		if (read_file(m, below(m, of, STR("modules.builtin")), &text))
			module_names_paths(&m->names, text);
	}
}

static const struct hook_folder {
	const char *path;
	void (*take)(struct module_names *m, struct str text);
} hook_folders[] = {
	{ "etc/udev/rules.d", module_names_udev },
	{ "run/udev/rules.d", module_names_udev },
	{ "usr/lib/udev/rules.d", module_names_udev },
	{ "lib/udev/rules.d", module_names_udev },
	{ "etc/modprobe.d", module_names_modprobe },
	{ "run/modprobe.d", module_names_modprobe },
	{ "usr/lib/modprobe.d", module_names_modprobe },
	{ "lib/modprobe.d", module_names_modprobe },
};

/* The keys of these modules are written again when they come. */
static void take_hooks(struct modules *m)
{
	for (size_t i = 0; i < sizeof hook_folders / sizeof hook_folders[0];
	     i++) {
		const struct hook_folder *f = &hook_folders[i];
		struct file_list files = { 0 };
		struct str text = { 0 };

		list(m, f->path, &files);
		for (size_t k = 0; k < files.entries.n; k++)
			if (read_file(
				    m,
				    below(m, f->path, files.entries.at[k].name),
				    &text) &&
			    str_find_str(text, STR("sysctl")) < text.len)
				f->take(&m->names, text);
	}
}

static struct datum answer(const struct modules *m)
{
	struct value v = { .type = VALUE_WORDS,
			   .n = (uint32_t)m->names.list.n,
			   .words = m->names.list.at };
	struct datum d = datum_of(v, ORIGIN_GIVEN, m->names.first);

	d.tainted = true;
	d.note = str_format(m->b->r->arena,
			    "modules-load.d, modules, udev/rules.d and "
			    "modprobe.d below %.*s/",
			    STR_ARG(m->show));
	return d;
}

struct datum host_modules(struct host_builder *b, int root_fd, struct str show)
{
	struct modules m = { .b = b, .root_fd = root_fd, .show = show };
	struct file_about about;

	if (!b->r->dialect->after_modules)
		return datum_unknown(STR("not given"));
	/* A sosreport holds but some of the folders. */
	if (file_about_in(root_fd, "sos_commands", &about) == 0)
		return datum_unknown(STR("not given"));
	module_names_init(&m.names, b->r->arena);
	take_folders(&m);
	if (!m.has_folder)
		return datum_unknown(STR("the root has no modules-load.d"));
	take_lines(&m, "etc/modules");
	take_cmdline(&m);
	take_built_in(&m, "usr/lib/modules");
	take_built_in(&m, "lib/modules");
	take_hooks(&m);
	if (m.names.any)
		return datum_unknown(STR("a udev rule runs sysctl for modules "
					 "that it does not name"));
	return answer(&m);
}
