/* SPDX-License-Identifier: Apache-2.0 */
/* Any text is refused inside its bounds, or printed so that it comes back. */
#include "model/model.h"
#include <assert.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static bool any_key(const void *context, struct str path,
		    struct expr_key_type *out)
{
	(void)context;
	*out = (struct expr_key_type){ VALUE_INT, UNIT_NONE, 1, NULL };
	return path.len > 0 && path.at[path.len - 1] > '9';
}

static bool check(struct expr_builder *b, struct str text, struct str *again)
{
	const struct knowledge none = { 0 };
	struct expr_names names = model_names(&none);
	struct expr_error error = { 0 };
	struct expr_book book;
	struct expr e;

	names.key = any_key;
	if (!expr_parse(b, text, SUBJECT_TIER, VALUE_NONE, &names, &e,
			&error)) {
		assert(error.message.len && error.start <= error.end);
		assert(error.end <= text.len);
		return false;
	}
	book = expr_builder_book(b);
	*again = expr_print(b->arena, &book, e);
	return again->len <= EXPR_TEXT_MAX;
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct arena *arena = arena_new();
	struct expr_builder *b = expr_builder_new(arena);
	struct str once, twice;

	if (check(b, (struct str){ (const char *)data, size }, &once))
		assert(check(b, once, &twice) && str_eq(once, twice));
	arena_free(arena);
	return 0;
}
