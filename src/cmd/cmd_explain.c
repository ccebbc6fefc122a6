/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/cmd.h"
#include "cmd/inputs.h"
#include "cmd/output.h"
#include "read/dialect.h"
#include "read/sysctl_host.h"
#include "report/page.h"
#include "report/page_changes.h"

static const struct option_spec explain_options[] = {
	{ 's', "search", NULL, "list the pages that have all these words" },
	{ 'l', "list", NULL, "list all topics, rules and formulas" },
	{ 0, "changes", NULL, "what differs from one kernel to a newer" },
	{ 'k', "kernel", "VERSION", "of a key: what holds on this kernel" },
	{ 0, "rules", "DIR",
	  "rules, facts and topics of your own; may be repeated" },
	{ 0, "no-builtin-rules", NULL, "only those of --rules" },
	{ 'f', "format", "NAME[=FILE]",
	  "text, markdown or json, to FILE where given" },
	{ 'o', "output", "FILE", "write the page to FILE" },
	{ 0 },
};

/* "explain syn flood" asks for one thing. */
static struct str words_joined(struct session *session, const struct opts *opts)
{
	struct buf out = { .arena = session->arena };

	for (size_t i = 0; i < opts->words.n; i++)
		buf_printf(&out, "%s%s", i ? " " : "", opts->words.at[i]);
	return buf_str(&out);
}

static enum status kernel_parse(struct session *session, const char *text,
				struct kver *out)
{
	if (kver_parse(str_of(text), out))
		return STATUS_CLEAN;
	session_fail(session, STATUS_USAGE, "'%s' is no kernel version", text);
	session_hint(session, STR("write 5.15 or 3.10-el7"));
	return STATUS_USAGE;
}

static enum status kernels_parse(struct session *session,
				 const struct opts *opts, struct upgrade *out)
{
	const char *const *words = opts->words.at;
	enum status status;

	if (opt_has(opts, "search") || opt_has(opts, "list") ||
	    opt_has(opts, "kernel"))
		return session_fail(session, STATUS_USAGE,
				    "--changes goes with none of --search, "
				    "--list and --kernel");
	if (opts->words.n < 2)
		return session_fail(session, STATUS_USAGE,
				    "--changes wants two kernels, the older "
				    "one first");
	status = kernel_parse(session, words[0], &out->before);
	status = status_worse(status,
			      kernel_parse(session, words[1], &out->after));
	if (status != STATUS_CLEAN || kver_cmp(out->before, out->after) <= 0)
		return status;
	session_fail(session, STATUS_USAGE, "%s is newer than %s", words[0],
		     words[1]);
	session_hint(session,
		     str_format(session->arena,
				"the older one stands first: --changes %s %s",
				words[1], words[0]));
	return STATUS_USAGE;
}

static enum status changes_make(struct session *session,
				const struct opts *opts,
				const struct rulebook *rulebook,
				struct page *page)
{
	struct upgrade upgrade = { .rulebook = rulebook,
				   .sources = session->sources };
	const struct host_reading reading = {
		.arena = session->arena,
		.sources = session->sources,
		.diags = &session->diags,
		.dialect = dialect_default(),
	};
	const enum status status = kernels_parse(session, opts, &upgrade);
	struct host_read host = { 0 };

	if (status != STATUS_CLEAN)
		return status;
	page->arena = session->arena;
	if (opts->words.n > 2) {
		host_read_paths(&reading, NULL, opts->words.at + 2,
				opts->words.n - 2, false, &host);
		upgrade.settings = host.settings;
	}
	page_upgrade(page, &upgrade);
	return STATUS_CLEAN;
}

static enum status unknown(struct session *session,
			   const struct rulebook *rulebook, struct str what)
{
	const struct str near = entry_nearest(rulebook, session->arena, what);

	session_fail(session, STATUS_USAGE,
		     "there is no rule, key or topic '%.*s'", STR_ARG(what));
	if (str_empty(near))
		session_hint(session,
			     STR("'explain --list' names the topics and rules, "
				 "'explain --search' looks for words"));
	else
		session_hint(session,
			     str_format(session->arena, "did you mean '%.*s'?",
					STR_ARG(near)));
	return STATUS_USAGE;
}

static enum status page_make(struct session *session, const struct opts *opts,
			     const struct page_options *options,
			     struct page *page)
{
	const struct str what = words_joined(session, opts);
	struct entry entry;

	page->arena = session->arena;
	if (opt_has(opts, "search") && str_empty(what))
		return session_fail(session, STATUS_USAGE,
				    "search for which words?");
	if (opt_has(opts, "list") && !str_empty(what))
		return session_fail(session, STATUS_USAGE,
				    "--list takes no name; --search finds "
				    "words");
	if (opt_has(opts, "search"))
		page_search(page, options->rulebook, what);
	else if (opt_has(opts, "list") || str_empty(what))
		page_list(page, options->rulebook, opt_has(opts, "list"));
	else if (!entry_find(options->rulebook, session->arena, what, &entry))
		return unknown(session, options->rulebook, what);
	else if (options->kernel && entry.kind != ENTRY_KEY)
		return session_fail(session, STATUS_USAGE,
				    "--kernel is for keys, '%.*s' is none",
				    STR_ARG(what));
	else
		page_of(page, options, &entry);
	return STATUS_CLEAN;
}

static enum status explain_run(struct session *session, const struct opts *opts)
{
	struct rulebook rulebook;
	struct page_options options = { .rulebook = &rulebook };
	struct page page = { 0 };
	struct report_input report = { .command = "explain",
				       .sources = session->sources,
				       .diags = &session->diags,
				       .page = &page };
	struct outputs outputs;
	struct kver kernel;
	enum status status = outputs_parse(session, opts, DOCUMENT_PAGE, "text",
					   "text", &outputs);

	if (status == STATUS_CLEAN && opt_has(opts, "kernel")) {
		status = kernel_parse(session, opt_text(opts, "kernel"),
				      &kernel);
		options.kernel = &kernel;
	}
	if (status == STATUS_CLEAN)
		status = inputs_rules(session, opts, &rulebook);
	if (status == STATUS_CLEAN)
		status = opt_has(opts, "changes")
				 ? changes_make(session, opts, &rulebook, &page)
				 : page_make(session, opts, &options, &page);
	if (status != STATUS_CLEAN)
		return status;
	for (size_t i = 0; i < opts->words.n; i++)
		vec_push(session->arena, &report.inputs,
			 str_of(opts->words.at[i]));
	report.exit_status = (int)session_status(session, status);
	outputs_write(session, &outputs, &report);
	return status;
}

const struct cmd cmd_explain = {
	.name = "explain",
	.args = "[WHAT | --search WORD... | --changes OLD NEW [PATH...]]",
	.summary = "a page on a rule, a sysctl key or a topic",
	.options = explain_options,
	.run = explain_run,
};
