/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/quantity.h"
#include "tests/suites.h"
#include "tests/tools.h"
#include <string.h>

static const struct {
	const char *text;
	enum value_type type;
	enum unit unit;
	const char *got; /* the value, or "START-END message; hint" */
} quantities[] = {
	{ "16GiB", VALUE_INT, UNIT_BYTES, "16 GiB" },
	{ " 1.5 MiB ", VALUE_INT, UNIT_BYTES, "1536 KiB" },
	{ "60s", VALUE_INT, UNIT_TIME, "60 s" },
	{ "30ms", VALUE_INT, UNIT_TIME, "30 ms" },
	{ "2min", VALUE_INT, UNIT_TIME, "120 s" },
	{ "3000/s", VALUE_INT, UNIT_RATE, "3000/s" },
	{ "90/min", VALUE_INT, UNIT_RATE, "1.5/s" },
	{ "1Gbit/s", VALUE_INT, UNIT_RATE, "1000000000/s" },
	{ "12", VALUE_INT, UNIT_NONE, "12" },
	{ "64512", VALUE_INT, UNIT_PORTS, "64512 ports" },
	{ "18446744073709551615", VALUE_INT, UNIT_NONE,
	  "18446744073709551615" },
	{ "443, 80 8000-8100", VALUE_PORTS, UNIT_PORTS, "80,443,8000-8100" },
	{ "3.10-el7", VALUE_VERSION, UNIT_NONE, "3.10-el7" },
	{ "true", VALUE_BOOL, UNIT_NONE, "true" },
	{ " proxy", VALUE_WORD, UNIT_NONE, "proxy" },

	{ "16GB", VALUE_INT, UNIT_BYTES,
	  "2-4 there is no unit 'GB'; did you mean \"16GiB\"?" },
	{ "16g", VALUE_INT, UNIT_BYTES,
	  "2-3 there is no unit 'g'; did you mean \"16GiB\"?" },
	{ "16", VALUE_INT, UNIT_BYTES,
	  "0-2 a size needs a unit; as in \"16MiB\"; the units of bytes are "
	  "TiB, GiB, MiB, KiB, B" },
	{ "5m", VALUE_INT, UNIT_TIME,
	  "1-2 there is no unit 'm'; did you mean \"5min\"?" },
	{ "5 seconds", VALUE_INT, UNIT_TIME,
	  "2-9 there is no unit 'seconds'; did you mean \"5s\"?" },
	{ "60s", VALUE_INT, UNIT_RATE,
	  "2-3 's' is a unit of time, not of rate; the units of rate are /s, "
	  "/min, /h, bit/s, kbit/s, Mbit/s, Gbit/s" },
	{ "3000", VALUE_INT, UNIT_RATE,
	  "0-4 a rate needs a unit; as in \"3000/s\"; the units of rate are "
	  "/s, /min, /h, bit/s, kbit/s, Mbit/s, Gbit/s" },
	{ "-5/s", VALUE_INT, UNIT_RATE, "0-4 a rate cannot be below zero; " },
	{ "-5", VALUE_INT, UNIT_NONE, "0-2 a count cannot be below zero; " },
	{ "12k", VALUE_INT, UNIT_NONE,
	  "2-3 a count has no unit and no fraction; write \"12\"" },
	{ "18446744073709551616", VALUE_INT, UNIT_NONE,
	  "0-20 this number is too large; " },
	{ "99999999999TiB", VALUE_INT, UNIT_BYTES,
	  "0-11 this number is too large or too fine for its unit; " },
	{ "", VALUE_INT, UNIT_NONE, "0-0 expected a number; " },
	{ "x", VALUE_INT, UNIT_NONE, "0-1 expected a number; " },
	{ "80,65536", VALUE_PORTS, UNIT_PORTS,
	  "3-8 65536 is above 65535, the largest port; " },
	{ "90-80", VALUE_PORTS, UNIT_PORTS,
	  "0-5 this range ends before it begins; write \"80-90\"" },
	{ "http", VALUE_PORTS, UNIT_PORTS,
	  "0-4 'http' is no port; ports are numbers and ranges, as in \"80\" "
	  "or \"30000-32767\"" },
	{ "-", VALUE_PORTS, UNIT_PORTS,
	  "0-1 '-' is no port; ports are numbers and ranges, as in \"80\" or "
	  "\"30000-32767\"" },
	{ "", VALUE_PORTS, UNIT_PORTS,
	  "0-0 expected a port; as in \"80\" or \"30000-32767\"" },
	{ "new", VALUE_VERSION, UNIT_NONE,
	  "0-3 'new' is no kernel version; as in \"5.15\", \"6.12.9\" or "
	  "\"3.10-el7\"" },
	{ "yes", VALUE_BOOL, UNIT_NONE, "0-3 expected true or false; " },
	{ "", VALUE_WORD, UNIT_NONE, "0-0 expected a word; " },
};

static struct str outcome(struct arena *arena, struct str text,
			  enum value_type type, enum unit unit)
{
	struct quantity_error error = { 0 };
	struct value value;

	if (quantity_parse(arena, text, type, unit, &value, &error))
		return value_text(arena, value);
	ck_assert_uint_le(error.start, error.end);
	ck_assert_uint_le(error.end, text.len);
	return str_format(arena, "%zu-%zu %.*s; %.*s", error.start, error.end,
			  STR_ARG(error.message), STR_ARG(error.hint));
}

START_TEST(a_quantity_is_read_or_told_what_would_be_right)
{
	struct arena *arena = arena_new();

	ck_str(outcome(arena, str_of(quantities[_i].text), quantities[_i].type,
		       quantities[_i].unit),
	       quantities[_i].got);
	arena_free(arena);
}
END_TEST

/* Any bytes: inside bounds, and a message that can be shown. */
START_TEST(whatever_is_written_the_error_stays_inside)
{
	static const char bytes[] = "0123456789.-,/ GiBMKsminhbt\x1b\xff";
	static const enum value_type types[] = { VALUE_INT, VALUE_PORTS,
						 VALUE_VERSION, VALUE_WORD,
						 VALUE_BOOL };
	struct dice dice = { .state = (uint64_t)_i };
	struct arena *arena = arena_new();
	char text[24];

	for (int i = 0; i < ROUNDS; i++) {
		struct str s = dice_text(&dice, str_of(bytes), text,
					 dice_below(&dice, sizeof text));
		enum value_type type = types[dice_below(&dice, 5)];

		s = outcome(arena, s, type,
			    (enum unit)dice_below(&dice, UNIT_PORTS + 1));
		ck_assert(type == VALUE_WORD || str_find(s, '\x1b') == s.len);
	}
	arena_free(arena);
}
END_TEST

Suite *suite_quantity(void)
{
	Suite *s = suite_create("quantity");
	TCase *tc = tcase_create("quantity");

	tcase_add_loop_test(tc, a_quantity_is_read_or_told_what_would_be_right,
			    0, sizeof quantities / sizeof quantities[0]);
	tcase_add_loop_test(tc, whatever_is_written_the_error_stays_inside, 0,
			    SEEDS);
	suite_add_tcase(s, tc);
	return s;
}
