/* SPDX-License-Identifier: Apache-2.0 */
#include "model/key_tree.h"
#include "base/map.h"

#include <fnmatch.h>
#include <string.h>

/* Node 0 is /proc/sys. Names end in a NUL, for fnmatch. */
struct key_node {
	struct str name;
	struct str value;
	uint32_t parent, first_child, last_child, next;
	uint32_t next_same_hash;
	bool has_value;
};

struct key_tree {
	struct arena *arena;
	struct map_seed seed;
	VEC(struct key_node) nodes;
	uint32_t *heads; /* by hash of parent and name: a node, or 0 */
	size_t n_heads;
};

struct key_tree *key_tree_new(struct arena *arena)
{
	struct key_tree *tree = arena_make(arena, struct key_tree);

	tree->arena = arena;
	tree->seed = map_seed();
	tree->n_heads = 256;
	tree->heads = arena_array(arena, uint32_t, tree->n_heads);
	vec_push(arena, &tree->nodes, (struct key_node){ 0 });
	return tree;
}

static size_t head_of(const struct key_tree *tree, uint32_t parent,
		      struct str name)
{
	uint32_t hash = map_hash(tree->seed, name) ^ (parent * 2654435761u);

	return hash & (tree->n_heads - 1);
}

static uint32_t child_of(const struct key_tree *tree, uint32_t parent,
			 struct str name)
{
	uint32_t i = tree->heads[head_of(tree, parent, name)];

	while (i && (tree->nodes.at[i].parent != parent ||
		     !str_eq(tree->nodes.at[i].name, name)))
		i = tree->nodes.at[i].next_same_hash;
	return i;
}

static void link_hash(struct key_tree *tree, uint32_t i)
{
	struct key_node *node = &tree->nodes.at[i];
	size_t head = head_of(tree, node->parent, node->name);

	node->next_same_hash = tree->heads[head];
	tree->heads[head] = i;
}

static void grow_heads(struct key_tree *tree)
{
	if (tree->nodes.n < tree->n_heads)
		return;
	tree->n_heads *= 4;
	tree->heads = arena_array(tree->arena, uint32_t, tree->n_heads);
	for (uint32_t i = 1; i < tree->nodes.n; i++)
		link_hash(tree, i);
}

static uint32_t add_child(struct key_tree *tree, uint32_t parent,
			  struct str name)
{
	uint32_t i = (uint32_t)tree->nodes.n;
	struct str kept = { str_c(tree->arena, name), name.len };
	struct key_node *above;

	vec_push(tree->arena, &tree->nodes,
		 (struct key_node){ .name = kept, .parent = parent });
	above = &tree->nodes.at[parent];
	if (above->last_child)
		tree->nodes.at[above->last_child].next = i;
	else
		above->first_child = i;
	above->last_child = i;
	link_hash(tree, i);
	grow_heads(tree);
	return i;
}

static bool is_step_nowhere(struct str part)
{
	return str_eq(part, STR(".")) || str_eq(part, STR(".."));
}

void key_tree_add(struct key_tree *tree, struct str path,
		  const struct str *value)
{
	struct str rest = path, part;
	uint32_t at = 0, next;

	while (str_next_word(&rest, "/", &part)) {
		if (is_step_nowhere(part))
			return;
		next = child_of(tree, at, part);
		at = next ? next : add_child(tree, at, part);
	}
	if (at && value)
		key_tree_set(tree, at, *value);
}

static uint32_t step(const struct key_tree *tree, uint32_t at, struct str part,
		     enum key_found *out)
{
	uint32_t next = at;

	/* Nothing lies below a file, not even "." and "..". */
	*out = KEY_FILE;
	if (at && !tree->nodes.at[at].first_child) {
		*out = KEY_BELOW_FILE;
		return at;
	}
	if (str_eq(part, STR("..")))
		next = tree->nodes.at[at].parent;
	else if (!str_eq(part, STR(".")))
		next = child_of(tree, at, part);
	if (!is_step_nowhere(part) && !next)
		*out = KEY_MISSING;
	if (str_eq(part, STR("..")) && at == 0)
		*out = KEY_MISSING; /* out of /proc/sys */
	return next;
}

