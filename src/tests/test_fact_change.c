/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/fact_change.h"
#include "tests/suites.h"

static const char chars[] = "0248";
static const struct pool_str text_0 = { 0, 1 }, text_2 = { 1, 1 };

/* "4.17..4.18" is a bracket. */
static struct fact_row row(const char *from)
{
	struct fact_row r = { 0 };
	struct str first = str_of(from), last = first;
	const size_t dots = str_find_str(first, STR(".."));

	if (dots < first.len) {
		last = str_slice(first, dots + 2, first.len);
		first = str_slice(first, 0, dots);
	}
	ck_assert(kver_parse(first, &r.not_before));
	ck_assert(kver_parse(last, &r.from));
	return r;
}

static struct fact_row with_default(const char *from, struct pool_str text)
{
	struct fact_row r = row(from);

	r.has_default = true;
	r.default_text = text;
	return r;
}

static struct fact_row up_to(const char *from, int64_t high)
{
	struct fact_row r = row(from);

	r.has_range = r.has_high = true;
	r.high = num_of(high);
	return r;
}

static struct fact_row scoped(const char *from, enum fact_scope scope)
{
	struct fact_row r = row(from);

	r.scope = (uint8_t)scope;
	return r;
}

static struct fact_row gone(const char *from)
{
	struct fact_row r = row(from);

	r.gone = true;
	return r;
}

static struct fact_changes between(const struct fact_row *rows, uint32_t n,
				   const char *before, const char *after)
{
	const struct fact fact = { .history = { 0, n } };
	const struct facts facts = { .chars = chars, .rows = rows };
	struct kver a, b;

	ck_assert(kver_parse(str_of(before), &a));
	ck_assert(kver_parse(str_of(after), &b));
	return fact_compare(&facts, &fact, &a, &b);
}

static void assert_only(const struct fact_changes *c,
			enum fact_change_kind kind, bool certain,
			const struct fact_row *row_wanted)
{
	ck_assert_uint_eq(c->n, 1);
	ck_assert_int_eq(c->at[0].kind, kind);
	ck_assert_int_eq(c->at[0].certain, certain);
	ck_assert_ptr_eq(c->at[0].row, row_wanted);
}

START_TEST(what_happened_before_or_after_both_is_no_change)
{
	const struct fact_row rows[] = {
		with_default("2.6", text_0),
		up_to("4.1", 9),
		with_default("5.4", text_2),
		gone("6.1"),
	};

	ck_assert_uint_eq(between(rows, 4, "4.1", "5.3.18").n, 0);
	ck_assert_uint_eq(between(rows, 4, "5.4", "5.4").n, 0);
	ck_assert_uint_eq(between(rows, 4, "6.1", "6.12").n, 0);
}
END_TEST

START_TEST(a_default_has_both_ends_and_the_last_row)
{
	const struct fact_row rows[] = {
		with_default("2.6", text_0),
		with_default("4.1", text_2),
		with_default("4.2", text_0),
		with_default("5.4", text_2),
	};
	struct fact_changes c = between(rows, 4, "3.10", "6.1");

	assert_only(&c, CHANGE_DEFAULT, true, &rows[3]);
	ck_assert_ptr_eq(c.default_before, &rows[0]);
	ck_assert_ptr_eq(c.default_after, &rows[3]);
	c = between(rows, 4, "3.10", "4.19");
	ck_assert_uint_eq(c.n, 0);
}
END_TEST

START_TEST(a_default_that_becomes_computed_is_told)
{
	const struct fact_row rows[] = {
		with_default("2.6", text_0),
		with_default("4.1", (struct pool_str){ 0 }),
		with_default("5.1", (struct pool_str){ 0 }),
	};
	struct fact_changes c = between(rows, 3, "3.10", "4.9");

	assert_only(&c, CHANGE_DEFAULT, true, &rows[1]);
	ck_assert_ptr_eq(c.default_after, &rows[1]);
	ck_assert_uint_eq(between(rows, 3, "4.9", "6.1").n, 0);
}
END_TEST

