/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A quoted line with carets below the span, as compilers show it, and the one
 * place where bytes from outside become text that is safe on a terminal and
 * in a CI log. Builds text; prints nothing.
 */
#ifndef TEXT_EXCERPT_H
#define TEXT_EXCERPT_H

#include "base/buf.h"
#include "base/str.h"
#include "text/source.h"
#include "text/span.h"

/*
 * Appends s with control bytes (C0, DEL, C1), bidi and other invisible
 * characters, and bytes that are not UTF-8 spelled out as \xNN or \u{NNNN};
 * a tab becomes \t. Nothing in the result can move a cursor, start a CI
 * command (a line never starts with its text), or reorder what is read.
 */
void text_safe(struct buf *out, struct str s);
struct str text_safe_str(struct arena *arena, struct str s);

/* "   12 | net.ipv4.x = 1\n      | ^~~~~\n": long lines are cut around the
 * span, tabs widened, carets counted in columns as shown. */
void excerpt_put(struct buf *out, struct sources *sources, struct span span);

#endif
