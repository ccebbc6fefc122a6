/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a command is, and how the one that was asked for is found and run.
 * cmd_list.h names them all; nothing else does.
 */
#ifndef CMD_CMD_H
#define CMD_CMD_H

#include "base/buf.h"
#include "cmd/opt.h"
#include "cmd/session.h"
#include "cmd/status.h"
#include <stddef.h>

struct cmd {
	const char *name;
	const char *args;    /* what help shows behind the name; NULL: none */
	const char *summary; /* one line, no full stop */
	const struct option_spec *options; /* its own; NULL: none */
	/* Returns what it found; what session_fail() and the diagnostics say
	 * is added by the caller. */
	enum status (*run)(struct session *session, const struct opts *opts);
};

/* In the order that help prints them; NULL at the end. */
const struct cmd *cmd_at(size_t index);
/* NULL, after a complaint with a suggestion, when there is none. */
const struct cmd *cmd_find(struct session *session, const char *name);

void cmd_help_all(struct buf *out);
void cmd_help_one(struct buf *out, const struct cmd *cmd);

/* The whole program, but for the process's exit. */
enum status cmd_main(int argc, char **argv);

#endif
