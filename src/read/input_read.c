/* SPDX-License-Identifier: Apache-2.0 */
#include "read/input_read.h"
#include "read/input_kind.h"

/* As the kind says, or, where a loader would read it all the same, as lines. */
static enum input_kind reader_of(enum input_kind kind, bool placed)
{
	return placed && kind != INPUT_BSD ? INPUT_SYSCTL : kind;
}

void input_read(struct host_builder *b, uint32_t source, bool placed)
{
	const struct host_reading *r = b->r;
	struct settings_file file = { .source = source };
	struct str text = source_text(r->sources, source);

	if (!r->verbatim)
		file.kind = (uint8_t)input_kind_of(
			source_name(r->sources, source), text);
	file.read_as = (uint8_t)reader_of((enum input_kind)file.kind, placed);
	file.recognised = file.kind != INPUT_SYSCTL;
	switch (file.read_as) {
	case INPUT_BSD:
		/* Linux has none of its keys. */
		break;
	default:
		file.read_as = INPUT_SYSCTL;
		if (host_add_lines(b, source))
			file.kind = INPUT_TEMPLATE;
	}
	settings_add_file(b->out->settings, file);
}
