/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/book_try.h"
#include "tests/suites.h"
#include <string.h>

static struct book_try t;

static void setup(void)
{
	book_try_open(&t);
	book_try_facts_end(&t);
}

static void teardown(void)
{
	book_try_close(&t);
}

#define REST "because = \"b\"; about = \"a\";"

static void add(const char *name, const char *type, const char *value)
{
	const struct str text = str_format(t.arena,
					   "name = \"%s\"; type = \"%s\";\n"
					   "value = \"%s\";\n" REST,
					   name, type, value);

	book_try_derivation(&t, name, str_c(t.arena, text));
}

static const char *said(void)
{
	book_try_derivations_end(&t);
	return book_try_said(&t);
}

START_TEST(formulas_may_use_each_other_in_any_order)
{
	add("hop.first", "rate", "hop.second * 2");
	add("hop.second", "rate", "hop.rate / from.third");
	add("tier.third", "int", "net.ipv4.a");
	ck_assert_str_eq(said(), "");
	ck_assert_uint_eq(t.loader->book->n_derivations, 3);
	for (uint32_t i = 0; i < 3; i++)
		ck_assert_uint_ne(t.loader->book->derivations[i].value.root, 0);
}
END_TEST

START_TEST(a_formula_that_rests_on_itself_has_no_value)
{
	add("tier.a", "int", "tier.b + 1");
	add("tier.b", "int", "tier.c + 1");
	add("tier.c", "int", "tier.a");
	add("tier.d", "int", "tier.a");
	ck_assert_str_eq(said(), "2:9 this formula rests on itself\n"
				 "2:9 this formula rests on itself\n"
				 "2:9 this formula rests on itself\n");
	for (uint32_t i = 0; i < 4; i++)
		ck_assert_int_eq(t.loader->book->derivations[i].value.root == 0,
				 i < 3);
}
END_TEST

START_TEST(a_formula_has_the_type_and_the_unit_it_says)
{
	add("tier.a", "bytes", "tier.memory");
	add("tier.b", "int", "tier.memory");
	add("tier.c", "int", "tier.memory > 1GiB");
	add("tier.d", "bool", "tier.memory > 1GiB");
	ck_assert_ptr_nonnull(strstr(said(), "2:9 the unit of this formula"));
	ck_assert_uint_ne(t.loader->book->derivations[0].value.root, 0);
	ck_assert_uint_eq(t.loader->book->derivations[1].value.root, 0);
	ck_assert_uint_eq(t.loader->book->derivations[2].value.root, 0);
	ck_assert_uint_ne(t.loader->book->derivations[3].value.root, 0);
}
END_TEST

START_TEST(a_name_begins_with_what_it_is_about)
{
	add("line.a", "int", "1");
	add("tier.", "int", "1");
	add("tier", "int", "1");
	ck_assert_str_eq(said(),
			 "1:8 'line.a' does not begin with what it is about; "
			 "begin with 'tier.', 'hop.' or 'topology.'\n"
			 "1:8 'tier.' does not begin with what it is about; "
			 "begin with 'tier.', 'hop.' or 'topology.'\n"
			 "1:8 'tier' does not begin with what it is about; "
			 "begin with 'tier.', 'hop.' or 'topology.'\n");
}
END_TEST

START_TEST(a_file_is_called_as_its_name)
{
	book_try_derivation(&t, "tier.x",
			    "name = \"tier.y\"; type = \"int\"; value = "
			    "\"1\";" REST);
	ck_assert_str_eq(said(), "1:8 the file is called 'tier.x', it defines "
				 "'tier.y'\n");
}
END_TEST

Suite *suite_derive_load(void)
{
	Suite *suite = suite_create("derive_load");
	TCase *tc = tcase_create("derive_load");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, formulas_may_use_each_other_in_any_order);
	tcase_add_test(tc, a_formula_that_rests_on_itself_has_no_value);
	tcase_add_test(tc, a_formula_has_the_type_and_the_unit_it_says);
	tcase_add_test(tc, a_name_begins_with_what_it_is_about);
	tcase_add_test(tc, a_file_is_called_as_its_name);
	suite_add_tcase(suite, tc);
	return suite;
}
