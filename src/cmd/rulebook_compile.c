/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rulebook-compile RULES OUT: writes the rules, facts and derivations below
 * RULES as C. A tool of the build, not installed. OUT is left as it is when it
 * says the same already, so that a released tree can be read-only.
 */
#include "base/files.h"
#include "cmd/session.h"
#include "rulebook/emit.h"

#include <string.h>

#define OUT_BYTES_MAX ((size_t)64 * 1024 * 1024)

static bool says_the_same(struct session *session, const char *path,
			  struct str text)
{
	struct str before;

	return file_read(session->arena, path, OUT_BYTES_MAX, &before) == 0 &&
	       str_eq(before, text);
}

static void compile(struct session *session, const char *dir, const char *path)
{
	struct loader *l = loader_new(session->arena, &session->diags, NULL);
	struct buf out = { .arena = session->arena };
	int error = loader_read_dir(l, session->sources, dir);

	if (error) {
		session_fail(session, STATUS_PARTIAL, "%s: %s", dir,
			     strerror(-error));
		return;
	}
	/* A book with a fault would be missed only when it is run. */
	if (diags_have(&session->diags, DIAG_ERROR) ||
	    diags_have(&session->diags, DIAG_UNREADABLE))
		return;
	emit_book(&out, l);
	if (says_the_same(session, path, buf_str(&out)))
		return;
	error = file_write_whole(path, buf_str(&out));
	if (error)
		session_fail(session, STATUS_LOST, "%s: %s", path,
			     strerror(-error));
}

int main(int argc, char **argv)
{
	struct session session;

	session_open(&session);
	if (argc == 3)
		compile(&session, argv[1], argv[2]);
	else
		session_fail(&session, STATUS_USAGE,
			     "usage: rulebook-compile RULES OUT");
	return session_close(&session, STATUS_CLEAN);
}
