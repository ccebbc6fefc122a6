/* SPDX-License-Identifier: Apache-2.0 */
#include "read/yaml_value.h"
#include "tests/suites.h"
#include "tests/tools.h"

static struct yaml_node plain(const char *text)
{
	return (struct yaml_node){ .kind = YAML_IS_SCALAR,
				   .plain = true,
				   .text = str_of(text) };
}

static void check_type(const char *text, enum yaml_type type)
{
	struct yaml_node node = plain(text);

	ck_assert_msg(yaml_value_type(&node) == type, "%s", text);
	node.plain = false;
	ck_assert_msg(yaml_value_type(&node) == YAML_TEXT, "'%s'", text);
}

START_TEST(plain_scalars_have_a_type)
{
	static const char *const numbers[] = {
		"0",   "1024", "-1",    "+5",   "0x1F",
		"010", "0o17", "0b11",  "1_0",  "1.5",
		".5",  "1.",   "1.5e3", ".inf", "18446744073709551615"
	};
	static const char *const texts[] = {
		"1024 65535", "1,2", "0-5",  "x",    "08",   "0x",
		"_1",         "1:2", "1e3x", "1..2", "1.5.", "yes please"
	};

	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		check_type(numbers[i], YAML_NUMBER);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		check_type(texts[i], YAML_TEXT);
	check_type("yes", YAML_BOOLEAN);
	check_type("False", YAML_BOOLEAN);
	check_type("", YAML_NOTHING);
	check_type("~", YAML_NOTHING);
}
END_TEST

START_TEST(whole_numbers_are_written_in_decimal)
{
	static const char *const pairs[][2] = {
		{ "0x1F", "31" },    { "010", "8" },     { "0o17", "15" },
		{ "1_000", "1000" }, { "-0x10", "-16" }, { "0b101", "5" },
		{ "08", "08" },      { "1.50", "1.50" }, { "007x", "007x" },
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		struct yaml_node node = plain(pairs[i][0]);

		ck_str(yaml_value_text(arena, &node), pairs[i][1]);
		node.plain = false;
		ck_str(yaml_value_text(arena, &node), pairs[i][0]);
	}
	arena_free(arena);
}
END_TEST

START_TEST(booleans_are_what_ansible_takes_for_them)
{
	bool on;

	ck_assert(yaml_value_bool(STR("Yes"), &on) && on);
	ck_assert(yaml_value_bool(STR("1"), &on) && on);
	ck_assert(yaml_value_bool(STR("OFF"), &on) && !on);
	ck_assert(!yaml_value_bool(STR("2"), &on));
	ck_assert(!yaml_value_bool(STR(""), &on));
}
END_TEST

Suite *suite_yaml_value(void)
{
	Suite *s = suite_create("yaml_value");
	TCase *tc = tcase_create("value");

	tcase_add_test(tc, plain_scalars_have_a_type);
	tcase_add_test(tc, whole_numbers_are_written_in_decimal);
	tcase_add_test(tc, booleans_are_what_ansible_takes_for_them);
	suite_add_tcase(s, tc);
	return s;
}
