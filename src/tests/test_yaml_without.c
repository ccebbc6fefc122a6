/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/suites.h"
#include "tests/tools.h"
#include "yaml/yaml_parse.h"

START_TEST(every_text_is_refused_once)
{
	struct arena *arena = arena_new();
	struct sources *sources = sources_new(arena);
	struct diags diags = { .arena = arena };
	struct yaml_stream stream;

	ck_assert(!yaml_is_built_in());
	yaml_parse(arena, sources,
		   source_add(sources, STR("x.yaml"), STR("a: 1\n")), &diags,
		   &stream);
	ck_assert_uint_eq(stream.documents.n, 0);
	ck_assert_uint_eq(diags.list.n, 1);
	ck_assert_str_eq(diags.list.at[0].code, "yaml-missing");
	arena_free(arena);
}
END_TEST

Suite *suite_yaml_without(void)
{
	Suite *s = suite_create("yaml_without");
	TCase *tc = tcase_create("without");

	tcase_add_test(tc, every_text_is_refused_once);
	suite_add_tcase(s, tc);
	return s;
}
