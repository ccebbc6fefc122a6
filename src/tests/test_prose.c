/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "rulebook/prose.h"
#include "tests/book_try.h"
#include "tests/suites.h"
#include <string.h>

static struct book_try t;

static void setup(void)
{
	book_try_open(&t);
	book_try_facts_end(&t);
	book_try_derivations_end(&t);
}

static void teardown(void)
{
	book_try_close(&t);
}

/* Texts as they are, expressions in brackets: "a [tier.name] b". */
static const char *read_prose(const char *conf)
{
	const struct rules *rules;
	struct buf out = { .arena = t.arena };
	const struct conf_node *root;
	struct pool_run run;

	root = conf_parse(t.arena, t.sources,
			  source_add(t.sources, STR("t"), str_of(conf)), NULL,
			  &t.diags);
	ck_assert_ptr_nonnull(root);
	prose_load(t.loader, &root->children[0], SUBJECT_TIER, &run);
	rules = book_try_rules(&t);
	for (uint32_t i = 0; i < run.n; i++) {
		const struct prose_part *part = &rules->parts[run.first + i];

		buf_printf(&out, part->expr.root ? "[%.*s]" : "%.*s",
			   STR_ARG(rule_text(rules, part->expr.root
							    ? part->expr.text
							    : part->text)));
	}
	return str_c(t.arena, buf_str(&out));
}

START_TEST(holes_and_text_alternate)
{
	ck_assert_str_eq(read_prose("x = \"a {net.ipv4.a} b{tier.name}\";"),
			 "a [net.ipv4.a] b[tier.name]");
	ck_assert_str_eq(read_prose("x = \"{net.ipv4.a}{net.ipv4.a}\";"),
			 "[net.ipv4.a][net.ipv4.a]");
	ck_assert_str_eq(read_prose("x = \"plain\";"), "plain");
	ck_assert_str_eq(read_prose("x = \"\";"), "");
	ck_assert_str_eq(book_try_said(&t), "");
}
END_TEST

START_TEST(a_brace_written_twice_is_a_brace)
{
	ck_assert_str_eq(read_prose("x = \"a {{b}} {{{net.ipv4.a}}}\";"),
			 "a {b} {[net.ipv4.a]}");
	ck_assert_str_eq(book_try_said(&t), "");
}
END_TEST

START_TEST(a_brace_within_quotes_ends_no_hole)
{
	ck_assert_str_eq(read_prose("x = \"{tier.name == '}'}.\";"),
			 "[tier.name == '}'].");
	ck_assert_str_eq(book_try_said(&t), "");
}
END_TEST

START_TEST(a_lone_brace_is_told_off_at_its_place)
{
	read_prose("x = \"abc { def\";");
	ck_assert_str_eq(book_try_said(&t),
			 "1:10 this brace opens an expression that no '}' "
			 "closes; a brace of its own is written twice\n");
}
END_TEST

START_TEST(a_closing_brace_alone_is_told_off)
{
	ck_assert_str_eq(read_prose("x = \"ab } c\";"), "ab  c");
	ck_assert_str_eq(book_try_said(&t),
			 "1:9 no '{' opens what this brace closes; a brace of "
			 "its own is written twice\n");
}
END_TEST

START_TEST(a_fault_in_a_hole_has_its_own_place)
{
	read_prose("x = \"one\\ttwo \"\n"
		   "    \"three {tier.nome} {net.ipv4.a + }\";");
	ck_assert_ptr_nonnull(strstr(book_try_said(&t), "2:18 "));
	ck_assert_ptr_nonnull(strstr(book_try_said(&t), "\n2:38 "));
}
END_TEST

Suite *suite_prose(void)
{
	Suite *suite = suite_create("prose");
	TCase *tc = tcase_create("prose");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, holes_and_text_alternate);
	tcase_add_test(tc, a_brace_written_twice_is_a_brace);
	tcase_add_test(tc, a_brace_within_quotes_ends_no_hole);
	tcase_add_test(tc, a_lone_brace_is_told_off_at_its_place);
	tcase_add_test(tc, a_closing_brace_alone_is_told_off);
	tcase_add_test(tc, a_fault_in_a_hole_has_its_own_place);
	suite_add_tcase(suite, tc);
	return suite;
}
