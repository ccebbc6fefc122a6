/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/fault.h"
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

struct fault_row {
	enum fact_store store;
	uint8_t arity;
	const char *text, *want;
};

static const struct fault_row rows[] = {
	{ STORE_INT, 1, "1", "none" },
	{ STORE_INT, 1, "-0x10", "none" },
	{ STORE_INT, 1, "1 # x", "none" },
	{ STORE_INT, 1, "1 // x", "none" },
	{ STORE_INT, 1, "1 ; x", "none" },
	{ STORE_INT, 1, "", "empty" },
	{ STORE_INT, 1, "\"1\"", "quotes" },
	{ STORE_INT, 1,
	  "\xe2\x80\x9c"
	  "1\xe2\x80\x9d",
	  "quotes" },
	{ STORE_INT, 1, "1#x", "comment" },
	{ STORE_INT, 1, "20;", "comment" },
	{ STORE_INT, 1, "15//x", "comment" },
	{ STORE_INT, 1, "# x", "comment" },
	{ STORE_INT, 1, "4K", "unit" },
	{ STORE_INT, 1, "10s", "unit" },
	{ STORE_INT, 1, "50%", "unit" },
	{ STORE_INT, 1, "1.5", "decimal" },
	{ STORE_INT, 1, "1e3", "decimal" },
	{ STORE_INT, 1, "10.0.0.1", "text" },
	{ STORE_INT, 1, "1,2", "separator" },
	{ STORE_INT, 1, "1-2", "separator" },
	{ STORE_INT, 1, "+1", "sign" },
	{ STORE_UINT, 1, "-1", "negative" },
	{ STORE_ULONG, 1, "-1", "negative" },
	{ STORE_INT, 1, "09", "octal-digit" },
	{ STORE_INT, 1, "2147483648", "size" },
	{ STORE_ULONG, 1, "18446744073709551616", "size" },
	{ STORE_INT, 1, "0x100000000", "text" },
	{ STORE_INT, 1, "yes", "word" },
	{ STORE_INT, 1, "$x", "text" },
	{ STORE_INT, 1, "010", "octal" },
	{ STORE_INT, 1, "-010", "octal" },
	{ STORE_INT, 1, "007", "none" },
	{ STORE_INT, 1, "00", "none" },
	{ STORE_INT, 1, "1 2", "surplus" },
	{ STORE_INT, 1, "1 -2", "surplus" },
	{ STORE_INT, 1, "1 banana", "rest" },
	{ STORE_INT, 3, "1 2 3", "none" },
	{ STORE_INT, 3, "1 2", "none" },
	{ STORE_INT, 3, "1 2 3 4", "surplus" },
	{ STORE_INT, 3, "1, 2, 3", "separator" },
	{ STORE_INT, 3, "1 020 3", "octal" },
	{ STORE_INT, 3, "1 2K 3", "unit" },
	{ STORE_STRING, 1, "a # b", "comment" },
	{ STORE_STRING, 1, "a#b", "none" },
	{ STORE_STRING, 1, "\"a\"", "quotes" },
	{ STORE_STRING, 1, "a \"b\"", "none" },
	{ STORE_STRING, 1, "12345678", "none" },
	{ STORE_STRING, 1, "123456789", "cut" },
	{ STORE_WORD, 1, "bbr", "none" },
	{ STORE_WORD, 1, "'bbr'", "quotes" },
	{ STORE_WORD, 1, "bbr # x", "comment" },
	{ STORE_WORD, 1, "bbr x", "blank" },
	{ STORE_PORTS, 1, "80,90-99", "none" },
	{ STORE_PORTS, 1, "80, 90", "blank" },
	{ STORE_PORTS, 1, "80 # x", "comment" },
	{ STORE_PORTS, 1, "90-80", "text" },
	{ STORE_COMMAND, 1, "\"x\"", "none" },
};

START_TEST(a_text_has_the_fault_that_it_shows)
{
	const struct fault_row *r = &rows[_i];
	const bool is_number = r->store <= STORE_U8;
	const struct fact fact = {
		.store = (uint8_t)r->store,
		.type = is_number ? (r->arity > 1 ? VALUE_VECTOR : VALUE_INT)
				  : VALUE_WORD,
		.arity = r->arity,
		.unit_scale = 1,
		.longest = 8,
	};
	const struct facts facts = { .chars = "" };
	const char *got =
		fault_name(fact_fault(&facts, &fact, arena, str_of(r->text)));

	ck_assert_msg(strcmp(got, r->want) == 0, "'%s': %s, not %s", r->text,
		      got, r->want);
}
END_TEST

START_TEST(a_number_of_more_than_a_page_is_cut)
{
	const struct fact fact = { .type = VALUE_INT,
				   .arity = 1,
				   .unit_scale = 1 };
	const struct facts facts = { .chars = "" };
	struct str page =
		str_format(arena, "1 %*s", FACT_NUMBERS_LOOKED_AT - 2, "#");
	struct str more = str_format(arena, "%.*s#", STR_ARG(page));

	ck_assert_int_eq(fact_fault(&facts, &fact, arena, page), FAULT_NONE);
	ck_assert_int_eq(fact_fault(&facts, &fact, arena, more), FAULT_CUT);
}
END_TEST

START_TEST(a_digit_is_lost_within_a_power_of_two)
{
	static const struct {
		uint64_t n, want;
	} lost[] = {
		{ 3355442, 33554432 }, { 1048576, 0 },  { 104876, 1048576 },
		{ 1677721, 0 }, /* a tenth */
		{ 209715, 0 },         { 6536, 65536 }, { 6553, 0 },
		{ 1000000, 0 },        { 4096, 0 },     { UINT64_MAX, 0 },
	};

	for (size_t i = 0; i < sizeof lost / sizeof *lost; i++)
		ck_assert_uint_eq(num_lost_digit(num_of_u64(lost[i].n)),
				  lost[i].want);
	ck_assert_uint_eq(num_lost_digit(num_of(-3355442)), 0);
}
END_TEST

Suite *suite_fault(void)
{
	Suite *s = suite_create("fault");
	TCase *tc = tcase_create("fault");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, a_text_has_the_fault_that_it_shows, 0,
			    sizeof rows / sizeof *rows);
	tcase_add_test(tc, a_number_of_more_than_a_page_is_cut);
	tcase_add_test(tc, a_digit_is_lost_within_a_power_of_two);
	suite_add_tcase(s, tc);
	return s;
}
