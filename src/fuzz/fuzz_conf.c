/* SPDX-License-Identifier: Apache-2.0 */
/* Any text is either told off inside its bounds, or read as libconfig does. */
#include "conf/conf.h"
#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct arena *arena = arena_new();
	struct sources *sources = sources_new(arena);
	struct diags diags = { .arena = arena };
	struct str text = { (const char *)data, size };
	uint32_t source = source_add(sources, STR("fuzz"), text);
	const struct conf_node *root;

	root = conf_parse(arena, sources, source, NULL, &diags);
	assert(root || diags.list.n);
	for (size_t i = 0; i < diags.list.n; i++) {
		assert(diags.list.at[i].span.end <= size);
		assert(strcmp(diags.list.at[i].code, "conf-bug") != 0);
	}
	arena_free(arena);
	return 0;
}
