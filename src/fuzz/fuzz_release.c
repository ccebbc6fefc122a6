/* SPDX-License-Identifier: Apache-2.0 */
/* Any text as an os-release, and as a loader's name: what is found has a
 * loader, and what is not has none. */
#include "read/loaders.h"
#include <assert.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct arena *arena = arena_new();
	struct str text = { (const char *)data, size }, near;
	struct loaders found = { 0 };

	if (loaders_of_release(arena, text, &found))
		assert(found.boot && found.by_hand && found.system.len);
	assert(loaders_find(arena, text, &found, &near) == !!found.boot);
	arena_free(arena);
	return 0;
}
