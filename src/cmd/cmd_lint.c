/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/cmd.h"
#include "cmd/inputs.h"
#include "cmd/output.h"
#include <string.h>

static const struct option_spec lint_options[] = {
	INPUT_OPTIONS,
	OUTPUT_OPTIONS,
	{ 0, "severity", "LEVEL", "show findings from this level on (info)" },
	{ 0, "fail-level", "LEVEL",
	  "exit 1 for findings from this level on, or never (warning)" },
	{ 0, "show-not-checked", NULL, "list what could not be decided" },
	{ 0 },
};

static enum status level(struct session *session, const struct opts *opts,
			 const char *option, enum severity otherwise,
			 enum severity *out)
{
	const char *text = opt_text(opts, option);

	*out = otherwise;
	if (text == NULL || severity_parse(str_of(text), out))
		return STATUS_CLEAN;
	session_fail(session, STATUS_USAGE, "--%s: '%s' is no level", option,
		     text);
	session_hint(session, STR("error, warning, advice or info"));
	return STATUS_USAGE;
}

/* SEVERITY_NONE in *out: nothing fails the run. */
static enum status fail_level(struct session *session, const struct opts *opts,
			      enum severity *out)
{
	const char *text = opt_text(opts, "fail-level");

	if (text != NULL && strcmp(text, "never") == 0) {
		*out = SEVERITY_NONE;
		return STATUS_CLEAN;
	}
	return level(session, opts, "fail-level", SEVERITY_WARNING, out);
}

static enum status judge(const struct findings *findings, enum severity least)
{
	for (size_t i = 0; i < findings->list.n; i++) {
		if (least != SEVERITY_NONE &&
		    findings->list.at[i].severity >= least)
			return STATUS_FINDINGS;
	}
	return STATUS_CLEAN;
}

static enum status lint_inputs(struct session *session, const struct opts *opts,
			       const struct outputs *outputs,
			       const struct report_input *looks)
{
	struct findings findings = { .arena = session->arena };
	struct report_input report = *looks;
	struct inputs inputs;
	enum severity fails;
	enum status status = fail_level(session, opts, &fails);

	status = status_worse(status, inputs_open(session, opts, &inputs));
	if (status != STATUS_CLEAN)
		return status;
	inputs.engine.explain =
		looks->show_not_checked || outputs_list_not_checked(outputs);
	engine_run(&inputs.rulebook, inputs.model, session->sources,
		   &inputs.engine, session->arena, &findings);
	inputs_narrow(&inputs, &findings);
	inputs_report(&inputs, "lint", session, &report);
	report.findings = &findings;
	status = judge(&findings, fails);
	report.exit_status = (int)session_status(session, status);
	diags_sort(&session->diags);
	outputs_write(session, outputs, &report);
	return status;
}

static enum status lint_run(struct session *session, const struct opts *opts)
{
	struct report_input report = { 0 };
	struct outputs outputs;
	enum severity shown;
	enum status status =
		level(session, opts, "severity", SEVERITY_INFO, &shown);

	status = status_worse(status, outputs_looks(session, opts, &report));
	if (status == STATUS_CLEAN)
		status = outputs_parse(session, opts, DOCUMENT_FINDINGS, "text",
				       "concise", &outputs);
	if (status != STATUS_CLEAN)
		return status;
	report.show_level = (uint8_t)shown;
	report.show_not_checked = opt_has(opts, "show-not-checked");
	return lint_inputs(session, opts, &outputs, &report);
}

const struct cmd cmd_lint = {
	.name = "lint",
	.args = "[PATH...]",
	.summary = "check settings files, a host's tree or a whole topology",
	.options = lint_options,
	.run = lint_run,
};
