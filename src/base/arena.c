/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"
#include "base/die.h"
#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
/* Under ASan every piece ends in poisoned bytes, so that overruns show. */
#define GAP_BYTES 16
#else
#define GAP_BYTES                          0
#define ASAN_POISON_MEMORY_REGION(at, n)   ((void)(at), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(at, n) ((void)(at), (void)(n))
#endif

/* Pages of a block that are never touched cost nothing. */
#define FIRST_BLOCK_BYTES ((size_t)256 * 1024)
#define MAX_BLOCK_BYTES   ((size_t)1024 * 1024)

struct block {
	struct block *next;
	size_t size;
	size_t used;
	size_t dirty; /* bytes from here on were never written: still zero */
	max_align_t data[];
};

struct arena {
	struct block *first;
	struct block *current; /* in the chain of first */
	struct block *big;     /* one piece each, freed by a reset */
	size_t next_block_bytes;
	size_t in_use_bytes, peak_bytes;
};

/* Not from malloc: calloc would write zeros, and so touch every page, where
 * the kernel's pages are zero when they are first touched. */
static struct block *block_new(size_t size)
{
	struct block *block;

	if (size > SIZE_MAX / 2)
		die("out of memory");
	block = mmap(NULL, sizeof *block + size, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (block == MAP_FAILED)
		die("out of memory");
	block->size = size;
	ASAN_POISON_MEMORY_REGION(block->data, size);
	return block;
}

static void blocks_free(struct block *block)
{
	while (block) {
		struct block *next = block->next;

		ASAN_UNPOISON_MEMORY_REGION(block->data, block->size);
		munmap(block, sizeof *block + block->size);
		block = next;
	}
}

struct arena *arena_new(void)
{
	struct arena *arena = calloc(1, sizeof *arena);

	if (!arena)
		die("out of memory");
	arena->first = arena->current = block_new(FIRST_BLOCK_BYTES);
	arena->next_block_bytes = 2 * FIRST_BLOCK_BYTES;
	return arena;
}

static void arena_count(struct arena *arena, size_t n)
{
	arena->in_use_bytes += n;
	if (arena->in_use_bytes > arena->peak_bytes)
		arena->peak_bytes = arena->in_use_bytes;
}

/* Makes n bytes from offset on usable and zero. */
static char *block_take(struct block *block, size_t offset, size_t n)
{
	char *at = (char *)block->data + offset;

	ASAN_UNPOISON_MEMORY_REGION(at, n);
	if (offset < block->dirty) {
		const size_t stale = block->dirty - offset;

		memset(at, 0, stale < n ? stale : n);
	}
	block->used = offset + n + GAP_BYTES;
	if (block->used > block->dirty)
		block->dirty = block->used;
	return at;
}

/* Where a piece would start, or SIZE_MAX when it does not fit. No overflow:
 * arena_alloc bounds size and align. */
static size_t block_fit(const struct block *block, size_t size, size_t align)
{
	const uintptr_t start = (uintptr_t)block->data;
	const uintptr_t free_at = start + block->used;
	const size_t pad = (size_t)(-free_at & (align - 1));
	const size_t left = block->size - block->used;

	if (pad + size + GAP_BYTES > left)
		return SIZE_MAX;
	return block->used + pad;
}

/* A block of the chain, or of its own, in which the piece fits. */
static struct block *arena_block(struct arena *arena, size_t size, size_t align)
{
	const size_t need = size + align + GAP_BYTES;
	struct block *block;

	if (need >= arena->next_block_bytes / 4) {
		block = block_new(need);
		block->next = arena->big;
		arena->big = block;
		return block;
	}
	/* A reset keeps the blocks: take the next one again if it will do. */
	block = arena->current->next;
	if (!block || block_fit(block, size, align) == SIZE_MAX) {
		block = block_new(arena->next_block_bytes);
		block->next = arena->current->next;
		arena->current->next = block;
		if (arena->next_block_bytes < MAX_BLOCK_BYTES)
			arena->next_block_bytes *= 2;
	}
	arena->current = block;
	return block;
}

void *arena_alloc(struct arena *arena, size_t size, size_t align)
{
	struct block *block = arena->current;
	size_t offset;

	assert(align && !(align & (align - 1)));
	if (size > SIZE_MAX / 4 || align > SIZE_MAX / 4)
		die("out of memory");
	offset = block_fit(block, size, align);
	if (offset == SIZE_MAX) {
		block = arena_block(arena, size, align);
		offset = block_fit(block, size, align);
	}
	arena_count(arena, size);
	return block_take(block, offset, size);
}

static bool arena_extend(struct arena *arena, const char *old, size_t old_size,
			 size_t new_size)
{
	struct block *block = arena->current;
	const char *start = (const char *)block->data;
	const size_t more = new_size - old_size;

	if (old + old_size + GAP_BYTES != start + block->used)
		return false;
	if (more > block->size - block->used)
		return false;
	block_take(block, block->used - GAP_BYTES, more);
	arena_count(arena, more);
	return true;
}

void *arena_grow(struct arena *arena, void *old, size_t old_size,
		 size_t new_size, size_t align)
{
	void *grown;

	if (old && new_size <= old_size)
		return old;
	if (old && arena_extend(arena, old, old_size, new_size))
		return old;
	grown = arena_alloc(arena, new_size, align);
	if (old_size)
		memcpy(grown, old, old_size);
	return grown;
}

void *arena_alloc_array(struct arena *arena, size_t n, size_t size,
			size_t align)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes))
		die("out of memory");
	return arena_alloc(arena, bytes, align);
}

size_t arena_peak_bytes(const struct arena *arena)
{
	return arena->peak_bytes;
}

void arena_reset(struct arena *arena)
{
	blocks_free(arena->big);
	arena->big = NULL;
	for (struct block *b = arena->first; b; b = b->next) {
		b->used = 0;
		ASAN_POISON_MEMORY_REGION(b->data, b->size);
	}
	arena->current = arena->first;
	arena->in_use_bytes = 0;
}

void arena_free(struct arena *arena)
{
	if (!arena)
		return;
	blocks_free(arena->big);
	blocks_free(arena->first);
	free(arena);
}
