/* SPDX-License-Identifier: Apache-2.0 */
/* The topology as a tree: each tier with what was given and what follows, and
 * below it the hops that it opens. */
#include "report/derivations.h"
#include "report/report.h"
#include "report/words.h"
#include "text/excerpt.h"

static void put_indent(struct buf *out, size_t depth)
{
	buf_repeat(out, ' ', 2 * depth);
}

static void put_given(struct buf *out, const struct topology *t,
		      struct subject s, size_t depth)
{
	const struct datum *datum;
	struct buf line = { .arena = out->arena };
	struct str name;

	for (size_t i = 0; derivations_given(t, s, i, &name, &datum); i++) {
		if (i > 0)
			buf_put(&line, STR(", "));
		buf_printf(&line, "%.*s ", STR_ARG(name));
		buf_put(&line, value_text(out->arena, datum->value));
	}
	if (line.len == 0)
		return;
	put_indent(out, depth);
	buf_put(out, STR("given: "));
	text_safe(out, buf_str(&line));
	buf_char(out, '\n');
}

static void put_facts(struct buf *out, const struct report_input *input,
		      const struct derived *d, size_t depth)
{
	struct buf line = { .arena = out->arena };
	struct buf separator = { .arena = out->arena };

	buf_char(&separator, '\n');
	put_indent(&separator, depth);
	buf_put(&separator, STR("        "));
	derivations_because(&line, input->sources, d, buf_str(&separator));
	if (line.len == 0)
		return;
	put_indent(out, depth);
	buf_put(out, str_slice(buf_str(&line), 1, line.len));
	buf_char(out, '\n');
}

static void put_derived(struct buf *out, const struct report_input *input,
			const struct derived *d, size_t depth)
{
	struct str kind, name;

	str_split(d->name, '.', &kind, &name);
	put_indent(out, depth);
	buf_put(out, name);
	derivations_value(out, d);
	if (!d->datum.known) {
		derivations_because(out, input->sources, d, STR(", "));
		buf_char(out, '\n');
		return;
	}
	buf_put(out, STR(": "));
	text_safe(out, d->because);
	buf_char(out, '\n');
	if (input->verbose && !str_empty(d->formula)) {
		put_indent(out, depth + 1);
		buf_put(out, STR("as      "));
		text_safe(out, d->formula);
		buf_char(out, '\n');
	}
	put_facts(out, input, d, depth + 1);
}

static void put_subject(struct buf *out, const struct report_input *input,
			struct subject s, struct span span, size_t depth)
{
	const struct topology *t = model_topology(input->model);

	put_indent(out, depth);
	buf_printf(out, "%s ", s.kind == SUBJECT_HOP ? "hop" : "tier");
	derivations_subject(out, input->model, s);
	if (!span_is_none(span)) {
		buf_put(out, STR("  ("));
		words_line(out, input->sources, span);
		buf_char(out, ')');
	}
	buf_char(out, '\n');
	put_given(out, t, s, depth + 1);
	for (size_t i = 0; i < model_n_derived(input->model, s.kind); i++) {
		struct derived d;

		model_derived(input->model, s, i, out->arena, &d);
		if (derivations_tells(t, s, &d))
			put_derived(out, input, &d, depth + 1);
	}
}

static void put_tier(FILE *file, struct arena *arena,
		     const struct report_input *input, const struct tier *tier)
{
	const struct topology *t = model_topology(input->model);
	struct buf out = { .arena = arena };

	put_subject(
		&out, input,
		model_subject(input->model, SUBJECT_TIER, NULL, tier->index),
		tier->span, 0);
	for (size_t i = 0; i < t->hops.n; i++) {
		const struct hop *hop = t->hops.at[i];

		if (hop->from == tier && !hop->phantom)
			put_subject(&out, input,
				    model_subject(input->model, SUBJECT_HOP,
						  NULL, i),
				    hop->span, 1);
	}
	fwrite(out.at, 1, out.len, file);
	arena_reset(arena);
}

static int topology_text_write(FILE *file, const struct report_input *input)
{
	const struct topology *t = model_topology(input->model);
	struct arena *arena = arena_new();
	struct buf head = { .arena = arena };

	if (!str_empty(t->name)) {
		buf_put(&head, STR("topology "));
		text_safe(&head, t->name);
		buf_char(&head, '\n');
		fwrite(head.at, 1, head.len, file);
	}
	for (size_t i = 0; i < t->tiers.n; i++) {
		const struct tier *tier = t->tiers.at[i];

		if (!tier->phantom && (!input->only || input->only == tier))
			put_tier(file, arena, input, tier);
	}
	arena_free(arena);
	return 0;
}

const struct reporter report_topology_text = {
	.name = "text",
	.summary = "tiers and hops as a tree, with what follows and why",
	.documents = DOCUMENT_TOPOLOGY,
	.write = topology_text_write,
};
