/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A book as C: constant tables without a pointer in a row, so that starting
 * the program relocates next to nothing. The same book gives the same bytes.
 */
#ifndef RULEBOOK_EMIT_H
#define RULEBOOK_EMIT_H

#include "base/buf.h"
#include "rulebook/loader.h"

/* The whole file. The loader is at its end. */
void emit_book(struct buf *out, const struct loader *l);

/* The tables of facts, those of rules, and those of topics and words. */
void emit_facts(struct buf *out, const struct loader *l);
void emit_rules(struct buf *out, const struct loader *l);
void emit_topics(struct buf *out, const struct loader *l);
void emit_words(struct buf *out, const struct loader *l);

/* How values are written inside a row: each without a comma behind it. */
void emit_num(struct buf *out, struct num n);
void emit_kver(struct buf *out, struct kver v);
void emit_text(struct buf *out, struct pool_str s);
void emit_run(struct buf *out, struct pool_run run);
void emit_expr(struct buf *out, struct expr e);

/* "static const struct TYPE NAME[] = {", and its end: a table without a row
 * gets one of zeros, since C has no empty arrays. */
void emit_open(struct buf *out, const char *type, const char *name);
void emit_close(struct buf *out, size_t n);

#endif
