/* SPDX-License-Identifier: Apache-2.0 */
#include "conf/conf.h"

#include "base/files.h"
#include "conf/grammar.h"
#include "conf/scan.h"
#include <libconfig.h>
#include <string.h>

/* Where the text stands below the root, by its name: "" for the root itself,
 * and for a text that has no place there, such as standard input. */
static struct str folder_below(struct str name, const char *include_root)
{
	struct str root = str_of(include_root);

	while (name.len && name.at[name.len - 1] != '/')
		name.len--;
	while (root.len > 1 && str_ends(root, STR("/")))
		root.len--;
	if (str_eq(root, STR(".")))
		return name.len && name.at[0] == '/' ? STR("") : name;
	if (!str_starts(name, root))
		return STR("");
	name = str_slice(name, root.len, name.len);
	return str_ends(root, STR("/")) || str_starts(name, STR("/"))
		       ? str_trim_set(name, "/")
		       : STR("");
}

static enum conf_type type_of(const config_setting_t *setting)
{
	switch (config_setting_type(setting)) {
	case CONFIG_TYPE_GROUP:
		return CONF_GROUP;
	case CONFIG_TYPE_LIST:
		return CONF_LIST;
	case CONFIG_TYPE_ARRAY:
		return CONF_ARRAY;
	case CONFIG_TYPE_STRING:
		return CONF_STRING;
	case CONFIG_TYPE_BOOL:
		return CONF_BOOLEAN;
	default:
		return CONF_INTEGER;
	}
}

static bool value_agrees(const struct conf_node *node,
			 const config_setting_t *setting)
{
	switch (node->type) {
	case CONF_STRING:
		return str_eq(node->string,
			      str_of(config_setting_get_string(setting)));
	case CONF_BOOLEAN:
		return node->boolean == !!config_setting_get_bool(setting);
	case CONF_INTEGER:
		if (config_setting_type(setting) == CONFIG_TYPE_INT64)
			return node->integer ==
			       config_setting_get_int64(setting);
		return config_setting_type(setting) == CONFIG_TYPE_INT &&
		       node->integer == config_setting_get_int(setting);
	default:
		return (int)node->n_children == config_setting_length(setting);
	}
}

/* The first node that libconfig reads otherwise, or NULL. */
static const struct conf_node *disputed(const struct conf_node *node,
					const config_setting_t *setting)
{
	const struct conf_node *found;

	if (!setting || type_of(setting) != node->type ||
	    !str_eq(node->name, str_of(config_setting_name(setting))) ||
	    !value_agrees(node, setting))
		return node;
	for (size_t i = 0; i < node->n_children; i++) {
		found = disputed(&node->children[i],
				 config_setting_get_elem(setting, (unsigned)i));
		if (found)
			return found;
	}
	return NULL;
}

/* A text without fault in our eyes must be one in libconfig's, and mean the
 * same. */
static bool libconfig_agrees(struct scan *scan, const struct conf_node *root)
{
	const struct conf_node *wrong = root;
	const char *why = "means something else";
	config_t config;

	/* libconfig 1.5 wants a line end behind a comment. */
	buf_put(&scan->spliced, STR("\n\0"));
	config_init(&config);
	if (config_read_string(&config, scan->spliced.at))
		wrong = disputed(root, config_root_setting(&config));
	else
		why = config_error_text(&config);
	if (wrong) {
		scan_report(scan, DIAG_ERROR, "conf-bug", wrong->span,
			    "libconfig disagrees about this (%s): this is a "
			    "bug in sysctl-advisor",
			    why ? why : "no reason given");
		diag_hint(scan->diags, "please report it with this file");
	}
	config_destroy(&config);
	return !wrong;
}

static struct scan scan_new(struct arena *arena, struct sources *sources)
{
	return (struct scan){
		.arena = arena,
		.sources = sources,
		.root_fd = -1,
		.spliced = { .arena = arena },
	};
}

/* A root that cannot be opened matters only to who includes something. */
static void open_root(struct scan *scan, struct scan_file *file,
		      const char *include_root)
{
	struct str name = source_name(scan->sources, file->source), path;
	struct file_about about;
	int error = file_root_open(include_root, &scan->root_fd);

	scan->include_root = include_root;
	file->folder = folder_below(name, include_root);
	if (error) {
		scan->root_fd = error;
		return;
	}
	while (str_find(name, '/') < name.len)
		name = str_slice(name, str_find(name, '/') + 1, name.len);
	path = str_format(
		scan->arena, "%.*s/%.*s",
		STR_ARG(str_empty(file->folder) ? STR(".") : file->folder),
		STR_ARG(name));
	if (file_about_in(scan->root_fd, str_c(scan->arena, path), &about))
		return;
	file->device = about.device;
	file->inode = about.inode;
}

const struct conf_node *conf_parse(struct arena *arena, struct sources *sources,
				   uint32_t source, const char *include_root,
				   struct diags *diags)
{
	struct scan scan = scan_new(arena, sources);
	struct scan_file file = { .source = source };
	const struct conf_node *root;

	scan.diags = diags;
	scan.n_bytes = source_text(sources, source).len;
	if (include_root)
		open_root(&scan, &file, include_root);
	scan_run(&scan, &file);
	root = grammar_read(&scan, source);
	if (scan.root_fd >= 0)
		file_root_close(scan.root_fd);
	if (scan.n_errors || !libconfig_agrees(&scan, root))
		return NULL;
	return root;
}

size_t conf_comments(struct arena *arena, struct sources *sources,
		     uint32_t source, const struct span **out_comments)
{
	struct scan scan = scan_new(arena, sources);
	struct scan_file file = { .source = source };

	scan_run(&scan, &file);
	*out_comments = scan.comments.at;
	return scan.comments.n;
}

const struct conf_node *conf_child(const struct conf_node *group,
				   struct str name)
{
	if (group->type != CONF_GROUP)
		return NULL;
	for (size_t i = 0; i < group->n_children; i++)
		if (str_eq(group->children[i].name, name))
			return &group->children[i];
	return NULL;
}

struct span conf_string_span(const struct conf_node *node, size_t start,
			     size_t end)
{
	const struct string_map *map = node->decoded_map;
	struct span first, last;

	if (!map)
		return node->span;
	if (start > node->string.len)
		start = node->string.len;
	if (end > node->string.len)
		end = node->string.len;
	first = string_map_byte(map, start);
	first.end = first.start;
	if (end <= start)
		return first;
	last = string_map_byte(map, end - 1);
	if (last.source == first.source && last.end > first.end)
		first.end = last.end;
	return first;
}
