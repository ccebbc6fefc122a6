/* SPDX-License-Identifier: Apache-2.0 */
#include "read/ansible_tasks.h"
#include "base/map.h"
#include "read/ansible_args.h"
#include "read/yaml_vars.h"

enum { BLOCKS_MAX = 16 };

/* The tasks of one host, on the way down. */
struct tasks {
	struct yaml_file *file;
	struct str name;
	struct span span;
	VEC(struct ansible_args) done; /* in the order of the tasks */
	struct map *absent; /* key to how many were done when it was taken */
};

static void do_round(struct tasks *t, const struct yaml_node *module,
		     const struct ansible_item *item, bool conditional)
{
	struct arena *arena = t->file->r->arena;
	struct ansible_args args;

	if (!ansible_args_read(t->file, item, module, &args))
		return;
	args.setting.conditional = conditional;
	if (args.absent && conditional)
		return;
	if (args.absent) {
		size_t *n = arena_make(arena, size_t);

		*n = t->done.n;
		map_put(t->absent, args.setting.key, n);
		return;
	}
	vec_push(arena, &t->done, args);
}

static const struct yaml_node *loop_of(const struct yaml_node *task)
{
	static const char *const words[] = { "loop", "with_items",
					     "with_list" };
	const struct yaml_node *loop = NULL;

	for (size_t i = 0; !loop && i < sizeof words / sizeof words[0]; i++)
		loop = yaml_get(task, str_of(words[i]));
	return loop;
}

static void do_dict(struct tasks *t, const struct yaml_node *module,
		    const struct yaml_node *dict, struct ansible_item item,
		    bool conditional)
{
	yaml_nodes pairs = { 0 };

	yaml_host_pairs(t->file, dict, &pairs);
	for (size_t i = 0; i < pairs.n; i++) {
		item.value = pairs.at[i];
		item.key = pairs.at[i]->key;
		if (yaml_host_look(t->file, pairs.at[i]))
			do_round(t, module, &item, conditional);
	}
}

/* What the task calls the item of a round. */
static struct str item_name(const struct yaml_node *task)
{
	struct str name = yaml_text(
		yaml_get(yaml_get(task, STR("loop_control")), STR("loop_var")));

	return str_empty(name) ? STR("item") : name;
}

static void do_task(struct tasks *t, const struct yaml_node *task,
		    bool conditional)
{
	const struct yaml_node *module = ansible_args_of(task);
	const struct yaml_node *loop = loop_of(task);
	const struct yaml_node *dict = yaml_get(task, STR("with_dict"));
	struct ansible_item item = { .name = item_name(task) };

	if (!module)
		return;
	/* What a loop that is not followed goes over often stands there. */
	yaml_vars_read(t->file, yaml_get(task, STR("vars")));
	if (yaml_is(dict, YAML_IS_MAP)) {
		do_dict(t, module, dict, item, conditional);
		return;
	}
	if (!yaml_is(loop, YAML_IS_LIST)) {
		do_round(t, module, &item, conditional);
		return;
	}
	item.value = yaml_host_first(t->file, loop);
	for (; item.value; item.value = yaml_host_next(t->file, item.value))
		do_round(t, module, &item, conditional);
}

static void do_list(struct tasks *t, const struct yaml_node *list,
		    bool conditional, unsigned depth)
{
	const struct yaml_node *task = yaml_host_first(t->file, list);

	if (depth > BLOCKS_MAX)
		return;
	for (; task; task = yaml_host_next(t->file, task)) {
		bool maybe = conditional || yaml_get(task, STR("when"));

		do_task(t, task, maybe);
		do_list(t, yaml_get(task, STR("block")), maybe, depth + 1);
		do_list(t, yaml_get(task, STR("rescue")), true, depth + 1);
		do_list(t, yaml_get(task, STR("always")), maybe, depth + 1);
	}
}

/* A file of a sysctl.d is read at boot when its name ends in ".conf". */
static bool is_never_loaded(const struct yaml_node *file)
{
	struct str path = yaml_text(file);

	return file && !yaml_of(file)->placeholder &&
	       str_find_str(path, STR("/sysctl.d/")) < path.len &&
	       !str_ends(path, STR(".conf"));
}

static void tasks_end(struct tasks *t)
{
	struct workload *host = NULL;

	for (size_t i = 0; i < t->done.n; i++) {
		const struct ansible_args *a = &t->done.at[i];
		const size_t *absent = map_get(t->absent, a->setting.key);

		if (absent && *absent > i)
			continue;
		if (!host)
			host = yaml_host_add(t->file, INPUT_ANSIBLE, t->name,
					     t->span);
		if (is_never_loaded(a->file))
			yaml_host_mark(t->file, host, MARK_NEVER_LOADED,
				       yaml_of(a->file)->span);
		yaml_host_set(t->file, host, &a->setting);
	}
}

static struct tasks tasks_start(struct yaml_file *file, struct str name,
				struct span span)
{
	return (struct tasks){ .file = file,
			       .name = name,
			       .span = span,
			       .absent = map_new(file->r->arena) };
}

static void read_play(struct yaml_file *file, const struct yaml_node *play,
		      const struct yaml_node *hosts)
{
	struct str whose = yaml_is(hosts, YAML_IS_SCALAR)
				   ? yaml_host_raw(file, hosts)
				   : STR("hosts");
	struct tasks t = tasks_start(
		file, str_join(file->r->arena, STR("play"), STR("/"), whose),
		yaml_of(hosts)->span);

	do_list(&t, yaml_get(play, STR("pre_tasks")), false, 0);
	do_list(&t, yaml_get(play, STR("tasks")), false, 0);
	do_list(&t, yaml_get(play, STR("post_tasks")), false, 0);
	/* A handler runs when something notifies it. */
	do_list(&t, yaml_get(play, STR("handlers")), true, 0);
	tasks_end(&t);
	yaml_vars_read(file, yaml_get(play, STR("vars")));
}

bool ansible_tasks_read(struct yaml_file *file,
			const struct yaml_node *document)
{
	size_t before = file->out->workloads.n;
	const struct yaml_node *item, *hosts;
	struct tasks t;

	if (!yaml_is(document, YAML_IS_LIST))
		return false;
	t = tasks_start(file, STR("tasks"), document->span);
	do_list(&t, document, false, 0);
	tasks_end(&t);
	item = yaml_host_first(file, document);
	for (; item; item = yaml_host_next(file, item)) {
		hosts = yaml_get(item, STR("hosts"));
		if (hosts)
			read_play(file, item, hosts);
	}
	return file->out->workloads.n > before;
}
