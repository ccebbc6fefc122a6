/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/value.h"
#include "base/buf.h"
#include "keys/unit.h"
#include <string.h>

struct value value_bool(bool b)
{
	return (struct value){ .type = VALUE_BOOL, .boolean = b };
}

struct value value_int(struct num n, enum unit unit)
{
	return (struct value){ .type = VALUE_INT,
			       .unit = (uint8_t)unit,
			       .integer = n };
}

struct value value_word(struct str word)
{
	return (struct value){ .type = VALUE_WORD, .word = word };
}

static bool vector_eq(struct value a, struct value b)
{
	if (a.n != b.n)
		return false;
	for (uint32_t i = 0; i < a.n; i++)
		if (num_cmp(a.vector[i], b.vector[i]) != 0)
			return false;
	return true;
}

static bool words_eq(struct value a, struct value b)
{
	if (a.n != b.n)
		return false;
	for (uint32_t i = 0; i < a.n; i++)
		if (!str_eq(a.words[i], b.words[i]))
			return false;
	return true;
}

static bool version_eq(struct kver a, struct kver b)
{
	return kver_cmp(a, b) == 0 && strcmp(a.flavour, b.flavour) == 0;
}

/* Ranges that touch may stand apart in one set and joined in another. */
static bool ports_eq(struct value a, struct value b)
{
	const uint32_t n = ports_count(a);

	return n == ports_count(b) && n == ports_shared(a, b);
}

/* Units are the type checker's matter: only numbers are compared here. */
bool value_eq(struct value a, struct value b)
{
	if (a.type != b.type)
		return false;
	switch ((enum value_type)a.type) {
	case VALUE_NONE:
		return true;
	case VALUE_BOOL:
		return a.boolean == b.boolean;
	case VALUE_INT:
		return num_cmp(a.integer, b.integer) == 0;
	case VALUE_VECTOR:
		return vector_eq(a, b);
	case VALUE_WORD:
		return str_eq(a.word, b.word);
	case VALUE_WORDS:
		return words_eq(a, b);
	case VALUE_VERSION:
		return version_eq(a.version, b.version);
	case VALUE_PORTS:
		return ports_eq(a, b);
	}
	return false;
}

static struct str words_text(struct arena *arena, struct value v)
{
	struct buf out = { .arena = arena };

	for (uint32_t i = 0; i < v.n; i++) {
		if (i)
			buf_char(&out, ' ');
		buf_put(&out, v.words[i]);
	}
	return buf_str(&out);
}

static struct str ports_text(struct arena *arena, struct value v)
{
	struct buf out = { .arena = arena };

	for (uint32_t i = 0; i < v.n; i++) {
		const struct port_range r = v.ports[i];

		buf_printf(&out, i ? ",%u" : "%u", r.low);
		if (r.high != r.low)
			buf_printf(&out, "-%u", r.high);
	}
	return buf_str(&out);
}

/* What is written the same for people and for the kernel. */
static struct str plain_text(struct arena *arena, struct value v)
{
	if (v.type == VALUE_WORD)
		return v.word;
	if (v.type == VALUE_WORDS)
		return words_text(arena, v);
	if (v.type == VALUE_VERSION)
		return kver_text(arena, v.version);
	if (v.type == VALUE_PORTS)
		return ports_text(arena, v);
	return (struct str){ 0 };
}

/* An element of a vector: digits alone. */
static struct str scaled_text(struct arena *arena, struct num n, uint32_t scale)
{
	if (scale > 1)
		num_div(n, num_of_u64(scale), &n);
	return num_text(arena, n);
}

static struct str vector_text(struct arena *arena, struct value v,
			      uint32_t scale)
{
	struct buf out = { .arena = arena };

	for (uint32_t i = 0; i < v.n; i++) {
		if (i)
			buf_char(&out, ' ');
		buf_put(&out, scaled_text(arena, v.vector[i], scale));
	}
	return buf_str(&out);
}

/* Whole units where they are; above a second otherwise with decimals, since
 * nobody reads 1024250 ms. */
static struct str time_text(struct arena *arena, struct num n)
{
	const uint64_t s_us = 1000000;
	uint64_t ms = (n.magnitude + 500) / 1000;
	int decimals = 3;
	uint64_t part = ms % 1000;

	if (n.magnitude == 0)
		return STR("0 s");
	if (n.magnitude < s_us || n.magnitude % s_us == 0)
		return unit_text(arena, n, UNIT_TIME, " ");
	for (; decimals > 0 && part % 10 == 0; part /= 10)
		decimals--;
	if (decimals == 0)
		return str_format(arena, "%s%ju s", n.negative ? "-" : "",
				  (uintmax_t)(ms / 1000));
	return str_format(arena, "%s%ju.%0*ju s", n.negative ? "-" : "",
			  (uintmax_t)(ms / 1000), decimals, (uintmax_t)part);
}

struct str value_text(struct arena *arena, struct value v)
{
	if (v.type == VALUE_BOOL)
		return v.boolean ? STR("true") : STR("false");
	if (v.type == VALUE_INT && v.unit == UNIT_TIME)
		return time_text(arena, v.integer);
	if (v.type == VALUE_INT)
		return unit_text(arena, v.integer, v.unit, " ");
	if (v.type == VALUE_VECTOR)
		return vector_text(arena, v, 1);
	return plain_text(arena, v);
}

struct str value_sysctl_text(struct arena *arena, struct value v,
			     uint32_t scale)
{
	if (v.type == VALUE_BOOL)
		return v.boolean ? STR("1") : STR("0");
	if (v.type == VALUE_INT)
		return scaled_text(arena, v.integer, scale);
	if (v.type == VALUE_VECTOR)
		return vector_text(arena, v, scale);
	return plain_text(arena, v);
}

bool datum_is_line(const struct datum *d)
{
	return (d->origin == ORIGIN_WRITTEN || d->origin == ORIGIN_LIVE) &&
	       !span_is_none(d->span);
}
