/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Text that grows at its end, in an arena. Make it with
 * struct buf b = { .arena = arena }; take the result with buf_str().
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/arena.h"
#include "base/str.h"
#include <stdarg.h>

struct buf {
	struct arena *arena;
	char *at;
	size_t len, capacity;
};

/* Room for n more bytes; exact on an empty buffer of known size. */
void buf_reserve(struct buf *b, size_t n);
void buf_put(struct buf *b, struct str s);
void buf_char(struct buf *b, char c);
void buf_repeat(struct buf *b, char c, size_t n);
void buf_printf(struct buf *b, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));
/* Borrowed: valid until the buffer grows or its arena is reset. */
struct str buf_str(const struct buf *b);

#endif
