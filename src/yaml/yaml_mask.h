/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A template that makes YAML, as YAML: a copy of the text, byte for byte as
 * long, in which what is for the template engine has become harmless. Offsets
 * in the copy are offsets in the text.
 */
#ifndef YAML_YAML_MASK_H
#define YAML_YAML_MASK_H

#include "base/arena.h"
#include "base/str.h"
#include <stdint.h>

struct yaml_mask {
	struct str text;     /* the text itself where nothing was masked */
	uint32_t start, end; /* of the first placeholder; equal: none */
};

struct yaml_mask yaml_mask(struct arena *arena, struct str text);

/* Does a placeholder begin in this piece of the text itself? */
bool yaml_has_placeholder(struct str piece);

#endif
