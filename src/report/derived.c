/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What follows from the topology, one line a derivation: for the tests, which
 * compare this stage before they look at findings.
 */
#include "report/derivations.h"
#include "report/report.h"
#include "text/excerpt.h"

static void put_line(struct buf *out, const struct report_input *input,
		     struct subject s, const struct derived *d)
{
	struct str kind, name;

	str_split(d->name, '.', &kind, &name);
	buf_printf(out, "%.*s ", STR_ARG(kind));
	derivations_subject(out, input->model, s);
	buf_printf(out, ": %.*s", STR_ARG(name));
	derivations_value(out, d);
	derivations_because(out, input->sources, d, STR(", "));
	buf_char(out, '\n');
}

static void put_subject(struct buf *out, const struct report_input *input,
			struct subject s)
{
	for (size_t i = 0; i < model_n_derived(input->model, s.kind); i++) {
		struct derived d;

		model_derived(input->model, s, i, out->arena, &d);
		if (derivations_tells(model_topology(input->model), s, &d))
			put_line(out, input, s, &d);
	}
}

static int derived_write(FILE *file, const struct report_input *input)
{
	struct arena *arena = arena_new();
	const struct topology *t = model_topology(input->model);
	struct subject s;

	for (size_t i = 0; i < t->tiers.n + t->hops.n; i++) {
		struct buf out = { .arena = arena };

		s = i < t->tiers.n
			    ? model_subject(input->model, SUBJECT_TIER, NULL, i)
			    : model_subject(input->model, SUBJECT_HOP, NULL,
					    i - t->tiers.n);
		if (!derivations_worth_showing(t, s))
			continue;
		put_subject(&out, input, s);
		fwrite(out.at, 1, out.len, file);
		arena_reset(arena);
	}
	arena_free(arena);
	return 0;
}

const struct reporter report_derived = {
	.name = "derived",
	.summary = "what follows from the topology, one line each",
	.documents = DOCUMENT_FINDINGS | DOCUMENT_TOPOLOGY,
	.write = derived_write,
};
