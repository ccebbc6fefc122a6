/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/inputs.h"
#include "base/map.h"
#include "cmd/chosen.h"
#include "keys/quantity.h"
#include "read/sysctl_host.h"
#include "read/topology_file.h"
#include <errno.h>
#include <string.h>

/* Of paths; a root may tell more. */
static enum status find_loader(struct session *session, const struct opts *opts,
			       struct chosen *out)
{
	const char *name = opt_text(opts, "loader");

	*out = chosen_default();
	return name ? chosen_by_name(session, name, out) : STATUS_CLEAN;
}

/* What is said somewhere; else its contrary, of which the whole speaks. */
static struct datum is_said(struct span said, bool then, struct span whole)
{
	bool is = !span_is_none(said);

	return datum_of(value_bool(is ? then : !then), ORIGIN_GIVEN,
			is ? said : whole);
}

/* A host of a YAML file: what puts its settings in force stands for the
 * loader; what shares its node's network is no container in our sense. */
static void add_workload(struct session *session, struct inputs *in,
			 struct str path, const struct workload *w)
{
	struct tier *tier = topology_add_lone_host(
		in->topology, str_join(session->arena, path, STR(" "), w->name),
		w->settings);

	if (w->kind != INPUT_VARIABLES)
		tier->loader = input_kind_name((enum input_kind)w->kind);
	tier->loader_is_given = w->kind != INPUT_VARIABLES;
	if (w->kind != INPUT_KUBERNETES && w->kind != INPUT_COMPOSE)
		return;
	tier->fields[TIER_CONTAINER] = is_said(w->host_network, false, w->span);
	tier->fields[TIER_SHARES_IPC] = is_said(w->host_ipc, true, w->span);
}

/* Of several hosts each is called as it was asked for. */
static struct tier *add_host(struct session *session,
			     const struct chosen *chosen, struct inputs *in,
			     struct str name, bool alone,
			     const struct host_read *host)
{
	struct tier *tier;

	for (size_t i = 0; i < host->workloads.n; i++)
		add_workload(session, in, name, host->workloads.at[i]);
	vec_push(session->arena, &in->names, name);
	if (host->workloads.n && !settings_count(host->settings))
		return NULL;
	tier = topology_add_lone_host(
		in->topology, alone ? STR("this host") : name, host->settings);
	if (host->kernel.known)
		tier->fields[TIER_KERNEL] = host->kernel;
	if (host->modules.known)
		tier->fields[TIER_MODULES] = host->modules;
	tier->loader = dialect_name(session->arena, chosen->loaders.boot);
	tier->loader_is_given = chosen->is_given;
	return tier;
}

static void mark_by_hand(struct session *session, struct host_read *host,
			 const struct host_read *by_hand)
{
	struct map *loaded = map_new(session->arena);

	for (size_t i = 0; i < by_hand->files.n; i++)
		if (by_hand->files.at[i].fate == FATE_LOADED)
			map_put(loaded, by_hand->files.at[i].name, loaded);
	for (size_t i = 0; i < host->files.n; i++)
		if (map_get(loaded, host->files.at[i].name))
			settings_file_by_hand(host->settings,
					      host->files.at[i].source);
}

/* The same root as `sysctl --system` would read it. Complaints were made. */
static void read_by_hand(struct session *session, struct host_reading reading,
			 const struct chosen *chosen, const char *root,
			 struct host_read *host, struct tier *tier)
{
	struct diags unheard = { .arena = session->arena };
	struct host_read by_hand = { 0 };

	if (!tier || !chosen->loaders.by_hand)
		return;
	reading.diags = &unheard;
	reading.dialect = chosen->loaders.by_hand;
	reading.verbatim = true;
	host_read_root(&reading, root, &by_hand);
	tier->by_hand = by_hand.settings;
	tier->loader_by_hand = dialect_name(session->arena, reading.dialect);
	mark_by_hand(session, host, &by_hand);
}

