/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Output formats, one row each in report_list.h. A reporter sees what it is
 * given in its final order. Everything from outside goes through text_safe()
 * or the JSON writer.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "engine/advise.h"
#include "engine/finding.h"
#include "model/model.h"
#include "text/diag.h"
#include "text/source.h"
#include <stdbool.h>
#include <stdio.h>

struct page;

struct report_input {
	const char *command;
	VEC(struct str) inputs; /* as the user named them */
	struct sources *sources;
	const struct diags *diags;
	const struct findings *findings; /* or NULL */
	const struct advice *advice;     /* or NULL */
	struct model *model;             /* or NULL */
	const struct trace *trace;       /* or NULL */
	const struct page *page;         /* or NULL */
	const struct tier *only;         /* --tier, or NULL */
	int exit_status;
	bool color, show_source, show_not_checked, quiet, verbose, summary;
	uint8_t show_level; /* enum severity: the least that is shown */
};

/* What kinds of document a format can print, as bits. */
enum document {
	DOCUMENT_FINDINGS = 1,
	DOCUMENT_ADVICE = 2,
	DOCUMENT_TOPOLOGY = 4,
	DOCUMENT_SETTINGS = 8,
	DOCUMENT_LOAD = 16,
	DOCUMENT_PAGE = 32,
};

struct reporter {
	const char *name;       /* what --format takes */
	const char *summary;    /* one line for the help */
	uint8_t documents;      /* bits of enum document */
	bool lists_not_checked; /* whether it was asked to or not */
	/* Writes the whole document; returns 0, or -errno when output was
	 * lost. */
	int (*write)(FILE *out, const struct report_input *input);
};

/* NULL when the document has no such format. */
const struct reporter *reporter_find(enum document document, const char *name);
/* The rows in order; NULL past the end. */
const struct reporter *reporter_at(size_t i);

#endif
