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

static bool has_yaml_name(struct str name)
{
	static const char *const engines[] = { ".j2", ".tpl", ".tmpl",
					       ".gotmpl", ".erb" };

	for (size_t i = 0; i < sizeof engines / sizeof engines[0]; i++)
		if (str_ends(name, str_of(engines[i])))
			name.len -= strlen(engines[i]);
	return str_ends(name, STR(".yaml")) || str_ends(name, STR(".yml"));
}

/* What no line of a sysctl.conf begins with. */
static bool begins_yaml(struct str line)
{
	static const char *const words[] = {
		"--- ",      "apiVersion:", "kind:",
		"services:", "- hosts:",    "- name:",
	};

	if (str_eq(line, STR("---")))
		return true;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (str_starts(line, str_of(words[i])))
			return true;
	return false;
}

bool yaml_file_is_one(struct str name, struct str text)
{
	struct str line = { 0 };

	if (has_yaml_name(name) || str_ends(name, STR(".conf")))
		return !str_ends(name, STR(".conf"));
	if (str_starts(text, STR("\xef\xbb\xbf")))
		text = str_slice(text, 3, text.len);
	while (text.len && (str_empty(line) || line.at[0] == '#')) {
		str_split(text, '\n', &line, &text);
		line = str_trim(line);
	}
	return begins_yaml(line);
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
