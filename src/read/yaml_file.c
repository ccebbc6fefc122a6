/* SPDX-License-Identifier: Apache-2.0 */
#include "read/yaml_file.h"
#include "read/ansible_tasks.h"
#include "read/compose_file.h"
#include "read/pod_spec.h"
#include "read/yaml_vars.h"

bool yaml_file_can_read(void)
{
	return yaml_is_built_in();
}

static void read_document(struct yaml_file *file,
			  const struct yaml_node *document)
{
	if (!pod_spec_read(file, document) &&
	    !compose_file_read(file, document) &&
	    !ansible_tasks_read(file, document))
		yaml_vars_read(file, document);
}

static void tell_left_out(const struct yaml_file *file)
{
	if (file->n_placeholders == 0)
		return;
	diag_add(file->r->diags, DIAG_NOTE, "yaml-placeholder",
		 file->placeholder,
		 "%zu %s on variables that are not known here: not looked at",
		 file->n_placeholders,
		 file->n_placeholders == 1 ? "setting rests" : "settings rest");
}

static void tell_nothing(const struct yaml_file *file,
			 const struct yaml_stream *stream)
{
	if (file->out->workloads.n || file->n_placeholders ||
	    !stream->documents.n || !stream->whole)
		return;
	diag_add_subject(file->r->diags, DIAG_NOTE, "yaml-nothing",
			 source_name(file->r->sources, file->source),
			 "nothing in it sets a sysctl");
}

void yaml_file_read(const struct host_reading *r, uint32_t source,
		    struct host_read *out)
{
	struct yaml_file file = { .r = r, .source = source, .out = out };
	struct yaml_stream stream;

	yaml_parse(r->arena, r->sources, source, r->diags, &stream);
	for (size_t i = 0; i < stream.documents.n; i++)
		read_document(&file, stream.documents.at[i]);
	tell_left_out(&file);
	tell_nothing(&file, &stream);
}
