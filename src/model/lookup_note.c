/* SPDX-License-Identifier: Apache-2.0 */
#include "model/lookup_note.h"
#include "model/lookup.h"

struct str note_gone(struct model *m, const struct key_memo *memo,
		     const struct tier *tier)
{
	const struct facts *facts = &memo->book->facts;
	struct datum kernel = model_kernel(m, tier);
	const struct fact_row *last = NULL;

	for (uint32_t i = 0; i < memo->fact->history.n; i++) {
		const struct fact_row *row =
			&facts->rows[memo->fact->history.first + i];

		if (row->gone && !row->from.flavour[0] &&
		    kver_cmp(row->from, kernel.value.version) <= 0)
			last = row;
	}
	if (!last)
		return STR("this kernel has no such key");
	return str_format(m->arena, "gone since %.*s",
			  STR_ARG(kver_text(m->arena, last->from)));
}

struct str note_since(struct model *m, const struct fact_row *row,
		      bool estimate)
{
	const char *what =
		estimate ? "estimated kernel default" : "kernel default";

	/* The first row of most facts is older than any kernel of today. */
	if (row->from.parts == 0 || row->from.a < 3)
		return str_of(what);
	return str_format(m->arena, "%s since %.*s", what,
			  STR_ARG(kver_text(m->arena, row->from)));
}
