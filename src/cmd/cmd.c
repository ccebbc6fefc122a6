/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/cmd.h"

#include "config.h"
#include "read/yaml_file.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#define CMD(name) extern const struct cmd cmd_##name;
#include "cmd/cmd_list.h"
#undef CMD

static const struct cmd *const commands[] = {
#define CMD(name) &cmd_##name,
#include "cmd/cmd_list.h"
#undef CMD
	NULL,
};

const struct cmd *cmd_at(size_t index)
{
	return commands[index];
}

const struct cmd *cmd_find(struct session *session, const char *name)
{
	VEC(struct str) names = { 0 };
	struct str near;

	for (size_t i = 0; commands[i]; i++) {
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
		vec_push(session->arena, &names, str_of(commands[i]->name));
	}
	session_fail(session, STATUS_USAGE, "there is no command '%s'", name);
	near = str_nearest(str_of(name), names.at, names.n);
	if (str_empty(near))
		near = STR("help");
	session_hint(session,
		     str_format(session->arena, "try 'sysctl-advisor %.*s'",
				STR_ARG(near)));
	return NULL;
}

static enum status print(struct session *session, const struct buf *text)
{
	fwrite(text->at, 1, text->len, session->out.file);
	return STATUS_CLEAN;
}

static enum status run(struct session *session, const struct cmd *cmd, int argc,
		       char **argv)
{
	const struct option_spec *tables[] = { cmd->options, session_options };
	struct buf help = { .arena = session->arena };
	struct opts opts;

	if (!opt_parse(&opts, session->arena, tables, 2, argc, argv)) {
		session_fail(session, STATUS_USAGE, "%s: %.*s", cmd->name,
			     STR_ARG(opts.error));
		if (str_empty(opts.hint))
			opts.hint = str_format(
				session->arena,
				"'sysctl-advisor %s --help' lists them",
				cmd->name);
		session_hint(session, opts.hint);
		return STATUS_USAGE;
	}
	if (opt_has(&opts, "help")) {
		cmd_help_one(&help, cmd);
		return print(session, &help);
	}
	return cmd->run(session, &opts);
}

/* What stands in front of a command can only be a question about us. */
static enum status run_bare_option(struct session *session, const char *word)
{
	struct buf text = { .arena = session->arena };

	if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0)
		buf_printf(&text, "%s\n%s\n", PACKAGE_STRING,
			   yaml_file_can_read()
				   ? "with libyaml: reads YAML files"
				   : "without libyaml: reads no YAML files");
	else if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
		cmd_help_all(&text);
	else
		return session_fail(session, STATUS_USAGE,
				    "'%s' stands before any command: options "
				    "belong behind it",
				    word);
	return print(session, &text);
}

static enum status run_words(struct session *session, int argc, char **argv)
{
	const struct cmd *cmd;

	if (argc < 2) {
		session_fail(session, STATUS_USAGE, "no command was given");
		session_hint(session, STR("'sysctl-advisor help' lists them"));
		return STATUS_USAGE;
	}
	if (argv[1][0] == '-')
		return run_bare_option(session, argv[1]);
	cmd = cmd_find(session, argv[1]);
	if (!cmd)
		return STATUS_USAGE;
	return run(session, cmd, argc - 1, argv + 1);
}

enum status cmd_main(int argc, char **argv)
{
	struct session session;

	/* A closed pipe is then a write that fails, seen at the end. */
	signal(SIGPIPE, SIG_IGN);
	session_open(&session);
	return session_close(&session, run_words(&session, argc, argv));
}
