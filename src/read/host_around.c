/* SPDX-License-Identifier: Apache-2.0 */
#include "read/host_around.h"
#include "base/files.h"
#include "read/cmdline.h"
#include "read/input_read.h"

#include <string.h>

enum {
	CMDLINE_BYTES = 64 * 1024,
	SETTINGS_BYTES = 32 * 1024 * 1024,
	SHELL_BYTES = 64 * 1024,
};

/* A root on the way: what is not there, or cannot be read, is not spoken of,
 * as nobody said that it is. */
struct around {
	struct host_builder *b;
	int root_fd;
	struct str show;
};

static struct str shown(const struct around *a, const char *path)
{
	return str_format(a->b->r->arena, "%.*s/%s", STR_ARG(a->show), path);
}

static bool read_text(const struct around *a, const char *path,
		      size_t limit_bytes, struct str *out)
{
	return file_read_in(a->b->r->arena, a->root_fd, path, limit_bytes,
			    out) == 0;
}

static void load_cmdline(struct host_builder *b, struct host_file file,
			 struct str text)
{
	const struct host_reading *r = b->r;
	struct host_reading told = *r;

	file.why = STR("the kernel carries it out, before all files");
	told.told = INPUT_CMDLINE;
	b->r = &told;
	host_load(b, file, text, false);
	b->r = r;
}

void host_around_cmdline(struct host_builder *b)
{
	struct arena *arena = b->r->arena;
	const char *path = b->r->cmdline;
	bool is_stdin = strcmp(path, "-") == 0;
	struct host_file file = { .name = is_stdin ? STR("<stdin>")
						   : str_of(path) };
	struct str text = { 0 };
	int error = is_stdin ? file_read_stdin(arena, SETTINGS_BYTES, &text)
			     : file_read(arena, path, SETTINGS_BYTES, &text);

	if (error) {
		host_unreadable(b, &file, -error);
		host_push(b, file);
		return;
	}
	load_cmdline(b, file, text);
}

void host_around_before(struct host_builder *b, int root_fd, struct str show)
{
	struct around a = { b, root_fd, show };
	struct host_file file = { .name = shown(&a, "proc/cmdline") };
	struct str text = { 0 };

	if (b->r->cmdline) {
		host_around_cmdline(b);
		return;
	}
	if (read_text(&a, "proc/cmdline", CMDLINE_BYTES, &text) &&
	    cmdline_speaks(text))
		load_cmdline(b, file, text);
}

/* The value that a shell would have in a variable after these lines, where it
 * is assigned a plain word. */
static void shell_variable(struct str text, struct str name, struct str *out)
{
	struct str line, key, value;

	while (text.len) {
		str_split(text, '\n', &line, &text);
		if (!str_split(str_trim(line), '=', &key, &value) ||
		    !str_eq(key, name))
			continue;
		str_next_word(&value, " \t#;", out);
		*out = str_trim_set(*out, "\"'");
	}
}

/* What ufw-init-functions sources, in this order. */
static const char *const ufw_files[] = { "etc/default/ufw",
					 "etc/ufw/ufw.conf" };

/* The file that ufw hands to sysctl when it starts; empty: it does not. */
static struct str ufw_settings(const struct around *a)
{
	struct str enabled = { 0 }, path = { 0 }, text = { 0 };

	for (size_t i = 0; i < sizeof ufw_files / sizeof ufw_files[0]; i++) {
		if (!read_text(a, ufw_files[i], SHELL_BYTES, &text))
			continue;
		shell_variable(text, STR("ENABLED"), &enabled);
		shell_variable(text, STR("IPT_SYSCTL"), &path);
	}
	if (!str_eq(enabled, STR("yes")) && !str_eq(enabled, STR("YES")))
		return (struct str){ 0 };
	return path;
}

/* With "sysctl -e -q -p FILE", which is procps's. */
static void load_ufw(const struct around *a)
{
	struct host_builder *b = a->b;
	const struct host_reading *r = b->r;
	struct host_reading procps = *r;
	struct str path = ufw_settings(a), near, text = { 0 };
	struct host_file file = {
		.why = STR("ufw loads it when it starts, after all others")
	};

	while (str_starts(path, STR("/")))
		path = str_slice(path, 1, path.len);
	if (str_empty(path) ||
	    !read_text(a, str_c(r->arena, path), SETTINGS_BYTES, &text) ||
	    str_empty(text))
		return;
	file.name = shown(a, str_c(r->arena, path));
	procps.dialect = dialect_find(r->arena, STR("procps"), &near);
	b->r = &procps;
	b->reader.dialect = procps.dialect;
	b->by = BY_UFW;
	host_load(b, file, text, true);
	b->by = BY_LOADER;
	b->reader.dialect = r->dialect;
	b->r = r;
}

