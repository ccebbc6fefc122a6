/* SPDX-License-Identifier: Apache-2.0 */
#include "yaml/yaml_tree.h"

/* Merges within merges: how deep, and how many maps one question may look
 * into. Real files have one or two. */
enum { MERGE_DEPTH = 8, MERGE_MAPS = 256 };

const struct yaml_node *yaml_of(const struct yaml_node *node)
{
	return node && node->kind == YAML_IS_ALIAS ? node->target : node;
}

bool yaml_is(const struct yaml_node *node, enum yaml_kind kind)
{
	node = yaml_of(node);
	return node && node->kind == kind;
}

struct str yaml_text(const struct yaml_node *node)
{
	return yaml_is(node, YAML_IS_SCALAR) ? yaml_of(node)->text
					     : (struct str){ 0 };
}

bool yaml_says(const struct yaml_node *node, struct str text)
{
	return yaml_is(node, YAML_IS_SCALAR) &&
	       str_eq(yaml_of(node)->text, text);
}

bool yaml_is_null(const struct yaml_node *node)
{
	struct str s = yaml_text(node);

	return yaml_is(node, YAML_IS_SCALAR) && yaml_of(node)->plain &&
	       (str_empty(s) || str_eq(s, STR("~")) || str_eq(s, STR("null")) ||
		str_eq(s, STR("Null")) || str_eq(s, STR("NULL")));
}

static bool is_merge(const struct yaml_node *pair)
{
	return yaml_says(pair->key, STR("<<"));
}

/* The pair of a key that a map itself has: the last one. */
static const struct yaml_node *own_pair(const struct yaml_node *map,
					struct str key)
{
	const struct yaml_node *p = map->first;

	if (map->index)
		return map_get(map->index, key);
	while (p && (p->repeated || !yaml_says(p->key, key)))
		p = p->next;
	return p;
}

/* One question to a map and what is merged into it. */
struct search {
	struct str key;
	unsigned n_maps;
};

static const struct yaml_node *
search_map(struct search *s, const struct yaml_node *map, unsigned depth);

static const struct yaml_node *
search_merged(struct search *s, const struct yaml_node *from, unsigned depth)
{
	const struct yaml_node *found = NULL;

	if (!yaml_is(from, YAML_IS_LIST))
		return search_map(s, from, depth);
	for (from = yaml_of(from)->first; from && !found; from = from->next)
		found = search_map(s, from, depth);
	return found;
}

static const struct yaml_node *
search_map(struct search *s, const struct yaml_node *map, unsigned depth)
{
	const struct yaml_node *found, *merge;

	if (!yaml_is(map, YAML_IS_MAP) || depth > MERGE_DEPTH ||
	    s->n_maps++ >= MERGE_MAPS)
		return NULL;
	map = yaml_of(map);
	found = own_pair(map, s->key);
	merge = found ? NULL : own_pair(map, STR("<<"));
	return merge ? search_merged(s, merge, depth + 1) : found;
}

const struct yaml_node *yaml_get(const struct yaml_node *map, struct str key)
{
	struct search s = { .key = key };

	return search_map(&s, map, 0);
}

struct gathering {
	struct arena *arena;
	struct map *seen;
	size_t max, n_pairs;
	yaml_nodes *out;
	unsigned n_maps;
};

static bool gather(struct gathering *g, const struct yaml_node *map,
		   unsigned depth);

static bool gather_merged(struct gathering *g, const struct yaml_node *from,
			  unsigned depth)
{
	if (!yaml_is(from, YAML_IS_LIST))
		return gather(g, from, depth);
	for (from = yaml_of(from)->first; from; from = from->next)
		if (!gather(g, from, depth))
			return false;
	return true;
}

/* Own keys are seen before what is merged in, so that they win. */
static bool gather(struct gathering *g, const struct yaml_node *map,
		   unsigned depth)
{
	const struct yaml_node *merge;
	yaml_nodes own = { 0 };
	struct str key;

	if (!yaml_is(map, YAML_IS_MAP) || depth > MERGE_DEPTH)
		return true;
	if (g->n_maps++ >= MERGE_MAPS)
		return false;
	map = yaml_of(map);
	g->n_pairs += map->n;
	if (g->n_pairs > g->max)
		return false;
	for (const struct yaml_node *p = map->first; p; p = p->next) {
		key = yaml_text(p->key);
		if (p->repeated || is_merge(p) || map_get(g->seen, key))
			continue;
		map_put(g->seen, key, g);
		vec_push(g->arena, &own, p);
	}
	merge = own_pair(map, STR("<<"));
	if (merge && !gather_merged(g, merge, depth + 1))
		return false;
	for (size_t i = 0; i < own.n; i++)
		vec_push(g->arena, g->out, own.at[i]);
	return true;
}

bool yaml_pairs(struct arena *arena, const struct yaml_node *map, size_t max,
		yaml_nodes *out)
{
	struct gathering g = {
		.arena = arena, .seen = map_new(arena), .max = max, .out = out
	};

	return gather(&g, map, 0);
}
