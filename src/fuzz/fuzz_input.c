/* SPDX-License-Identifier: Apache-2.0 */
/* Any text as any kind of input, the first byte choosing it, or recognised:
 * every span lies inside the text. */
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
				  .dialect = dialect_default() };
	struct str text = { (const char *)data + 1, size ? size - 1 : 0 };
	struct host_read host;

	r.told = size ? data[0] % N_INPUT_KINDS : 0;
	host_read_source(&r, source_add(r.sources, STR("fuzz"), text), &host);
	for (uint32_t i = 0; i < settings_count(host.settings); i++)
		assert(settings_at(host.settings, i)->span.end <= text.len);
	for (size_t i = 0; i < settings_n_marks(host.settings); i++)
		assert(settings_mark_at(host.settings, i)->span.end <=
		       text.len);
	arena_free(arena);
	return 0;
}
