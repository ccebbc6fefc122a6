/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/cmd.h"
#include "cmd/inputs.h"
#include "cmd/output.h"

static const struct option_spec topology_options[] = {
	{ 't', "topology", "FILE", "the same as FILE" },
	{ 0, "tier", "NAME", "only this tier, and the hops at its ends" },
	{ 'k', "kernel", "VERSION", "the kernel of every tier that is ours" },
	{ 0, "memory", "SIZE", "memory of a host, such as 16GiB" },
	{ 0, "cpus", "N", "processors of a host" },
	{ 0, "loader", "NAME", "read settings as this loader does" },
	{ 0, "rules", "DIR",
	  "facts and formulas of your own; may be repeated" },
	{ 0, "no-builtin-rules", NULL, "only those of --rules" },
	OUTPUT_OPTIONS,
	{ 0 },
};

/* FILE is --topology by another name. */
static enum status name_file(struct session *session, const struct opts *given,
			     struct opts *out)
{
	size_t n = given->words.n + opt_count(given, "topology");

	*out = *given;
	if (n != 1) {
		session_fail(session, STATUS_USAGE,
			     n == 0 ? "which topology? give its FILE"
				    : "one topology at a time");
		return STATUS_USAGE;
	}
	if (given->words.n == 0)
		return STATUS_CLEAN;
	out->given.at = NULL;
	out->given.n = out->given.capacity = 0;
	for (size_t i = 0; i < given->given.n; i++)
		vec_push(session->arena, &out->given, given->given.at[i]);
	vec_push(session->arena, &out->given,
		 (struct option_given){ .spec = &topology_options[0],
					.text = given->words.at[0] });
	out->words.n = 0;
	return STATUS_CLEAN;
}

static enum status topology_run(struct session *session,
				const struct opts *given)
{
	struct report_input report = { 0 };
	struct outputs outputs;
	struct inputs inputs;
	struct opts opts;
	enum status status = name_file(session, given, &opts);

	status = status_worse(status, outputs_looks(session, &opts, &report));
	if (status == STATUS_CLEAN)
		status = outputs_parse(session, &opts, DOCUMENT_TOPOLOGY,
				       "text", "text", &outputs);
	if (status == STATUS_CLEAN)
		status = inputs_open(session, &opts, &inputs);
	if (status != STATUS_CLEAN)
		return status;
	inputs_report(&inputs, "topology", session, &report);
	report.only = inputs.only;
	report.exit_status = (int)session_status(session, status);
	diags_sort(&session->diags);
	outputs_write(session, &outputs, &report);
	return status;
}

const struct cmd cmd_topology = {
	.name = "topology",
	.args = "FILE",
	.summary = "show tiers and hops, and what follows from them",
	.options = topology_options,
	.run = topology_run,
};