/* Each file argument is a host of its own (semantics.md 3). */
static void read_paths(struct session *session, const struct opts *opts,
		       const struct chosen *chosen,
		       const struct host_reading *reading, struct inputs *in)
{
	size_t n = opts->words.n;
	size_t step = opt_has(opts, "as-one") ? n : 1;

	for (size_t i = 0; i < n; i += step) {
		struct host_read host = { 0 };

		host_read_paths(reading, NULL, opts->words.at + i, step, false,
				&host);
		add_host(session, chosen, in, str_of(opts->words.at[i]),
			 step == n && !opt_has(opts, "root") &&
				 !opt_has(opts, "dump"),
			 &host);
	}
}

/* Each is a host of its own too, beside those of the files: whether they are
 * one host is not known, and two states of one are not compared. */
static void read_dumps(struct session *session, const struct opts *opts,
		       const struct chosen *chosen, struct host_reading reading,
		       struct inputs *in)
{
	size_t n = opt_count(opts, "dump");

	reading.told = INPUT_DUMP;
	reading.cmdline = NULL;
	for (size_t i = 0; i < n; i++) {
		const char *path = opt_nth(opts, "dump", i);
		struct host_read host = { 0 };

		host_read_paths(&reading, NULL, &path, 1, false, &host);
		add_host(session, chosen, in, str_of(path),
			 n == 1 && opts->words.n == 0 && !opt_has(opts, "root"),
			 &host);
	}
}

/* A command line alone is all that is known of a host. */
static void read_cmdline(struct session *session, const struct opts *opts,
			 const struct chosen *chosen,
			 const struct host_reading *reading, struct inputs *in)
{
	struct host_read host = { 0 };

	host_read_paths(reading, NULL, NULL, 0, false, &host);
	add_host(session, chosen, in, str_of(reading->cmdline),
		 !opt_has(opts, "dump"), &host);
}

static void read_hosts(struct session *session, const struct opts *opts,
		       struct chosen *loader, struct inputs *in)
{
	struct host_reading reading = {
		.arena = session->arena,
		.sources = session->sources,
		.diags = &session->diags,
		.dialect = loader->loaders.boot,
		.cmdline = opt_text(opts, "cmdline"),
	};
	const char *root = opt_text(opts, "root");
	struct host_read host = { 0 };
	struct tier *tier;

	in->topology = topology_new(session->arena);
	if (opts->words.n > 0)
		read_paths(session, opts, loader, &reading, in);
	read_dumps(session, opts, loader, reading, in);
	if (root == NULL && opts->words.n == 0 && reading.cmdline)
		read_cmdline(session, opts, loader, &reading, in);
	if (root == NULL &&
	    (opts->words.n > 0 || opt_has(opts, "dump") || reading.cmdline))
		return;
	root = root != NULL ? root : "/";
	if (!opt_has(opts, "loader"))
		chosen_by_root(session, root, loader);
	reading.dialect = loader->loaders.boot;
	host_read_root(&reading, root, &host);
	tier = add_host(session, loader, in, str_of(root),
			opts->words.n == 0 && !opt_has(opts, "dump"), &host);
	read_by_hand(session, reading, loader, root, &host, tier);
}

enum status inputs_rules(struct session *session, const struct opts *opts,
			 struct rulebook *out)
{
	const char *dir;
	int error;

	rulebook_init(out, !opt_has(opts, "no-builtin-rules"));
	for (size_t i = 0; i < opts->given.n; i++) {
		if (strcmp(opts->given.at[i].spec->name, "rules") != 0)
			continue;
		dir = opts->given.at[i].text;
		error = rulebook_add_dir(out, session->arena, session->sources,
					 dir, &session->diags);
		if (error != 0)
			return session_fail(session, STATUS_USAGE,
					    "rules in %s: %s", dir,
					    strerror(-error));
	}
	return STATUS_CLEAN;
}

static enum status no_such_rule(struct session *session,
				const struct rulebook *rulebook,
				struct str name)
{
	VEC(struct str) ids = { 0 };
	struct str near;

