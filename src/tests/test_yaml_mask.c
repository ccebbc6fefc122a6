/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/suites.h"
#include "tests/tools.h"
#include "yaml/yaml_mask.h"

static void check(const char *text, const char *expected)
{
	struct arena *arena = arena_new();

	ck_str(yaml_mask(arena, str_of(text)).text, expected);
	arena_free(arena);
}

START_TEST(a_text_without_placeholders_is_itself)
{
	struct arena *arena = arena_new();
	struct str text = STR("a: {b: {c: 1}}\n# {\n");
	struct yaml_mask mask = yaml_mask(arena, text);

	ck_assert_ptr_eq(mask.text.at, text.at);
	ck_assert_uint_eq(mask.end, 0);
	arena_free(arena);
}
END_TEST

START_TEST(a_placeholder_in_a_line_becomes_a_word)
{
	check("a: {{ x }}\n", "a: _______\n");
	check("a: \"{{ x | default(\"1\") }}\"\n",
	      "a: \"______________________\"\n");
	check("a: <%= x %>", "a: ________");
	check("{{ k }}: 1\n", "_______: 1\n");
}
END_TEST

START_TEST(a_line_of_placeholders_alone_becomes_a_comment)
{
	check("a: 1\n  {{- if .x }}\nb: 2\n", "a: 1\n  ############\nb: 2\n");
	check("{% if x %}{{ y }} \n", "##################\n");
	check("{{ a\n  b }}\nc: 1", "####\n  ####\nc: 1");
}
END_TEST

START_TEST(a_statement_in_a_line_leaves_nothing)
{
	check("a: {% if x %}1{% endif %}\n", "a:           1           \n");
}
END_TEST

START_TEST(what_does_not_close_is_left_alone)
{
	check("a: {{ x\nb: 1\n", "a: {{ x\nb: 1\n");
	check("{", "{");
	check("{{", "{{");
}
END_TEST

START_TEST(the_first_placeholder_has_a_place)
{
	struct arena *arena = arena_new();
	struct yaml_mask mask =
		yaml_mask(arena, STR("a: {{ x }}\nb: {{ y }}\n"));

	ck_assert_uint_eq(mask.start, 3);
	ck_assert_uint_eq(mask.end, 10);
	ck_assert(yaml_has_placeholder(STR("x{{")));
	ck_assert(!yaml_has_placeholder(STR("x{ {")));
	arena_free(arena);
}
END_TEST

Suite *suite_yaml_mask(void)
{
	Suite *s = suite_create("yaml_mask");
	TCase *tc = tcase_create("mask");

	tcase_add_test(tc, a_text_without_placeholders_is_itself);
	tcase_add_test(tc, a_placeholder_in_a_line_becomes_a_word);
	tcase_add_test(tc, a_line_of_placeholders_alone_becomes_a_comment);
	tcase_add_test(tc, a_statement_in_a_line_leaves_nothing);
	tcase_add_test(tc, what_does_not_close_is_left_alone);
	tcase_add_test(tc, the_first_placeholder_has_a_place);
	suite_add_tcase(s, tc);
	return s;
}
