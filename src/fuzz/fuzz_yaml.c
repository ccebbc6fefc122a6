/* SPDX-License-Identifier: Apache-2.0 */
/* Any text as YAML: places lie inside it and inside each other. */
#include "yaml/yaml_parse.h"
#include <assert.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void walk(const struct yaml_node *node, struct span in)
{
	assert(node->span.start >= in.start && node->span.end <= in.end);
	assert(node->span.start <= node->span.end);
	for (const struct yaml_node *p = node->first; p; p = p->next)
		walk(p, node->span);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct arena *arena = arena_new();
	struct sources *sources = sources_new(arena);
	struct diags diags = { .arena = arena };
	struct str text = { (const char *)data, size };
	struct yaml_stream stream;

	yaml_parse(arena, sources, source_add(sources, STR("x.yaml"), text),
		   &diags, &stream);
	for (size_t i = 0; i < diags.list.n; i++)
		assert(diags.list.at[i].span.end <= size);
	for (size_t i = 0; i < stream.documents.n; i++)
		walk(stream.documents.at[i],
		     (struct span){ 1, 0, (uint32_t)size });
	arena_free(arena);
	return 0;
}
