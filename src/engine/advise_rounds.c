/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/advise.h"

#include "engine/rounds.h"

/* Each conflict takes a key out of the advice, and the rounds begin again. */
#define BEGINNINGS_MAX 64

void advise(const struct rulebook *rulebook, struct model *model,
	    struct sources *sources, const struct engine_options *options,
	    struct arena *arena, struct advice *out)
{
	struct advising a = {
		.rulebook = rulebook,
		.model = model,
		.sources = sources,
		.options = options,
		.arena = arena,
		.out = out,
	};

	*out = (struct advice){ 0 };
	for (int i = 0; i < BEGINNINGS_MAX; i++) {
		a.changes.n = 0;
		a.states.n = 0;
		out->notes.n = 0;
		model_apply(model, NULL, 0);
		if (rounds_run(&a))
			break;
	}
	advice_put_lines(&a);
}
