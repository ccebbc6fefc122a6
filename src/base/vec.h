/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Growing arrays of any type in an arena: declare with VEC(type) name, start
 * zeroed, push with vec_push(arena, &name, value), read name.at[i], name.n.
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/arena.h"
#include <stddef.h>

#define VEC(type)                                                              \
	struct {                                                               \
		type *at;                                                      \
		size_t n, capacity;                                            \
	}

#define vec_push(arena, v, ...)                                                \
	do {                                                                   \
		if ((v)->n == (v)->capacity)                                   \
			(v)->at = vec_grow((arena), (v)->at, &(v)->capacity,   \
					   sizeof *(v)->at,                    \
					   _Alignof(max_align_t));             \
		(v)->at[(v)->n++] = (__VA_ARGS__);                             \
	} while (0)

/* Room for so many in all, where it is known beforehand: growing step by step
 * leaves the smaller copies behind in the arena. */
#define vec_reserve(arena, v, want)                                            \
	do {                                                                   \
		if ((v)->capacity < (want)) {                                  \
			(v)->at = arena_grow((arena), (v)->at,                 \
					     (v)->capacity * sizeof *(v)->at,  \
					     (want) * sizeof *(v)->at,         \
					     _Alignof(max_align_t));           \
			(v)->capacity = (want);                                \
		}                                                              \
	} while (0)

void *vec_grow(struct arena *arena, void *at, size_t *capacity, size_t size,
	       size_t align);

#endif
