/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/suites.h"
#include "tests/tools.h"
#include "text/diag.h"

START_TEST(a_diagnostic_keeps_place_message_and_hint)
{
	struct diags diags = { .arena = arena_new() };
	const struct span span = { 1, 5, 9 };

	diag_add(&diags, DIAG_ERROR, "topology-field", span, "no field '%s'",
		 "hsots");
	diag_hint(&diags, "did you mean '%s'?", "hosts");
	diag_add_subject(&diags, DIAG_UNREADABLE, "file-open", STR("/x"),
			 "gone");
	ck_assert_uint_eq(diags.list.n, 2);
	ck_str(diags.list.at[0].message, "no field 'hsots'");
	ck_str(diags.list.at[0].hint, "did you mean 'hosts'?");
	ck_assert(span_eq(diags.list.at[0].span, span));
	ck_assert_str_eq(diags.list.at[0].code, "topology-field");
	ck_assert(span_is_none(diags.list.at[1].span));
	ck_str(diags.list.at[1].subject, "/x");
	ck_str(diags.list.at[1].hint, "");
	arena_free(diags.arena);
}
END_TEST

START_TEST(only_levels_that_were_added_are_there)
{
	struct diags diags = { .arena = arena_new() };

	ck_assert(!diags_have(&diags, DIAG_NOTE));
	diag_add(&diags, DIAG_WARNING, "w", (struct span){ 0 }, "w");
	ck_assert(diags_have(&diags, DIAG_WARNING));
	ck_assert(!diags_have(&diags, DIAG_ERROR));
	arena_free(diags.arena);
}
END_TEST

START_TEST(sorting_is_by_place_and_keeps_the_order_of_equals)
{
	struct diags diags = { .arena = arena_new() };
	struct dice dice = { (uint64_t)_i };

	for (int i = 0; i < ROUNDS; i++) {
		const struct span span = {
			.source = (uint32_t)dice_below(&dice, 3),
			.start = (uint32_t)dice_below(&dice, 4),
		};

		diag_add(&diags, DIAG_NOTE, "n", span, "%08d", i);
	}
	diags_sort(&diags);
	for (size_t i = 1; i < diags.list.n; i++) {
		const struct diag *a = &diags.list.at[i - 1];
		const struct diag *b = &diags.list.at[i];

		ck_assert_uint_le(a->span.source, b->span.source);
		if (a->span.source < b->span.source)
			continue;
		ck_assert_uint_le(a->span.start, b->span.start);
		if (a->span.start == b->span.start)
			ck_assert_int_lt(str_cmp(a->message, b->message), 0);
	}
	arena_free(diags.arena);
}
END_TEST

Suite *suite_diag(void)
{
	Suite *s = suite_create("diag");
	TCase *tc = tcase_create("diag");

	tcase_add_test(tc, a_diagnostic_keeps_place_message_and_hint);
	tcase_add_test(tc, only_levels_that_were_added_are_there);
	tcase_add_loop_test(tc,
			    sorting_is_by_place_and_keeps_the_order_of_equals,
			    0, SEEDS);
	suite_add_tcase(s, tc);
	return s;
}
