/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/cmd.h"

#include <stdio.h>

void cmd_help_all(struct buf *out)
{
	enum { NAME_WIDTH = 12 };
	const struct cmd *cmd;

	buf_put(out, STR("usage: sysctl-advisor COMMAND [OPTION...]\n\n"
			 "Says what is wrong with sysctl settings, and why, "
			 "for the place a host has\nin its network.\n\n"));
	for (size_t i = 0; (cmd = cmd_at(i)); i++)
		buf_printf(out, "  %-*s%s\n", NAME_WIDTH, cmd->name,
			   cmd->summary);
	buf_put(out, STR("\n'sysctl-advisor COMMAND --help' shows the options "
			 "of a command,\n'sysctl-advisor --version' the "
			 "version.\n"));
}

void cmd_help_one(struct buf *out, const struct cmd *cmd)
{
	buf_printf(out, "usage: sysctl-advisor %s [OPTION...]", cmd->name);
	if (cmd->args)
		buf_printf(out, " %s", cmd->args);
	buf_printf(out, "\n\n%s\n", cmd->summary);
	buf_char(out, '\n');
	opt_help(out, cmd->options);
	opt_help(out, session_options);
}

static enum status help_run(struct session *session, const struct opts *opts)
{
	struct buf text = { .arena = session->arena };
	const struct cmd *cmd;

	if (opts->words.n == 0)
		cmd_help_all(&text);
	for (size_t i = 0; i < opts->words.n; i++) {
		cmd = cmd_find(session, opts->words.at[i]);
		if (!cmd)
			return STATUS_USAGE;
		if (i > 0)
			buf_char(&text, '\n');
		cmd_help_one(&text, cmd);
	}
	fwrite(text.at, 1, text.len, session->out.file);
	return STATUS_CLEAN;
}

const struct cmd cmd_help = {
	.name = "help",
	.args = "[COMMAND...]",
	.summary = "show what a command does and takes",
	.run = help_run,
};
