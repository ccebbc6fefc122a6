/* SPDX-License-Identifier: Apache-2.0 */
/* Any topology: places inside the text, and hops that can be walked. */
#include "read/topology_file.h"
#include <assert.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct arena *arena = arena_new();
	struct sources *sources = sources_new(arena);
	struct diags diags = { .arena = arena };
	struct str text = { (const char *)data, size };
	uint32_t source = source_add(sources, STR("fuzz"), text);
	struct topology *t;

	t = topology_file_parse(arena, sources, source, NULL, NULL, &diags);
	for (size_t i = 0; i < diags.list.n; i++)
		assert(diags.list.at[i].span.end <= size);
	for (size_t i = 0; i < t->hops.n; i++)
		assert(t->hops.at[i]->from && t->hops.at[i]->to);
	arena_free(arena);
	return 0;
}
