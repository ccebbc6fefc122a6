/* SPDX-License-Identifier: Apache-2.0 */
/* What must hold of any expression in any world. */
#include "base/num.h"
#include "tests/expr_dice.h"
#include "tests/suites.h"
#include <string.h>

__extension__ typedef __int128 wide_int;

static struct world *w;
static struct subject web;

static void setup(void)
{
	w = world_new();
	web = dice_world(w);
}

static void teardown(void)
{
	world_done(w);
}

static const char *condition(struct dice *dice, int depth)
{
	struct buf out = { .arena = w->arena };

	dice_condition(dice, &out, depth);
	return str_c(w->arena, buf_str(&out));
}

/* Why it is unknown may depend on the order; that it is may not. */
static const char *value(const char *text)
{
	const char *v = world_eval(w, web, text);

	return strncmp(v, "unknown", 7) == 0 ? "unknown" : v;
}

static const char *join(const char *format, const char *a, const char *b,
			const char *c)
{
	struct buf out = { .arena = w->arena };

	for (; *format; format++) {
		if (*format == 'A')
			buf_put(&out, str_of(a));
		else if (*format == 'B')
			buf_put(&out, str_of(b));
		else if (*format == 'C')
			buf_put(&out, str_of(c));
		else
			buf_char(&out, *format);
	}
	return str_c(w->arena, buf_str(&out));
}

START_TEST(kleenes_laws_hold_with_taint)
{
	static const char *const laws[][2] = {
		{ "A and B", "B and A" },
		{ "A or B", "B or A" },
		{ "not (A and B)", "not A or not B" },
		{ "not (A or B)", "not A and not B" },
		{ "not not A", "A" },
		{ "A and A", "A" },
		{ "A or A", "A" },
		{ "A and (B and C)", "(A and B) and C" },
		{ "A or (B or C)", "(A or B) or C" },
		{ "A and true", "A" },
		{ "A or false", "A" },
		{ "A and false", "false" },
		{ "A or true", "true" },
	};
	struct dice dice = { .state = (uint64_t)_i };

	for (int round = 0; round < ROUNDS; round++) {
		const char *a = condition(&dice, 3), *b = condition(&dice, 3);
		const char *c = condition(&dice, 2);

		dice_data(&dice, w);
		for (size_t i = 0; i < sizeof laws / sizeof laws[0]; i++) {
			const char *left = join(laws[i][0], a, b, c);
			const char *right = join(laws[i][1], a, b, c);

			ck_assert_msg(strcmp(value(left), value(right)) == 0,
				      "%s is %s, %s is %s", left, value(left),
				      right, value(right));
		}
	}
}
END_TEST

START_TEST(any_and_all_are_dual)
{
	struct dice dice = { .state = (uint64_t)_i };

	for (int round = 0; round < ROUNDS; round++) {
		dice_data(&dice, w);
		ck_assert_str_eq(value("not any(h in tier.hops_in: h.nat)"),
				 value("all(h in tier.hops_in: not h.nat)"));
	}
}
END_TEST

START_TEST(evidence_is_the_same_whatever_the_order)
{
	struct dice dice = { .state = (uint64_t)_i };

	for (int round = 0; round < ROUNDS; round++) {
		const char *a = condition(&dice, 3), *b = condition(&dice, 3);
		const char *op = dice_below(&dice, 2) ? "A and B" : "A or B";
		const char *one = join(op, a, b, ""), *other;

		other = join(op, b, a, "");
		dice_data(&dice, w);
		ck_assert_msg(strcmp(world_evidence(w, web, one),
				     world_evidence(w, web, other)) == 0,
			      "%s: %s\n%s: %s", one,
			      world_evidence(w, web, one), other,
			      world_evidence(w, web, other));
	}
}
END_TEST

START_TEST(a_result_in_doubt_names_something_in_doubt)
{
	struct dice dice = { .state = (uint64_t)_i };

	for (int round = 0; round < ROUNDS; round++) {
		const char *text = condition(&dice, 4), *v, *evidence;

		dice_data(&dice, w);
		v = world_eval(w, web, text);
		evidence = world_evidence(w, web, text);
		if (strcmp(v, "true") == 0 || strcmp(v, "false") == 0)
			ck_assert_msg(!strchr(evidence, '!') ||
					      strstr(evidence, "!="),
				      "%s: %s", text, evidence);
		else
			ck_assert_msg(strchr(evidence, '!') != NULL ||
					      strstr(text, "3.10") ||
					      strstr(evidence, "el7"),
				      "%s is %s: %s", text, v, evidence);
	}
}
END_TEST

