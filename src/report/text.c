/* SPDX-License-Identifier: Apache-2.0 */
/* Findings as a good compiler says them: place, what, the line with carets,
 * the evidence with its own places, the effect, the fix. */
#include "report/report.h"
#include "report/words.h"
#include "text/excerpt.h"

struct paint {
	const char *on, *off;
};

static struct paint paint_for(const struct report_input *input,
			      enum severity severity)
{
	static const char *const codes[] = {
		[SEVERITY_NONE] = "",
		[SEVERITY_INFO] = "\033[1;36m",
		[SEVERITY_ADVICE] = "\033[1;34m",
		[SEVERITY_WARNING] = "\033[1;35m",
		[SEVERITY_ERROR] = "\033[1;31m",
	};

	if (!input->color)
		return (struct paint){ "", "" };
	return (struct paint){ codes[severity], "\033[0m" };
}

static void put_head(struct buf *out, const struct report_input *input,
		     const struct finding *f)
{
	struct paint paint = paint_for(input, f->severity);
	struct str severity = severity_name(f->severity);

	words_place(out, input->sources, f->place);
	if (!span_is_none(f->place))
		buf_put(out, STR(": "));
	buf_printf(out, "%s%.*s:%s ", paint.on, STR_ARG(severity), paint.off);
	text_safe(out, f->message);
	if (f->doubtful && !str_empty(f->unless)) {
		buf_put(out, STR(", unless "));
		text_safe(out, f->unless);
	}
	buf_printf(out, " [%.*s%s]\n",
		   STR_ARG(rule_text(f->rules, f->rule->id)),
		   f->doubtful ? ", doubtful" : "");
}

static void put_subjects(struct buf *out, const struct finding *f)
{
	if (f->subject_names.n < 2)
		return;
	buf_put(out, STR("   on: "));
	for (size_t i = 0; i < f->subject_names.n; i++) {
		if (i > 0)
			buf_put(out, STR(", "));
		text_safe(out, f->subject_names.at[i]);
	}
	buf_char(out, '\n');
}

/* What the quoted line already shows is not said again. */
static bool leaf_is_place(const struct finding *f, const struct leaf *leaf)
{
	return leaf->datum.known && datum_is_line(&leaf->datum) &&
	       !span_is_none(f->place) && span_eq(leaf->datum.span, f->place);
}

/* What the rule asked of the key or the line itself, whatever anybody wrote:
 * the finding's own words say it. */
static bool leaf_is_nature(const struct leaf *leaf)
{
	switch (leaf->subject.kind) {
	case SUBJECT_SETTING:
	case SUBJECT_ASSIGNMENT:
	case SUBJECT_LINE:
	case SUBJECT_FILE:
		return leaf->datum.origin == ORIGIN_DERIVED &&
		       span_is_none(leaf->datum.span);
	default:
		return false;
	}
}

/* In doubt only what would settle it is said: not what is certain, nor what
 * would follow by itself. Otherwise what decided and what that came from; all
 * the way down with --verbose. */
static bool leaf_is_beside(const struct report_input *input,
			   const struct finding *f, const struct leaf *leaf)
{
	if (f->doubtful)
		return !leaf->deciding || leaf->kind == LEAF_DERIVED;
	return !input->verbose && (leaf->depth > 1 ||
				   leaf->kind == LEAF_COUNT ||
				   leaf_is_nature(leaf));
}

static void put_evidence(struct buf *out, const struct report_input *input,
			 const struct finding *f)
{
	for (size_t i = 0; i < f->evidence.leaves.n; i++) {
		const struct leaf *leaf = &f->evidence.leaves.at[i];

		if (leaf_is_place(f, leaf) || leaf_is_beside(input, f, leaf))
			continue;
		buf_repeat(out, ' ', 3 + (f->doubtful ? 0 : 2u * leaf->depth));
		words_leaf(out, input->sources, leaf);
		buf_char(out, '\n');
	}
}

static void put_fixes(struct buf *out, const struct finding *f)
{
	for (size_t i = 0; i < f->fixes.n; i++) {
		buf_put(out, f->doubtful ? STR("   if so: ") : STR("   fix: "));
		words_fix(out, out->arena, &f->fixes.at[i],
			  f->subjects.n > 0 &&
				  f->subjects.at[0].kind != SUBJECT_LINE);
		buf_char(out, '\n');
	}
}

static void put_finding(struct buf *out, const struct report_input *input,
			const struct finding *f)
{
	put_head(out, input, f);
	if (input->show_source && !span_is_none(f->place))
		excerpt_put(out, input->sources, f->place);
	put_subjects(out, f);
	put_evidence(out, input, f);
	if (!str_empty(f->effect))
		words_wrap(out, STR("   effect: "), f->effect);
	if (input->verbose && !str_empty(f->why))
		words_wrap(out, STR("   why: "), f->why);
	put_fixes(out, f);
}

static void put_not_checked(struct buf *out, const struct not_checked *n)
{
	buf_put(out, STR("not checked: "));
	buf_put(out, rule_text(n->rules, n->rule->id));
	if (!str_empty(n->subject_name)) {
		buf_put(out, STR(" on "));
		text_safe(out, n->subject_name);
	}
	buf_put(out, STR(": needs "));
	for (size_t i = 0; i < n->missing.n; i++) {
		if (i > 0)
			buf_put(out, STR(", "));
		text_safe(out, n->missing.at[i]);
	}
	buf_char(out, '\n');
}

static void text_flush(FILE *file, struct buf *out)
{
	fwrite(out->at, 1, out->len, file);
	out->len = 0;
}

static int text_write(FILE *file, const struct report_input *input)
{
	const struct findings *f = input->findings;
	struct buf out = { .arena = f->arena };

	for (size_t i = 0; i < f->list.n; i++) {
		if (!words_shown(input, &f->list.at[i]))
			continue;
		put_finding(&out, input, &f->list.at[i]);
		text_flush(file, &out);
	}
	for (size_t i = 0; input->show_not_checked && i < f->not_checked.n;
	     i++) {
		put_not_checked(&out, &f->not_checked.at[i]);
		text_flush(file, &out);
	}
	if (input->summary)
		words_totals(&out, input);
	text_flush(file, &out);
	return 0;
}

const struct reporter report_text = {
	.name = "text",
	.summary = "each finding with its line, evidence, effect and fix",
	.documents = DOCUMENT_FINDINGS,
	.write = text_write,
};
