/* SPDX-License-Identifier: Apache-2.0 */
#include "report/words.h"
#include "keys/key.h"
#include "text/excerpt.h"

#define WRAP_COLUMN 80

void words_line(struct buf *out, struct sources *sources, struct span span)
{
	struct place place = place_of(sources, span);

	if (place.line == 0)
		return;
	text_safe(out, place.name);
	buf_printf(out, ":%u", place.line);
}

void words_value(struct buf *out, struct str value)
{
	text_safe(out, str_empty(value) ? STR("(empty)") : value);
}

void words_place(struct buf *out, struct sources *sources, struct span span)
{
	struct place place = place_of(sources, span);

	if (place.line == 0)
		return;
	words_line(out, sources, span);
	buf_printf(out, ":%u", place.column);
}

static const struct tier *tier_at(const struct topology *topology,
				  uint32_t index)
{
	return index < topology->tiers.n ? topology->tiers.at[index] : NULL;
}

static void put_tier(struct buf *out, const struct tier *tier)
{
	if (tier == NULL || tier->phantom || span_is_none(tier->span))
		buf_char(out, '-');
	else
		text_safe(out, tier->name);
}

void words_subject(struct buf *out, const struct topology *topology,
		   struct subject subject)
{
	const struct hop *hop;

	switch (subject.kind) {
	case SUBJECT_TIER:
	case SUBJECT_HOST:
		put_tier(out, tier_at(topology, subject.index));
		return;
	case SUBJECT_HOP:
		hop = topology->hops.at[subject.index];
		put_tier(out, hop->from);
		buf_put(out, STR("->"));
		put_tier(out, hop->to);
		return;
	case SUBJECT_TOPOLOGY:
		buf_put(out, STR("topology"));
		return;
	default:
		put_tier(out, tier_at(topology, subject.tier));
	}
}

struct str words_origin(enum origin origin)
{
	static const struct str names[] = {
		[ORIGIN_UNKNOWN] = { "unknown", 7 },
		[ORIGIN_WRITTEN] = { "written", 7 },
		[ORIGIN_GIVEN] = { "given", 5 },
		[ORIGIN_LIVE] = { "live", 4 },
		[ORIGIN_KERNEL_DEFAULT] = { "kernel default", 14 },
		[ORIGIN_DERIVED] = { "derived", 7 },
		[ORIGIN_ASSUMED] = { "assumed", 7 },
	};

	return names[origin];
}

void words_leaf(struct buf *out, struct sources *sources,
		const struct leaf *leaf)
{
	const struct datum *d = &leaf->datum;
	struct str origin = words_origin(d->known ? d->origin : ORIGIN_UNKNOWN);

	if (leaf->kind == LEAF_COUNT || leaf->kind == LEAF_MORE) {
		text_safe(out, leaf->text);
		return;
	}
	if (d->known && !span_is_none(d->span))
		words_line(out, sources, d->span);
	else
		buf_put(out, origin);
	buf_put(out, STR(": "));
	text_safe(out, leaf->text);
	if (d->known) {
		buf_put(out, STR(" = "));
		text_safe(out, value_text(out->arena, d->value));
	}
	if (!str_empty(d->note) && !str_eq(d->note, origin)) {
		buf_put(out, STR(" ("));
		text_safe(out, d->note);
		buf_char(out, ')');
	}
}

struct str words_fix_op(enum fix_op op)
{
	static const struct str names[] = {
		[FIX_SET] = { "set", 3 },
		[FIX_AT_LEAST] = { "at_least", 8 },
		[FIX_AT_MOST] = { "at_most", 7 },
		[FIX_ADD] = { "add", 3 },
		[FIX_REMOVE] = { "remove", 6 },
	};

	return names[op];
}

void words_fix(struct buf *out, struct arena *arena,
	       const struct fix_entry *fix, bool with_tier)
{
	if (with_tier && fix->tier != NULL && !span_is_none(fix->tier->span)) {
		buf_put(out, STR("on "));
		text_safe(out, fix->tier->name);
		buf_put(out, STR(": "));
	}
	if (fix->op == FIX_REMOVE) {
		buf_put(out, STR("remove "));
		text_safe(out, key_dotted(arena, fix->path));
		return;
	}
	text_safe(out, key_dotted(arena, fix->path));
	buf_put(out, STR(" = "));
	text_safe(out, fix->known ? fix->value : STR("?"));
	if (fix->op == FIX_AT_LEAST)
		buf_put(out, STR(" or more"));
	if (fix->op == FIX_AT_MOST)
		buf_put(out, STR(" or less"));
}

void words_wrap(struct buf *out, struct str prefix, struct str text)
{
	struct str safe = text_safe_str(out->arena, text), rest = safe, word;
	size_t column = prefix.len;
	bool first = true;

	buf_put(out, prefix);
	while (str_next_word(&rest, " \t\r\n", &word)) {
		if (!first && column + 1 + word.len > WRAP_COLUMN) {
			buf_char(out, '\n');
			buf_repeat(out, ' ', 3);
			column = 3;
		} else if (!first) {
			buf_char(out, ' ');
			column++;
		}
		buf_put(out, word);
		column += word.len;
		first = false;
	}
	buf_char(out, '\n');
}

bool words_shown(const struct report_input *input,
		 const struct finding *finding)
{
	return finding->severity >= input->show_level;
}

static void put_count(struct buf *out, size_t n, const char *one,
		      const char *many)
{
	if (n == 0)
		return;
	if (out->len > 0)
		buf_put(out, STR(", "));
	buf_printf(out, "%zu %s", n, n == 1 ? one : many);
}

void words_totals(struct buf *out, const struct report_input *input)
{
	const struct findings *f = input->findings;
	size_t n[SEVERITY_ERROR + 1] = { 0 }, doubtful = 0, hidden = 0;
	struct buf line = { .arena = out->arena };

	for (size_t i = 0; i < f->list.n; i++) {
		n[f->list.at[i].severity]++;
		doubtful += f->list.at[i].doubtful;
		hidden += !words_shown(input, &f->list.at[i]);
	}
	put_count(&line, n[SEVERITY_ERROR], "error", "errors");
	put_count(&line, n[SEVERITY_WARNING], "warning", "warnings");
	put_count(&line, n[SEVERITY_ADVICE], "advice", "advice");
	put_count(&line, n[SEVERITY_INFO], "info", "info");
	buf_put(out, line.len > 0 ? buf_str(&line) : STR("nothing found"));
	if (doubtful > 0)
		buf_printf(out, " (%zu doubtful)", doubtful);
	if (hidden > 0)
		buf_printf(out, "; %zu not shown (--severity)", hidden);
	if (f->not_checked.n > 0)
		buf_printf(out, "; %zu not checked (%s)", f->not_checked.n,
			   input->show_not_checked ? "listed above"
						   : "--show-not-checked");
	buf_char(out, '\n');
}
