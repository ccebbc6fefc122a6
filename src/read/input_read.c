/* SPDX-License-Identifier: Apache-2.0 */
#include "read/input_read.h"
#include "read/cmdline.h"
#include "read/dump.h"
#include "read/input_kind.h"
#include "read/tuned.h"
#include "read/yaml_file.h"

/* As the kind says, or, where a loader would read it all the same, as lines. */
static enum input_kind reader_of(enum input_kind kind, bool placed)
{
	return placed && kind != INPUT_BSD ? INPUT_SYSCTL : kind;
}

/* A dump is all that a host has: nothing can come before or after it. */
static bool is_among_others(struct host_builder *b, struct settings_file *file)
{
	if (file->read_as != INPUT_DUMP || b->alone)
		return false;
	diag_add(b->r->diags, DIAG_UNREADABLE, "dump-among-files",
		 (struct span){ file->source, 0, 1 },
		 "this is the state of a running system, and cannot be joined "
		 "with other files");
	diag_hint(b->r->diags, "give it alone");
	settings_set_incomplete(b->out->settings);
	return true;
}

static void read_as(struct host_builder *b, struct settings_file *file)
{
	switch (file->read_as) {
	case INPUT_BSD:
		/* Linux has none of its keys. */
		break;
	case INPUT_DUMP:
		dump_read(b, file->source);
		break;
	case INPUT_TUNED:
		tuned_read(b, file->source);
		break;
	case INPUT_CMDLINE:
		cmdline_read(b, file->source);
		break;
	case INPUT_YAML:
		yaml_file_read(b->r, file->source, b->out);
		break;
	default:
		file->read_as = INPUT_SYSCTL;
		b->unmarked = file->kind == INPUT_DUMP;
		if (host_add_lines(b, file->source) &&
		    file->kind == INPUT_SYSCTL)
			file->kind = INPUT_TEMPLATE;
	}
}

void input_read(struct host_builder *b, uint32_t source, bool placed)
{
	const struct host_reading *r = b->r;
	struct settings_file file = { .source = source,
				      .kind = r->told };

	if (!r->verbatim && r->told == INPUT_SYSCTL)
		file.kind =
			(uint8_t)input_kind_of(source_name(r->sources, source),
					       source_text(r->sources, source));
	file.recognised = file.kind != r->told;
	file.read_as = (uint8_t)reader_of((enum input_kind)file.kind,
					  placed && r->told == INPUT_SYSCTL);
	if (is_among_others(b, &file))
		return;
	read_as(b, &file);
	settings_add_file(b->out->settings, file);
}
