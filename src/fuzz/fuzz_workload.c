/* SPDX-License-Identifier: Apache-2.0 */
/* Any text as a file of workloads: what they set has places inside it. */
#include "read/yaml_file.h"
#include <assert.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	struct host_reading r = { .arena = arena,
				  .sources = sources_new(arena),
				  .diags = &diags };
	struct str text = { (const char *)data, size };
	struct host_read host = { 0 };

	yaml_file_read(&r, source_add(r.sources, STR("x.yaml"), text), &host);
	for (size_t i = 0; i < host.workloads.n; i++) {
		const struct settings *s = host.workloads.at[i]->settings;

		for (uint32_t k = 0; k < settings_count(s); k++)
			assert(settings_at(s, k)->span.end <= size);
	}
	arena_free(arena);
	return 0;
}
