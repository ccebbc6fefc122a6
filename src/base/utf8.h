/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Strict UTF-8, one character at a time: no overlong forms, no surrogates,
 * nothing above U+10FFFF. Knows nothing of what may be shown to whom.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/buf.h"
#include "base/str.h"
#include <stdint.h>

/* How many bytes the character at s.at[i] takes, and its number; 0 when the
 * byte there begins none. i is less than s.len. */
size_t utf8_decode(struct str s, size_t i, uint32_t *out_character);

/* Appends s with every byte that is not part of a character as U+FFFD. */
void utf8_put_valid(struct buf *out, struct str s);

#endif