enum key_found key_tree_find(const struct key_tree *tree, struct str path,
			     uint32_t *out_node)
{
	struct str rest = path, part;
	uint32_t at = 0;
	enum key_found found = KEY_FILE;

	while (found == KEY_FILE && str_next_word(&rest, "/", &part))
		at = step(tree, at, part, &found);
	if (found != KEY_FILE)
		return found;
	if (out_node)
		*out_node = at;
	if (at == 0 || tree->nodes.at[at].first_child)
		return KEY_DIRECTORY;
	if (path.at[path.len - 1] == '/')
		return KEY_BELOW_FILE;
	return KEY_FILE;
}

bool key_tree_has(const struct key_tree *tree, struct str path)
{
	enum key_found found = key_tree_find(tree, path, NULL);

	return found == KEY_FILE || found == KEY_DIRECTORY;
}

struct str key_tree_path(const struct key_tree *tree, struct arena *arena,
			 uint32_t node)
{
	size_t len = 0, at;
	char *text;

	for (uint32_t i = node; i; i = tree->nodes.at[i].parent)
		len += tree->nodes.at[i].name.len + 1;
	if (len == 0)
		return STR("");
	text = arena_array(arena, char, len);
	at = --len;
	for (uint32_t i = node; i; i = tree->nodes.at[i].parent) {
		struct str name = tree->nodes.at[i].name;

		at -= name.len;
		for (size_t k = 0; k < name.len; k++)
			text[at + k] = name.at[k];
		if (at)
			text[--at] = '/';
	}
	return (struct str){ text, len };
}

bool key_tree_value(const struct key_tree *tree, uint32_t node, struct str *out)
{
	*out = tree->nodes.at[node].value;
	return tree->nodes.at[node].has_value;
}

void key_tree_set(struct key_tree *tree, uint32_t node, struct str value)
{
	tree->nodes.at[node].value = value;
	tree->nodes.at[node].has_value = true;
}

static void match_children(const struct key_tree *tree, struct arena *arena,
			   uint32_t dir, const char *part,
			   struct key_matches *out)
{
	const struct key_node *nodes = tree->nodes.at;

	/* Steps that are no names: the kernel takes them, if from a folder. */
	if (is_step_nowhere(str_of(part))) {
		if (dir == 0 || nodes[dir].first_child)
			vec_push(arena, &out->nodes,
				 part[1] ? nodes[dir].parent : dir);
		return;
	}
	for (uint32_t i = nodes[dir].first_child; i; i = nodes[i].next)
		if (fnmatch(part, nodes[i].name.at, FNM_PERIOD) == 0)
			vec_push(arena, &out->nodes, i);
}

void key_tree_glob(const struct key_tree *tree, struct arena *arena,
		   struct str pattern, struct key_matches *out)
{
	struct key_matches level = { 0 }, next;
	struct str rest = pattern, part;
	bool slash_at_end = pattern.len && pattern.at[pattern.len - 1] == '/';
	bool only_folders = false;

	vec_push(arena, &level.nodes, 0);
	while (str_next_word(&rest, "/", &part)) {
		const char *text = str_c(arena, part);

		next = (struct key_matches){ 0 };
		for (size_t i = 0; i < level.nodes.n; i++)
			match_children(tree, arena, level.nodes.at[i], text,
				       &next);
		level = next;
		/* glibc looks at the kind of what it lists, but not of what
		 * is named (posix/glob.c GLOB_ONLYDIR). */
		only_folders = slash_at_end && strpbrk(text, "*?[");
	}
	for (size_t i = 0; i < level.nodes.n; i++) {
		uint32_t node = level.nodes.at[i];

		if (!only_folders || tree->nodes.at[node].first_child)
			vec_push(arena, &out->nodes, node);
	}
}

void key_tree_read(struct key_tree *tree, struct str text)
{
	struct str rest = text, line, path, value;

	while (str_next_word(&rest, "\n", &line)) {
		bool valued = str_split(line, '=', &path, &value);

		path = str_trim(path);
		value = str_trim(value);
		if (!str_empty(path) && path.at[0] != '#')
			key_tree_add(tree, path, valued ? &value : NULL);
	}
}
