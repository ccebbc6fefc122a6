/* SPDX-License-Identifier: Apache-2.0 */
#include "base/files.h"
#include "cmd/chosen.h"
#include "cmd/cmd.h"
#include "cmd/compare.h"
#include "cmd/output.h"
#include "cmd/trace_hosts.h"
#include "keys/key.h"
#include "model/key_tree.h"
#include "model/load.h"
#include "read/sysctl_host.h"
#include "report/trace.h"
#include "rulebook/rulebook.h"

#include <fcntl.h>
#include <string.h>

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
	OUTPUT_OPTIONS,
	{ 0 },
};
/* clang-format on */

enum { KEYS_LIMIT_BYTES = 32 * 1024 * 1024 };

struct request {
	struct session *session;
	const struct opts *opts;
	bool all, load, compare;
	uint8_t told; /* enum input_kind: what the paths are said to be */
	struct chosen chosen;
	VEC(const struct dialect *) dialects; /* several to compare */
	const char *keys_path;
	struct str keys_text;
	struct load_kernel *kernel; /* NULL: not asked about */
	struct rulebook rulebook;
	VEC(const char *) paths;
};

static void push_dialect(struct request *q, const struct dialect *d)
{
	if (d)
		vec_push(q->session->arena, &q->dialects, d);
}

/* A distribution is two loaders: at boot, and by hand. */
static enum status add_loader(struct request *q, const char *name)
{
	enum status status = chosen_by_name(q->session, name, &q->chosen);

	push_dialect(q, q->chosen.loaders.boot);
	if (q->compare)
		push_dialect(q, q->chosen.loaders.by_hand);
	return status;
}

static void compare_usual(struct request *q)
{
	static const char *const usual[] = { "systemd", "procps", "busybox" };

	if (q->chosen.loaders.by_hand) {
		push_dialect(q, q->chosen.loaders.boot);
		push_dialect(q, q->chosen.loaders.by_hand);
		return;
	}
	for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
		add_loader(q, usual[i]);
}

static enum status find_compared(struct request *q)
{
	enum status status = STATUS_CLEAN;

	for (size_t i = 0; status == STATUS_CLEAN && i < q->opts->given.n; i++)
		if (strcmp(q->opts->given.at[i].spec->name, "loader") == 0)
			status = add_loader(q, q->opts->given.at[i].text);
	if (!opt_has(q->opts, "loader"))
		compare_usual(q);
	if (status != STATUS_CLEAN || q->dialects.n > 1)
		return status;
	session_fail(q->session, STATUS_USAGE,
		     "--compare needs two loaders at least");
	session_hint(q->session, STR("repeat --loader, name a distribution, or "
				     "leave it out to compare systemd, procps "
				     "and busybox"));
	return STATUS_USAGE;
}

static enum status find_loaders(struct request *q)
{
	const char *name = opt_text(q->opts, "loader");
	const char *root = opt_text(q->opts, "root");

	q->chosen = chosen_default();
	if (!name && !q->paths.n)
		chosen_by_root(q->session, root ? root : "/", &q->chosen);
	if (q->compare)
		return find_compared(q);
	if (name)
		return add_loader(q, name);
	push_dialect(q, q->chosen.loaders.boot);
	return STATUS_CLEAN;
}

static enum status read_keys(struct request *q)
{
	int error;

	q->keys_path = opt_text(q->opts, "keys");
	if (!q->keys_path)
		return STATUS_CLEAN;
	error = file_read(q->session->arena, q->keys_path, KEYS_LIMIT_BYTES,
			  &q->keys_text);
	if (error)
		return session_fail(q->session, STATUS_PARTIAL,
				    "%s: the keys could not be read: %s",
				    q->keys_path, strerror(-error));
	return STATUS_CLEAN;
}

/* A load changes them: each gets its own. NULL when none were given. */
static struct key_tree *make_keys(const struct request *q)
{
	struct key_tree *keys = NULL;

	if (q->keys_path) {
		keys = key_tree_new(q->session->arena);
		key_tree_read(keys, q->keys_text);
	}
	return keys;
}

static enum status find_kernel(struct request *q)
{
	const char *text = opt_text(q->opts, "kernel");

	if (!text)
		return STATUS_CLEAN;
	q->kernel = arena_make(q->session->arena, struct load_kernel);
	rulebook_init(&q->rulebook, true);
	q->kernel->knowledge = &q->rulebook.knowledge;
	if (kver_parse(str_of(text), &q->kernel->version))
		return STATUS_CLEAN;
	session_fail(q->session, STATUS_USAGE,
		     "--kernel: '%s' is no kernel version", text);
	session_hint(q->session, STR("as in 6.12, 4.19.0-21-amd64, 3.10-el7"));
	return STATUS_USAGE;
}

static enum status usage(struct request *q, const char *what, const char *hint)
{
	session_fail(q->session, STATUS_USAGE, "%s", what);
	session_hint(q->session, str_of(hint));
	return STATUS_USAGE;
}

/* "trace FILE" is what people write before they have read the manual. */
static enum status check_keys(struct request *q)
{
	struct file_about about;

	for (size_t i = 0; i < q->opts->words.n; i++) {
		const char *word = q->opts->words.at[i];

		if (file_about_in(AT_FDCWD, word, &about) != 0)
			continue;
		session_fail(q->session, STATUS_USAGE,
			     "'%s' is a file, where a key is expected", word);
		session_hint(q->session,
			     str_format(q->session->arena,
					"'trace --all %s' shows all its keys, "
					"'trace --from %s KEY' one",
					word, word));
		return STATUS_USAGE;
	}
	return STATUS_CLEAN;
}

