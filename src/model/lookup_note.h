/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is said beside a key's value: since when the kernel has a default, or
 * no longer has the key. Within model/ only; text in the model's arena.
 */
#ifndef MODEL_LOOKUP_NOTE_H
#define MODEL_LOOKUP_NOTE_H

#include "base/str.h"
#include "keys/fact.h"
#include <stdbool.h>

struct key_memo;
struct model;
struct tier;

/* "gone since 4.12" */
struct str note_gone(struct model *m, const struct key_memo *memo,
		     const struct tier *tier);
/* "kernel default since 4.18" */
struct str note_since(struct model *m, const struct fact_row *row,
		      bool estimate);

#endif
