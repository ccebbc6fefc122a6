/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/quantity.h"

#include "base/buf.h"
#include "base/vec.h"
#include "keys/ports.h"
#include "keys/unit.h"
#include "text/excerpt.h"
#include <assert.h>
#include <string.h>

#define SHOWN_MAX 40
#define PORT_MAX  65535

struct reading {
	struct arena *arena;
	struct str text;
	struct quantity_error *error;
};

/* What people write instead of our suffixes, lower case. Only for hints. To
 * add one: the unit tells apart what "m" means. */
static const struct habit {
	const char *text;
	uint8_t unit; /* enum unit */
	const char *ours;
} habits[] = {
	{ "k", UNIT_BYTES, "KiB" },      { "kb", UNIT_BYTES, "KiB" },
	{ "m", UNIT_BYTES, "MiB" },      { "mb", UNIT_BYTES, "MiB" },
	{ "g", UNIT_BYTES, "GiB" },      { "gb", UNIT_BYTES, "GiB" },
	{ "t", UNIT_BYTES, "TiB" },      { "tb", UNIT_BYTES, "TiB" },
	{ "kib", UNIT_BYTES, "KiB" },    { "mib", UNIT_BYTES, "MiB" },
	{ "gib", UNIT_BYTES, "GiB" },    { "tib", UNIT_BYTES, "TiB" },
	{ "sec", UNIT_TIME, "s" },       { "secs", UNIT_TIME, "s" },
	{ "second", UNIT_TIME, "s" },    { "seconds", UNIT_TIME, "s" },
	{ "m", UNIT_TIME, "min" },       { "mins", UNIT_TIME, "min" },
	{ "minute", UNIT_TIME, "min" },  { "minutes", UNIT_TIME, "min" },
	{ "msec", UNIT_TIME, "ms" },     { "hours", UNIT_TIME, "h" },
	{ "days", UNIT_TIME, "d" },      { "/sec", UNIT_RATE, "/s" },
	{ "/second", UNIT_RATE, "/s" },  { "rps", UNIT_RATE, "/s" },
	{ "cps", UNIT_RATE, "/s" },      { "hz", UNIT_RATE, "/s" },
	{ "/m", UNIT_RATE, "/min" },     { "/minute", UNIT_RATE, "/min" },
	{ "kbps", UNIT_RATE, "kbit/s" }, { "kbit", UNIT_RATE, "kbit/s" },
	{ "mbps", UNIT_RATE, "Mbit/s" }, { "mbit", UNIT_RATE, "Mbit/s" },
	{ "gbps", UNIT_RATE, "Gbit/s" }, { "gbit", UNIT_RATE, "Gbit/s" },
	{ "gb/s", UNIT_RATE, "Gbit/s" }, { "mb/s", UNIT_RATE, "Mbit/s" },
};

static struct str shown(const struct reading *r, struct str s)
{
	return text_safe_str(r->arena, str_slice(s, 0, SHOWN_MAX));
}

/* part is a piece of the text. False, for callers to return. */
static bool wrong(struct reading *r, struct str part, struct str message,
		  struct str hint)
{
	size_t start = part.len ? (size_t)(part.at - r->text.at) : 0;

	r->error->message = message;
	r->error->hint = hint;
	r->error->start = start;
	r->error->end = part.len ? start + part.len : r->text.len;
	return false;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static struct str lower(struct arena *arena, struct str s)
{
	struct buf out = { .arena = arena };

	for (size_t i = 0; i < s.len; i++) {
		char c = s.at[i];

		buf_char(&out, c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c);
	}
	return buf_str(&out);
}

/* "the units of time are d, h, min, s, ms, us" */
static struct str units_text(const struct reading *r, enum unit unit)
{
	struct buf out = { .arena = r->arena };
	bool first = true;

	buf_printf(&out, "the units of %s are ", unit_name(unit));
	for (const struct unit_suffix *s = unit_suffixes; s->text; s++) {
		if (s->unit != unit)
			continue;
		buf_printf(&out, "%s%s", first ? "" : ", ", s->text);
		first = false;
	}
	return buf_str(&out);
}

static const char *likely_suffix(const struct reading *r, struct str suffix,
				 enum unit unit)
{
	struct str small = lower(r->arena, suffix), near;
	const struct unit_suffix *found;

	for (size_t i = 0; i < sizeof(habits) / sizeof(*habits); i++)
		if (habits[i].unit == unit &&
		    str_eq(small, str_of(habits[i].text)))
			return habits[i].ours;
	near = unit_suffix_near(suffix);
	found = unit_suffix_find(near);
	return found && found->unit == unit ? found->text : NULL;
}

static bool wrong_suffix(struct reading *r, struct str digits,
			 struct str suffix, enum unit unit)
{
	const struct unit_suffix *other = unit_suffix_find(suffix);
	const char *likely = likely_suffix(r, suffix, unit);
	struct str hint = units_text(r, unit);
	struct str message;

