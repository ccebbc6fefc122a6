/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Memory that is handed out piece by piece and given back all at once. There
 * is one arena for the run and one for the host at hand; nothing in them is
 * freed singly. Knows nothing of what is kept in it.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena;

/* Dies (die.h) when memory is exhausted, as do all functions below. */
struct arena *arena_new(void);

/* Zeroed memory; align is a power of two. size 0 gives a valid pointer. */
void *arena_alloc(struct arena *arena, size_t size, size_t align);

/* Grows the piece last handed out in place where it can, else copies. */
void *arena_grow(struct arena *arena, void *old, size_t old_size,
		 size_t new_size, size_t align);

#define arena_make(arena, type)                                                \
	((type *)arena_alloc((arena), sizeof(type), _Alignof(type)))
#define arena_array(arena, type, n)                                            \
	((type *)arena_alloc_array((arena), (n), sizeof(type), _Alignof(type)))

/* Dies when n * size does not fit. */
void *arena_alloc_array(struct arena *arena, size_t n, size_t size,
			size_t align);

/* The most bytes that were in use at one time. */
size_t arena_peak_bytes(const struct arena *arena);

/* Everything handed out is gone; the memory is kept for the next host. */
void arena_reset(struct arena *arena);
void arena_free(struct arena *arena);

#endif