START_TEST(ranges_and_scopes_change_beside_it)
{
	const struct fact_row rows[] = {
		scoped("2.6", SCOPE_HOST),
		scoped("4.10", SCOPE_NETNS),
		up_to("5.13", 255),
		up_to("6.1", 255),
	};
	const struct fact_changes c = between(rows, 4, "4.9", "5.15");

	ck_assert_uint_eq(c.n, 2);
	ck_assert_int_eq(c.at[0].kind, CHANGE_RANGE);
	ck_assert_ptr_eq(c.at[0].row, &rows[2]);
	ck_assert_int_eq(c.at[1].kind, CHANGE_SCOPE);
	ck_assert_ptr_eq(c.at[1].row, &rows[1]);
	ck_assert_uint_eq(between(rows, 4, "5.15", "6.6").n, 0);
}
END_TEST

START_TEST(what_came_or_went_has_that_change_alone)
{
	const struct fact_row rows[] = {
		with_default("4.1", text_0),
		scoped("4.4", SCOPE_NETNS),
		gone("4.12"),
	};
	struct fact_changes c = between(rows, 3, "3.10", "4.9");

	assert_only(&c, CHANGE_NEW, true, &rows[0]);
	c = between(rows, 3, "4.2", "6.1");
	assert_only(&c, CHANGE_GONE, true, &rows[2]);
	ck_assert_uint_eq(between(rows, 3, "3.10", "6.1").n, 0);
}
END_TEST

START_TEST(inside_a_bracket_a_change_is_in_doubt)
{
	const struct fact_row rows[] = {
		with_default("2.6", text_0),
		with_default("4.17..4.18", text_2),
		gone("5.4..5.6"),
	};
	struct fact_changes c = between(rows, 3, "4.9", "4.17");

	assert_only(&c, CHANGE_DEFAULT, false, &rows[1]);
	ck_assert_ptr_null(c.default_after);
	c = between(rows, 3, "4.17", "4.19");
	assert_only(&c, CHANGE_DEFAULT, false, &rows[1]);
	c = between(rows, 3, "4.19", "5.5");
	assert_only(&c, CHANGE_GONE, false, &rows[2]);
	c = between(rows, 3, "4.9", "4.18");
	assert_only(&c, CHANGE_DEFAULT, true, &rows[1]);
}
END_TEST

START_TEST(a_vendors_row_stands_before_mainlines)
{
	const struct fact_row rows[] = {
		with_default("2.6", text_0),
		gone("4.18-el8"),
		with_default("5.4", text_2),
	};
	struct fact_changes c = between(rows, 3, "4.18", "4.18-el8");

	assert_only(&c, CHANGE_GONE, true, &rows[1]);
	/* No row is el7's: it is taken for mainline, which may be wrong. */
	c = between(rows, 3, "3.10-el7", "5.4");
	assert_only(&c, CHANGE_DEFAULT, false, &rows[2]);
}
END_TEST

START_TEST(what_was_never_told_before_is_no_change)
{
	const struct fact_row rows[] = {
		row("2.6"),
		with_default("4.1", text_0),
		scoped("4.2", SCOPE_NETNS),
	};

	ck_assert_uint_eq(between(rows, 3, "3.10", "6.1").n, 0);
	ck_assert_uint_eq(between(NULL, 0, "3.10", "6.1").n, 0);
}
END_TEST

Suite *suite_fact_change(void)
{
	Suite *suite = suite_create("fact_change");
	TCase *tc = tcase_create("between two kernels");

	tcase_add_test(tc, what_happened_before_or_after_both_is_no_change);
	tcase_add_test(tc, a_default_has_both_ends_and_the_last_row);
	tcase_add_test(tc, a_default_that_becomes_computed_is_told);
	tcase_add_test(tc, ranges_and_scopes_change_beside_it);
	tcase_add_test(tc, what_came_or_went_has_that_change_alone);
	tcase_add_test(tc, inside_a_bracket_a_change_is_in_doubt);
	tcase_add_test(tc, a_vendors_row_stands_before_mainlines);
	tcase_add_test(tc, what_was_never_told_before_is_no_change);
	suite_add_tcase(suite, tc);
	return suite;
}