	if (other)
		message = str_format(r->arena,
				     "'%s' is a unit of %s, not of "
				     "%s",
				     other->text, unit_name(other->unit),
				     unit_name(unit));
	else
		message = str_format(r->arena, "there is no unit '%.*s'",
				     STR_ARG(shown(r, suffix)));
	if (likely)
		hint = str_format(r->arena, "did you mean \"%.*s%s\"?",
				  STR_ARG(digits), likely);
	return wrong(r, suffix, message, hint);
}

static bool without_suffix(struct reading *r, struct str digits, enum unit unit)
{
	static const char *const usual[] = {
		[UNIT_BYTES] = "MiB",
		[UNIT_TIME] = "s",
		[UNIT_RATE] = "/s",
		[UNIT_PAGES] = "pages",
	};

	return wrong(r, digits,
		     str_format(r->arena, "a %s needs a unit",
				unit == UNIT_BYTES ? "size" : unit_name(unit)),
		     str_format(r->arena, "as in \"%.*s%s\"; %.*s",
				STR_ARG(shown(r, digits)), usual[unit],
				STR_ARG(units_text(r, unit))));
}

static bool plain_count(struct reading *r, struct str digits, struct str rest,
			struct num *out)
{
	if (!str_empty(rest))
		return wrong(r, rest,
			     STR("a count has no unit and no fraction"),
			     str_format(r->arena, "write \"%.*s\"",
					STR_ARG(shown(r, digits))));
	if (!num_parse(digits, out))
		return wrong(r, digits, STR("this number is too large"),
			     (struct str){ 0 });
	return true;
}

static bool is_plain(enum unit unit)
{
	return unit == UNIT_NONE || unit == UNIT_PORTS;
}

static size_t digits_len(struct str text)
{
	size_t i = 0;

	while (i < text.len && is_digit(text.at[i]))
		i++;
	return i;
}

static bool read_integer(struct reading *r, enum unit unit, struct value *out)
{
	struct str text = str_trim(r->text), digits, suffix;
	size_t n = digits_len(text);
	const struct unit_suffix *found;
	struct num num;

	if (text.len && text.at[0] == '-' &&
	    digits_len(str_slice(text, 1, text.len)))
		return wrong(r, text,
			     str_format(r->arena, "a %s cannot be below zero",
					unit_name(unit)),
			     (struct str){ 0 });
	if (!n)
		return wrong(r, text, STR("expected a number"),
			     is_plain(unit) ? (struct str){ 0 }
					    : units_text(r, unit));
	if (is_plain(unit)) {
		if (!plain_count(r, str_slice(text, 0, n),
				 str_slice(text, n, text.len), &num))
			return false;
		*out = value_int(num, unit);
		return true;
	}
	if (n + 1 < text.len && text.at[n] == '.' && is_digit(text.at[n + 1]))
		n += 1 + digits_len(str_slice(text, n + 1, text.len));
	digits = str_slice(text, 0, n);
	suffix = str_trim(str_slice(text, n, text.len));
	if (str_empty(suffix))
		return without_suffix(r, digits, unit);
	found = unit_suffix_find(suffix);
	if (!found || found->unit != unit)
		return wrong_suffix(r, digits, suffix, unit);
	if (!unit_scale(digits, found, &num))
		return wrong(r, digits,
			     STR("this number is too large or too fine for "
				 "its unit"),
			     (struct str){ 0 });
	*out = value_int(num, unit);
	return true;
}

static bool read_port(struct reading *r, struct str text, uint16_t *out)
{
	struct num n;

	if (!text.len || digits_len(text) != text.len)
		return wrong(r, text,
			     str_format(r->arena, "'%.*s' is no port",
					STR_ARG(shown(r, text))),
			     STR("ports are numbers and ranges, as in \"80\" "
				 "or \"30000-32767\""));
	if (!num_parse(text, &n) || n.magnitude > PORT_MAX)
		return wrong(r, text,
			     str_format(r->arena,
					"%.*s is above 65535, the "
					"largest port",
					STR_ARG(shown(r, text))),
			     (struct str){ 0 });
	*out = (uint16_t)n.magnitude;
	return true;
}

static bool read_ports(struct reading *r, struct value *out)
{
	VEC(struct port_range) ranges = { 0 };
	struct str rest = r->text, word, low, high;

	while (str_next_word(&rest, ", \t\r\n", &word)) {
		struct port_range range;

		if (!str_split(word, '-', &low, &high))
			high = low;
		if (!read_port(r, str_empty(low) ? word : low, &range.low) ||
		    !read_port(r, str_empty(high) ? word : high, &range.high))
			return false;
		if (range.low > range.high)
			return wrong(r, word,
				     STR("this range ends before it begins"),
				     str_format(r->arena, "write \"%u-%u\"",
						range.high, range.low));
		vec_push(r->arena, &ranges, range);
	}
	if (!ranges.n)
		return wrong(r, r->text, STR("expected a port"),
			     STR("as in \"80\" or \"30000-32767\""));
	*out = ports_of(ranges.at, ranges.n);
	return true;
}

static bool read_version(struct reading *r, struct value *out)
{
	struct str text = str_trim(r->text);

	*out = (struct value){ .type = VALUE_VERSION };
	if (kver_parse(text, &out->version))
		return true;
	return wrong(r, text,
		     str_format(r->arena, "'%.*s' is no kernel version",
				STR_ARG(shown(r, text))),
		     STR("as in \"5.15\", \"6.12.9\" or \"3.10-el7\""));
}

static bool read_bool(struct reading *r, struct value *out)
{
	struct str text = str_trim(r->text);

	*out = value_bool(str_eq(text, STR("true")));
	if (out->boolean || str_eq(text, STR("false")))
		return true;
	return wrong(r, text, STR("expected true or false"), (struct str){ 0 });
}

bool quantity_parse(struct arena *arena, struct str text, enum value_type type,
		    enum unit unit, struct value *out,
		    struct quantity_error *out_error)
{
	struct reading r = { arena, text, out_error };

	switch (type) {
	case VALUE_INT:
		return read_integer(&r, unit, out);
	case VALUE_PORTS:
		return read_ports(&r, out);
	case VALUE_VERSION:
		return read_version(&r, out);
	case VALUE_BOOL:
		return read_bool(&r, out);
	case VALUE_WORD:
		*out = value_word(str_trim(text));
		return out->word.len || wrong(&r, text, STR("expected a word"),
					      (struct str){ 0 });
	default:
		assert(!"no quantity has this type");
		return false;
	}
}
