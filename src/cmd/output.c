/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/output.h"
#include "base/files.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static enum status unknown_format(struct session *session, struct str name,
				  enum document document)
{
	VEC(struct str) names = { 0 };
	struct buf all = { .arena = session->arena };
	const struct reporter *r;
	struct str near;

	for (size_t i = 0; (r = reporter_at(i)) != NULL; i++) {
		if ((r->documents & document) == 0)
			continue;
		vec_push(session->arena, &names, str_of(r->name));
		buf_printf(&all, "%s%s", all.len > 0 ? ", " : "", r->name);
	}
	session_fail(session, STATUS_USAGE, "there is no format '%.*s' here",
		     STR_ARG(name));
	near = str_nearest(name, names.at, names.n);
	if (str_empty(near))
		near = str_format(session->arena, "one of %.*s",
				  STR_ARG(buf_str(&all)));
	session_hint(session, near);
	return STATUS_USAGE;
}

static enum status add_format(struct session *session, const char *text,
			      enum document document, struct outputs *out)
{
	struct str name, file = { 0 };
	struct output o = { 0 };

	str_split(str_of(text), '=', &name, &file);
	o.reporter = reporter_find(document, str_c(session->arena, name));
	if (o.reporter == NULL)
		return unknown_format(session, name, document);
	if (!str_empty(file))
		o.file = str_c(session->arena, file);
	vec_push(session->arena, &out->list, o);
	return STATUS_CLEAN;
}

static enum status check_streams(struct session *session,
				 const struct outputs *out)
{
	size_t n_stdout = 0;

	for (size_t i = 0; i < out->list.n; i++)
		n_stdout += out->list.at[i].file == NULL;
	if (n_stdout < 2)
		return STATUS_CLEAN;
	session_fail(session, STATUS_USAGE,
		     "%zu formats would be mixed on standard output", n_stdout);
	session_hint(session, STR("give all but one a file: -f json=FILE"));
	return STATUS_USAGE;
}

static enum status set_output_file(struct session *session, const char *file,
				   struct outputs *out)
{
	if (file == NULL)
		return STATUS_CLEAN;
	if (out->list.n == 1 && out->list.at[0].file == NULL) {
		out->list.at[0].file = file;
		return STATUS_CLEAN;
	}
	return session_fail(session, STATUS_USAGE,
			    "--output is for a single report; write "
			    "-f NAME=FILE for each");
}

enum status outputs_parse(struct session *session, const struct opts *opts,
			  enum document document, const char *terminal,
			  const char *piped, struct outputs *out)
{
	enum status status = STATUS_CLEAN;
	bool plain = opt_text(opts, "output") == NULL && isatty(STDOUT_FILENO);

	*out = (struct outputs){ 0 };
	for (size_t i = 0; i < opts->given.n; i++) {
		if (strcmp(opts->given.at[i].spec->name, "format") != 0)
			continue;
		status = add_format(session, opts->given.at[i].text, document,
				    out);
		if (status != STATUS_CLEAN)
			return status;
	}
	if (out->list.n == 0)
		add_format(session, plain ? terminal : piped, document, out);
	status = set_output_file(session, opt_text(opts, "output"), out);
	if (status != STATUS_CLEAN)
		return status;
	return check_streams(session, out);
}

/* NO_COLOR (no-color.org) loses to an option only. */
bool outputs_list_not_checked(const struct outputs *out)
{
	for (size_t i = 0; i < out->list.n; i++)
		if (out->list.at[i].reporter->lists_not_checked)
			return true;
	return false;
}

enum status outputs_looks(struct session *session, const struct opts *opts,
			  struct report_input *input)
{
	const char *when = opt_text(opts, "color");
	const char *no_color = getenv("NO_COLOR");
	bool terminal = isatty(STDOUT_FILENO) != 0;

	input->quiet = opt_has(opts, "quiet");
	input->verbose = opt_has(opts, "verbose");
	input->show_source = !opt_has(opts, "no-show-source");
	input->summary = !opt_has(opts, "no-summary");
	input->color = terminal && (no_color == NULL || *no_color == '\0');
	if (when == NULL || strcmp(when, "auto") == 0)
		return STATUS_CLEAN;
	input->color = strcmp(when, "always") == 0;
	if (input->color || strcmp(when, "never") == 0)
		return STATUS_CLEAN;
	session_fail(session, STATUS_USAGE,
		     "--color takes always, never or "
		     "auto, not '%s'",
		     when);
	return STATUS_USAGE;
}

/* What is no file cannot be replaced by one: written as it is. */
static int write_in_place(const char *path, struct str text)
{
	struct stream stream;
	int fd = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
	int error;

	if (fd < 0)
		return -errno;
	error = stream_open(&stream, fd);
	if (error) {
		close(fd);
		return error;
	}
	fwrite(text.at, 1, text.len, stream.file);
	return stream_close(&stream);
}

static int write_file(const struct output *o, const struct report_input *input)
{
	struct report_input plain = *input;
	struct str text = { 0 };
	char *at = NULL;
	FILE *memory = open_memstream(&at, &text.len);
	int error;

	if (memory == NULL)
		return -errno;
	plain.color = false;
	error = o->reporter->write(memory, &plain);
	if (fclose(memory) != 0 && error == 0)
		error = -errno;
	text.at = at;
	if (error == 0)
		error = file_write_whole(o->file, text);
	if (error == -ENOTSUP)
		error = write_in_place(o->file, text);
	free(at);
	return error;
}

void outputs_write(struct session *session, const struct outputs *out,
		   const struct report_input *input)
{
	for (size_t i = 0; i < out->list.n; i++) {
		const struct output *o = &out->list.at[i];
		int error = 0;

		if (o->file != NULL)
			error = write_file(o, input);
		else if (!input->quiet)
			/* What is lost there, the session sees at the end. */
			o->reporter->write(session->out.file, input);
		if (error)
			session_lost(session, o->file, error);
	}
}
