/* SPDX-License-Identifier: Apache-2.0 */
#include "read/compose_file.h"
#include "read/yaml_value.h"

/* "$$" is a dollar; any other is a variable of whoever runs compose. */
static bool has_variable(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (s.at[i] != '$')
			continue;
		if (i + 1 == s.len || s.at[i + 1] != '$')
			return true;
		i++;
	}
	return false;
}

static bool is_unknown(const struct yaml_node *node)
{
	return yaml_of(node)->placeholder || has_variable(yaml_text(node));
}

static bool has_blank(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.at[i] <= ' ')
			return true;
	return false;
}

static void set(struct yaml_file *file, struct workload *host,
		struct yaml_setting setting)
{
	if (is_unknown(setting.name) || is_unknown(setting.value)) {
		yaml_host_unknown(file, setting.value);
		return;
	}
	if (str_empty(setting.key) || has_blank(setting.key)) {
		yaml_host_mark(file, host, MARK_BAD_NAME,
			       yaml_of(setting.name)->span);
		return;
	}
	yaml_host_set(file, host, &setting);
}

/* Without a value it is taken from compose's own environment. */
static void set_pair(struct yaml_file *file, struct workload *host,
		     const struct yaml_node *pair)
{
	if (!yaml_is(pair, YAML_IS_SCALAR) ||
	    !yaml_is(pair->key, YAML_IS_SCALAR) || yaml_is_null(pair))
		return;
	set(file, host,
	    (struct yaml_setting){
		    .name = pair->key,
		    .value = pair,
		    .key = yaml_text(pair->key),
		    .text = yaml_value_text(file->r->arena, pair) });
}

/* Split at the first '=', and nothing is trimmed. */
static void set_item(struct yaml_file *file, struct workload *host,
		     const struct yaml_node *item)
{
	struct yaml_setting setting = { .name = item, .value = item };

	if (yaml_is(item, YAML_IS_SCALAR) &&
	    str_split(yaml_text(item), '=', &setting.key, &setting.text))
		set(file, host, setting);
}

static struct span said(const struct yaml_node *service, const char *key,
			const char *value)
{
	const struct yaml_node *node = yaml_get(service, str_of(key));

	if (yaml_says(node, str_of(value)))
		return yaml_of(node)->span;
	return (struct span){ 0 };
}

static void read_service(struct yaml_file *file, const struct yaml_node *pair)
{
	const struct yaml_node *sysctls = yaml_get(pair, STR("sysctls"));
	struct str name = yaml_text(pair->key);
	yaml_nodes pairs = { 0 };
	struct workload *host;

	if (!sysctls || str_empty(name))
		return;
	host = yaml_host_add(
		file, INPUT_COMPOSE,
		str_join(file->r->arena, STR("service"), STR("/"), name),
		yaml_of(pair->key)->span);
	host->host_network = said(pair, "network_mode", "host");
	host->host_ipc = said(pair, "ipc", "host");
	if (yaml_is(sysctls, YAML_IS_LIST)) {
		sysctls = yaml_host_first(file, sysctls);
		for (; sysctls; sysctls = yaml_host_next(file, sysctls))
			set_item(file, host, sysctls);
		return;
	}
	yaml_host_pairs(file, sysctls, &pairs);
	for (size_t i = 0; i < pairs.n; i++)
		if (yaml_host_look(file, pairs.at[i]))
			set_pair(file, host, pairs.at[i]);
}

bool compose_file_read(struct yaml_file *file, const struct yaml_node *document)
{
	const struct yaml_node *services = yaml_get(document, STR("services"));

	if (!yaml_is(services, YAML_IS_MAP))
		return false;
	services = yaml_of(services)->first;
	for (; services && !file->too_many; services = services->next)
		read_service(file, services);
	return true;
}
