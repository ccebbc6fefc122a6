/* SPDX-License-Identifier: Apache-2.0 */
#include "read/pod_spec.h"
#include "read/yaml_value.h"

/* Where an object keeps the spec of its pods, by keys from the root. */
#define PATH_MAX_KEYS 6
static const char *const spec_paths[][PATH_MAX_KEYS] = {
	{ "spec", "jobTemplate", "spec", "template", "spec" }, /* CronJob */
	{ "spec", "template", "spec" },                        /* Deployment */
	{ "template", "spec" },                                /* PodTemplate */
};

enum { NAME_BYTES_MAX = 253 };

static const struct yaml_node *follow(const struct yaml_node *node,
				      const char *const *keys)
{
	for (size_t i = 0; i < PATH_MAX_KEYS && keys[i]; i++)
		node = yaml_get(node, str_of(keys[i]));
	return node;
}

static const struct yaml_node *pod_of(const struct yaml_node *object)
{
	const struct yaml_node *pod = NULL;

	if (yaml_says(yaml_get(object, STR("kind")), STR("Pod")))
		return yaml_get(object, STR("spec"));
	for (size_t i = 0; !pod && i < sizeof spec_paths / sizeof spec_paths[0];
	     i++)
		pod = follow(object, spec_paths[i]);
	return pod;
}

static bool is_name_end(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Parts between dots or slashes: small letters, digits, '-' and '_', the
 * latter two not at an end (core validation, SysctlContainSlashFmt). */
static bool is_name(struct str s)
{
	if (!s.len || s.len > NAME_BYTES_MAX)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		bool first = i == 0 || strchr("./", s.at[i - 1]);
		bool last = i + 1 == s.len || strchr("./", s.at[i + 1]);
		bool separates = s.at[i] == '.' || s.at[i] == '/';

		if (separates
			    ? first || last
			    : !is_name_end(s.at[i]) &&
				      (first || last || !strchr("-_", s.at[i])))
			return false;
	}
	return true;
}

static void read_entry(struct yaml_file *file, struct workload *host,
		       const struct yaml_node *entry)
{
	struct yaml_setting setting = {
		.name = yaml_get(entry, STR("name")),
		.value = yaml_get(entry, STR("value")),
	};

	if (!yaml_is(setting.name, YAML_IS_SCALAR) ||
	    !yaml_is(setting.value, YAML_IS_SCALAR))
		return;
	if (yaml_of(setting.name)->placeholder) {
		yaml_host_unknown(file, setting.name);
		return;
	}
	setting.key = yaml_text(setting.name);
	setting.text = yaml_text(setting.value);
	if (!is_name(setting.key)) {
		yaml_host_mark(file, host, MARK_BAD_NAME,
			       yaml_of(setting.name)->span);
		return;
	}
	if (yaml_of(setting.value)->placeholder) {
		yaml_host_unknown(file, setting.value);
		return;
	}
	if (yaml_value_type(setting.value) != YAML_TEXT)
		yaml_host_mark(file, host, MARK_NOT_TEXT,
			       yaml_of(setting.value)->span);
	yaml_host_set(file, host, &setting);
}

static const struct yaml_node *sysctls_of(const struct yaml_node *holder)
{
	const struct yaml_node *list = yaml_get(
		yaml_get(holder, STR("securityContext")), STR("sysctls"));

	return yaml_is(list, YAML_IS_LIST) ? list : NULL;
}

/* A container has a security context too, but no sysctls in it. */
static const struct yaml_node *misplaced_in(struct yaml_file *file,
					    const struct yaml_node *pod,
					    const char *containers)
{
	const struct yaml_node *c =
		yaml_host_first(file, yaml_get(pod, str_of(containers)));

	for (; c; c = yaml_host_next(file, c)) {
		const struct yaml_node *list = sysctls_of(c);

		if (list)
			return list->key;
	}
	return NULL;
}

static struct span said_true(const struct yaml_node *pod, const char *key)
{
	const struct yaml_node *node = yaml_get(pod, str_of(key));
	bool is_true;

	if (yaml_value_bool(yaml_text(node), &is_true) && is_true)
		return yaml_of(node)->span;
	return (struct span){ 0 };
}

static struct str object_name(const struct yaml_file *file,
			      const struct yaml_node *object)
{
	const struct yaml_node *meta = yaml_get(object, STR("metadata"));
	const struct yaml_node *name = yaml_get(meta, STR("name"));
	struct str kind = yaml_text(yaml_get(object, STR("kind")));

	if (!name)
		name = yaml_get(meta, STR("generateName"));
	if (!yaml_is(name, YAML_IS_SCALAR))
		return kind;
	return str_join(file->r->arena, kind, STR("/"),
			yaml_of(name)->placeholder ? yaml_host_raw(file, name)
						   : yaml_text(name));
}

static void read_object(struct yaml_file *file, const struct yaml_node *object)
{
	const struct yaml_node *pod = pod_of(object);
	const struct yaml_node *list = sysctls_of(pod);
	const struct yaml_node *misplaced =
		misplaced_in(file, pod, "containers");
	struct workload *host;

	if (!misplaced)
		misplaced = misplaced_in(file, pod, "initContainers");
	if (!list && !misplaced)
		return;
	host = yaml_host_add(file, INPUT_KUBERNETES, object_name(file, object),
			     yaml_of(yaml_get(object, STR("kind")))->span);
	host->host_network = said_true(pod, "hostNetwork");
	host->host_ipc = said_true(pod, "hostIPC");
	if (misplaced)
		yaml_host_mark(file, host, MARK_MISPLACED, misplaced->span);
	list = yaml_host_first(file, list);
	for (; list; list = yaml_host_next(file, list))
		read_entry(file, host, list);
}

bool pod_spec_read(struct yaml_file *file, const struct yaml_node *document)
{
	const struct yaml_node *items = yaml_get(document, STR("items"));

	if (!yaml_is(yaml_get(document, STR("apiVersion")), YAML_IS_SCALAR) ||
	    !yaml_is(yaml_get(document, STR("kind")), YAML_IS_SCALAR))
		return false;
	if (!yaml_is(items, YAML_IS_LIST)) {
		read_object(file, document);
		return true;
	}
	items = yaml_host_first(file, items);
	for (; items; items = yaml_host_next(file, items))
		if (yaml_is(yaml_get(items, STR("kind")), YAML_IS_SCALAR))
			read_object(file, items);
	return true;
}
