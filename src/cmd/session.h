/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One run of one command: the memory, the texts that were read, what there is
 * to complain about, and the options that every command takes. Knows nothing
 * of any single command.
 */
#ifndef CMD_SESSION_H
#define CMD_SESSION_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "cmd/opt.h"
#include "cmd/status.h"
#include "cmd/stream.h"
#include "text/diag.h"
#include "text/source.h"
#include <stdbool.h>

struct session {
	struct arena *arena;
	struct sources *sources;
	struct diags diags;
	struct stream out;  /* standard output: print to out.file */
	enum status status; /* of what failed so far */
};

/* The options of every command, and what they are called in its help. */
extern const struct option_spec session_options[];

void session_open(struct session *session);

/* A complaint on stderr: "sysctl-advisor: error: ...", made safe for a
 * terminal; and the exit status that comes of it. Returns status. */
enum status session_fail(struct session *session, enum status status,
			 const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* "  hint: ..." below the complaint; nothing when hint is empty. */
void session_hint(struct session *session, struct str hint);

/* A diagnostic in words, with its line quoted and its hint. */
void session_word(struct session *session, const struct diag *diag,
		  struct buf *out);

/* Output went nowhere: -errno. Silent where the reader closed the pipe. */
void session_lost(struct session *session, const char *name, int error);

/* The exit status of the run as far as it is known: found, what failed, and
 * what the diagnostics say. */
enum status session_status(const struct session *session, enum status found);

/* Prints the diagnostics on stderr, sees that stdout reached its reader, and
 * gives everything back. Returns the exit status of the run. */
enum status session_close(struct session *session, enum status found);

#endif
