/* SPDX-License-Identifier: Apache-2.0 */
/* Any path: a key that is near it is one that is known. */
#include "keys/family.h"
#include "keys/near.h"
#include "rulebook/rulebook.h"
#include <assert.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	const struct facts *facts = &builtin_rules.book->facts;
	const struct str path = { (const char *)data, size };
	struct arena *arena = arena_new();
	struct str out;

	if (key_near(arena, facts, path, &out) != NEAR_NONE)
		assert(fact_find(facts, out));
	family_find(facts, path);
	arena_free(arena);
	return 0;
}
