/* SPDX-License-Identifier: Apache-2.0 */
#include "read/loaders.h"
#include "base/buf.h"
#include "base/files.h"

#include <string.h>

/*
 * To add a distribution or a release: a row, oldest first, with the versions
 * that it ships. The releases of Debian were run; the others are from their
 * package lists, and what they patch was not looked at.
 */
static const struct {
	const char *id, *version;
	const char *boot, *by_hand;
} systems[] = {
	{ "debian", "9", "systemd-232", "procps-3.3.12" },
	{ "debian", "10", "systemd-241", "procps-3.3.15" },
	{ "debian", "11", "systemd-247", "procps-3.3.17" },
	{ "debian", "12", "systemd-252", "procps-4.0.2" },
	{ "debian", "13", "systemd-257", "procps-4.0.4" },
	{ "ubuntu", "16.04", "systemd-229", "procps-3.3.10" },
	{ "ubuntu", "18.04", "systemd-237", "procps-3.3.12" },
	{ "ubuntu", "20.04", "systemd-245", "procps-3.3.16" },
	{ "ubuntu", "22.04", "systemd-249", "procps-3.3.17" },
	{ "ubuntu", "24.04", "systemd-255", "procps-4.0.4" },
	{ "rhel", "7", "systemd-219", "procps-3.3.10" },
	{ "rhel", "8", "systemd-239", "procps-3.3.15" },
	{ "rhel", "9", "systemd-252", "procps-3.3.17" },
	{ "rhel", "10", "systemd-257", "procps-4.0.4" },
	{ "fedora", "40", "systemd-255", "procps-4.0.4" },
	{ "fedora", "42", "systemd-257", "procps-4.0.4" },
	{ "sles", "15", "systemd-234", "procps-3.3.15" },
	{ "sles", "15.4", "systemd-249", "procps-3.3.15" },
	{ "sles", "15.6", "systemd-254", "procps-3.3.17" },
	{ "alpine", "3.11", "openrc", "busybox-1.31.0" },
	{ "alpine", "3.16", "openrc", "busybox-1.35.0" },
	{ "alpine", "3.21", "openrc", "busybox-1.37.0" },
	{ "openwrt", "21.02", "openwrt", "busybox-1.31.0" },
	{ "openwrt", "22.03", "openwrt", "busybox-1.35.0" },
};
enum { N_SYSTEMS = sizeof systems / sizeof systems[0] };

/* Built from the same sources under another name. */
static const struct {
	const char *id, *like;
} likes[] = {
	{ "almalinux", "rhel" }, { "centos", "rhel" }, { "ol", "rhel" },
	{ "rocky", "rhel" },     { "sled", "sles" },
};
enum { N_LIKES = sizeof likes / sizeof likes[0] };

static struct str id_behind(struct str id)
{
	for (size_t i = 0; i < N_LIKES; i++)
		if (str_eq(str_of(likes[i].id), id))
			return str_of(likes[i].like);
	return id;
}

static bool find_system(struct arena *arena, struct str id, struct str version,
			struct loaders *out)
{
	struct str like = id_behind(id), near;
	size_t best = N_SYSTEMS;

	for (size_t i = 0; dialect_is_version(version) && i < N_SYSTEMS; i++)
		if (str_eq(str_of(systems[i].id), like) &&
		    dialect_version_cmp(str_of(systems[i].version), version) <=
			    0)
			best = i;
	if (best == N_SYSTEMS)
		return false;
	*out = (struct loaders){
		.boot = dialect_find(arena, str_of(systems[best].boot), &near),
		.by_hand = dialect_find(arena, str_of(systems[best].by_hand),
					&near),
		.system = str_format(arena, "%.*s-%.*s", STR_ARG(id),
				     STR_ARG(version)),
	};
	return true;
}

static void push_name(struct buf *names, struct str id, const char *version)
{
	buf_printf(names, "%s%.*s-%s", names->len ? ", " : "", STR_ARG(id),
		   version);
}

struct str loaders_of(struct arena *arena, struct str id)
{
	struct buf names = { .arena = arena };
	struct str like = id_behind(id);

	for (size_t i = 0; i < N_SYSTEMS; i++)
		if (str_eq(str_of(systems[i].id), like))
			push_name(&names, id, systems[i].version);
	return buf_str(&names);
}

static struct str nearest(struct arena *arena, struct str name,
			  struct str near_row)
{
	struct str names[N_SYSTEMS + 1];

	for (size_t i = 0; i < N_SYSTEMS; i++)
		names[i] = str_format(arena, "%s-%s", systems[i].id,
				      systems[i].version);
	names[N_SYSTEMS] = near_row;
	return str_nearest(name, names,
			   str_empty(near_row) ? N_SYSTEMS : N_SYSTEMS + 1);
}

bool loaders_find(struct arena *arena, struct str name, struct loaders *out,
		  struct str *out_near)
{
	struct str id = name, version = { 0 };

	*out = (struct loaders){ 0 };
	*out_near = (struct str){ 0 };
	if (str_split(name, '-', &id, &version) &&
	    find_system(arena, id, version, out))
		return true;
	out->boot = dialect_find(arena, name, out_near);
	if (!out->boot)
		*out_near = nearest(arena, name, *out_near);
	return out->boot != NULL;
}

/* NAME=VALUE, NAME="VALUE" or NAME='VALUE': os-release(5). */
static struct str release_value(struct str text, struct str name)
{
	struct str line, key, value;

	while (str_next_word(&text, "\n", &line)) {
		if (!str_split(line, '=', &key, &value) ||
		    !str_eq(str_trim(key), name))
			continue;
		value = str_trim(value);
		if (value.len >= 2 &&
		    (value.at[0] == '"' || value.at[0] == '\'') &&
		    value.at[value.len - 1] == value.at[0])
			value = str_slice(value, 1, value.len - 1);
		return value;
	}
	return (struct str){ 0 };
}

bool loaders_of_release(struct arena *arena, struct str text,
			struct loaders *out)
{
	return find_system(arena, release_value(text, STR("ID")),
			   release_value(text, STR("VERSION_ID")), out);
}

enum { RELEASE_LIMIT_BYTES = 64 * 1024 };

bool loaders_of_root(struct arena *arena, const char *root, struct loaders *out,
		     const char **out_file)
{
	static const char *const files[] = { "/etc/os-release",
					     "/usr/lib/os-release" };
	struct str text = { 0 };
	bool found = false;
	int fd = -1;

	if (file_root_open(root, &fd) != 0)
		return false;
	for (size_t i = 0; !found && i < 2; i++) {
		*out_file = files[i];
		if (file_read_in(arena, fd, files[i], RELEASE_LIMIT_BYTES,
				 &text) != 0)
			continue;
		found = loaders_of_release(arena, text, out);
		break;
	}
	file_root_close(fd);
	return found;
}

struct loaders loaders_default(void)
{
	return (struct loaders){ .boot = dialect_default() };
}
