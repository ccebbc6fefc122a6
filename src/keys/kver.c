/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/kver.h"
#include <string.h>

/* Cuts a number of at most 65535 off the front. */
static bool number_next(struct str *s, uint16_t *out)
{
	uint32_t n = 0;
	size_t i = 0;

	while (i < s->len && s->at[i] >= '0' && s->at[i] <= '9') {
		n = n * 10 + (uint32_t)(s->at[i] - '0');
		if (n > UINT16_MAX)
			return false;
		i++;
	}
	*out = (uint16_t)n;
	*s = str_slice(*s, i, s->len);
	return i > 0;
}

static bool digit_at(struct str s, size_t i)
{
	return i < s.len && s.at[i] >= '0' && s.at[i] <= '9';
}

/* Cuts a, a.b or a.b.c off the front. */
static bool numbers_next(struct str *s, struct kver *v)
{
	uint16_t *const part[] = { &v->a, &v->b, &v->c };

	*v = (struct kver){ 0 };
	do {
		if (!number_next(s, part[v->parts]))
			return false;
		v->parts++;
	} while (v->parts < 3 && digit_at(*s, 1) && str_skip(s, '.'));
	return true;
}

static bool is_suffix_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (c && strchr(".-+~_", c));
}

/* "el7", where a word of the suffix is just that. The kernels of el7a and
 * el8uek are others under the same number: these count as mainline. */
static size_t flavour_len(struct str s)
{
	size_t len = 2;

	if (!str_starts(s, STR("el")))
		return 0;
	while (digit_at(s, len))
		len++;
	if (len == 2 || len >= KVER_FLAVOUR_MAX)
		return 0;
	return len == s.len || strchr(".-_", s.at[len]) ? len : 0;
}

static bool flavour_take(struct str s, struct kver *v)
{
	const size_t len = flavour_len(s);

	if (len)
		memcpy(v->flavour, s.at, len);
	return len > 0;
}

/* Finds the flavour in what distributions put behind the numbers. */
static bool suffix_read(struct str s, struct kver *v)
{
	/* 5.x is no version, but 3.10.el7 is; so is 2.6.32.61. */
	if (s.at[0] == '.' && !digit_at(s, 1) &&
	    !flavour_len(str_slice(s, 1, s.len)))
		return false;
	if (!strchr(".-+~_", s.at[0]) || (s.len == 1 && s.at[0] != '+'))
		return false;
	for (size_t i = 0; i < s.len; i++) {
		const struct str word = str_slice(s, i + 1, s.len);

		if (!is_suffix_char(s.at[i]))
			return false;
		if (!v->flavour[0] && (s.at[i] == '.' || s.at[i] == '-'))
			flavour_take(word, v);
	}
	return true;
}

bool kver_parse(struct str s, struct kver *out)
{
	struct kver v;

	if (!numbers_next(&s, &v) || (s.len && !suffix_read(s, &v)))
		return false;
	*out = v;
	return true;
}

struct str kver_text(struct arena *arena, struct kver v)
{
	const char *dash = v.flavour[0] ? "-" : "";

	if (v.parts <= 1)
		return str_format(arena, "%d%s%s", v.a, dash, v.flavour);
	if (v.parts == 2)
		return str_format(arena, "%d.%d%s%s", v.a, v.b, dash,
				  v.flavour);
	return str_format(arena, "%d.%d.%d%s%s", v.a, v.b, v.c, dash,
			  v.flavour);
}

/* The first so many numbers only. */
static int compare_parts(struct kver a, struct kver b, int parts)
{
	if (a.a != b.a || parts < 2)
		return (a.a > b.a) - (a.a < b.a);
	if (a.b != b.b || parts < 3)
		return (a.b > b.b) - (a.b < b.b);
	return (a.c > b.c) - (a.c < b.c);
}

int kver_cmp(struct kver a, struct kver b)
{
	return compare_parts(a, b, 3);
}

/* Cuts an end of a range off the front: numbers, and perhaps "-el7". */
static bool end_next(struct str *s, struct kver *v)
{
	struct str rest;

	if (!numbers_next(s, v))
		return false;
	rest = *s;
	if (str_skip(&rest, '-') && flavour_take(rest, v))
		*s = str_slice(rest, strlen(v->flavour), rest.len);
	return true;
}

static bool range_is_sound(struct kver_range r)
{
	if (!r.from.parts || !r.to.parts)
		return r.from.parts || r.to.parts;
	return strcmp(r.from.flavour, r.to.flavour) == 0 &&
	       compare_parts(r.from, r.to, r.to.parts) <= 0;
}

bool kver_range_parse(struct str s, struct kver_range *out)
{
	struct kver_range r = { 0 };

	if (!str_starts(s, STR("-")) && !end_next(&s, &r.from))
		return false;
	if (!s.len)
		r.to = r.from;
	else if (!str_skip(&s, '-') || (s.len && !end_next(&s, &r.to)))
		return false;
	if (s.len || !range_is_sound(r))
		return false;
	*out = r;
	return true;
}

bool kver_range_has(struct kver_range range, struct kver v)
{
	const char *flavour =
		range.from.parts ? range.from.flavour : range.to.flavour;

	if (flavour[0] && strcmp(flavour, v.flavour) != 0)
		return false;
	if (range.from.parts && kver_cmp(v, range.from) < 0)
		return false;
	return !range.to.parts ||
	       compare_parts(v, range.to, range.to.parts) <= 0;
}
