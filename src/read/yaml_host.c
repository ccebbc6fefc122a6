/* SPDX-License-Identifier: Apache-2.0 */
#include "read/yaml_host.h"
#include "keys/key.h"

/* Aliases let a small file say the same in many places. */
enum { LOOKS_MAX = 1000 * 1000, EQUAL_MARKS_MAX = 1000 };

struct workload *yaml_host_add(struct yaml_file *file, enum input_kind kind,
			       struct str name, struct span span)
{
	struct workload *host = arena_make(file->r->arena, struct workload);

	host->name = name;
	host->span = span;
	host->kind = (uint8_t)kind;
	host->settings = settings_new(file->r->arena, false);
	settings_add_file(host->settings,
			  (struct settings_file){ .source = file->source,
						  .kind = (uint8_t)kind,
						  .read_as = (uint8_t)kind,
						  .recognised = true });
	vec_push(file->r->arena, &file->out->workloads, host);
	return host;
}

struct str yaml_host_raw(const struct yaml_file *file,
			 const struct yaml_node *node)
{
	node = yaml_of(node);
	return span_text(file->r->sources, node->span);
}

/* Key and value in one line are one place, as in a line of a sysctl.conf. */
static struct span whole_span(const struct yaml_file *file,
			      const struct yaml_node *name,
			      const struct yaml_node *value)
{
	struct span span = { name->span.source, name->span.start,
			     value->span.end };

	if (name == value || span.end < span.start ||
	    str_find(span_text(file->r->sources, span), '\n') <
		    span.end - span.start)
		return value->span;
	return span;
}

bool yaml_host_look(struct yaml_file *file, const struct yaml_node *node)
{
	if (++file->n_looks < LOOKS_MAX)
		return true;
	if (!file->too_many)
		diag_add(file->r->diags, DIAG_UNREADABLE, "yaml-limit",
			 node->span,
			 "its aliases make it more than a million values, the "
			 "limit: from here on it is not looked at");
	file->too_many = true;
	return false;
}

void yaml_host_pairs(struct yaml_file *file, const struct yaml_node *map,
		     yaml_nodes *out)
{
	if (!yaml_is(map, YAML_IS_MAP))
		return;
	file->n_looks += yaml_of(map)->n;
	if (yaml_host_look(file, map) &&
	    !yaml_pairs(file->r->arena, map, LOOKS_MAX - file->n_looks, out))
		file->n_looks = LOOKS_MAX;
}

const struct yaml_node *yaml_host_first(struct yaml_file *file,
					const struct yaml_node *list)
{
	const struct yaml_node *first =
		yaml_is(list, YAML_IS_LIST) ? yaml_of(list)->first : NULL;

	return first && yaml_host_look(file, first) ? first : NULL;
}

const struct yaml_node *yaml_host_next(struct yaml_file *file,
				       const struct yaml_node *node)
{
	return node->next && yaml_host_look(file, node->next) ? node->next
							      : NULL;
}

void yaml_host_set(struct yaml_file *file, struct workload *host,
		   const struct yaml_setting *setting)
{
	const struct yaml_node *name = yaml_of(setting->name);
	const struct yaml_node *value = yaml_of(setting->value);

	settings_add(host->settings,
		     (struct assignment){
			     .path = key_path(file->r->arena, setting->key),
			     .value = setting->text,
			     .span = whole_span(file, name, value),
			     .key_span = name->span,
			     .value_span = value->span,
			     .perhaps = setting->conditional ? PERHAPS_CONDITION
							     : PERHAPS_NOT });
}

void yaml_host_mark(struct yaml_file *file, struct workload *host,
		    enum mark_kind kind, struct span span)
{
	if (file->n_marks++ < EQUAL_MARKS_MAX)
		settings_mark(host->settings,
			      (struct mark){ .kind = kind, .span = span });
}

void yaml_host_unknown(struct yaml_file *file, const struct yaml_node *node)
{
	if (file->n_placeholders++ == 0)
		file->placeholder = yaml_of(node)->span;
}
