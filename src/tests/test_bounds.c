/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/bounds.h"
#include "tests/suites.h"
#include "tests/tools.h"
#include <string.h>

static const struct bounds_style style = { .separator = ' ', .scale = 1 };

static struct wanted text_wanted(struct str text)
{
	return (struct wanted){ .text = text };
}

/* "5" is an integer, "1 2 3" a vector. */
static struct wanted number_wanted(struct arena *arena, struct str text)
{
	struct wanted w = { .text = text, .typed = true };
	struct num *numbers = arena_array(arena, struct num, 8);
	struct str word;
	uint32_t n = 0;

	while (str_next_word(&text, " ", &word))
		ck_assert(num_parse(word, &numbers[n++]));
	if (n == 1)
		w.value = value_int(numbers[0], UNIT_NONE);
	else
		w.value = (struct value){ .type = VALUE_VECTOR,
					  .n = n,
					  .vector = numbers };
	return w;
}

static const struct {
	const char *word;
	enum fix_op op;
} ops[] = {
	{ "set", FIX_SET }, { ">=", FIX_AT_LEAST },   { "<=", FIX_AT_MOST },
	{ "add", FIX_ADD }, { "remove", FIX_REMOVE },
};

static enum fix_op op_of(struct str word)
{
	for (size_t i = 0; i < sizeof ops / sizeof ops[0]; i++)
		if (str_eq(word, str_of(ops[i].word)))
			return ops[i].op;
	ck_abort_msg("no such op: %.*s", STR_ARG(word));
	return FIX_SET;
}

/* "current | op value, op value": what the key gets, "clash" with the demand
 * that does not go with those before it, or "stays". A current of "?" is
 * unknown. Words in place of numbers are compared as texts. */
static struct str outcome(struct arena *arena, struct str line)
{
	struct bounds bounds = { 0 };
	struct str current_text, demands, demand, op, value;
	struct wanted current, got;
	bool words, known;

	ck_assert(str_split(line, '|', &current_text, &demands));
	current_text = str_trim(current_text);
	words = str_find_str(line, STR("add")) < line.len;
	known = !str_eq(current_text, STR("?"));
	if (known)
		current = words ? text_wanted(current_text)
				: number_wanted(arena, current_text);
	while (str_next_word(&demands, ",", &demand)) {
		struct wanted want = { 0 };

		demand = str_trim(demand);
		str_split(demand, ' ', &op, &value);
		if (op_of(op) != FIX_REMOVE)
			want = words ? text_wanted(value)
				     : number_wanted(arena, value);
		if (!bounds_join(&bounds, arena, style, op_of(op), want))
			return str_format(arena, "clash %.*s", STR_ARG(demand));
	}
	if (bounds.remove)
		return STR("removed");
	if (!bounds_resolve(&bounds, arena, style, known ? &current : NULL,
			    &got))
		return STR("stays");
	return got.text;
}

static const struct {
	const char *line, *expected;
} joins[] = {
	{ "100 | >= 200, >= 300", "300" },
	{ "100 | >= 300, >= 200", "300" },
	{ "400 | >= 300", "stays" },
	{ "? | >= 300", "300" },
	{ "100 | <= 60, <= 80", "60" },
	{ "50 | <= 60", "stays" },
	{ "50 | >= 60, <= 80", "60" },
	{ "100 | >= 60, <= 80", "80" },
	{ "100 | >= 80, <= 80", "80" },
	{ "100 | >= 81, <= 80", "clash <= 80" },
	{ "1 | set 0, set 0", "0" },
	{ "1 | set 0, set 2", "clash set 2" },
	{ "1 | set 1", "stays" },
	{ "1 | set 5, >= 5", "5" },
	{ "1 | set 5, >= 6", "clash >= 6" },
	{ "1 | >= 6, set 5", "clash set 5" },
	{ "1 | <= 4, set 5", "clash set 5" },
	{ "1 | remove, remove", "removed" },
	{ "1 | remove, set 0", "clash set 0" },
	{ "1 | >= 2, remove", "clash remove" },
	{ "4096 131072 6291456 | >= 4096 65536 8388608",
	  "4096 131072 8388608" },
	{ "4 4 4 | >= 1 9 1, >= 9 1 1", "9 9 4" },
	{ "9 9 9 | <= 4 9 9, <= 9 9 2", "4 9 2" },
	{ "9 9 9 | >= 5 5 5, <= 9 9 4", "clash <= 9 9 4" },
	{ "a b | add c, add a d", "a b c d" },
	{ "a b | add b", "stays" },
	{ "? | add b", "b" },
};

START_TEST(demands_join_or_clash)
{
	struct arena *arena = arena_new();

	ck_str(outcome(arena, str_of(joins[_i].line)), joins[_i].expected);
	arena_free(arena);
}
END_TEST

/* The order in which findings come is no reason for another value. */
START_TEST(at_least_and_at_most_join_in_any_order)
{
	struct arena *arena = arena_new();
	struct dice dice = { .state = (uint64_t)_i };

	for (int round = 0; round < ROUNDS; round++) {
		int low_a = (int)dice_below(&dice, 50);
		int low_b = (int)dice_below(&dice, 50);
		int high = 50 + (int)dice_below(&dice, 50);
		int now = (int)dice_below(&dice, 150);
		struct str one, other;

		one = outcome(arena,
			      str_format(arena, "%d | >= %d, <= %d, >= %d", now,
					 low_a, high, low_b));
		other = outcome(arena,
				str_format(arena, "%d | >= %d, >= %d, <= %d",
					   now, low_b, low_a, high));
		ck_str(one, str_c(arena, other));
	}
	arena_free(arena);
}
END_TEST

START_TEST(a_demand_that_clashes_leaves_the_bounds_as_they_were)
{
	struct arena *arena = arena_new();
	struct bounds bounds = { 0 };
	struct wanted got;

	ck_assert(bounds_join(&bounds, arena, style, FIX_AT_LEAST,
			      number_wanted(arena, STR("10"))));
	ck_assert(!bounds_join(&bounds, arena, style, FIX_AT_MOST,
			       number_wanted(arena, STR("5"))));
	ck_assert(!bounds.has_high);
	ck_assert(bounds_resolve(&bounds, arena, style, NULL, &got));
	ck_str(got.text, "10");
	arena_free(arena);
}
END_TEST

/* A key that counts in milliseconds, joined element by element, is written in
 * milliseconds again. */
START_TEST(a_joined_value_is_written_in_the_unit_of_its_key)
{
	struct arena *arena = arena_new();
	const struct bounds_style in_ms = { .separator = ' ', .scale = 1000 };
	struct wanted a = number_wanted(arena, STR("1000 9000"));
	struct wanted b = number_wanted(arena, STR("5000 2000"));
	struct wanted both = wanted_extreme(arena, in_ms, &a, &b, true);

	ck_str(both.text, "5 9");
	arena_free(arena);
}
END_TEST

Suite *suite_bounds(void)
{
	Suite *s = suite_create("bounds");
	TCase *tc = tcase_create("bounds");

	tcase_add_loop_test(tc, demands_join_or_clash, 0,
			    sizeof joins / sizeof joins[0]);
	tcase_add_loop_test(tc, at_least_and_at_most_join_in_any_order, 0,
			    SEEDS);
	tcase_add_test(tc,
		       a_demand_that_clashes_leaves_the_bounds_as_they_were);
	tcase_add_test(tc, a_joined_value_is_written_in_the_unit_of_its_key);
	suite_add_tcase(s, tc);
	return s;
}
