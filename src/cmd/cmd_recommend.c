/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/cmd.h"
#include "cmd/inputs.h"
#include "cmd/output.h"
#include "engine/advise.h"
#include "keys/key.h"

static const struct option_spec recommend_options[] = {
	INPUT_OPTIONS,
	OUTPUT_OPTIONS,
	{ 0, "check", NULL, "exit 1 if a tier differs from the advice" },
	{ 0 },
};

/* A contradiction among rules is a fault of the rules, never hidden. */
static void complain(struct session *session, const struct inputs *inputs,
		     const struct advice *advice)
{
	for (size_t i = 0; i < advice->conflicts.n; i++) {
		const struct advice_conflict *c = &advice->conflicts.at[i];
		struct str key = key_dotted(session->arena, c->path);

		if (inputs->only && inputs->only != c->tier)
			continue;
		session_fail(session, STATUS_USAGE,
			     "%.*s: rules contradict each other on %.*s: %.*s",
			     STR_ARG(c->tier->name), STR_ARG(key),
			     STR_ARG(c->text));
	}
}

static bool differs(const struct inputs *inputs, const struct advice *advice)
{
	for (size_t i = 0; i < advice->lines.n; i++)
		if (!inputs->only || inputs->only == advice->lines.at[i].tier)
			return true;
	return false;
}

static bool is_ours(const struct tier *tier)
{
	const struct datum *outside = &tier->fields[TIER_OUTSIDE];

	return !(outside->known && outside->value.boolean);
}

static enum status refuse_outside(struct session *session,
				  const struct tier *tier)
{
	session_fail(session, STATUS_USAGE,
		     "tier '%.*s' is outside: there is nothing of it that "
		     "could be configured",
		     STR_ARG(tier->name));
	session_hint(session, STR("name one that is ours, or none for all"));
	return STATUS_USAGE;
}

static enum status advise_inputs(struct session *session,
				 const struct opts *opts,
				 const struct outputs *outputs,
				 const struct report_input *looks)
{
	struct report_input report = *looks;
	struct inputs inputs;
	struct advice advice;
	enum status status = inputs_open(session, opts, &inputs);

	if (status != STATUS_CLEAN)
		return status;
	if (inputs.only && !is_ours(inputs.only))
		return refuse_outside(session, inputs.only);
	inputs.engine.explain = outputs_list_not_checked(outputs);
	advise(&inputs.rulebook, inputs.model, session->sources, &inputs.engine,
	       session->arena, &advice);
	inputs_narrow(&inputs, &advice.after);
	inputs_report(&inputs, "recommend", session, &report);
	report.advice = &advice;
	report.findings = &advice.after;
	report.only = inputs.only;
	complain(session, &inputs, &advice);
	if (opt_has(opts, "check") && differs(&inputs, &advice))
		status = STATUS_FINDINGS;
	report.exit_status = (int)session_status(session, status);
	diags_sort(&session->diags);
	outputs_write(session, outputs, &report);
	return status;
}

static enum status recommend_run(struct session *session,
				 const struct opts *opts)
{
	struct report_input report = { 0 };
	struct outputs outputs;
	enum status status = outputs_looks(session, opts, &report);

	if (status == STATUS_CLEAN)
		status = outputs_parse(session, opts, DOCUMENT_ADVICE, "text",
				       "conf", &outputs);
	if (status != STATUS_CLEAN)
		return status;
	return advise_inputs(session, opts, &outputs, &report);
}

const struct cmd cmd_recommend = {
	.name = "recommend",
	.args = "[PATH...]",
	.summary = "the settings each tier should have, with reasons",
	.options = recommend_options,
	.run = recommend_run,
};
