/* SPDX-License-Identifier: Apache-2.0 */
#include "read/topology_file.h"

#include "base/files.h"
#include "conf/conf.h"
#include "conf/schema.h"
#include "read/topology_check.h"
#include "read/topology_fields.h"
#include "read/topology_settings.h"
#include "text/excerpt.h"
#include <errno.h>
#include <string.h>

#define FILE_LIMIT_BYTES ((size_t)32 << 20)

struct reader {
	struct topology_folder in;
	struct topology *topology;
};

static struct str shown(const struct reader *r, struct str s)
{
	return text_safe_str(r->in.arena, str_slice(s, 0, 60));
}

static bool is_duplicate(const struct reader *r, const struct conf_node *name)
{
	const struct tier *first = topology_tier(r->topology, name->string);
	struct place place;

	if (!first)
		return false;
	place = place_of(r->in.sources, first->span);
	diag_add(r->in.diags, DIAG_ERROR, "topology-tier", name->span,
		 "there are two tiers '%.*s'", STR_ARG(shown(r, name->string)));
	diag_hint(r->in.diags, "the first is in line %u; this one is left out",
		  place.line);
	return true;
}

static void read_tier(const struct reader *r, const struct conf_node *group)
{
	const struct conf_node *name = schema_get(group, "name", CONF_STRING);
	struct tier *tier;

	if (!name || is_duplicate(r, name))
		return;
	if (str_empty(str_trim(name->string))) {
		diag_add(r->in.diags, DIAG_ERROR, "topology-tier", name->span,
			 "a tier needs a name");
		return;
	}
	tier = topology_add_tier(r->topology, name->string, name->span);
	topology_fields_tier(group, tier, r->in.arena, r->in.diags);
	topology_settings_read(&r->in, group, tier);
}

static const struct tier *read_end(const struct reader *r,
				   const struct conf_node *group,
				   const char *field)
{
	const struct conf_node *node = schema_get(group, field, CONF_STRING);
	const struct tier *tier;

	if (!node)
		return NULL;
	tier = topology_check_name(r->topology, node->string, node->span,
				   r->in.diags);
	return tier && topology_check_end(tier, node, r->in.diags) ? tier
								   : NULL;
}

/* False when one of them is wrong. */
static bool read_via(const struct reader *r, const struct conf_node *group,
		     struct hop *hop)
{
	const struct conf_node *node = conf_child(group, STR("via"));
	bool good = true;

	if (!node)
		return true;
	if (node->type != CONF_ARRAY)
		return false;
	hop->via =
		arena_array(r->in.arena, const struct tier *, node->n_children);
	for (size_t i = 0; i < node->n_children; i++) {
		const struct conf_node *name = &node->children[i];
		const struct tier *tier;

		if (name->type != CONF_STRING)
			return false;
		tier = topology_check_name(r->topology, name->string,
					   name->span, r->in.diags);
		if (tier && topology_check_via(hop, tier, name, r->in.diags))
			hop->via[hop->n_via++] = tier;
		else
			good = false;
	}
	return good;
}

/* A hop whose path is not known would make what follows from it wrong: it is
 * checked like the others, and then left out. */
static void read_hop(const struct reader *r, const struct conf_node *group)
{
	struct topology scratch = { .arena = r->in.arena };
	struct hop *hop = topology_add_hop(&scratch, group->span);
	bool good;

	hop->from = read_end(r, group, "from");
	hop->to = read_end(r, group, "to");
	good = read_via(r, group, hop) && hop->from && hop->to;
	topology_fields_hop(group, hop, r->in.arena, r->in.diags);
	topology_check_hop(hop, r->in.diags);
	if (!good) {
		diag_add(r->in.diags, DIAG_NOTE, "topology-hop",
			 (struct span){ group->span.source, group->span.start,
					group->span.start + 1 },
			 "this hop is left out of what follows");
		return;
	}
	hop->index = (uint32_t)r->topology->hops.n;
	vec_push(r->in.arena, &r->topology->hops, hop);
}

static void read_groups(const struct reader *r, const struct conf_node *root,
			const char *field,
			void (*read)(const struct reader *r,
				     const struct conf_node *group))
{
	const struct conf_node *list = schema_get(root, field, CONF_LIST);

	for (size_t i = 0; list && i < list->n_children; i++)
		if (list->children[i].type == CONF_GROUP)
			read(r, &list->children[i]);
}

/* Tiers before hops, which may name one that stands further down. */
static void read_topology(const struct reader *r, const struct conf_node *root)
{
	const struct conf_node *name = schema_get(root, "name", CONF_STRING);
	const struct conf_node *tiers = schema_get(root, "tiers", CONF_LIST);
	struct topology *t = r->topology;

	schema_check(root, topology_schema, "topology", r->in.diags);
	if (name)
		t->name = name->string;
	if (tiers && !tiers->n_children)
		diag_add(r->in.diags, DIAG_ERROR, "topology-tier", tiers->span,
			 "a topology has at least one tier");
	read_groups(r, root, "tiers", read_tier);
	for (size_t i = 0; i < t->tiers.n; i++)
		topology_check_tier(t, t->tiers.at[i], r->in.diags);
	read_groups(r, root, "hops", read_hop);
}

struct topology *topology_file_parse(struct arena *arena,
				     struct sources *sources, uint32_t source,
				     const char *folder,
				     const struct dialect *loader,
				     struct diags *diags)
{
	struct reader r = {
		.in = { arena, sources, diags, folder, loader },
		.topology = topology_new(arena),
	};
	const struct conf_node *root =
		conf_parse(arena, sources, source, folder, diags);

	r.topology->source = source;
	if (root)
		read_topology(&r, root);
	return r.topology;
}

static const char *why_unreadable(int error)
{
	switch (error) {
	case ENOENT:
		return "there is no such file";
	case EISDIR:
		return "it is a directory, not a topology file";
	case ENOTSUP:
		return "it is a device, a FIFO or a socket, not a file";
	case EFBIG:
		return "it is larger than 32 MiB, the limit for one file";
	default:
		return strerror(error);
	}
}

static const char *folder_of(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return ".";
	if (slash == path)
		return "/";
	return str_c(arena, str_slice(str_of(path), 0, (size_t)(slash - path)));
}

struct topology *topology_file_read(struct arena *arena,
				    struct sources *sources, const char *path,
				    const struct dialect *loader,
				    struct diags *diags)
{
	bool is_stdin = strcmp(path, "-") == 0;
	struct str text = { 0 };
	uint32_t source;
	int error;

	if (is_stdin)
		error = file_read_stdin(arena, FILE_LIMIT_BYTES, &text);
	else
		error = file_read(arena, path, FILE_LIMIT_BYTES, &text);
	if (error) {
		diag_add_subject(diags, DIAG_UNREADABLE, "unreadable",
				 str_of(path), "%s", why_unreadable(-error));
		return topology_new(arena);
	}
	source = source_add(sources, is_stdin ? STR("<stdin>") : str_of(path),
			    text);
	return topology_file_parse(arena, sources, source,
				   folder_of(arena, path), loader, diags);
}
