/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/session.h"

#include "base/buf.h"
#include "text/excerpt.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const struct option_spec session_options[] = {
	{ 'h', "help", NULL, "show this help" },
	{ 0 },
};

void session_open(struct session *session)
{
	*session = (struct session){ .arena = arena_new() };
	session->sources = sources_new(session->arena);
	session->diags.arena = session->arena;
}

static void print_safe(struct session *session, const char *before,
		       struct str text)
{
	struct buf line = { .arena = session->arena };

	buf_put(&line, str_of(before));
	text_safe(&line, text);
	buf_char(&line, '\n');
	fwrite(line.at, 1, line.len, stderr);
}

enum status session_fail(struct session *session, enum status status,
			 const char *format, ...)
{
	struct buf text = { .arena = session->arena };
	va_list args;

	va_start(args, format);
	buf_vprintf(&text, format, args);
	va_end(args);
	print_safe(session, "sysctl-advisor: error: ", buf_str(&text));
	session->status = status_worse(session->status, status);
	return status;
}

void session_hint(struct session *session, struct str hint)
{
	if (!str_empty(hint))
		print_safe(session, "  hint: ", hint);
}

static enum status flush_stdout(struct session *session)
{
	bool failed = ferror(stdout) != 0;
	int why = 0;

	if (fflush(stdout) != 0 || fclose(stdout) != 0) {
		failed = true;
		why = errno;
	}
	if (!failed)
		return STATUS_CLEAN;
	/* Who closed the pipe knows it, and wants to hear no more. */
	if (why == EPIPE)
		return STATUS_LOST;
	return session_fail(session, STATUS_LOST,
			    "standard output could not be written: %s",
			    why ? strerror(why) : "an earlier write failed");
}

static enum status diags_status(const struct diags *diags)
{
	enum status status = STATUS_CLEAN;

	if (diags_have(diags, DIAG_UNREADABLE))
		status = STATUS_PARTIAL;
	if (diags_have(diags, DIAG_ERROR))
		status = STATUS_USAGE;
	return status;
}

enum status session_close(struct session *session, enum status found)
{
	enum status status = status_worse(found, session->status);

	status = status_worse(status, diags_status(&session->diags));
	status = status_worse(status, flush_stdout(session));
	arena_free(session->arena);
	return status;
}
