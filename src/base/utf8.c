/* SPDX-License-Identifier: Apache-2.0 */
#include "base/utf8.h"

/* What the first byte says: length, its own bits, and the least number that
 * needs this length (shorter ones would be overlong). */
static size_t utf8_length(unsigned char first, uint32_t *out_bits,
			  uint32_t *out_least)
{
	if (first < 0x80) {
		*out_bits = first;
		*out_least = 0;
		return 1;
	}
	if (first >= 0xc2 && first < 0xe0) {
		*out_bits = first & 0x1fu;
		*out_least = 0x80;
		return 2;
	}
	if (first >= 0xe0 && first < 0xf0) {
		*out_bits = first & 0x0fu;
		*out_least = 0x800;
		return 3;
	}
	if (first >= 0xf0 && first < 0xf5) {
		*out_bits = first & 0x07u;
		*out_least = 0x10000;
		return 4;
	}
	return 0;
}

size_t utf8_decode(struct str s, size_t i, uint32_t *out_character)
{
	uint32_t bits = 0, least = 0;
	size_t n = utf8_length((unsigned char)s.at[i], &bits, &least);

	if (n == 0 || n > s.len - i)
		return 0;
	for (size_t k = 1; k < n; k++) {
		unsigned char c = (unsigned char)s.at[i + k];

		if ((c & 0xc0u) != 0x80u)
			return 0;
		bits = bits << 6 | (c & 0x3fu);
	}
	if (bits < least || bits > 0x10ffff ||
	    (bits >= 0xd800 && bits <= 0xdfff))
		return 0;
	*out_character = bits;
	return n;
}

void utf8_put_valid(struct buf *out, struct str s)
{
	size_t start = 0, i = 0;
	uint32_t character;

	while (i < s.len) {
		size_t n = utf8_decode(s, i, &character);

		if (n > 0) {
			i += n;
			continue;
		}
		buf_put(out, str_slice(s, start, i));
		buf_put(out, STR("\xef\xbf\xbd"));
		start = ++i;
	}
	buf_put(out, str_slice(s, start, s.len));
}
