/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "keys/fact.h"
#include "tests/suites.h"

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

static const char chars[] = "cubic|reno";
static const struct facts facts = { .chars = chars };

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
	const bool read = fact_read_value(&facts, &fact, arena, str_of(r.text),
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
	{ STORE_MS, "2147483647", "2147483647" },
	{ STORE_MS, "4294967295", "-1" },
	{ STORE_MS, "4294967296", "0" },
	{ STORE_MS, "-2147483649", "2147483647" },
	{ STORE_MS, "9223372036854775808", "0" },
	{ STORE_MS, "18446744073709551616", NULL },
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

	ck_assert(fact_read_value(&facts, &fact, arena, STR("60"), &v,
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
	const bool read = fact_read_value(&facts, &fact, arena, str_of(text),
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

	ck_assert_msg(fact_read_value(&facts, &fact, arena, str_of(text), &v,
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

	return fact_read_value(&facts, &fact, arena, text, &v, &is_short) &&
	       str_eq(v.word, want);
}

START_TEST(a_string_is_kept_whole_and_a_name_is_exact)
{
	const struct pool_str open = { 0 }, closed = { 0, 10 };

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

static struct fact_range up_to(int64_t high)
{
	return (struct fact_range){ .has_low = true,
				    .has_high = true,
				    .high = num_of(high) };
}

static enum tri accepts(const struct fact_at *at, int64_t n)
{
	const struct fact fact = { .type = VALUE_INT };

	return fact_accepts(&fact, at, value_int(num_of(n), UNIT_NONE));
}

START_TEST(a_kernel_accepts_what_is_in_its_range)
{
	struct fact_at at = { .known_exists = true,
			      .exists = true,
			      .range = up_to(2),
			      .wide = up_to(2) };

	ck_assert_int_eq(accepts(&at, -1), TRI_FALSE);
	ck_assert_int_eq(accepts(&at, 0), TRI_TRUE);
	ck_assert_int_eq(accepts(&at, 2), TRI_TRUE);
	ck_assert_int_eq(accepts(&at, 3), TRI_FALSE);
	at.exists = false;
	ck_assert_int_eq(accepts(&at, 2), TRI_FALSE);
}
END_TEST

START_TEST(of_several_kernels_all_or_none_may_accept)
{
	struct fact_at at = { .known_exists = true,
			      .exists = true,
			      .range = up_to(2),
			      .wide = up_to(255) };

	ck_assert_int_eq(accepts(&at, 2), TRI_TRUE);
	ck_assert_int_eq(accepts(&at, 3), TRI_UNKNOWN);
	ck_assert_int_eq(accepts(&at, 256), TRI_FALSE);
	at.known_exists = false;
	ck_assert_int_eq(accepts(&at, 2), TRI_UNKNOWN);
	ck_assert_int_eq(accepts(&at, 256), TRI_FALSE);
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
			      .wide = { .has_low = true } };

	ck_assert_int_eq(fact_accepts(&fact, &at, v), TRI_TRUE);
	at.wide.low = num_of(1);
	ck_assert_int_eq(fact_accepts(&fact, &at, v), TRI_FALSE);
}
END_TEST

Suite *suite_fact_value(void)
{
	Suite *suite = suite_create("fact_value");
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
	tcase_add_test(tc, of_several_kernels_all_or_none_may_accept);
	tcase_add_test(tc, every_element_must_be_in_range);
	suite_add_tcase(suite, tc);
	return suite;
}
