/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "keys/fact.h"
#include "tests/suites.h"

#include <stdlib.h>
#include <string.h>

static struct arena *arena;

static void setup(void)
{
	arena = arena_new();
}

static void teardown(void)
{
	arena_free(arena);
}

static const char chars[] = "kernel/domainname"
			    "net/ipv4/conf/*/rp_filter"
			    "net/ipv4/conf/all/rp_filter"
			    "net/ipv4/tcp_tw_reuse"
			    "02cubic|reno";
#define TEXT_0                                                                 \
	{                                                                      \
		90, 1                                                          \
	}
#define TEXT_2                                                                 \
	{                                                                      \
		91, 1                                                          \
	}
#define TEXT_WORDS                                                             \
	{                                                                      \
		92, 10                                                         \
	}

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

	if (rows[_i].index < 0)
		ck_assert_ptr_null(fact);
	else
		ck_assert_ptr_eq(fact, &by_path[rows[_i].index]);
}
END_TEST

static struct fact_row row(const char *from)
{
	struct fact_row r = { 0 };
	struct str first, last;

	if (!str_split(str_of(from), '.', &first, &last))
		ck_abort_msg("no version: %s", from);
	first = last = str_of(from);
	if (strstr(from, "..")) {
		const size_t dots = str_find_str(first, STR(".."));

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

START_TEST(a_row_holds_from_its_release_on)
{
	const struct fact_row rows[] = {
		with_default("2.6", (struct pool_str)TEXT_0),
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

START_TEST(inside_a_bracket_nothing_is_certain)
{
	const struct fact_row rows[] = {
		with_default("2.6", (struct pool_str)TEXT_0),
		with_default("4.17..4.18", (struct pool_str)TEXT_2),
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
		with_default("2.6", (struct pool_str)TEXT_0),
		with_default("4.10.17", (struct pool_str)TEXT_2),
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
		with_default("2.6", (struct pool_str)TEXT_0),
		with_default("4.1", (struct pool_str)TEXT_0),
		with_default("3.10-el7", (struct pool_str)TEXT_2),
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
		with_default("2.6", (struct pool_str)TEXT_0),
		with_default("3.10-el7", (struct pool_str)TEXT_2),
	};
	struct fact_at at = on(rows, 2, "4.18-el8");

	ck_assert_ptr_eq(at.default_row, &rows[0]);
	ck_assert(at.tainted);
}
END_TEST

START_TEST(without_a_kernel_only_what_all_rows_agree_on_is_known)
{
	const struct fact_row same[] = {
		with_default("2.6", (struct pool_str)TEXT_0),
		with_default("4.2", (struct pool_str)TEXT_0),
	};
	const struct fact_row differing[] = {
		with_default("2.6", (struct pool_str)TEXT_0),
		with_default("4.2", (struct pool_str)TEXT_2),
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

START_TEST(a_computed_default_without_a_formula_is_unknown)
{
	const struct fact_row rows[] = {
		with_default("2.6", (struct pool_str)TEXT_0),
		with_default("3.0", (struct pool_str){ 0, 0 }),
	};

	ck_assert(on(rows, 2, "2.6.32").known_default);
	ck_assert(!on(rows, 2, "3.2").known_default);
	ck_assert_ptr_null(on(rows, 2, "3.2").default_row);
	ck_assert(!on(rows, 2, NULL).known_default);
}
END_TEST

START_TEST(an_estimate_taints_where_it_holds)
{
	struct fact_row rows[] = {
		with_default("2.6", (struct pool_str)TEXT_0),
		with_default("3.0", (struct pool_str)TEXT_2),
	};

	rows[0].estimate = true;
	ck_assert(on(rows, 2, "2.6.32").tainted);
	ck_assert(!on(rows, 2, "3.2").tainted);
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

/* want NULL: refused. Otherwise what is stored, as it would read back. */
struct number_row {
	enum fact_store store;
	const char *text, *want;
};

static void check_number(struct number_row r)
{
	const struct fact fact = { .store = (uint8_t)r.store,
				   .type = VALUE_INT,
				   .arity = 1,
				   .unit_scale = 1 };
	struct value v;
	bool is_short;
	const bool read = fact_read_value(&named, &fact, arena, str_of(r.text),
					  &v, &is_short);

	ck_assert_msg(read == (r.want != NULL), "'%s' read: %d", r.text, read);
	if (!read)
		return;
	ck_assert(!is_short);
	ck_assert_str_eq(str_c(arena, num_text(arena, v.integer)), r.want);
}

static const struct number_row numbers[] = {
	{ STORE_INT, "1", "1" },
	{ STORE_INT, " \t1", "1" },
	{ STORE_INT, "1 # trailing", "1" },
	{ STORE_INT, "1\tbanana", "1" },
	{ STORE_INT, "35 36", "35" },
	{ STORE_INT, "0x10", "16" },
	{ STORE_INT, "0X1f", "31" },
	{ STORE_INT, "010", "8" },
	{ STORE_INT, "00", "0" },
	{ STORE_INT, "-5", "-5" },
	{ STORE_INT, "-0x10", "-16" },
	{ STORE_INT, "-0", "0" },
	{ STORE_INT, "2147483647", "2147483647" },
	{ STORE_INT, "-2147483648", "-2147483648" },
	{ STORE_INT,
	  "\xa0"
	  "7",
	  "7" },
	{ STORE_INT, "2147483648", NULL },
	{ STORE_INT, "-2147483649", NULL },
	{ STORE_INT, "1#x", NULL },
	{ STORE_INT, "\"1\"", NULL },
	{ STORE_INT, "1,2", NULL },
	{ STORE_INT, "1k", NULL },
	{ STORE_INT, "1.5", NULL },
	{ STORE_INT, "1e2", NULL },
	{ STORE_INT, "+1", NULL },
	{ STORE_INT, "- 1", NULL },
	{ STORE_INT, "--1", NULL },
	{ STORE_INT, "-", NULL },
	{ STORE_INT, "yes", NULL },
	{ STORE_INT, "08", NULL },
	{ STORE_INT, "0x", NULL },
	{ STORE_INT, "0xg", NULL },
	{ STORE_INT, "1\r", NULL },
	{ STORE_INT,
	  "\xc2\xa0"
	  "7",
	  NULL },
	{ STORE_INT, "", NULL },
	{ STORE_INT, " \n", NULL },
	{ STORE_INT, "00000000000000000001", "1" },
	{ STORE_INT, "000000000000000000001", NULL },
	/* Before 5.13 an int without a check; since then a row's range. */
	{ STORE_U8, "256", "256" },
	{ STORE_U8, "-1", "-1" },
	{ STORE_U8, "2147483648", NULL },
	{ STORE_UINT, "4294967295", "4294967295" },
	{ STORE_UINT, "4294967296", NULL },
	{ STORE_UINT, "-1", NULL },
	{ STORE_UINT, "-0", NULL },
	{ STORE_LONG, "9223372036854775807", "9223372036854775807" },
	{ STORE_LONG, "9223372036854775808", NULL },
	{ STORE_LONG, "-9223372036854775808", "-9223372036854775808" },
	{ STORE_ULONG, "18446744073709551615", "18446744073709551615" },
	{ STORE_ULONG, "18446744073709551616", NULL },
	{ STORE_ULONG, "0xffffffffffffffff", "18446744073709551615" },
	{ STORE_ULONG, "0x10000000000000000", NULL },
	{ STORE_ULONG, "-1", NULL },
};

START_TEST(a_number_is_read_as_the_handler_reads_it)
{
	check_number(numbers[_i]);
}
END_TEST

START_TEST(a_number_behind_a_page_of_blanks_is_not_seen)
{
	char text[5000];

	memset(text, ' ', sizeof text);
	strcpy(text + 4095, "7");
	check_number((struct number_row){ STORE_INT, text, NULL });
	strcpy(text + 4094, "79");
	check_number((struct number_row){ STORE_INT, text, "7" });
}
END_TEST

START_TEST(a_number_counts_in_our_unit)
{
	const struct fact fact = { .store = STORE_INT,
				   .type = VALUE_INT,
				   .unit = UNIT_TIME,
				   .arity = 1,
				   .unit_scale = 1000000 };
	struct value v;
	bool is_short;

	ck_assert(fact_read_value(&named, &fact, arena, STR("60"), &v,
				  &is_short));
	ck_assert_int_eq(v.unit, UNIT_TIME);
	ck_assert_uint_eq(v.integer.magnitude, 60000000);
}
END_TEST

/* want: count, the last element, and whether some are missing. */
static void check_vector(const char *text, uint32_t n, uint64_t last)
{
	const struct fact fact = { .store = STORE_INT,
				   .type = VALUE_VECTOR,
				   .arity = 3,
				   .unit_scale = 1 };
	struct value v;
	bool is_short;
	const bool read = fact_read_value(&named, &fact, arena, str_of(text),
					  &v, &is_short);

	ck_assert_int_eq(read, n > 0);
	if (!read)
		return;
	ck_assert_uint_eq(v.n, n);
	ck_assert_int_eq(is_short, n < 3);
	ck_assert_uint_eq(v.vector[n - 1].magnitude, last);
}

START_TEST(a_vector_may_be_short_or_long)
{
	check_vector("4096 131072 6291456", 3, 6291456);
	check_vector("4096\t131072\t6291456 # x", 3, 6291456);
	check_vector("1 2 3 4 5", 3, 3);
	check_vector("4096 87380", 2, 87380);
	check_vector("4096", 1, 4096);
	check_vector("4096 87380 # x", 0, 0);
	check_vector("4096, 87380, 6291456", 0, 0);
	check_vector("1000 2000 banana", 0, 0);
	check_vector("", 0, 0);
}
END_TEST

/* want: "low-high low-high", NULL: refused. */
static void check_ports(const char *text, const char *want)
{
	const struct fact fact = { .store = STORE_PORTS, .type = VALUE_PORTS };
	struct buf got = { .arena = arena };
	struct value v;
	bool is_short;

	ck_assert_msg(fact_read_value(&named, &fact, arena, str_of(text), &v,
				      &is_short) == (want != NULL),
		      "'%s'", text);
	for (uint32_t i = 0; want && i < v.n; i++)
		buf_printf(&got, "%s%d-%d", i ? " " : "", v.ports[i].low,
			   v.ports[i].high);
	if (want)
		ck_assert_str_eq(str_c(arena, buf_str(&got)), want);
}

START_TEST(a_port_list_is_a_set)
{
	check_ports("8080,9148-9150", "8080-8080 9148-9150");
	check_ports("9148-9150,8080", "8080-8080 9148-9150");
	check_ports("1,2,3,2-4,", "1-4");
	check_ports("0-65535", "0-65535");
	check_ports("65535", "65535-65535");
	check_ports("010", "8-8");
	check_ports("", "");
	check_ports("\n", "");
	check_ports("80\n", "80-80");
	check_ports("80\n90", "80-80 90-90");
	check_ports("80,\n90\n", "80-80 90-90");
}
END_TEST

START_TEST(a_port_list_takes_no_blanks_and_no_comment)
{
	check_ports("8080, 9148", NULL);
	check_ports("8080 9148", NULL);
	check_ports(" 8080", NULL);
	check_ports("8080 ", NULL);
	check_ports("8080,9148-9150 # c", NULL);
	check_ports("65536", NULL);
	check_ports("9150-9148", NULL);
	check_ports("-1", NULL);
	check_ports("80-", NULL);
	check_ports("80-90-100", NULL);
	check_ports("80,,90", NULL);
	check_ports("http", NULL);
}
END_TEST

static bool reads_word(enum fact_store store, struct pool_str words,
		       struct str text, struct str want)
{
	const struct fact fact = { .store = (uint8_t)store,
				   .type = VALUE_WORD,
				   .words = words };
	struct value v;
	bool is_short;

	return fact_read_value(&named, &fact, arena, text, &v, &is_short) &&
	       str_eq(v.word, want);
}

START_TEST(a_string_is_kept_whole_and_a_name_is_exact)
{
	const struct pool_str open = { 0 }, closed = TEXT_WORDS;

	ck_assert(reads_word(STORE_STRING, open, STR("a # b "), STR("a # b ")));
	ck_assert(reads_word(STORE_STRING, open, STR(""), STR("")));
	ck_assert(reads_word(STORE_STRING, open, STR("a\nb"), STR("a")));
	ck_assert(reads_word(STORE_STRING, open, STR("a\0b"), STR("a")));
	ck_assert(reads_word(STORE_WORD, open, STR("bbr"), STR("bbr")));
	ck_assert(!reads_word(STORE_WORD, open, STR("bbr "), STR("bbr ")));
	ck_assert(!reads_word(STORE_WORD, open, STR("bbr # x"), STR("bbr")));
	ck_assert(!reads_word(STORE_WORD, open, STR(""), STR("")));
	ck_assert(reads_word(STORE_WORD, closed, STR("reno"), STR("reno")));
	ck_assert(!reads_word(STORE_WORD, closed, STR("ren"), STR("ren")));
	ck_assert(reads_word(STORE_HEX, open, STR("00-fF"), STR("00-fF")));
	ck_assert(!reads_word(STORE_HEX, open, STR("0g"), STR("0g")));
	ck_assert(!reads_word(STORE_HEX, open, STR(""), STR("")));
	ck_assert(reads_word(STORE_COMMAND, open, STR("1"), STR("1")));
}
END_TEST

START_TEST(a_kernel_accepts_what_is_in_its_range)
{
	const struct fact fact = { .type = VALUE_INT };
	struct fact_at at = { .known_exists = true,
			      .exists = true,
			      .known_range = true,
			      .range = { .has_low = true,
					 .has_high = true,
					 .high = { .magnitude = 2 } } };
	const struct value minus = value_int(num_of(-1), UNIT_NONE);
	const struct value two = value_int(num_of(2), UNIT_NONE);
	const struct value three = value_int(num_of(3), UNIT_NONE);

	ck_assert_int_eq(fact_accepts(&fact, &at, minus), TRI_FALSE);
	ck_assert_int_eq(fact_accepts(&fact, &at, two), TRI_TRUE);
	ck_assert_int_eq(fact_accepts(&fact, &at, three), TRI_FALSE);
	at.known_exists = false;
	ck_assert_int_eq(fact_accepts(&fact, &at, two), TRI_UNKNOWN);
	ck_assert_int_eq(fact_accepts(&fact, &at, three), TRI_FALSE);
	at.known_range = false;
	ck_assert_int_eq(fact_accepts(&fact, &at, three), TRI_UNKNOWN);
	at.known_exists = true;
	at.exists = false;
	ck_assert_int_eq(fact_accepts(&fact, &at, two), TRI_FALSE);
}
END_TEST

START_TEST(every_element_must_be_in_range)
{
	const struct fact fact = { .type = VALUE_VECTOR };
	const struct num elements[] = { num_of(4096), num_of(0) };
	const struct value v = { .type = VALUE_VECTOR,
				 .n = 2,
				 .vector = elements };
	struct fact_at at = { .known_exists = true,
			      .exists = true,
			      .known_range = true,
			      .range = { .has_low = true } };

	ck_assert_int_eq(fact_accepts(&fact, &at, v), TRI_TRUE);
	at.range.low = num_of(1);
	ck_assert_int_eq(fact_accepts(&fact, &at, v), TRI_FALSE);
}
END_TEST

static void add_reading(Suite *suite)
{
	TCase *tc = tcase_create("reading");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, a_number_is_read_as_the_handler_reads_it, 0,
			    sizeof numbers / sizeof numbers[0]);
	tcase_add_test(tc, a_number_behind_a_page_of_blanks_is_not_seen);
	tcase_add_test(tc, a_number_counts_in_our_unit);
	tcase_add_test(tc, a_vector_may_be_short_or_long);
	tcase_add_test(tc, a_port_list_is_a_set);
	tcase_add_test(tc, a_port_list_takes_no_blanks_and_no_comment);
	tcase_add_test(tc, a_string_is_kept_whole_and_a_name_is_exact);
	tcase_add_test(tc, a_kernel_accepts_what_is_in_its_range);
	tcase_add_test(tc, every_element_must_be_in_range);
	suite_add_tcase(suite, tc);
}

Suite *suite_fact(void)
{
	Suite *suite = suite_create("fact");
	TCase *tc = tcase_create("history");

	tcase_add_loop_test(tc, a_key_is_found_by_its_path, 0, 14);
	tcase_add_test(tc, a_row_holds_from_its_release_on);
	tcase_add_test(tc, a_key_is_not_there_before_its_first_row);
	tcase_add_test(tc, inside_a_bracket_nothing_is_certain);
	tcase_add_test(tc,
		       a_bracket_around_the_first_row_leaves_existence_open);
	tcase_add_test(tc, a_version_written_short_may_be_any_of_its_releases);
	tcase_add_test(tc, a_flavour_has_its_own_rows_first);
	tcase_add_test(tc, a_flavour_without_rows_is_mainline_and_tainted);
	tcase_add_test(tc,
		       without_a_kernel_only_what_all_rows_agree_on_is_known);
	tcase_add_test(tc, a_computed_default_without_a_formula_is_unknown);
	tcase_add_test(tc, an_estimate_taints_where_it_holds);
	tcase_add_test(tc, the_scope_is_the_last_one_said);
	suite_add_tcase(suite, tc);
	add_reading(suite);
	return suite;
}