/* A sosreport's, which are read by themselves. */
static void note_dump(const struct around *a, const char *path, const char *why)
{
	struct host_file file = { .name = shown(a, path),
				  .fate = FATE_NEVER,
				  .why = str_of(why) };
	struct file_about about;

	if (file_about_in(a->root_fd, path, &about) == 0 &&
	    about.kind == FILE_REGULAR)
		host_push(a->b, file);
}

static const char namespaces[] = "sos_commands/networking/namespaces";

static void note_namespaces(const struct around *a)
{
	struct arena *arena = a->b->r->arena;
	struct file_list spaces = { 0 };

	file_list_in(arena, a->root_fd, namespaces, &spaces);
	for (size_t i = 0; i < spaces.entries.n; i++) {
		struct str folder =
			str_format(arena, "%s/%.*s", namespaces,
				   STR_ARG(spaces.entries.at[i].name));
		struct file_list files = { 0 };

		file_list_in(arena, a->root_fd, str_c(arena, folder), &files);
		for (size_t k = 0; k < files.entries.n; k++) {
			struct str name = files.entries.at[k].name;

			if (!str_ends(name, STR("sysctl_-a")))
				continue;
			note_dump(a,
				  str_c(arena, str_join(arena, folder, STR("/"),
							name)),
				  "the state of a network namespace: 'lint "
				  "--dump' checks it");
		}
	}
}

/* The word of a line that stands behind another: "Linux version 5.14.0". */
static struct str word_at(struct str line, size_t i)
{
	struct str word = { 0 };

	do
		if (!str_next_word(&line, " \t\n", &word))
			return (struct str){ 0 };
	while (i-- > 0);
	return word;
}

static bool kernel_by_word(const struct around *a, const char *path, size_t i)
{
	struct host_builder *b = a->b;
	struct str text = { 0 }, version;
	uint32_t source, at;

	if (!read_text(a, path, SHELL_BYTES, &text))
		return false;
	version = word_at(text, i);
	if (str_empty(version))
		return false;
	at = (uint32_t)(version.at - text.at);
	source = source_add(b->r->sources, shown(a, path), text);
	host_kernel(b, version,
		    (struct span){ source, at, at + (uint32_t)version.len });
	return b->out->kernel.known;
}

static const char running_dump[] = "sos_commands/kernel/sysctl_-a";

static bool kernel_by_dump(const struct around *a)
{
	static const char key[] = "kernel.osrelease = ";
	struct host_builder *b = a->b;
	struct str text = { 0 }, rest, line;
	uint32_t source, at;

	if (!read_text(a, running_dump, SETTINGS_BYTES, &text))
		return false;
	rest = text;
	while (rest.len) {
		str_split(rest, '\n', &line, &rest);
		if (!str_starts(line, STR("kernel.osrelease = ")))
			continue;
		at = (uint32_t)(line.at - text.at);
		source =
			source_add(b->r->sources, shown(a, running_dump), text);
		host_kernel(
			b, str_trim(str_slice(line, sizeof key - 1, line.len)),
			(struct span){ source, at, at + (uint32_t)line.len });
		return b->out->kernel.known;
	}
	return false;
}

static void read_sosreport(const struct around *a)
{
	struct file_about about;

	if (file_about_in(a->root_fd, "sos_commands", &about) ||
	    about.kind != FILE_DIRECTORY)
		return;
	if (!kernel_by_dump(a) &&
	    !kernel_by_word(a, "sos_commands/kernel/uname_-a", 2))
		kernel_by_word(a, "proc/version", 2);
	note_dump(a, running_dump,
		  "the state of the system that was running: 'lint --dump' "
		  "checks it");
	note_namespaces(a);
}

void host_around_after(struct host_builder *b, int root_fd, struct str show)
{
	struct around a = { b, root_fd, show };

	load_ufw(&a);
	read_sosreport(&a);
}
