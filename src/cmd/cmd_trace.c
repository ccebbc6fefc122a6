/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/cmd.h"
#include "cmd/compare.h"
#include "cmd/output.h"
#include "cmd/trace_hosts.h"
#include "cmd/trace_request.h"
#include "keys/key.h"
#include "model/load.h"
#include "read/sysctl_host.h"
#include "report/trace.h"


/* clang-format off */
static const struct option_spec trace_options[] = {
	{ 'a', "all", NULL, "every key; what is no option is then a path" },
	{ 0, "load", NULL,
	  "what the loader would write, in order; what is no option is a path" },
	{ 0, "compare", NULL,
	  "where loaders differ: each --loader, or systemd, procps, busybox" },
	{ 0, "from", "PATH",
	  "read this file or folder; may be repeated: together one host" },
	{ 0, "dump", "FILE", "read this: what sysctl -a printed" },
	{ 0, "cmdline", "FILE",
	  "the kernel's command line, which it carries out before all files" },
	{ 'r', "root", "DIR", "read what the loader reads at boot below DIR" },
	{ 0, "loader", "NAME", "read as this loader does: systemd-257, procps" },
	{ 'k', "kernel", "VERSION",
	  "with --load, --compare: what this kernel says to each write" },
	{ 0, "keys", "FILE",
	  "the keys there are, one path a line, in the directory's order" },
	{ 0, "prefix", "PATH",
	  "with --load: keys below PATH only, as systemd-sysctl --prefix" },
	{ 0, "pattern", "RE",
	  "with --load: lines that match RE only, as sysctl --pattern" },
	OUTPUT_OPTIONS,
	{ 0 },
};
/* clang-format on */

static struct host_reading reading_of(const struct trace_request *q,
				      const struct dialect *dialect,
				      struct diags *diags)
{
	const struct session *s = q->session;

	return (struct host_reading){ .arena = s->arena,
				      .sources = s->sources,
				      .diags = diags,
				      .dialect = dialect,
				      .filter = &q->filter,
				      .told = q->told };
}

static void read_host(struct trace_request *q, const struct dialect *dialect,
		      const struct key_tree *keys, struct diags *diags,
		      struct host_read *host)
{
	const char *root = opt_text(q->opts, "root");
	struct host_reading reading = reading_of(q, dialect, diags);

	reading.keys = keys;
	reading.verbatim = q->load || q->compare;
	if (!q->compare)
		reading.cmdline = opt_text(q->opts, "cmdline");
	if (q->paths.n)
		host_read_paths(&reading, NULL, q->paths.at, q->paths.n, false,
				host);
	else
		host_read_root(&reading, root ? root : "/", host);
}

static void tell_inputs(struct trace_request *q, struct report_input *report)
{
	struct arena *arena = q->session->arena;
	const char *root = opt_text(q->opts, "root");

	for (size_t i = 0; i < q->paths.n; i++)
		vec_push(arena, &report->inputs, str_of(q->paths.at[i]));
	if (!q->paths.n)
		vec_push(arena, &report->inputs, str_of(root ? root : "/"));
}

/* What the file was read as; empty where it was not read. */
static struct str kind_of_file(const struct settings *settings, uint32_t source)
{
	const struct settings_files *files = settings_files(settings);
	size_t i;

	if (!source || !settings_files_find(files, source, &i))
		return (struct str){ 0 };
	return input_kind_name((enum input_kind)files->list.at[i].read_as);
}

/* Of one that nothing else is joined with, or of a profile and what it
 * includes. */
static bool are_all(const struct settings *settings, enum input_kind kind)
{
	const struct settings_files *files = settings_files(settings);

	for (size_t i = 0; i < files->list.n; i++)
		if (files->list.at[i].read_as != kind)
			return false;
	return files->list.n > 0;
}

static void tell_files(const struct host_read *host, struct str loader,
		       struct trace *trace)
{
	for (size_t i = 0; i < host->files.n; i++) {
		const struct host_file *f = &host->files.at[i];
		struct trace_file shown = {
			.loader = loader,
			.name = f->name,
			.fate = file_fate_name((enum file_fate)f->fate),
			.why = f->why,
			.kind = kind_of_file(host->settings, f->source),
			.loaded = f->fate == FATE_LOADED,
		};

		vec_push(trace->arena, &trace->files, shown);
	}
}

static struct trace_step step_at(const void *context, size_t i)
{
	const struct load *load = context;
	const struct load_step *s = &load->steps.at[i];

	return (struct trace_step){
		.path = s->path,
		.value = s->value,
		.result = load_result_name((enum load_result)s->result),
		.span = s->span,
	};
}

static void tell_cut(struct trace_request *q, const struct dialect *d,
		     const struct load *load)
{
	if (load->cut)
		diag_add_subject(&q->session->diags, DIAG_UNREADABLE,
				 "too-many-writes",
				 dialect_name(q->session->arena, d),
				 "the patterns lead to more than four million "
				 "writes; the rest is left out");
}

static void tell_load(struct trace_request *q, const struct load *load,
		      struct trace *trace)
{
	trace->is_load = true;
	trace->n_steps = load->steps.n;
	trace->step = step_at;
	trace->load = load;
	for (size_t i = 0; i < load->open_patterns.n; i++) {
		const struct assignment *a = &load->open_patterns.at[i];
		struct trace_step shown = { .path = a->path,
					    .value = a->value,
					    .result = STR("unresolved"),
					    .span = a->span };

		vec_push(trace->arena, &trace->unresolved, shown);
	}
	tell_cut(q, q->dialects.at[0], load);
}

