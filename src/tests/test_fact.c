/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/fact.h"
#include "tests/suites.h"

#include <string.h>

static const char chars[] = "kernel/domainname"
			    "net/ipv4/conf/*/rp_filter"
			    "net/ipv4/conf/all/rp_filter"
			    "net/ipv4/tcp_tw_reuse"
			    "02";
static const struct pool_str text_0 = { 90, 1 }, text_2 = { 91, 1 };

static const struct fact by_path[] = {
	{ .path = { 0, 17 } },
	{ .path = { 17, 25 } },
	{ .path = { 42, 27 } },
	{ .path = { 69, 21 } },
};
static const struct facts named = { .chars = chars, .at = by_path, .n = 4 };

START_TEST(a_key_is_found_by_its_path)
{
	static const struct {
		const char *path;
		int index;
	} rows[] = {
		{ "kernel/domainname", 0 },
		{ "net/ipv4/conf/eth0.100/rp_filter", 1 },
		{ "net/ipv4/conf/default/rp_filter", 1 },
		{ "net/ipv4/conf/all/rp_filter", 2 },
		{ "net/ipv4/conf/*/rp_filter", 1 },
		{ "net/ipv4/tcp_tw_reuse", 3 },
		{ "net/ipv4/tcp_tw_reus", -1 },
		{ "net/ipv4/tcp_tw_reuse/x", -1 },
		{ "net/ipv4/conf/rp_filter", -1 },
		{ "net/ipv4/conf/a/b/rp_filter", -1 },
		{ "net/ipv4/conf/eth0/rp_filter2", -1 },
		{ "kernel", -1 },
		{ "/", -1 },
		{ "", -1 },
	};
	const struct fact *fact = fact_find(&named, str_of(rows[_i].path));
	struct arena *arena = arena_new();
	struct facts hashed = named;

	if (rows[_i].index < 0)
		ck_assert_ptr_null(fact);
	else
		ck_assert_ptr_eq(fact, &by_path[rows[_i].index]);
	fact_slots_fill(&hashed, arena);
	ck_assert_ptr_eq(fact, fact_find(&hashed, str_of(rows[_i].path)));
	arena_free(arena);
}
END_TEST

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

static struct fact_row with_range(const char *from, int64_t low, int64_t high)
{
	struct fact_row r = row(from);

	r.has_range = r.has_low = r.has_high = true;
	r.low = num_of(low);
	r.high = num_of(high);
	return r;
}

static struct fact_row gone(const char *from)
{
	struct fact_row r = row(from);

	r.gone = true;
	return r;
}

/* What holds on a kernel; NULL: on an unknown one. */
static struct fact_at on(const struct fact_row *rows, uint32_t n,
			 const char *kernel)
{
	const struct fact fact = { .history = { 0, n } };
	const struct facts facts = { .chars = chars, .rows = rows };
	struct kver v;

	if (!kernel)
		return fact_on(&facts, &fact, NULL);
	ck_assert(kver_parse(str_of(kernel), &v));
	return fact_on(&facts, &fact, &v);
}

START_TEST(between_the_builds_of_a_kernel_a_range_is_unknown)
{
	struct fact_row rows[] = { with_range("2.6", 0, 9),
				   with_range("4.13", 0, 2) };
	const struct fact fact = { .type = VALUE_INT };
	const struct {
		int64_t n;
		enum tri accepted;
	} tries[] = { { 2, TRI_TRUE }, { 3, TRI_UNKNOWN }, { 5, TRI_UNKNOWN },
		      { 6, TRI_FALSE } };
	struct fact_at at;

	rows[1].has_most = rows[1].has_most_low = true;
	rows[1].has_most_high = true;
	rows[1].most_high = num_of(5);
	at = on(rows, 2, "4.13");
	ck_assert(!at.known_range);
	for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++)
		ck_assert_int_eq(fact_accepts(&fact, &at,
					      value_int(num_of(tries[i].n),
							UNIT_NONE)),
				 tries[i].accepted);
	ck_assert(on(rows, 2, "4.12").known_range);
	ck_assert(num_cmp(on(rows, 2, NULL).wide.high, num_of(9)) == 0);
}
END_TEST