/* Forgetting a fact keeps a certain result or loses it, and never makes one. */
START_TEST(knowing_less_makes_nothing_certain)
{
	struct dice dice = { .state = (uint64_t)_i };

	for (int round = 0; round < ROUNDS; round++) {
		const char *text = condition(&dice, 4);
		const char *before, *after, *forgotten;
		size_t n = 0;

		while (dice_datum(n))
			n++;
		dice_data(&dice, w);
		before = value(text);
		forgotten = dice_datum(dice_below(&dice, n));
		world_set(w, forgotten, "?");
		after = value(text);
		if (strcmp(after, "true") == 0 || strcmp(after, "false") == 0)
			ck_assert_msg(strcmp(before, after) == 0,
				      "%s: %s, without %s %s", text, before,
				      forgotten, after);
	}
}
END_TEST

static wide_int wide(struct num n)
{
	return n.negative ? -(wide_int)n.magnitude : (wide_int)n.magnitude;
}

static const char *number_text(wide_int n)
{
	struct num num = { (uint64_t)(n < 0 ? -n : n), n < 0 };

	return str_c(w->arena, num_text(w->arena, num));
}

static wide_int floor_div(wide_int a, wide_int b)
{
	return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

/* False where 128 bits or ours do not hold it. */
static bool expected(char op, wide_int a, wide_int b, wide_int *out)
{
	if ((op == '/' || op == '^') && b == 0)
		return false;
	if (op == '+')
		*out = a + b;
	else if (op == '-')
		*out = a - b;
	else if (op == '/')
		*out = floor_div(a, b);
	else if (op == '^')
		*out = -floor_div(-a, b);
	else if (__builtin_mul_overflow(a, b, out))
		return false;
	return *out >= INT64_MIN && *out <= (wide_int)UINT64_MAX;
}

static struct num dice_operand(struct dice *dice)
{
	static const uint64_t edges[] = {
		0, 1, 2, 7, INT64_MAX, UINT64_MAX, (uint64_t)1 << 63
	};
	struct num n = { .magnitude = edges[dice_below(dice, 7)] };

	if (dice_below(dice, 2))
		n.magnitude = dice_roll(dice) >> dice_below(dice, 64);
	n.negative = n.magnitude && n.magnitude <= (uint64_t)1 << 63 &&
		     dice_below(dice, 2);
	return n;
}

START_TEST(arithmetic_agrees_with_wider_integers)
{
	struct dice dice = { .state = (uint64_t)_i };

	for (int round = 0; round < ROUNDS; round++) {
		const char op = "+-*/^"[dice_below(&dice, 5)];
		const struct num a = dice_operand(&dice);
		const struct num b = dice_operand(&dice);
		const char *text =
			join(op == '^' ? "ceil(A / B)" : "(A) C (B)",
			     number_text(wide(a)), number_text(wide(b)),
			     (const char[]){ op, '\0' });
		const char *v = world_eval(w, web, text);
		wide_int n;

		if (expected(op, wide(a), wide(b), &n))
			ck_assert_msg(strcmp(v, number_text(n)) == 0,
				      "%s is %s, not %s", text, v,
				      number_text(n));
		else
			ck_assert_msg(strcmp(v, "unknown (arithmetic)") == 0,
				      "%s is %s", text, v);
	}
}
END_TEST

START_TEST(evaluation_without_evidence_takes_no_memory)
{
	struct dice dice = { .state = (uint64_t)_i };
	const char *text = condition(&dice, 5);
	struct arena *arena = arena_new();
	struct expr_error error;
	struct expr_book book;
	struct datum d;
	struct expr e;
	size_t before;

	while (strstr(text, "ports(") || strstr(text, "without"))
		text = condition(&dice, 5);
	ck_assert(expr_parse(w->builder, str_of(text), SUBJECT_TIER, VALUE_BOOL,
			     &w->names, &e, &error));
	book = expr_builder_book(w->builder);
	before = arena_peak_bytes(arena);
	expr_eval(&book, e, web, &w->env, arena, NULL, &d);
	ck_assert_uint_eq(arena_peak_bytes(arena), before);
	arena_free(arena);
}
END_TEST

Suite *suite_eval_laws(void)
{
	Suite *s = suite_create("eval_laws");
	TCase *tc = tcase_create("eval_laws");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, kleenes_laws_hold_with_taint, 0, SEEDS);
	tcase_add_loop_test(tc, any_and_all_are_dual, 0, SEEDS);
	tcase_add_loop_test(tc, evidence_is_the_same_whatever_the_order, 0,
			    SEEDS);
	tcase_add_loop_test(tc, a_result_in_doubt_names_something_in_doubt, 0,
			    SEEDS);
	tcase_add_loop_test(tc, knowing_less_makes_nothing_certain, 0, SEEDS);
	tcase_add_loop_test(tc, arithmetic_agrees_with_wider_integers, 0,
			    SEEDS);
	tcase_add_loop_test(tc, evaluation_without_evidence_takes_no_memory, 0,
			    SEEDS);
	suite_add_tcase(s, tc);
	return s;
}
