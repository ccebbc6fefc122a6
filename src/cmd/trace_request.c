/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/trace_request.h"
#include "base/files.h"

#include <fcntl.h>
#include <string.h>

enum { KEYS_LIMIT_BYTES = 32 * 1024 * 1024 };

static void push_dialect(struct trace_request *q, const struct dialect *d)
{
	if (d)
		vec_push(q->session->arena, &q->dialects, d);
}

/* A distribution is two loaders: at boot, and by hand. */
static enum status add_loader(struct trace_request *q, const char *name)
{
	enum status status = chosen_by_name(q->session, name, &q->chosen);

	push_dialect(q, q->chosen.loaders.boot);
	if (q->compare)
		push_dialect(q, q->chosen.loaders.by_hand);
	return status;
}

static void compare_usual(struct trace_request *q)
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

static enum status find_compared(struct trace_request *q)
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

static enum status find_loaders(struct trace_request *q)
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

static enum status usage(struct trace_request *q, const char *what,
			 const char *hint)
{
	session_fail(q->session, STATUS_USAGE, "%s", what);
	session_hint(q->session, str_of(hint));
	return STATUS_USAGE;
}

static enum status find_filter(struct trace_request *q)
{
	const struct dialect *d = q->dialects.at[0];
	const char *pattern = opt_text(q->opts, "pattern");
	size_t n = opt_count(q->opts, "prefix");

	if ((n || pattern) && !q->load)
		return usage(q, "--prefix and --pattern are for --load",
			     "name the keys, or give --all");
	if (n && !d->takes_prefixes)
		return usage(q, "this loader has no --prefix",
			     "it is an option of systemd-sysctl");
	if (pattern && !d->takes_patterns)
		return usage(q, "this loader has no --pattern",
			     "it is an option of procps' sysctl");
	for (size_t i = 0; i < n; i++)
		line_filter_add_prefix(q->session->arena, &q->filter, d,
				       str_of(opt_nth(q->opts, "prefix", i)));
	if (pattern)
		line_filter_open(&q->filter, pattern);
	return STATUS_CLEAN;
}

static enum status read_keys(struct trace_request *q)
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

struct key_tree *trace_request_keys(const struct trace_request *q)
{
	struct key_tree *keys = NULL;

	if (q->keys_path) {
		keys = key_tree_new(q->session->arena);
		key_tree_read(keys, q->keys_text);
	}
	return keys;
}

static enum status find_kernel(struct trace_request *q)
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

/* "trace FILE" is what people write before they have read the manual. */
static enum status check_keys(struct trace_request *q)
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
static enum status take_dump(struct trace_request *q)
{
	const char *dump = opt_text(q->opts, "dump");

	if (opt_has(q->opts, "cmdline") && q->load)
		return usage(q, "--cmdline is not for --load",
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

enum status trace_request_parse(struct trace_request *q)
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

enum status trace_request_complete(struct trace_request *q)
{
	enum status status = find_loaders(q);

	if (status == STATUS_CLEAN)
		status = find_filter(q);
	if (status == STATUS_CLEAN)
		status = read_keys(q);
	return status == STATUS_CLEAN ? find_kernel(q) : status;
}

void trace_request_close(struct trace_request *q)
{
	line_filter_close(&q->filter);
}
