/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/session.h"

#include "base/buf.h"
#include "base/die.h"
#include "text/excerpt.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

const struct option_spec session_options[] = {
	{ 'h', "help", NULL, "show this help" },
	{ 0 },
};

/* A file opened later must never land on a number that standard output or
 * standard error was closed under. */
static void keep_standard_files(void)
{
	for (int fd = 0; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}

void session_open(struct session *session)
{
	*session = (struct session){ .arena = arena_new() };
	session->sources = sources_new(session->arena);
	session->diags.arena = session->arena;
	keep_standard_files();
	if (stream_open(&session->out, STDOUT_FILENO) != 0)
		die("standard output cannot be opened");
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

void session_lost(struct session *session, const char *name, int error)
{
	session->status = status_worse(session->status, STATUS_LOST);
	/* Who closed the pipe knows it, and wants to hear no more. */
	if (error != -EPIPE)
		session_fail(session, STATUS_LOST,
			     "%s could not be written: %s", name,
			     strerror(-error));
}

/* "place: error: what [code]", the quoted line, the hint. */
void session_word(struct session *session, const struct diag *diag,
		  struct buf *out)
{
	static const char *const levels[] = {
		[DIAG_NOTE] = "note",
		[DIAG_WARNING] = "warning",
		[DIAG_ERROR] = "error",
		[DIAG_UNREADABLE] = "error",
	};
	struct place place = place_of(session->sources, diag->span);

	text_safe(out, place.line ? place.name : diag->subject);
	if (place.line)
		buf_printf(out, ":%u:%u", place.line, place.column);
	buf_printf(out, ": %s: ", levels[diag->level]);
	text_safe(out, diag->message);
	buf_printf(out, " [%s]\n", diag->code);
	if (place.line)
		excerpt_put(out, session->sources, diag->span);
	if (str_empty(diag->hint))
		return;
	buf_put(out, STR("  hint: "));
	text_safe(out, diag->hint);
	buf_char(out, '\n');
}

static void complain(struct session *session, const struct diag *diag)
{
	struct buf out = { .arena = session->arena };

	session_word(session, diag, &out);
	fwrite(out.at, 1, out.len, stderr);
}

static void complain_all(struct session *session)
{
	diags_sort(&session->diags);
	for (size_t i = 0; i < session->diags.list.n; i++)
		complain(session, &session->diags.list.at[i]);
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

enum status session_status(const struct session *session, enum status found)
{
	enum status status = status_worse(found, session->status);

	return status_worse(status, diags_status(&session->diags));
}

enum status session_close(struct session *session, enum status found)
{
	enum status status;
	int error;

	/* The report first: on a terminal, complaints stay in sight. */
	fflush(session->out.file);
	complain_all(session);
	error = stream_close(&session->out);
	if (error)
		session_lost(session, "standard output", error);
	status = session_status(session, found);
	arena_free(session->arena);
	return status;
}
