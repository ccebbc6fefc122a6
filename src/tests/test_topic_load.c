/* SPDX-License-Identifier: Apache-2.0 */
#include "rulebook/topic_load.h"
#include "tests/book_try.h"
#include "tests/suites.h"
#include <stdio.h>
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

#define TOPIC(slug) "slug = \"" slug "\"; title = \"t\"; summary = \"s\";\n"
#define TEXT        "text = [ \"one\" ];\n"

static const char *load(const char *name, const char *text)
{
	book_try_topic(&t, name, text);
	loader_end(t.loader);
	return book_try_said(&t);
}

static bool is_nth(struct pool_run run, uint32_t i, const char *want)
{
	return i < run.n && str_eq(rule_text(t.loader->result,
					     t.loader->texts.at[run.first + i]),
				   str_of(want));
}

START_TEST(a_topic_holds_what_its_file_says)
{
	const struct topic *topic;

	ck_assert_str_eq(load("x", TOPIC("x") "text = [ \"one\", \"    |\" ];\n"
					      "words = [ \"w\" ];\n"
					      "see = [ \"source\" ];\n"),
			 "");
	ck_assert_uint_eq(t.loader->result->n_topics, 1);
	topic = &t.loader->result->topics[0];
	ck_assert_uint_eq(topic->text.n, 2);
	ck_assert(is_nth(topic->text, 1, "    |"));
	ck_assert(is_nth(topic->words, 0, "w"));
	ck_assert(is_nth(topic->see, 0, "source"));
}
END_TEST

START_TEST(topics_go_by_slug_not_by_file_name)
{
	const struct rules *rules;

	book_try_topic(&t, "a-b", TOPIC("a-b") TEXT);
	ck_assert_str_eq(load("a", TOPIC("a") TEXT), "");
	rules = t.loader->result;
	ck_assert_uint_eq(rules->n_topics, 2);
	ck_assert(str_eq(rule_text(rules, rules->topics[0].slug), STR("a")));
}
END_TEST

START_TEST(sorting_keeps_related_with_its_topic)
{
	book_try_topic(&t, "b", TOPIC("b") TEXT "related = [ \"aa\" ];\n");
	ck_assert_str_eq(load("a", TOPIC("a") TEXT),
			 "3:13 'aa' is no topic, rule or key\n");
}
END_TEST

START_TEST(related_may_be_a_topic_a_key_or_a_rule)
{
	book_try_rule(&t, "tw/TW-901-x",
		      "id = \"TW-901\"; title = \"t\"; since = \"2026.1\";"
		      "severity = \"info\"; each = \"tier\"; say = \"s\";"
		      "when = \"net.ipv4.a != 0\";");
	ck_assert_str_eq(load("x",
			      TOPIC("x") TEXT "related = [ \"x\", \"TW-901\", "
					      "\"net.ipv4.a\" ];\n"),
			 "");
}
END_TEST

START_TEST(what_is_related_and_is_not_there_is_an_error_with_a_hint)
{
	ck_assert_str_eq(load("x", TOPIC("x") TEXT
			      "related = [ \"net.ipv4.bufers\" ];\n"),
			 "3:13 'net.ipv4.bufers' is no topic, rule or key; "
			 "did you mean 'net.ipv4.buffers'?\n");
	/* The page is there all the same. */
	ck_assert_uint_eq(t.loader->result->n_topics, 1);
}
END_TEST

START_TEST(a_topic_without_text_is_refused)
{
	ck_assert_ptr_nonnull(strstr(load("x", TOPIC("x")), "text"));
	ck_assert_uint_eq(t.loader->result->n_topics, 0);
}
END_TEST

START_TEST(the_file_is_called_as_the_slug)
{
	ck_assert_str_eq(load("y", TOPIC("x") TEXT),
			 "1:8 the file is not called as its slug; call it "
			 "'y'\n");
}
END_TEST

START_TEST(a_slug_is_small_letters_digits_and_dashes)
{
	static const char *const wrong[] = { "X", "a b", "-a", "a-", "" };
	char text[128];

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		snprintf(
			text, sizeof text,
			"slug = \"%s\"; title = \"t\"; summary = \"s\";\n" TEXT,
			wrong[i]);
		book_try_topic(&t, wrong[i], text);
	}
	loader_end(t.loader);
	ck_assert_uint_eq(t.loader->result->n_topics, 0);
	ck_assert_uint_eq(t.diags.list.n, 5);
}
END_TEST

START_TEST(a_drawn_line_must_fit_a_page)
{
	const char *line = "    ....+....1....+....2....+....3....+....4....+"
			   "....5....+....6....+....7....";
	const struct str text =
		str_format(t.arena, TOPIC("x") "text = [ \"%s\", \"%s.\" ];\n",
			   line, line);

	ck_assert_uint_eq(strlen(line), 78);
	ck_assert_str_eq(load("x", str_c(t.arena, text)),
			 "2:92 a drawn line of 79 bytes, where 78 fit\n");
}
END_TEST

Suite *suite_topic_load(void)
{
	Suite *s = suite_create("topic_load");
	TCase *tc = tcase_create("topic_load");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, a_topic_holds_what_its_file_says);
	tcase_add_test(tc, topics_go_by_slug_not_by_file_name);
	tcase_add_test(tc, sorting_keeps_related_with_its_topic);
	tcase_add_test(tc, related_may_be_a_topic_a_key_or_a_rule);
	tcase_add_test(
		tc, what_is_related_and_is_not_there_is_an_error_with_a_hint);
	tcase_add_test(tc, a_topic_without_text_is_refused);
	tcase_add_test(tc, the_file_is_called_as_the_slug);
	tcase_add_test(tc, a_slug_is_small_letters_digits_and_dashes);
	tcase_add_test(tc, a_drawn_line_must_fit_a_page);
	suite_add_tcase(s, tc);
	return s;
}
