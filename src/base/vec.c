/* SPDX-License-Identifier: Apache-2.0 */
#include "base/vec.h"
#include "base/die.h"
#include <stdint.h>

#define FIRST_CAPACITY 4

void *vec_grow(struct arena *arena, void *at, size_t *capacity, size_t size,
	       size_t align)
{
	const size_t old = *capacity;
	const size_t new = old ? 2 * old : FIRST_CAPACITY;

	/* old * size fitted before; new < old when the doubling wrapped. */
	if (new < old || new > SIZE_MAX / size)
		die("out of memory");
	*capacity = new;
	return arena_grow(arena, at, old * size, new *size, align);
}
