/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/die.h"
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define FIRST_CAPACITY 64

void buf_reserve(struct buf *b, size_t n)
{
	size_t want = 2 * b->capacity;

	if (n <= b->capacity - b->len)
		return;
	if (n > SIZE_MAX / 4 || b->capacity > SIZE_MAX / 4)
		die("out of memory");
	if (want < FIRST_CAPACITY)
		want = FIRST_CAPACITY;
	if (want < b->len + n)
		want = b->len + n;
	b->at = arena_grow(b->arena, b->at, b->capacity, want, 1);
	b->capacity = want;
}

void buf_put(struct buf *b, struct str s)
{
	if (!s.len)
		return;
	buf_reserve(b, s.len);
	memcpy(b->at + b->len, s.at, s.len);
	b->len += s.len;
}

void buf_char(struct buf *b, char c)
{
	buf_reserve(b, 1);
	b->at[b->len++] = c;
}

void buf_repeat(struct buf *b, char c, size_t n)
{
	if (!n)
		return;
	buf_reserve(b, n);
	memset(b->at + b->len, c, n);
	b->len += n;
}

void buf_vprintf(struct buf *b, const char *format, va_list args)
{
	va_list again;
	size_t space, need;
	int n;

	va_copy(again, args);
	/* One more byte than the text: vsnprintf ends it with a NUL. */
	buf_reserve(b, 1);
	space = b->capacity - b->len;
	n = vsnprintf(b->at + b->len, space, format, args);
	assert(n >= 0);
	need = (size_t)n + 1;
	if (need > space) {
		buf_reserve(b, need);
		vsnprintf(b->at + b->len, need, format, again);
	}
	b->len += need - 1;
	va_end(again);
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	buf_vprintf(b, format, args);
	va_end(args);
}

struct str buf_str(const struct buf *b)
{
	return (struct str){ b->at, b->len };
}