/* A dump is all there is of its host, and nothing loads it. */
static enum status take_dump(struct request *q)
{
	const char *dump = opt_text(q->opts, "dump");

	if (opt_has(q->opts, "cmdline") && (q->load || q->compare))
		return usage(q, "--cmdline is not for --load and --compare",
			     "the kernel carries it out, and no loader");
	if (!dump)
		return STATUS_CLEAN;
	if (q->paths.n || opt_has(q->opts, "root") ||
	    opt_has(q->opts, "cmdline"))
		return usage(q, "--dump and other files exclude each other",
			     "a dump is the whole state of a host");
	if (q->load || q->compare)
		return usage(q, "--dump is not for --load and --compare",
			     "no loader has read it; to see what a replay "
			     "does, give it as a file");
	vec_push(q->session->arena, &q->paths, dump);
	q->told = INPUT_DUMP;
	return STATUS_CLEAN;
}

static enum status parse(struct request *q)
{
	const struct opts *opts = q->opts;
	bool takes_paths;

	q->all = opt_has(opts, "all");
	q->load = opt_has(opts, "load");
	q->compare = opt_has(opts, "compare");
	takes_paths = q->all || q->load;
	if (q->all && q->load)
		return usage(q, "--all and --load exclude each other",
			     "--load shows the writes, --all who wins");
	if (q->compare && q->load)
		return usage(q, "--compare and --load exclude each other",
			     "--compare shows keys: name them, or give --all");
	for (size_t i = 0; i < opts->given.n; i++)
		if (strcmp(opts->given.at[i].spec->name, "from") == 0)
			vec_push(q->session->arena, &q->paths,
				 opts->given.at[i].text);
	for (size_t i = 0; takes_paths && i < opts->words.n; i++)
		vec_push(q->session->arena, &q->paths, opts->words.at[i]);
	if (take_dump(q) != STATUS_CLEAN)
		return STATUS_USAGE;
	if (q->paths.n && opt_has(opts, "root"))
		return usage(q, "--root and files exclude each other",
			     "--root reads what the loader reads at boot");
	for (size_t i = 0; q->compare && i < q->paths.n; i++)
		if (strcmp(q->paths.at[i], "-") == 0)
			return usage(q, "--compare reads no standard input",
				     "every loader reads it: give a file");
	if (opt_has(opts, "kernel") && !q->load && !q->compare)
		return usage(q, "--kernel is for --load and --compare",
			     "who wins does not depend on the kernel");
	if (!takes_paths && !opts->words.n)
		return usage(q, "no key was given",
			     "name keys, or give --all or --load");
	return takes_paths ? STATUS_CLEAN : check_keys(q);
}

static void read_host(struct request *q, const struct dialect *dialect,
		      const struct key_tree *keys, struct diags *diags,
		      struct host_read *host)
{
	const char *root = opt_text(q->opts, "root");
	struct session *s = q->session;
	struct host_reading reading = { .arena = s->arena,
					.sources = s->sources,
					.diags = diags,
					.dialect = dialect,
					.keys = keys,
					.verbatim = q->load || q->compare,
					.told = q->told,
					.cmdline =
						opt_text(q->opts, "cmdline") };

	if (q->paths.n)
		host_read_paths(&reading, NULL, q->paths.at, q->paths.n, false,
				host);
	else
		host_read_root(&reading, root ? root : "/", host);
}

static void tell_inputs(struct request *q, struct report_input *report)
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
			.fate = host_file_fate_name(
				(enum host_file_fate)f->fate),
			.why = f->why,
			.kind = kind_of_file(host->settings, f->source),
			.loaded = f->fate == HOST_FILE_LOADED,
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

static void tell_cut(struct request *q, const struct dialect *d,
		     const struct load *load)
{
	if (load->cut)
		diag_add_subject(&q->session->diags, DIAG_UNREADABLE,
				 "too-many-writes",
				 dialect_name(q->session->arena, d),
				 "the patterns lead to more than four million "
				 "writes; the rest is left out");
}

static void tell_load(struct request *q, const struct load *load,
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

static void compare_hosts(struct request *q, struct trace *trace)
{
	struct session *session = q->session;
	struct arena *arena = session->arena;
	struct comparison c = { .arena = arena, .sources = session->sources };

	for (size_t i = 0; i < q->dialects.n; i++) {
		struct compare_side side = { .dialect = q->dialects.at[i] };
		struct key_tree *keys = make_keys(q);
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
	compare_keys(&c, trace);
}

static void trace_host(struct request *q, struct load *load,
		       struct trace *trace)
{
	struct session *session = q->session;
	const struct dialect *dialect = q->dialects.at[0];
	struct key_tree *keys = make_keys(q);
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

static void trace_report(struct request *q, const struct outputs *outputs,
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
	struct request q = { .session = session, .opts = opts };
	struct report_input report = { 0 };
	struct outputs outputs;
	enum status status = parse(&q);

	if (status == STATUS_CLEAN)
		status = outputs_parse(session, opts,
				       q.load ? DOCUMENT_LOAD
					      : DOCUMENT_SETTINGS,
				       "text", "text", &outputs);
	if (status == STATUS_CLEAN)
		status = outputs_looks(session, opts, &report);
	if (status == STATUS_CLEAN)
		status = find_loaders(&q);
	if (status == STATUS_CLEAN)
		status = read_keys(&q);
	if (status == STATUS_CLEAN)
		status = find_kernel(&q);
	if (status != STATUS_CLEAN)
		return status;
	trace_report(&q, &outputs, &report);
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
