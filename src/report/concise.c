/* SPDX-License-Identifier: Apache-2.0 */
/* One line a finding, as gcc prints them: what editors and logs understand. */
#include "report/report.h"
#include "report/words.h"
#include "text/excerpt.h"

static void concise_put(struct buf *out, const struct report_input *input,
			const struct finding *f)
{
	words_place(out, input->sources, f->place);
	if (!span_is_none(f->place))
		buf_put(out, STR(": "));
	buf_put(out, severity_name(f->severity));
	buf_put(out, STR(": "));
	text_safe(out, f->message);
	buf_printf(out, " [%.*s%s]\n",
		   STR_ARG(rule_text(f->rules, f->rule->id)),
		   f->doubtful ? ", doubtful" : "");
}

static int concise_write(FILE *file, const struct report_input *input)
{
	const struct findings *f = input->findings;
	struct buf out = { .arena = f->arena };

	for (size_t i = 0; i < f->list.n; i++) {
		if (!words_shown(input, &f->list.at[i]))
			continue;
		out.len = 0;
		concise_put(&out, input, &f->list.at[i]);
		fwrite(out.at, 1, out.len, file);
	}
	return 0;
}

const struct reporter report_concise = {
	.name = "concise",
	.summary = "one line a finding, as compilers print them",
	.documents = DOCUMENT_FINDINGS,
	.write = concise_write,
};
