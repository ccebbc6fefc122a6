/* SPDX-License-Identifier: Apache-2.0 */
/* Hints without prose, "ID severity[?] subject file:line:col": what test cases
 * compare, so that rewording a rule breaks none. "?" is doubtful. */
#include "report/report.h"
#include "report/words.h"

static void brief_put(struct buf *out, const struct report_input *input,
		      const struct finding *f)
{
	const struct topology *topology = model_topology(input->model);

	buf_put(out, rule_text(f->rules, f->rule->id));
	buf_char(out, ' ');
	buf_put(out, severity_name(f->severity));
	buf_put(out, f->doubtful ? STR("? ") : STR(" "));
	for (size_t i = 0; i < f->subjects.n; i++) {
		if (i > 0)
			buf_char(out, ',');
		words_subject(out, topology, f->subjects.at[i]);
	}
	buf_char(out, ' ');
	if (span_is_none(f->place))
		buf_char(out, '-');
	words_place(out, input->sources, f->place);
	buf_char(out, '\n');
}

static int brief_write(FILE *file, const struct report_input *input)
{
	const struct findings *f = input->findings;
	struct buf out = { .arena = f->arena };

	for (size_t i = 0; i < f->list.n; i++) {
		out.len = 0;
		brief_put(&out, input, &f->list.at[i]);
		fwrite(out.at, 1, out.len, file);
	}
	return 0;
}

const struct reporter report_brief = {
	.name = "brief",
	.summary = "rule, severity, subject and place: for tests of rules",
	.documents = DOCUMENT_FINDINGS,
	.write = brief_write,
};
