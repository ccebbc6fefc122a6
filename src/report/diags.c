/* SPDX-License-Identifier: Apache-2.0 */
/* Complaints about input, one a line: a stage that test cases compare. */
#include "report/report.h"
#include "report/words.h"
#include "text/excerpt.h"

static const char *diag_level_name(enum diag_level level)
{
	static const char *const names[] = {
		[DIAG_NOTE] = "note",
		[DIAG_WARNING] = "warning",
		[DIAG_ERROR] = "error",
		[DIAG_UNREADABLE] = "unreadable",
	};

	return names[level];
}

static int diags_write(FILE *file, const struct report_input *input)
{
	struct buf out = { .arena = input->diags->arena };

	for (size_t i = 0; i < input->diags->list.n; i++) {
		const struct diag *d = &input->diags->list.at[i];

		out.len = 0;
		if (span_is_none(d->span))
			text_safe(&out, d->subject);
		words_place(&out, input->sources, d->span);
		buf_printf(&out, ": %s: ", diag_level_name(d->level));
		text_safe(&out, d->message);
		buf_printf(&out, " [%s]\n", d->code);
		fwrite(out.at, 1, out.len, file);
	}
	return 0;
}

const struct reporter report_diags = {
	.name = "diags",
	.summary = "complaints about the input, one line each",
	.documents = DOCUMENT_FINDINGS,
	.write = diags_write,
};
