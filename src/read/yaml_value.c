/* SPDX-License-Identifier: Apache-2.0 */
#include "read/yaml_value.h"
#include "base/num.h"

#include <ctype.h>
#include <strings.h>

static bool is_one_of(struct str s, const char *const *words)
{
	for (; *words; words++)
		if (s.len == strlen(*words) &&
		    strncasecmp(s.at, *words, s.len) == 0)
			return true;
	return false;
}

bool yaml_value_bool(struct str text, bool *out)
{
	static const char *const yes[] = { "y",    "yes", "on", "1",
					   "true", "t",   NULL };
	static const char *const no[] = { "n",     "no", "off", "0",
					  "false", "f",  NULL };

	*out = is_one_of(text, yes);
	return *out || is_one_of(text, no);
}

static bool is_boolean(struct str s)
{
	static const char *const words[] = { "yes",  "no",    "on", "off",
					     "true", "false", NULL };

	return is_one_of(s, words);
}

static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 16;
}

/* The base that a number's first characters tell, which are cut off. */
static int base_of(struct str *digits)
{
	static const struct {
		char letter;
		int base;
	} bases[] = { { 'x', 16 }, { 'X', 16 }, { 'o', 8 },
		      { 'O', 8 },  { 'b', 2 },  { 'B', 2 } };
	char second = digits->len > 1 ? digits->at[1] : ' ';

	if (digits->at[0] != '0')
		return 10;
	if (second >= '0' && second <= '9') {
		*digits = str_slice(*digits, 1, digits->len);
		return 8;
	}
	for (size_t i = 0; i < sizeof bases / sizeof bases[0]; i++) {
		if (second != bases[i].letter)
			continue;
		*digits = str_slice(*digits, 2, digits->len);
		return bases[i].base;
	}
	return 10;
}

/* False when it is no whole number, or above 64 bits. */
static bool read_whole(struct str s, uint64_t *out)
{
	int base, digit;
	size_t n = 0;

	if (s.len && strchr("+-", s.at[0]))
		s = str_slice(s, 1, s.len);
	if (!s.len || s.at[0] == '_')
		return false;
	base = base_of(&s);
	*out = 0;
	for (size_t i = 0; i < s.len; i++) {
		if (s.at[i] == '_')
			continue;
		digit = digit_of(s.at[i]);
		if (digit >= base ||
		    *out > (UINT64_MAX - (unsigned)digit) / (unsigned)base)
			return false;
		*out = *out * (unsigned)base + (unsigned)digit;
		n++;
	}
	return n > 0;
}

/* 1.5, .5, 1e3 with a dot, .inf, .nan */
static bool is_real(struct str s)
{
	static const char *const words[] = { ".inf", ".nan", NULL };
	bool dot = false, digit = false;

	if (s.len && strchr("+-", s.at[0]))
		s = str_slice(s, 1, s.len);
	if (is_one_of(s, words))
		return true;
	for (size_t i = 0; i < s.len; i++) {
		char c = s.at[i];

		if (c >= '0' && c <= '9')
			digit = true;
		else if (c == '.' && !dot)
			dot = true;
		else if ((c == 'e' || c == 'E') && digit && i + 1 < s.len)
			return num_parse(str_slice(s,
						   i + 1 + (s.at[i + 1] == '+'),
						   s.len),
					 &(struct num){ 0 });
		else
			return false;
	}
	return dot && digit;
}

enum yaml_type yaml_value_type(const struct yaml_node *node)
{
	struct str s = yaml_text(node);
	uint64_t whole;

	if (!yaml_is(node, YAML_IS_SCALAR) || !yaml_of(node)->plain ||
	    yaml_of(node)->placeholder)
		return YAML_TEXT;
	if (yaml_is_null(node))
		return YAML_NOTHING;
	if (is_boolean(s))
		return YAML_BOOLEAN;
	return read_whole(s, &whole) || is_real(s) ? YAML_NUMBER : YAML_TEXT;
}

struct str yaml_value_text(struct arena *arena, const struct yaml_node *node)
{
	struct str s = yaml_text(node);
	uint64_t whole;

	if (yaml_value_type(node) != YAML_NUMBER || !read_whole(s, &whole))
		return s;
	return str_format(arena, "%s%llu", s.at[0] == '-' ? "-" : "",
			  (unsigned long long)whole);
}
