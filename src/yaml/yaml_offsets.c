/* SPDX-License-Identifier: Apache-2.0 */
#include "yaml/yaml_offsets.h"
#include "base/vec.h"

enum { STEP = 64 };

static bool is_start(char byte)
{
	return ((unsigned char)byte & 0xc0) != 0x80;
}

static bool is_ascii(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.at[i] >= 0x80)
			return false;
	return true;
}

struct yaml_offsets yaml_offsets_of(struct arena *arena, struct str text)
{
	struct yaml_offsets offsets = { .text = text };
	VEC(uint32_t) marks = { 0 };
	size_t n = 0;

	if (is_ascii(text))
		return offsets;
	for (size_t i = 0; i < text.len; i++) {
		if (!is_start(text.at[i]))
			continue;
		if (n++ % STEP == 0)
			vec_push(arena, &marks, (uint32_t)i);
	}
	offsets.marks = marks.at;
	offsets.n_marks = marks.n;
	return offsets;
}

uint32_t yaml_offsets_byte(const struct yaml_offsets *offsets, size_t character)
{
	struct str text = offsets->text;
	size_t at, left = character % STEP;

	if (!offsets->marks)
		return (uint32_t)(character < text.len ? character : text.len);
	if (character / STEP >= offsets->n_marks)
		return (uint32_t)text.len;
	at = offsets->marks[character / STEP];
	while (at < text.len && left > 0) {
		at++;
		while (at < text.len && !is_start(text.at[at]))
			at++;
		left--;
	}
	return (uint32_t)at;
}