	for (uint32_t b = 0; b < rulebook->n_books; b++) {
		const struct rules *rules = rulebook->rules[b];

		for (uint32_t i = 0; i < rules->n; i++)
			vec_push(session->arena, &ids,
				 rule_text(rules, rules->at[i].id));
	}
	session_fail(session, STATUS_USAGE, "there is no rule '%.*s'",
		     STR_ARG(name));
	near = str_nearest(name, ids.at, ids.n);
	session_hint(session,
		     str_empty(near)
			     ? STR("'sysctl-advisor rules list' shows them")
			     : str_format(session->arena,
					  "did you mean '%.*s'?",
					  STR_ARG(near)));
	return STATUS_USAGE;
}

/* A slip would select nothing, and so pass for a clean result. */
static enum status select_rules(struct session *session,
				const struct opts *opts, struct inputs *in)
{
	struct str select = str_of(opt_text(opts, "select")), word;
	struct str ignore = str_of(opt_text(opts, "ignore"));
	enum status status = STATUS_CLEAN;

	while (str_next_word(&select, ", ", &word)) {
		if (!engine_has_rule(&in->rulebook, word))
			status = no_such_rule(session, &in->rulebook, word);
		vec_push(session->arena, &in->engine.select, word);
	}
	while (str_next_word(&ignore, ", ", &word)) {
		if (!engine_has_rule(&in->rulebook, word))
			status = no_such_rule(session, &in->rulebook, word);
		vec_push(session->arena, &in->engine.ignore, word);
	}
	in->engine.preview = opt_has(opts, "preview");
	return status;
}

/* What an option says of every tier that is ours, or of --tier alone. */
static void override_field(struct inputs *in, enum tier_field field,
			   struct value value, struct str note)
{
	struct datum d = datum_of(value, ORIGIN_GIVEN, (struct span){ 0 });

	d.note = note;
	for (size_t i = 0; i < in->topology->tiers.n; i++) {
		struct tier *tier = in->topology->tiers.at[i];
		const struct datum *outside = &tier->fields[TIER_OUTSIDE];

		if (in->only != NULL && tier != in->only)
			continue;
		if (tier->phantom || (outside->known && outside->value.boolean))
			continue;
		tier->fields[field] = d;
	}
}

static enum status override_from(struct session *session,
				 const struct opts *opts, struct inputs *in,
				 const char *option, enum tier_field field)
{
	const struct field_info *info = &tier_field_info[field];
	const char *text = opt_text(opts, option);
	struct quantity_error error = { 0 };
	struct value value;

	if (text == NULL)
		return STATUS_CLEAN;
	if (quantity_parse(session->arena, str_of(text), info->type, info->unit,
			   &value, &error)) {
		override_field(in, field, value,
			       str_format(session->arena, "--%s", option));
		return STATUS_CLEAN;
	}
	session_fail(session, STATUS_USAGE, "--%s %s: %.*s", option, text,
		     STR_ARG(error.message));
	session_hint(session, error.hint);
	return STATUS_USAGE;
}

static enum status find_tier(struct session *session, const char *name,
			     struct inputs *in)
{
	VEC(struct str) names = { 0 };
	struct str near;

	if (name == NULL)
		return STATUS_CLEAN;
	in->only = topology_tier(in->topology, str_of(name));
	if (in->only != NULL)
		return STATUS_CLEAN;
	for (size_t i = 0; i < in->topology->tiers.n; i++)
		vec_push(session->arena, &names,
			 in->topology->tiers.at[i]->name);
	session_fail(session, STATUS_USAGE, "there is no tier '%s'", name);
	near = str_nearest(str_of(name), names.at, names.n);
	if (!str_empty(near))
		session_hint(session,
			     str_format(session->arena, "did you mean '%.*s'?",
					STR_ARG(near)));
	return STATUS_USAGE;
}

