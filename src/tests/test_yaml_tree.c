/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "tests/suites.h"
#include "tests/tools.h"
#include "tests/yaml_try.h"

/* "k=v " of every pair that the key m of a document has. */
static void check_pairs(const char *text, const char *expected)
{
	struct yaml_try t;
	yaml_nodes pairs = { 0 };
	struct buf out = { 0 };
	const struct yaml_node *map;

	yaml_try_text(&t, str_of(text));
	out.arena = t.arena;
	map = yaml_get(yaml_try_root(&t), STR("m"));
	ck_assert(yaml_pairs(t.arena, map, 100, &pairs));
	for (size_t i = 0; i < pairs.n; i++) {
		struct str key = yaml_text(pairs.at[i]->key);

		buf_printf(&out, "%.*s=%.*s ", STR_ARG(key),
			   STR_ARG(yaml_text(pairs.at[i])));
		ck_assert_ptr_eq(yaml_get(map, key), pairs.at[i]);
	}
	ck_str(buf_str(&out), expected);
	yaml_try_done(&t);
}

START_TEST(what_is_merged_in_comes_first_and_loses)
{
	check_pairs("m: {a: 1, b: 2}", "a=1 b=2 ");
	check_pairs("x: &x {a: 0, c: 3}\nm: {<<: *x, a: 1}\n", "c=3 a=1 ");
	check_pairs("x: &x {a: 1}\ny: &y {a: 2, b: 2}\n"
		    "m: {<<: [*x, *y], c: 3}\n",
		    "a=1 b=2 c=3 ");
	check_pairs("x: &x {a: 1}\ny: &y {<<: *x, b: 2}\nm: {<<: *y}\n",
		    "a=1 b=2 ");
	check_pairs("m: *none\n", "");
	check_pairs("m: {a: 1, a: 2}\n", "a=2 ");
}
END_TEST

START_TEST(a_question_is_answered_in_bounded_time)
{
	struct buf text = { .arena = arena_new() };
	yaml_nodes pairs = { 0 };
	struct yaml_try t;
	const struct yaml_node *last;

	buf_put(&text, STR("l0: &l0 {a: 1}\n"));
	for (int i = 1; i < 30; i++)
		buf_printf(&text,
			   "l%d: &l%d {<<: [*l%d, *l%d, *l%d, *l%d, *l%d]}\n",
			   i, i, i - 1, i - 1, i - 1, i - 1, i - 1);
	yaml_try_text(&t, buf_str(&text));
	last = yaml_get(yaml_try_root(&t), STR("l29"));
	ck_assert_ptr_null(yaml_get(last, STR("a")));
	ck_assert(!yaml_pairs(t.arena, last, 100, &pairs));
	yaml_try_done(&t);
	arena_free(text.arena);
}
END_TEST

START_TEST(nothing_is_asked_of_what_is_not_there)
{
	ck_assert_ptr_null(yaml_get(NULL, STR("a")));
	ck_assert_ptr_null(yaml_of(NULL));
	ck_assert(!yaml_is(NULL, YAML_IS_MAP));
	ck_assert(!yaml_is_null(NULL));
	ck_str(yaml_text(NULL), "");
}
END_TEST

START_TEST(null_is_plain)
{
	struct yaml_try t;
	const struct yaml_node *p;

	yaml_try_text(&t, STR("[~, null, Null, '', \"null\", x]"));
	p = yaml_try_root(&t)->first;
	for (int i = 0; i < 6; i++, p = p->next)
		ck_assert_int_eq(yaml_is_null(p), i < 3);
	yaml_try_done(&t);
}
END_TEST

Suite *suite_yaml_tree(void)
{
	Suite *s = suite_create("yaml_tree");
	TCase *tc = tcase_create("tree");

	tcase_add_test(tc, what_is_merged_in_comes_first_and_loses);
	tcase_add_test(tc, a_question_is_answered_in_bounded_time);
	tcase_add_test(tc, nothing_is_asked_of_what_is_not_there);
	tcase_add_test(tc, null_is_plain);
	suite_add_tcase(s, tc);
	return s;
}
