/* SPDX-License-Identifier: Apache-2.0 */
#include "base/files.h"
#include "cmd/cmd.h"
#include "cmd/rules_action.h"
#include <fcntl.h>
#include <string.h>

static const struct option_spec rules_options[] = {
	{ 0, "rules", "DIR", "rules and facts of your own; may be repeated" },
	{ 0, "no-builtin-rules", NULL, "only those of --rules" },
	{ 0, "cases", "DIR", "the cases: DIR/<ID>/fires-... and quiet-..." },
	{ 0 },
};

static enum status add_dir(struct session *session, struct rulebook *book,
			   const char *dir, struct diags *diags)
{
	const int error = rulebook_add_dir(book, session->arena,
					   session->sources, dir, diags);

	if (!error)
		return STATUS_CLEAN;
	return session_fail(session, STATUS_USAGE, "rules in %s: %s", dir,
			    strerror(-error));
}

static enum status load(struct session *session, const struct opts *opts,
			struct rulebook *book, struct diags *diags)
{
	enum status status = STATUS_CLEAN;

	rulebook_init(book, !opt_has(opts, "no-builtin-rules"));
	for (size_t i = 0; i < opts->given.n; i++) {
		if (strcmp(opts->given.at[i].spec->name, "rules") == 0)
			status = status_worse(
				status, add_dir(session, book,
						opts->given.at[i].text, diags));
	}
	return status;
}

static void list_one(struct session *session, const struct rules *rules,
		     const struct rule *rule)
{
	static const char *const each[N_SUBJECT_KINDS] = {
		[SUBJECT_LINE] = "line",
		[SUBJECT_FILE] = "file",
		[SUBJECT_ASSIGNMENT] = "assignment",
		[SUBJECT_SETTING] = "setting",
		[SUBJECT_TIER] = "tier",
		[SUBJECT_HOP] = "hop",
		[SUBJECT_TOPOLOGY] = "topology",
		[SUBJECT_HOST] = "host",
	};

	fprintf(session->out.file, "%-10.*s %-8.*s %-10s %.*s%s\n",
		STR_ARG(rule_text(rules, rule->id)),
		STR_ARG(severity_name(rule->severity)), each[rule->each],
		STR_ARG(rule_text(rules, rule->title)),
		rule->preview ? " (preview)" : "");
}

static enum status list(struct session *session, const struct opts *opts)
{
	struct rulebook book;
	const enum status status = load(session, opts, &book, &session->diags);

	for (uint32_t b = 0; b < book.n_books; b++) {
		const struct rules *rules = book.rules[b];

		for (uint32_t i = 0; i < rules->n; i++)
			if (!rulebook_hides(&book, b, &rules->at[i]))
				list_one(session, rules, &rules->at[i]);
	}
	return status;
}

/* The cases that a project keeps beside its rules. */
static const char *cases_beside(struct session *session, const char *dir)
{
	const char *beside =
		str_c(session->arena,
		      str_format(session->arena, "%s/../testdata/rules", dir));
	struct file_about about;

	if (file_about_in(AT_FDCWD, beside, &about) != 0 ||
	    about.kind != FILE_DIRECTORY)
		return NULL;
	return beside;
}

/* What is wrong with rules is what was asked for: the answer, not a
 * complaint. */
static enum status tell(struct session *session, struct diags *diags)
{
	enum status status = STATUS_CLEAN;

	diags_sort(diags);
	for (size_t i = 0; i < diags->list.n; i++) {
		struct buf out = { .arena = session->arena };

		session_word(session, &diags->list.at[i], &out);
		fwrite(out.at, 1, out.len, session->out.file);
		if (diags->list.at[i].level >= DIAG_ERROR)
			status = STATUS_FINDINGS;
	}
	return status;
}

static enum status check(struct session *session, const struct opts *opts)
{
	const char *cases = opt_text(opts, "cases");
	struct diags diags = { .arena = session->arena };
	struct rulebook book;
	enum status status = load(session, opts, &book, &diags);

	for (size_t i = 1; i < opts->words.n; i++) {
		const char *dir = opts->words.at[i];
		const char *beside = cases ? cases : cases_beside(session, dir);
		const uint32_t first = book.n_books;

		status = status_worse(status,
				      add_dir(session, &book, dir, &diags));
		if (beside)
			rules_check_cases(session, &book, first, beside,
					  &diags);
	}
	return status_worse(status, tell(session, &diags));
}

static enum status test(struct session *session, const struct opts *opts)
{
	const char *cases = opt_text(opts, "cases");

	if (cases)
		return rules_test(session, opts, cases);
	session_fail(session, STATUS_USAGE, "rules test: no cases were given");
	session_hint(session, STR("add --cases DIR, such as testdata/rules"));
	return STATUS_USAGE;
}

static enum status rules_run(struct session *session, const struct opts *opts)
{
	static const struct {
		const char *name;
		enum status (*run)(struct session *session,
				   const struct opts *opts);
	} actions[] = { { "list", list },
			{ "check", check },
			{ "test", test } };
	const char *wanted = opts->words.n ? opts->words.at[0] : "";

	for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++)
		if (strcmp(actions[i].name, wanted) == 0)
			return actions[i].run(session, opts);
	session_fail(session, STATUS_USAGE, "rules: '%s' is nothing to do",
		     wanted);
	session_hint(session, STR("list, check or test"));
	return STATUS_USAGE;
}

const struct cmd cmd_rules = {
	.name = "rules",
	.args = "list | check [DIR...] | test [ID...]",
	.summary = "list the rules, check rule files, or run their cases",
	.options = rules_options,
	.run = rules_run,
};
