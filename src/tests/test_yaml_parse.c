/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "tests/suites.h"
#include "tests/tools.h"
#include "tests/yaml_try.h"

static void check(const char *text, const char *tree, const char *complaints)
{
	struct yaml_try t;

	yaml_try_text(&t, str_of(text));
	ck_str(yaml_try_shown(&t), tree);
	ck_str(yaml_try_complaints(&t), complaints);
	yaml_try_done(&t);
}

START_TEST(documents_become_trees)
{
	check("a: 1\nb: [x, 'y']\n---\n- \"z\"\n",
	      "{a: 1, b: [x, 'y']} | ['z']", "");
	check("", "", "");
	check("# nothing\n", "", "");
	check("a:\n", "{a: }", "");
	check("a: !!str 1\n", "{a: '1'}", "");
}
END_TEST

START_TEST(places_are_bytes_of_the_text)
{
	struct yaml_try t;
	const struct yaml_node *root, *value;

	yaml_try_text(&t, STR("\xc3\xa9: \xe2\x82\xac\nsysctls:\n"
			      "  - name: 'a.b'   # x\n    value: |\n      1\n"
			      "\nz: 1\n"));
	root = yaml_try_root(&t);
	ck_str(yaml_try_covered(&t, root->first), "\xe2\x82\xac");
	value = yaml_get(root, STR("sysctls"))->first;
	ck_str(yaml_try_covered(&t, yaml_get(value, STR("name"))), "'a.b'");
	ck_str(yaml_try_covered(&t, yaml_get(value, STR("value"))),
	       "|\n      1");
	ck_str(yaml_get(value, STR("value"))->text, "1\n");
	ck_str(yaml_try_covered(&t, value),
	       "name: 'a.b'   # x\n    value: |\n      1");
	yaml_try_done(&t);
}
END_TEST

START_TEST(a_byte_order_mark_moves_nothing)
{
	struct yaml_try t;

	yaml_try_text(&t, STR("\xef\xbb\xbf"
			      "a: bc\n"));
	ck_str(yaml_try_covered(&t, yaml_try_root(&t)->first), "bc");
	yaml_try_done(&t);
}
END_TEST

START_TEST(an_alias_refers_and_is_not_copied)
{
	struct yaml_try t;
	const struct yaml_node *root;

	yaml_try_text(&t, STR("a: &x {k: v}\nb: *x\n"));
	root = yaml_try_root(&t);
	ck_assert_ptr_eq(yaml_of(yaml_get(root, STR("b"))),
			 yaml_get(root, STR("a")));
	ck_str(yaml_text(yaml_get(yaml_get(root, STR("b")), STR("k"))), "v");
	yaml_try_done(&t);
	check("a: &x [*x]\n", "{a: []}", "yaml-alias 1:8 ");
	check("a: *x\n---\nb: &x 1\n---\nc: *x\n", "{a: } | {b: 1} | {c: }",
	      "yaml-alias 1:4 yaml-alias 5:4 ");
}
END_TEST

START_TEST(equal_keys_are_noted)
{
	check("a: 1\nb: 2\na: 3\n", "{a! 1, b: 2, a: 3}",
	      "yaml-repeated-key 3:1 ");
	check("{a: 0, b: 0, c: 0, d: 0, e: 0, f: 0, g: 0, h: 0, i: 0, b: 1}",
	      "{a: 0, b! 0, c: 0, d: 0, e: 0, f: 0, g: 0, h: 0, i: 0, b: 1}",
	      "yaml-repeated-key 1:56 ");
	check("<<: {a: 1}\n<<: {b: 1}\n", "{<<: {a: 1}, <<: {b: 1}}", "");
}
END_TEST

START_TEST(documents_behind_a_broken_one_are_read)
{
	check("a: 1\n---\nb: [1\nc: }\n---\nd: 2\n",
	      "{a: 1} | {b: [1 c]} | {d: 2}", "yaml-syntax 4:2 ");
	check("a: 1\n\tb: 2\n---\nd: 2\n", "{} | {d: 2}", "yaml-syntax 2:1 ");
	check("a: \"\x01\"\n---\nd: 2\n", "{d: 2}", "yaml-syntax 1:5 ");
}
END_TEST

START_TEST(text_that_is_not_utf8_is_refused)
{
	struct yaml_try t;

	yaml_try_text(&t, (struct str){ "\xff\xfe"
					"a\0:\0",
					6 });
	ck_str(yaml_try_complaints(&t), "yaml-encoding 1:1 ");
	yaml_try_done(&t);
	yaml_try_text(&t, (struct str){ "a\0:\0", 4 });
	ck_str(yaml_try_complaints(&t), "yaml-encoding 1:1 ");
	yaml_try_done(&t);
	check("a: \xff\n", "", "yaml-syntax 1:4 ");
}
END_TEST

START_TEST(nesting_has_a_limit)
{
	struct buf text = { .arena = arena_new() };
	struct yaml_try t;

	buf_repeat(&text, '[', 32);
	buf_repeat(&text, ']', 32);
	yaml_try_text(&t, buf_str(&text));
	ck_str(yaml_try_complaints(&t), "");
	yaml_try_done(&t);
	text.len = 0;
	buf_repeat(&text, '[', 100000);
	buf_put(&text, STR("\n---\na: 1\n"));
	yaml_try_text(&t, buf_str(&text));
	ck_str(yaml_try_complaints(&t), "yaml-limit 1:33 ");
	ck_assert_uint_eq(t.stream.documents.n, 2);
	yaml_try_done(&t);
	arena_free(text.arena);
}
END_TEST

START_TEST(faults_have_a_limit)
{
	struct buf text = { .arena = arena_new() };
	struct yaml_try t;

	for (int i = 0; i < 1000; i++)
		buf_put(&text, STR("}\n---\n"));
	yaml_try_text(&t, buf_str(&text));
	ck_assert_uint_eq(t.diags.list.n, 20);
	yaml_try_done(&t);
	arena_free(text.arena);
}
END_TEST

START_TEST(placeholders_are_marked_and_no_faults)
{
	check("a: >-\n  {% if x %}\n    b\n  {% endif %}\n  c\nd: 1\n",
	      "{a: ?'##########\n  b\n########### c', d: 1}", "");
	check("a: {{ x }}\nb: '{{ y }}'\nc: 1\n{{- if z }}\nd: 2\n",
	      "{a: ?_______, b: ?'_______', c: 1, d: 2}", "");
}
END_TEST

Suite *suite_yaml_parse(void)
{
	Suite *s = suite_create("yaml_parse");
	TCase *tc = tcase_create("parse");

	tcase_add_test(tc, documents_become_trees);
	tcase_add_test(tc, places_are_bytes_of_the_text);
	tcase_add_test(tc, a_byte_order_mark_moves_nothing);
	tcase_add_test(tc, an_alias_refers_and_is_not_copied);
	tcase_add_test(tc, equal_keys_are_noted);
	tcase_add_test(tc, documents_behind_a_broken_one_are_read);
	tcase_add_test(tc, text_that_is_not_utf8_is_refused);
	tcase_add_test(tc, nesting_has_a_limit);
	tcase_add_test(tc, faults_have_a_limit);
	tcase_add_test(tc, placeholders_are_marked_and_no_faults);
	suite_add_tcase(s, tc);
	return s;
}