static enum status apply_options(struct session *session,
				 const struct opts *opts, struct inputs *in)
{
	enum status status = find_tier(session, opt_text(opts, "tier"), in);

	if (status != STATUS_CLEAN)
		return status;
	status = override_from(session, opts, in, "kernel", TIER_KERNEL);
	status = status_worse(status,
			      override_from(session, opts, in, "kubernetes",
					    TIER_KUBERNETES));
	status = status_worse(status, override_from(session, opts, in, "memory",
						    TIER_MEMORY));
	status = status_worse(
		status, override_from(session, opts, in, "cpus", TIER_CPUS));
	return status_worse(status, select_rules(session, opts, in));
}

/* Of which host is it? */
static enum status check_cmdline(struct session *session,
				 const struct opts *opts)
{
	size_t n_hosts =
		opt_has(opts, "root") +
		(opt_has(opts, "as-one") ? opts->words.n > 0 : opts->words.n);

	if (!opt_has(opts, "cmdline") || n_hosts < 2)
		return STATUS_CLEAN;
	session_fail(session, STATUS_USAGE,
		     "--cmdline is of one host, and %zu are given", n_hosts);
	session_hint(session, STR("--as-one makes one host of all paths"));
	return STATUS_USAGE;
}

static enum status check_combination(struct session *session,
				     const struct opts *opts)
{
	if (!opt_has(opts, "topology"))
		return check_cmdline(session, opts);
	if (opts->words.n == 0 && !opt_has(opts, "root") &&
	    !opt_has(opts, "dump") && !opt_has(opts, "cmdline"))
		return STATUS_CLEAN;
	session_fail(session, STATUS_USAGE,
		     "a topology names its own settings files: give either "
		     "--topology or paths");
	return STATUS_USAGE;
}

enum status inputs_open(struct session *session, const struct opts *opts,
			struct inputs *out)
{
	const char *topology = opt_text(opts, "topology");
	struct chosen loader;
	enum status status = check_combination(session, opts);

	*out = (struct inputs){ 0 };
	if (status != STATUS_CLEAN)
		return status;
	status = find_loader(session, opts, &loader);
	if (status != STATUS_CLEAN)
		return status;
	status = inputs_rules(session, opts, &out->rulebook);
	if (status != STATUS_CLEAN)
		return status;
	if (topology != NULL) {
		out->topology = topology_file_read(
			session->arena, session->sources, topology,
			opt_has(opts, "loader") ? loader.loaders.boot : NULL,
			&session->diags);
		vec_push(session->arena, &out->names, str_of(topology));
	} else {
		read_hosts(session, opts, &loader, out);
	}
	status = apply_options(session, opts, out);
	out->model = model_new(session->arena, &out->rulebook.knowledge,
			       out->topology);
	model_set_sources(out->model, session->sources);
	return status;
}

static bool subject_concerns(const struct inputs *in, struct subject s)
{
	const struct hop *hop;

	switch (s.kind) {
	case SUBJECT_TOPOLOGY:
		return true;
	case SUBJECT_TIER:
	case SUBJECT_HOST:
		return s.index == in->only->index;
	case SUBJECT_HOP:
		hop = in->topology->hops.at[s.index];
		return hop->from == in->only || hop->to == in->only;
	default:
		return s.tier == in->only->index;
	}
}

bool inputs_concern(const struct inputs *inputs, const struct finding *f)
{
	if (inputs->only == NULL)
		return true;
	for (size_t i = 0; i < f->subjects.n; i++) {
		if (subject_concerns(inputs, f->subjects.at[i]))
			return true;
	}
	return false;
}

void inputs_narrow(const struct inputs *inputs, struct findings *findings)
{
	size_t kept = 0;

	for (size_t i = 0; i < findings->list.n; i++) {
		if (inputs_concern(inputs, &findings->list.at[i]))
			findings->list.at[kept++] = findings->list.at[i];
	}
	findings->list.n = kept;
}

void inputs_report(const struct inputs *inputs, const char *command,
		   struct session *session, struct report_input *out)
{
	out->command = command;
	for (size_t i = 0; i < inputs->names.n; i++)
		vec_push(session->arena, &out->inputs, inputs->names.at[i]);
	out->sources = session->sources;
	out->diags = &session->diags;
	out->model = inputs->model;
}
