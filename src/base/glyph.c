/* SPDX-License-Identifier: Apache-2.0 */
#include "base/glyph.h"
#include <stddef.h>

struct range {
	uint32_t first, last;
};

/* Unicode 15: general categories Cc, Cf, Zl, Zp, and what is ignorable by
 * default, but for the variation selectors of emoji. Sorted. */
static const struct range hidden[] = {
	{ 0x0000, 0x001f },   { 0x007f, 0x009f },    { 0x00ad, 0x00ad },
	{ 0x034f, 0x034f },   { 0x0600, 0x0605 },    { 0x061c, 0x061c },
	{ 0x06dd, 0x06dd },   { 0x070f, 0x070f },    { 0x115f, 0x1160 },
	{ 0x17b4, 0x17b5 },   { 0x180b, 0x180f },    { 0x200b, 0x200f },
	{ 0x2028, 0x202e },   { 0x2060, 0x206f },    { 0x3164, 0x3164 },
	{ 0xd800, 0xdfff },   { 0xfdd0, 0xfdef },    { 0xfeff, 0xfeff },
	{ 0xffa0, 0xffa0 },   { 0xfff0, 0xfffb },    { 0xfffe, 0xffff },
	{ 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a },  { 0x1fffe, 0x1ffff },
	{ 0x2fffe, 0x2ffff }, { 0xe0000, 0x10ffff },
};

/* Combining marks and selectors. Sorted. */
static const struct range narrow[] = {
	{ 0x0300, 0x036f }, { 0x0483, 0x0489 }, { 0x0591, 0x05bd },
	{ 0x064b, 0x065f }, { 0x1ab0, 0x1aff }, { 0x1dc0, 0x1dff },
	{ 0x20d0, 0x20ff }, { 0xfe00, 0xfe0f }, { 0xfe20, 0xfe2f },
};

/* East Asian Wide and Fullwidth, and emoji. Sorted. */
static const struct range wide[] = {
	{ 0x1100, 0x115e },   { 0x2e80, 0x303e },   { 0x3041, 0x3163 },
	{ 0x3165, 0x33ff },   { 0x3400, 0x4dbf },   { 0x4e00, 0xa4cf },
	{ 0xac00, 0xd7a3 },   { 0xf900, 0xfaff },   { 0xfe30, 0xfe6f },
	{ 0xff01, 0xff60 },   { 0xffe0, 0xffe6 },   { 0x1f300, 0x1f64f },
	{ 0x1f680, 0x1f6ff }, { 0x1f900, 0x1f9ff }, { 0x20000, 0x2fffd },
	{ 0x30000, 0x3fffd },
};

static bool range_has(const struct range *ranges, size_t n, uint32_t c)
{
	size_t from = 0, to = n;

	while (from < to) {
		const size_t middle = from + (to - from) / 2;

		if (c > ranges[middle].last)
			from = middle + 1;
		else
			to = middle;
	}
	return from < n && c >= ranges[from].first;
}

#define HAS(ranges, c) range_has(ranges, sizeof(ranges) / sizeof *(ranges), c)

bool glyph_is_hidden(uint32_t c)
{
	return c > 0x10ffff || HAS(hidden, c);
}

unsigned glyph_columns(uint32_t c)
{
	if (c < 0x300)
		return 1;
	if (HAS(narrow, c))
		return 0;
	return HAS(wide, c) ? 2 : 1;
}
