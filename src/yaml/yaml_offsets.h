/* SPDX-License-Identifier: Apache-2.0 */
/*
 * libyaml counts characters where we count bytes: turns one into the other
 * for a text of UTF-8, in constant time.
 */
#ifndef YAML_YAML_OFFSETS_H
#define YAML_YAML_OFFSETS_H

#include "base/arena.h"
#include "base/str.h"
#include <stdint.h>

struct yaml_offsets {
	struct str text;
	/* Byte of every so many-th character; NULL: all of it is ASCII. */
	const uint32_t *marks;
	size_t n_marks;
};

struct yaml_offsets yaml_offsets_of(struct arena *arena, struct str text);

/* Never beyond the text's end. */
uint32_t yaml_offsets_byte(const struct yaml_offsets *offsets,
			   size_t character);

#endif
