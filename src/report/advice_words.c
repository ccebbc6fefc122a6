/* SPDX-License-Identifier: Apache-2.0 */
#include "report/advice_words.h"
#include "keys/key.h"
#include "report/words.h"
#include "text/excerpt.h"

#define WRAP_COLUMN 80

bool advice_shows_tier(const struct report_input *input,
		       const struct tier *tier)
{
	const struct datum *outside = &tier->fields[TIER_OUTSIDE];

	if (tier->phantom || (outside->known && outside->value.boolean))
		return false;
	return !input->only || input->only == tier;
}

void advice_put_tier(struct buf *out, const struct tier *tier)
{
	if (!span_is_none(tier->span))
		buf_put(out, STR("tier "));
	text_safe(out, tier->name);
}

void advice_put_setting(struct buf *out, struct str path, struct str value)
{
	text_safe(out, key_dotted(out->arena, path));
	buf_put(out, STR(" = "));
	text_safe(out, value);
}

void advice_put_before(struct buf *out, const struct advice_line *line)
{
	const struct datum *d = &line->before;

	if (!d->known) {
		buf_put(out, STR("unknown"));
		return;
	}
	if (str_empty(line->before_text))
		buf_put(out, STR("empty"));
	text_safe(out, line->before_text);
	if (d->origin == ORIGIN_KERNEL_DEFAULT)
		buf_put(out, STR(" by default"));
	else if (d->origin == ORIGIN_ASSUMED)
		buf_put(out, STR(" by default, if no other file sets it"));
}

const struct fix_entry *advice_next_if_so(const struct report_input *input,
					  const struct tier *tier,
					  struct if_so_walk *walk,
					  const struct finding **out_finding)
{
	const struct findings *after = &input->advice->after;

	for (; walk->finding < after->list.n; walk->finding++, walk->fix = 0) {
		const struct finding *f = &after->list.at[walk->finding];

		while (f->doubtful && walk->fix < f->fixes.n) {
			const struct fix_entry *fix = &f->fixes.at[walk->fix++];

			*out_finding = f;
			if (fix->tier == tier)
				return fix;
		}
	}
	return NULL;
}

void advice_put_if_so(struct buf *out, const struct finding *f)
{
	buf_put(out, rule_text(f->rules, f->rule->id));
	buf_put(out, STR(" (doubtful): "));
	buf_put(out, f->message);
	if (!str_empty(f->unless)) {
		buf_put(out, STR(", unless "));
		buf_put(out, f->unless);
	}
}

void advice_put_wrapped(struct buf *out, struct str first, struct str next,
			struct str text)
{
	struct str rest = text_safe_str(out->arena, text), word;
	struct str prefix = first;
	size_t column = 0;

	while (str_next_word(&rest, " \t\r\n", &word)) {
		if (column > 0 && column + 1 + word.len > WRAP_COLUMN) {
			buf_char(out, '\n');
			column = 0;
		}
		if (column == 0) {
			buf_put(out, prefix);
			column = prefix.len;
			prefix = next;
		} else {
			buf_char(out, ' ');
			column++;
		}
		buf_put(out, word);
		column += word.len;
	}
	if (column > 0)
		buf_char(out, '\n');
}

static void put_remark(struct buf *out, struct str prefix, struct str what,
		       struct str path, struct str why)
{
	struct str key = key_dotted(out->arena, path);

	advice_put_wrapped(out, prefix, prefix,
			   str_format(out->arena, "%.*s %.*s: %.*s",
				      STR_ARG(what), STR_ARG(key),
				      STR_ARG(why)));
}

void advice_put_remarks(struct buf *out, const struct report_input *input,
			const struct tier *tier, struct str prefix)
{
	const struct advice *advice = input->advice;

	for (size_t i = 0; i < advice->notes.n; i++) {
		const struct advice_note *n = &advice->notes.at[i];
		struct str id = rule_text(n->rules, n->rule->id);

		if (n->tier == tier)
			put_remark(out, prefix,
				   str_format(out->arena,
					      "not applied: what %.*s wants of",
					      STR_ARG(id)),
				   n->path, n->text);
	}
	for (size_t i = 0; i < advice->conflicts.n; i++) {
		const struct advice_conflict *c = &advice->conflicts.at[i];

		if (c->tier == tier)
			put_remark(out, prefix,
				   STR("not applied: rules contradict each "
				       "other on"),
				   c->path, c->text);
	}
}
