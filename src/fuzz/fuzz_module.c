/* SPDX-License-Identifier: Apache-2.0 */
/* Any text as what loads modules, and as hooks: names are not empty, and the
 * first one's place is inside the text. */
#include "read/module_names.h"
#include <assert.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct arena *arena = arena_new();
	struct str text = { (const char *)data, size };
	struct module_names names;

	module_names_init(&names, arena);
	module_names_lines(&names, 1, text);
	assert(names.first.end <= size);
	module_names_parameters(&names, text);
	module_names_paths(&names, text);
	module_names_udev(&names, text);
	module_names_modprobe(&names, text);
	for (size_t i = 0; i < names.list.n; i++)
		assert(names.list.at[i].len > 0);
	arena_free(arena);
	return 0;
}