/* What one loader complained about already is not said again. */
static void add_new_diags(struct diags *to, const struct diags *from)
{
	size_t n = to->list.n, k;

	for (size_t i = 0; i < from->list.n; i++) {
		const struct diag *d = &from->list.at[i];

		for (k = 0; k < n; k++)
			if (str_eq(to->list.at[k].subject, d->subject) &&
			    str_eq(to->list.at[k].message, d->message))
				break;
		if (k == n)
			vec_push(to->arena, &to->list, *d);
	}
}

/* Before any loader, and so for all of them. */
static void read_cmdline(struct trace_request *q, struct host_read *kernel)
{
	const char *root = opt_text(q->opts, "root");
	struct host_reading reading =
		reading_of(q, q->dialects.at[0], &q->session->diags);

	reading.cmdline = opt_text(q->opts, "cmdline");
	if (!root && !q->paths.n)
		root = "/";
	host_read_cmdline(&reading, root, kernel);
}

static void compare_hosts(struct trace_request *q, struct trace *trace)
{
	struct session *session = q->session;
	struct arena *arena = session->arena;
	struct comparison c = { .arena = arena, .sources = session->sources };
	struct host_read kernel;

	read_cmdline(q, &kernel);
	c.kernel = kernel.settings;

	for (size_t i = 0; i < q->dialects.n; i++) {
		struct compare_side side = { .dialect = q->dialects.at[i] };
		struct key_tree *keys = trace_request_keys(q);
		struct diags diags = { .arena = arena };
		struct str name = dialect_name(arena, side.dialect);

		read_host(q, side.dialect, keys, &diags, &side.host);
		add_new_diags(&session->diags, &diags);
		load_run(arena, side.host.settings, keys, q->kernel,
			 &side.load);
		tell_cut(q, side.dialect, &side.load);
		compare_index(arena, &side);
		vec_push(arena, &c.sides, side);
		vec_push(arena, &trace->loaders, name);
		tell_files(&side.host, name, trace);
	}
	if (q->chosen.loaders.by_hand && c.sides.n == 2)
		trace->loader_because = q->chosen.because;
	compare_keys(&c, trace);
}

static void trace_host(struct trace_request *q, struct load *load,
		       struct trace *trace)
{
	struct session *session = q->session;
	const struct dialect *dialect = q->dialects.at[0];
	struct key_tree *keys = trace_request_keys(q);
	struct host_read host;

	read_host(q, dialect, keys, &session->diags, &host);
	trace->loader = are_all(host.settings, INPUT_TUNED)
				? STR("tuned")
				: dialect_name(session->arena, dialect);
	trace_hosts_tell(session->sources, &host, trace);
	trace->loader_because = q->chosen.because;
	trace->is_dump = are_all(host.settings, INPUT_DUMP);
	trace->is_yaml = are_all(host.settings, INPUT_YAML);
	tell_files(&host, (struct str){ 0 }, trace);
	if (!q->load)
		return;
	load_run(session->arena, host.settings, keys, q->kernel, load);
	tell_load(q, load, trace);
}

static void trace_report(struct trace_request *q, const struct outputs *outputs,
			 const struct report_input *looks)
{
	struct session *session = q->session;
	struct report_input report = *looks;
	struct trace trace = { .arena = session->arena };
	struct load load = { 0 };

	for (size_t i = 0; !q->all && !q->load && i < q->opts->words.n; i++)
		vec_push(
			session->arena, &trace.paths,
			key_path(session->arena, str_of(q->opts->words.at[i])));
	tell_inputs(q, &report);
	if (q->compare)
		compare_hosts(q, &trace);
	else
		trace_host(q, &load, &trace);
	report.command = "trace";
	report.sources = session->sources;
	report.diags = &session->diags;
	report.trace = &trace;
	/* In a load's report the status is the loader's. */
	report.exit_status =
		q->load ? load.exit_status
			: (int)session_status(session, STATUS_CLEAN);
	outputs_write(session, outputs, &report);
}

static enum status trace_run(struct session *session, const struct opts *opts)
{
	struct trace_request q = { .session = session, .opts = opts };
	struct report_input report = { 0 };
	struct outputs outputs;
	enum status status = trace_request_parse(&q);

	if (status == STATUS_CLEAN)
		status = outputs_parse(session, opts,
				       q.load ? DOCUMENT_LOAD
					      : DOCUMENT_SETTINGS,
				       "text", "text", &outputs);
	if (status == STATUS_CLEAN)
		status = outputs_looks(session, opts, &report);
	if (status == STATUS_CLEAN)
		status = trace_request_complete(&q);
	if (status != STATUS_CLEAN)
		return status;
	trace_report(&q, &outputs, &report);
	trace_request_close(&q);
	return STATUS_CLEAN;
}

const struct cmd cmd_trace = {
	.name = "trace",
	.args = "[--compare] {KEY... | --all [PATH...]} | --load [PATH...]",
	.summary = "show who sets a key and whom that overrides, or what a "
		   "loader would write",
	.options = trace_options,
	.run = trace_run,
};