START_TEST(a_row_holds_from_its_release_on)
{
	const struct fact_row rows[] = {
		with_default("2.6", text_0),
		with_range("4.18", 0, 2),
		gone("4.20"),
	};
	struct fact_at at = on(rows, 3, "4.17.9");

	ck_assert(at.known_exists && at.exists && !at.tainted);
	ck_assert(at.known_default && at.default_row == &rows[0]);
	ck_assert(at.known_range && !at.range.has_low);
	at = on(rows, 3, "4.18");
	ck_assert(at.known_range && at.range.has_high);
	ck_assert_uint_eq(at.range.high.magnitude, 2);
	ck_assert_ptr_eq(at.default_row, &rows[0]);
	at = on(rows, 3, "4.20.1");
	ck_assert(at.known_exists && !at.exists);
	ck_assert(!at.known_default && !at.default_row && !at.known_range);
}
END_TEST

START_TEST(a_key_is_not_there_before_its_first_row)
{
	const struct fact_row rows[] = { row("4.11") };
	struct fact_at at = on(rows, 1, "4.10.17");

	ck_assert(at.known_exists && !at.exists);
	at = on(rows, 1, "4.11");
	ck_assert(at.known_exists && at.exists);
	at = on(rows, 1, NULL);
	ck_assert(!at.known_exists);
}
END_TEST

START_TEST(a_fact_without_rows_says_nothing)
{
	struct fact_at at = on(NULL, 0, "6.12");

	ck_assert(!at.known_exists && !at.known_default && !at.known_range);
	at = on(NULL, 0, NULL);
	ck_assert(!at.known_exists && !at.known_default && !at.known_range);
}
END_TEST

START_TEST(inside_a_bracket_nothing_is_certain)
{
	const struct fact_row rows[] = {
		with_default("2.6", text_0),
		with_default("4.17..4.18", text_2),
	};

	ck_assert_ptr_eq(on(rows, 2, "4.16.13").default_row, &rows[0]);
	ck_assert(!on(rows, 2, "4.17").known_default);
	ck_assert_ptr_null(on(rows, 2, "4.17.19").default_row);
	ck_assert_ptr_eq(on(rows, 2, "4.18").default_row, &rows[1]);
	ck_assert(on(rows, 2, "4.17").exists);
}
END_TEST

START_TEST(a_bracket_around_the_first_row_leaves_existence_open)
{
	const struct fact_row rows[] = { row("3.12..3.13") };

	ck_assert(!on(rows, 1, "3.12").known_exists);
	ck_assert(on(rows, 1, "3.11").known_exists);
	ck_assert(!on(rows, 1, "3.11").exists);
	ck_assert(on(rows, 1, "3.13").exists);
}
END_TEST

START_TEST(a_version_written_short_may_be_any_of_its_releases)
{
	const struct fact_row rows[] = {
		with_default("2.6", text_0),
		with_default("4.10.17", text_2),
	};

	ck_assert(!on(rows, 2, "4.10").known_default);
	ck_assert(!on(rows, 2, "4").known_default);
	ck_assert_ptr_eq(on(rows, 2, "4.10.16").default_row, &rows[0]);
	ck_assert_ptr_eq(on(rows, 2, "4.11").default_row, &rows[1]);
	ck_assert_ptr_eq(on(rows, 2, "5").default_row, &rows[1]);
}
END_TEST

START_TEST(a_flavour_has_its_own_rows_first)
{
	const struct fact_row rows[] = {
		with_default("2.6", text_0),
		with_default("4.1", text_0),
		with_default("3.10-el7", text_2),
	};
	struct fact_at at = on(rows, 3, "3.10.0-1160.el7.x86_64");

	ck_assert_ptr_eq(at.default_row, &rows[2]);
	ck_assert(!at.tainted);
	at = on(rows, 3, "3.10");
	ck_assert_ptr_eq(at.default_row, &rows[0]);
	ck_assert(!at.tainted);
}
END_TEST

START_TEST(a_flavour_without_rows_is_mainline_and_tainted)
{
	const struct fact_row rows[] = {
		with_default("2.6", text_0),
		with_default("3.10-el7", text_2),
	};
	struct fact_at at = on(rows, 2, "4.18-el8");

	ck_assert_ptr_eq(at.default_row, &rows[0]);
	ck_assert(at.tainted);
}
END_TEST

START_TEST(without_a_kernel_only_what_all_rows_agree_on_is_known)
{
	const struct fact_row same[] = {
		with_default("2.6", text_0),
		with_default("4.2", text_0),
	};
	const struct fact_row differing[] = {
		with_default("2.6", text_0),
		with_default("4.2", text_2),
		with_range("5.13", 0, 255),
		gone("6.0"),
	};
	struct fact_at at = on(same, 2, NULL);

	ck_assert(at.known_exists && at.exists);
	ck_assert(at.known_default && at.default_row && at.known_range);
	at = on(differing, 4, NULL);
	ck_assert(!at.known_exists && !at.known_default && !at.known_range);
	ck_assert_ptr_null(at.default_row);
	at = on(differing, 1, NULL);
	ck_assert(at.known_exists && at.known_default);
}
END_TEST

