/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where the reports of one run go: any number of formats, each to a file or,
 * one of them, to standard output. Files are written whole or not at all.
 */
#ifndef CMD_OUTPUT_H
#define CMD_OUTPUT_H

#include "base/vec.h"
#include "cmd/opt.h"
#include "cmd/session.h"
#include "report/report.h"

struct output {
	const struct reporter *reporter;
	const char *file; /* NULL: standard output */
};

struct outputs {
	VEC(struct output) list;
};

/* The rows that a command which reports has among its options. */
/* clang-format off */
#define OUTPUT_OPTIONS                                                         \
	{ 'f', "format", "NAME[=FILE]",                                        \
	  "print in this format, to FILE where given; may be repeated" },      \
	{ 'o', "output", "FILE", "write the one report to FILE" },             \
	{ 0, "color", "WHEN", "always, never or auto" },                       \
	{ 'q', "quiet", NULL, "print no report; the exit status tells" },      \
	{ 'v', "verbose", NULL, "say why as well" },                           \
	{ 0, "no-show-source", NULL, "do not quote the lines" },               \
	{ 0, "no-summary", NULL, "no line of totals at the end" }
/* clang-format on */

/* Without -f: terminal where standard output is one, piped elsewhere. What is
 * wrong is said on stderr; then STATUS_USAGE. */
enum status outputs_parse(struct session *session, const struct opts *opts,
			  enum document document, const char *terminal,
			  const char *piped, struct outputs *out);

/* Whether one of them lists what was not checked without being asked. */
bool outputs_list_not_checked(const struct outputs *out);

/* Fills the input's fields that are about looks. */
enum status outputs_looks(struct session *session, const struct opts *opts,
			  struct report_input *input);

/* A report that could not be written becomes the session's STATUS_LOST. */
void outputs_write(struct session *session, const struct outputs *out,
		   const struct report_input *input);

#endif
