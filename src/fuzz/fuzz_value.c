/* SPDX-License-Identifier: Apache-2.0 */
/* Any text as the value of a key of each type: what is said of it agrees with
 * whether it is read. The first byte chooses the type. */
#include "keys/fault.h"
#include <assert.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	const bool many = size && data[0] >= 128;
	const struct fact fact = {
		.store = size ? data[0] % (STORE_COMMAND + 1) : 0,
		.type = many ? VALUE_VECTOR : VALUE_INT,
		.arity = many ? 3 : 1,
		.unit_scale = 1,
	};
	const struct facts facts = { .chars = "" };
	const struct str text = { (const char *)data + 1, size ? size - 1 : 0 };
	struct arena *arena = arena_new();
	enum value_fault fault = fact_fault(&facts, &fact, arena, text);
	struct value v;
	bool is_short;
	bool read = fact_read_value(&facts, &fact, arena, text, &v, &is_short);

	if (fact.store <= STORE_U8)
		assert(read == (fault >= FAULT_OCTAL || fault == FAULT_NONE));
	arena_free(arena);
	return 0;
}
