/* SPDX-License-Identifier: Apache-2.0 */
/* Any text is refused inside its bounds, or printed so that it comes back. */
#include "model/model.h"
#include "rulebook/rulebook.h"
#include <assert.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static bool reprint(struct expr_builder *b, const struct expr_names *names,
		    struct str text, struct str *out)
{
	struct expr_error error = { 0 };
	struct expr_book book;
	struct expr e;

	if (!expr_parse(b, text, SUBJECT_TIER, VALUE_NONE, names, &e, &error)) {
		assert(error.message.len && error.start <= error.end);
		assert(error.end <= text.len);
		return false;
	}
	book = expr_builder_book(b);
	*out = expr_print(b->arena, &book, e);
	return out->len <= EXPR_TEXT_MAX;
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct arena *arena = arena_new();
	struct expr_builder *b = expr_builder_new(arena);
	struct rulebook rules;
	struct expr_names names;
	struct str once = { (const char *)data, size }, twice;

	rulebook_init(&rules, true);
	names = model_names(&rules.knowledge);
	if (reprint(b, &names, once, &once)) {
		const bool again = reprint(b, &names, once, &twice);

		assert(again && str_eq(once, twice));
	}
	arena_free(arena);
	return 0;
}
