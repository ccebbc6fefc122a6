/* SPDX-License-Identifier: Apache-2.0 */
#include "model/names.h"

#include "model/model.h"
#include "tests/model_try.h"
#include "tests/suites.h"

static struct model_try t;
static struct expr_names names;

static void setup(void)
{
	model_try_open(&t, "tiers = ( { name = \"a\"; } );");
	names = model_names(&t.rulebook.knowledge);
}

static void teardown(void)
{
	model_try_close(&t);
}

static bool has(enum subject_kind kind, const char *name, struct expr_name *out)
{
	return names.name(names.context, kind, str_of(name), out);
}

START_TEST(every_field_is_a_name_with_its_type_and_unit)
{
	struct expr_name found;

	for (size_t i = 0; i < N_HOP_FIELDS; i++) {
		ck_assert(has(SUBJECT_HOP, hop_field_info[i].name, &found));
		ck_assert_int_eq(found.type, hop_field_info[i].type);
		ck_assert_int_eq(found.unit, hop_field_info[i].unit);
	}
	for (size_t i = 0; i < N_TIER_FIELDS; i++) {
		ck_assert(has(SUBJECT_TIER, tier_field_info[i].name, &found));
		ck_assert_uint_eq(found.id, i);
	}
}
END_TEST

START_TEST(references_and_lists_say_what_they_lead_to)
{
	struct expr_name found;

	ck_assert(has(SUBJECT_HOP, "from", &found));
	ck_assert_int_eq(found.kind, SUBJECT_TIER);
	ck_assert(!found.is_list);
	ck_assert(has(SUBJECT_TIER, "hops_in", &found));
	ck_assert_int_eq(found.kind, SUBJECT_HOP);
	ck_assert(found.is_list);
	ck_assert(has(SUBJECT_SETTING, "tier", &found));
	ck_assert_int_eq(found.kind, SUBJECT_TIER);
}
END_TEST

START_TEST(a_name_belongs_to_its_kind_alone)
{
	struct expr_name found;

	ck_assert(!has(SUBJECT_TIER, "rate", &found));
	ck_assert(!has(SUBJECT_HOP, "hosts", &found));
	ck_assert(!has(SUBJECT_TIER, "hop.rate", &found));
	ck_assert(!has(SUBJECT_TIER, "", &found));
}
END_TEST

START_TEST(a_formula_of_the_books_is_a_name)
{
	struct expr_name found;

	ck_assert(has(SUBJECT_HOP, "max_rate", &found));
	ck_assert_int_ge(found.id, DERIVATIONS_FIRST);
	ck_assert_int_eq(found.unit, UNIT_RATE);
	ck_assert(!has(SUBJECT_TIER, "max_rate", &found));
}
END_TEST

START_TEST(all_names_are_those_that_can_be_found_each_once)
{
	struct str all[256];
	struct expr_name found, other;

	for (int kind = SUBJECT_LINE; kind < N_SUBJECT_KINDS; kind++) {
		size_t n = names.all_names(names.context,
					   (enum subject_kind)kind, all, 256);

		ck_assert_uint_lt(n, 256);
		for (size_t i = 0; i < n; i++) {
			ck_assert(names.name(names.context,
					     (enum subject_kind)kind, all[i],
					     &found));
			for (size_t j = 0; j < i; j++) {
				names.name(names.context,
					   (enum subject_kind)kind, all[j],
					   &other);
				ck_assert_uint_ne(found.id, other.id);
			}
		}
	}
}
END_TEST

START_TEST(a_key_has_the_type_of_its_fact)
{
	struct expr_key_type type;

	ck_assert(names.key(names.context, STR("net/ipv4/tcp_rmem"), &type));
	ck_assert_int_eq(type.type, VALUE_VECTOR);
	ck_assert_uint_eq(type.arity, 3);
	ck_assert_int_eq(type.unit, UNIT_BYTES);
	ck_assert(!names.key(names.context, STR("net/ipv4/tcp_rmen"), &type));
}
END_TEST

Suite *suite_names(void)
{
	Suite *s = suite_create("names");
	TCase *tc = tcase_create("names");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, every_field_is_a_name_with_its_type_and_unit);
	tcase_add_test(tc, references_and_lists_say_what_they_lead_to);
	tcase_add_test(tc, a_name_belongs_to_its_kind_alone);
	tcase_add_test(tc, a_formula_of_the_books_is_a_name);
	tcase_add_test(tc, all_names_are_those_that_can_be_found_each_once);
	tcase_add_test(tc, a_key_has_the_type_of_its_fact);
	suite_add_tcase(s, tc);
	return s;
}