START_TEST(ranges_that_could_hold_meet_and_span)
{
	const struct fact_row rows[] = {
		with_range("2.6", 0, 65535),
		with_range("4.17..4.18", -1, 2),
		with_range("5.13", 1, 255),
	};
	struct fact_at at = on(rows, 3, "4.17");

	ck_assert(!at.known_range);
	ck_assert_uint_eq(at.range.low.magnitude, 0);
	ck_assert_uint_eq(at.range.high.magnitude, 2);
	ck_assert(at.wide.low.negative);
	ck_assert_uint_eq(at.wide.high.magnitude, 65535);
	at = on(rows, 3, NULL);
	ck_assert_uint_eq(at.range.low.magnitude, 1);
	ck_assert_uint_eq(at.range.high.magnitude, 2);
	at = on(rows, 3, "6.1");
	ck_assert(at.known_range);
	ck_assert_uint_eq(at.wide.high.magnitude, 255);
}
END_TEST

START_TEST(a_computed_default_without_a_formula_is_unknown)
{
	const struct fact_row rows[] = {
		with_default("2.6", text_0),
		with_default("3.0", (struct pool_str){ 0, 0 }),
	};

	ck_assert(on(rows, 2, "2.6.32").known_default);
	ck_assert(!on(rows, 2, "3.2").known_default);
	ck_assert_ptr_null(on(rows, 2, "3.2").default_row);
	ck_assert(!on(rows, 2, NULL).known_default);
}
END_TEST

START_TEST(an_estimate_is_vague_where_it_holds)
{
	struct fact_row rows[] = {
		with_default("2.6", text_0),
		with_default("3.0", text_2),
	};
	struct fact_at old, later;

	rows[0].estimate = true;
	old = on(rows, 2, "2.6.32");
	later = on(rows, 2, "3.2");
	ck_assert(fact_at_is_vague(&old));
	ck_assert(!old.tainted);
	ck_assert(!fact_at_is_vague(&later));
}
END_TEST

START_TEST(the_scope_is_the_last_one_said)
{
	struct fact_row rows[] = { row("2.6"), row("4.10"), row("4.15") };

	rows[0].scope = SCOPE_HOST;
	rows[1].scope = SCOPE_NETNS;
	ck_assert_int_eq(on(rows, 3, "4.9").scope, SCOPE_HOST);
	ck_assert_int_eq(on(rows, 3, "6.1").scope, SCOPE_NETNS);
	ck_assert_int_eq(on(rows, 3, NULL).scope, SCOPE_UNKNOWN);
	ck_assert_int_eq(on(rows, 1, NULL).scope, SCOPE_HOST);
}
END_TEST

Suite *suite_fact(void)
{
	Suite *suite = suite_create("fact");
	TCase *tc = tcase_create("history");

	tcase_add_loop_test(tc, a_key_is_found_by_its_path, 0, 14);
	tcase_add_test(tc, between_the_builds_of_a_kernel_a_range_is_unknown);
	tcase_add_test(tc, a_row_holds_from_its_release_on);
	tcase_add_test(tc, a_key_is_not_there_before_its_first_row);
	tcase_add_test(tc, a_fact_without_rows_says_nothing);
	tcase_add_test(tc, inside_a_bracket_nothing_is_certain);
	tcase_add_test(tc,
		       a_bracket_around_the_first_row_leaves_existence_open);
	tcase_add_test(tc, a_version_written_short_may_be_any_of_its_releases);
	tcase_add_test(tc, a_flavour_has_its_own_rows_first);
	tcase_add_test(tc, a_flavour_without_rows_is_mainline_and_tainted);
	tcase_add_test(tc,
		       without_a_kernel_only_what_all_rows_agree_on_is_known);
	tcase_add_test(tc, ranges_that_could_hold_meet_and_span);
	tcase_add_test(tc, a_computed_default_without_a_formula_is_unknown);
	tcase_add_test(tc, an_estimate_is_vague_where_it_holds);
	tcase_add_test(tc, the_scope_is_the_last_one_said);
	suite_add_tcase(suite, tc);
	return suite;
}
