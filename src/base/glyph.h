/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How a character looks on a terminal: how wide it is, and whether a reader
 * would see it at all. Small tables of our own, since libc's follow the
 * locale. Knows nothing of bytes: see utf8.h.
 */
#ifndef BASE_GLYPH_H
#define BASE_GLYPH_H

#include <stdbool.h>
#include <stdint.h>

/* Controls, bidi marks, zero width and other format characters, and what is
 * no character: not to be shown as it is. */
bool glyph_is_hidden(uint32_t c);

/* 0, 1 or 2: columns on a terminal. */
unsigned glyph_columns(uint32_t c);

#endif
