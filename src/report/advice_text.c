/* SPDX-License-Identifier: Apache-2.0 */
/* An advice for people: each tier's settings with what they were, why, and
 * the sum. */
#include "report/advice_words.h"
#include "report/report.h"
#include "report/words.h"

static void put_reason(struct buf *out, const struct advice_reason *reason)
{
	struct str id = rule_text(reason->rules, reason->rule->id);

	advice_put_wrapped(out, STR("      "), STR("      "),
			   str_format(out->arena, "%.*s: %.*s", STR_ARG(id),
				      STR_ARG(reason->message)));
	advice_put_wrapped(out, STR("      sum: "), STR("        "),
			   reason->sum);
}

static void put_line(struct buf *out, const struct advice_line *line)
{
	buf_put(out, STR("   "));
	if (line->remove) {
		buf_put(out, STR("remove "));
		advice_put_setting(out, line->path, line->before_text);
	} else {
		advice_put_setting(out, line->path, line->value);
		buf_put(out, STR("   (was "));
		advice_put_before(out, line);
		buf_char(out, ')');
	}
	buf_char(out, '\n');
	for (size_t i = 0; i < line->reasons.n; i++)
		put_reason(out, &line->reasons.at[i]);
}

static void put_if_so(struct buf *out, const struct report_input *input,
		      const struct tier *tier)
{
	struct if_so_walk walk = { 0 };
	const struct finding *f;
	const struct fix_entry *fix;

	while ((fix = advice_next_if_so(input, tier, &walk, &f))) {
		struct buf why = { .arena = out->arena };

		buf_put(out, STR("   if so: "));
		words_fix(out, out->arena, fix, false);
		buf_char(out, '\n');
		advice_put_if_so(&why, f);
		advice_put_wrapped(out, STR("      "), STR("      "),
				   buf_str(&why));
	}
}

static void put_tier(struct buf *out, const struct report_input *input,
		     const struct tier *tier)
{
	size_t n = 0;

	advice_put_tier(out, tier);
	buf_put(out, STR(":\n"));
	for (size_t i = 0; i < input->advice->lines.n; i++) {
		if (input->advice->lines.at[i].tier != tier)
			continue;
		put_line(out, &input->advice->lines.at[i]);
		n++;
	}
	if (n == 0)
		buf_put(out, STR("   nothing to change\n"));
	put_if_so(out, input, tier);
	advice_put_remarks(out, input, tier, STR("   "));
}

static int advice_text_write(FILE *file, const struct report_input *input)
{
	const struct topology *topology = model_topology(input->model);
	struct buf out = { .arena = input->advice->after.arena };

	for (size_t i = 0; i < topology->tiers.n; i++)
		if (advice_shows_tier(input, topology->tiers.at[i]))
			put_tier(&out, input, topology->tiers.at[i]);
	fwrite(out.at, 1, out.len, file);
	return 0;
}

const struct reporter report_advice_text = {
	.name = "text",
	.summary = "each tier's settings, why, and what they were",
	.documents = DOCUMENT_ADVICE,
	.write = advice_text_write,
};
