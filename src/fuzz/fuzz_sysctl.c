/* SPDX-License-Identifier: Apache-2.0 */
/* Any text, in any dialect: spans lie inside it, and a load of it ends. The
 * first byte chooses the dialect. */
#include "model/load.h"
#include "read/sysctl_host.h"
#include <assert.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	struct host_reading r = { .arena = arena,
				  .sources = sources_new(arena),
				  .diags = &diags,
				  .dialect =
					  dialect_at(size ? data[0] % 64 : 0),
				  .verbatim = true };
	struct str text = { (const char *)data + 1, size ? size - 1 : 0 };
	struct host_read host;
	struct load load;

	if (!r.dialect)
		r.dialect = dialect_default();
	host_read_source(&r, source_add(r.sources, STR("fuzz"), text), &host);
	for (uint32_t i = 0; i < settings_count(host.settings); i++)
		assert(settings_at(host.settings, i)->span.end <= text.len);
	load_run(arena, host.settings, NULL, NULL, &load);
	arena_free(arena);
	return 0;
}
