/* SPDX-License-Identifier: Apache-2.0 */
#include "read/topology_settings.h"

#include "base/files.h"
#include "base/vec.h"
#include "conf/schema.h"
#include "read/loaders.h"
#include "read/sysctl_host.h"
#include "read/topology_fields.h"
#include "text/excerpt.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>

#define SHOWN_MAX 60

static struct str shown(const struct topology_folder *t, struct str s)
{
	return text_safe_str(t->arena, str_slice(s, 0, SHOWN_MAX));
}

static const struct dialect *loader_of(const struct topology_folder *t,
				       const struct conf_node *group)
{
	const struct conf_node *node = schema_get(group, "loader", CONF_STRING);
	struct loaders found;
	struct str near = { 0 };

	if (!node)
		return t->loader ? t->loader : dialect_default();
	if (loaders_find(t->arena, node->string, &found, &near))
		return found.boot;
	diag_add(t->diags, DIAG_ERROR, "topology-loader", node->span,
		 "there is no loader '%.*s'", STR_ARG(shown(t, node->string)));
	if (str_empty(near))
		diag_hint(t->diags, "as in \"systemd-257\" or \"procps\"");
	else
		diag_hint(t->diags, "did you mean '%.*s'?", STR_ARG(near));
	return NULL;
}

static struct str path_below(const struct topology_folder *t, struct str path)
{
	if (str_starts(path, STR("/")) || strcmp(t->folder, ".") == 0)
		return path;
	return str_format(t->arena, "%s%s%.*s", t->folder,
			  str_ends(str_of(t->folder), STR("/")) ? "" : "/",
			  STR_ARG(path));
}

/* The entry of the same folder that is spelled most alike. */
static void suggest_path(const struct topology_folder *t, struct str path)
{
	struct file_list list = { 0 };
	VEC(struct str) names = { 0 };
	struct str name = path, folder, near;

	while (str_find(name, '/') < name.len)
		name = str_slice(name, str_find(name, '/') + 1, name.len);
	folder = str_slice(path, 0, path.len - name.len);
	if (file_list_in(t->arena, AT_FDCWD,
			 folder.len ? str_c(t->arena, folder) : ".", &list))
		return;
	for (size_t i = 0; i < list.entries.n; i++)
		vec_push(t->arena, &names, list.entries.at[i].name);
	near = str_nearest(name, names.at, names.n);
	if (!str_empty(near))
		diag_hint(t->diags, "did you mean '%.*s'?",
			  STR_ARG(text_safe_str(t->arena, near)));
}

/* What cannot even be looked at is told here, where it is named; what is
 * wrong with its content, by who reads it. */
static bool is_there(const struct topology_folder *t,
		     const struct conf_node *node)
{
	struct str path = node->string;
	struct file_about about;
	int error = -ENOENT;

	if (!str_empty(path)) {
		path = path_below(t, path);
		error = file_about_in(AT_FDCWD, str_c(t->arena, path), &about);
	}
	if (!error)
		return true;
	diag_add(t->diags, DIAG_UNREADABLE, "topology-settings", node->span,
		 "cannot read '%.*s': %s", STR_ARG(shown(t, path)),
		 error == -ENOENT ? "there is no such file or folder"
				  : strerror(-error));
	if (error == -ENOENT && !str_empty(path))
		suggest_path(t, path);
	return false;
}

/* With one of them missing, what nobody sets is no longer certain. */
static void read_paths(const struct topology_folder *t,
		       const struct host_reading *reading,
		       const struct conf_node *nodes, size_t n_nodes,
		       struct host_read *out)
{
	VEC(const char *) paths = { 0 };

	for (size_t i = 0; i < n_nodes; i++)
		if (nodes[i].type == CONF_STRING && is_there(t, &nodes[i]))
			vec_push(t->arena, &paths,
				 str_c(t->arena, nodes[i].string));
	if (paths.n || !n_nodes)
		host_read_paths(reading,
				strcmp(t->folder, ".") ? t->folder : NULL,
				paths.at, paths.n, paths.n == n_nodes, out);
}

static void read_root(const struct topology_folder *t,
		      const struct host_reading *reading,
		      const struct conf_node *list, struct host_read *out)
{
	const struct conf_node *root;

	if (list->n_children != 1) {
		diag_add(t->diags, DIAG_ERROR, "topology-settings", list->span,
			 "expected one root, found %zu", list->n_children);
		diag_hint(t->diags, "write ( { root = \"dir\"; } ), or "
				    "[ \"file\", \"folder\" ]");
		return;
	}
	root = schema_get(&list->children[0], "root", CONF_STRING);
	if (root && is_there(t, root))
		host_read_root(reading,
			       str_c(t->arena, path_below(t, root->string)),
			       out);
}

void topology_settings_read(const struct topology_folder *t,
			    const struct conf_node *group, struct tier *tier)
{
	const struct conf_node *node = conf_child(group, STR("settings"));
	const struct dialect *loader = loader_of(t, group);
	struct host_reading reading = {
		.arena = t->arena,
		.sources = t->sources,
		.diags = t->diags,
		.dialect = loader,
	};
	struct host_read out = { 0 };

	if (!loader)
		return;
	tier->loader = dialect_name(t->arena, loader);
	tier->loader_is_given =
		t->loader || schema_get(group, "loader", CONF_STRING);
	if (!node || !t->folder)
		return;
	if (node->type == CONF_STRING)
		read_paths(t, &reading, node, 1, &out);
	else if (node->type == CONF_ARRAY)
		read_paths(t, &reading, node->children, node->n_children, &out);
	else if (node->type == CONF_LIST)
		read_root(t, &reading, node, &out);
	tier->settings = out.settings;
	if (out.kernel.known && !tier->fields[TIER_KERNEL].known)
		tier->fields[TIER_KERNEL] = out.kernel;
	if (out.modules.known && !tier->fields[TIER_MODULES].known)
		tier->fields[TIER_MODULES] = out.modules;
}
