/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "rulebook/entry.h"
#include "tests/book_try.h"
#include "tests/suites.h"

static struct book_try t;
static struct rulebook rulebook;

#define RULE(id)                                                               \
	"id = \"" id "\"; title = \"ports\"; since = \"2026.1\";"              \
	"severity = \"info\"; each = \"tier\"; say = \"s\";"                   \
	"when = \"net.ipv4.a != 0\"; was = [ \"OLD-1\" ];"

/* The keys of book_try_open(), two rules and three topics. */
static void setup(void)
{
	book_try_open(&t);
	book_try_facts_end(&t);
	book_try_derivation(&t, "tier.twice",
			    "name = \"tier.twice\"; type = \"int\";"
			    "value = \"2 * net.ipv4.a\";"
			    "because = \"twice\"; about = \"much\";");
	book_try_derivations_end(&t);
	book_try_rule(&t, "tw/TW-901-x", RULE("TW-901"));
	book_try_topic(&t, "syn-flood",
		       "slug = \"syn-flood\"; title = \"floods\";"
		       "summary = \"what a port is not for\";"
		       "text = [ \"nothing\" ]; words = [ \"cookie\" ];");
	book_try_topic(&t, "ports",
		       "slug = \"ports\"; title = \"t\"; summary = \"s\";"
		       "text = [ \"a Cookie\" ]; words = [ \"both\" ];");
	book_try_topic(&t, "supports",
		       "slug = \"supports\"; title = \"t\"; summary = \"s\";"
		       "text = [ \"x\" ]; words = [ \"both\" ];");
	rulebook_init(&rulebook, false);
	rulebook_add(&rulebook, loader_end(t.loader));
	ck_assert_str_eq(book_try_said(&t), "");
}

static void teardown(void)
{
	book_try_close(&t);
}

static const char *found(const char *what)
{
	struct entry entry;

	if (!entry_find(&rulebook, t.arena, str_of(what), &entry))
		return "-";
	return str_c(t.arena, entry_name(&entry, t.arena));
}

static const char *search(const char *words)
{
	struct buf out = { .arena = t.arena };
	struct entries hits = { 0 };

	entries_search(&rulebook, t.arena, str_of(words), &hits);
	for (size_t i = 0; i < hits.list.n; i++)
		buf_printf(&out, "%s%.*s", i ? " " : "",
			   STR_ARG(entry_name(&hits.list.at[i], t.arena)));
	return str_c(t.arena, buf_str(&out));
}

START_TEST(a_key_is_found_with_dots_slashes_and_by_its_end)
{
	ck_assert_str_eq(found("net.ipv4.buffers"), "net.ipv4.buffers");
	ck_assert_str_eq(found("net/ipv4/buffers"), "net.ipv4.buffers");
	ck_assert_str_eq(found("buffers"), "net.ipv4.buffers");
	ck_assert_str_eq(found("uffers"), "-");
}
END_TEST

START_TEST(a_rule_is_found_in_any_case_and_by_an_old_id)
{
	ck_assert_str_eq(found("TW-901"), "TW-901");
	ck_assert_str_eq(found("tw-901"), "TW-901");
	ck_assert_str_eq(found("old-1"), "TW-901");
	ck_assert_str_eq(found("TW-90"), "-");
}
END_TEST

START_TEST(a_topic_is_found_however_it_is_spelled)
{
	ck_assert_str_eq(found("syn-flood"), "syn-flood");
	ck_assert_str_eq(found("SYN flood"), "syn-flood");
	ck_assert_str_eq(found("Syn_Flood"), "syn-flood");
	ck_assert_str_eq(found("Cookie"), "syn-flood");
}
END_TEST

START_TEST(a_formula_is_found_by_its_whole_name)
{
	ck_assert_str_eq(found("tier.twice"), "tier.twice");
	ck_assert_str_eq(found("twice"), "-");
	ck_assert_str_eq(search("twice"), "tier.twice");
}
END_TEST

START_TEST(a_word_of_two_topics_names_neither)
{
	ck_assert_str_eq(found("both"), "-");
}
END_TEST

START_TEST(the_nearest_name_may_be_the_end_of_a_key)
{
	const struct str near =
		entry_nearest(&rulebook, t.arena, STR("bufers"));

	ck_assert(str_eq(near, STR("buffers")));
	ck_assert(str_empty(
		entry_nearest(&rulebook, t.arena, STR("xyzzyplugh"))));
}
END_TEST

START_TEST(a_name_goes_before_a_title_and_that_before_a_summary)
{
	/* "port" of the summary is only the beginning of "ports". */
	ck_assert_str_eq(search("ports"), "ports TW-901");
	ck_assert_str_eq(search("port"), "ports syn-flood TW-901");
}
END_TEST

START_TEST(words_are_found_from_their_beginning_only)
{
	ck_assert_str_eq(search("orts"), "");
	ck_assert_str_eq(search("COOKIE"), "syn-flood ports");
}
END_TEST

START_TEST(every_word_has_to_be_there)
{
	ck_assert_str_eq(search("ports cookie"), "ports");
	ck_assert_str_eq(search("ports zebra"), "");
	ck_assert_str_eq(search("  "), "");
}
END_TEST

START_TEST(a_later_book_takes_the_place_of_what_it_has_too)
{
	struct loader *l = loader_new(t.arena, &t.diags, &rulebook);
	struct entries all = { 0 };
	struct entry entry;

	fact_load_end(l);
	derive_load_end(l);
	t.loader = l;
	book_try_topic(&t, "ports",
		       "slug = \"ports\"; title = \"mine\"; summary = \"s\";"
		       "text = [ \"x\" ];");
	rulebook_add(&rulebook, loader_end(l));
	ck_assert(entry_find(&rulebook, t.arena, STR("ports"), &entry));
	ck_assert(str_eq(rule_text(entry.rules, entry.topic->title),
			 STR("mine")));
	entries_all(&rulebook, t.arena, &all);
	ck_assert_uint_eq(all.list.n, 3 + 3 + 1 + 1);
}
END_TEST

Suite *suite_entry(void)
{
	Suite *s = suite_create("entry");
	TCase *tc = tcase_create("entry");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, a_key_is_found_with_dots_slashes_and_by_its_end);
	tcase_add_test(tc, a_rule_is_found_in_any_case_and_by_an_old_id);
	tcase_add_test(tc, a_topic_is_found_however_it_is_spelled);
	tcase_add_test(tc, a_formula_is_found_by_its_whole_name);
	tcase_add_test(tc, a_word_of_two_topics_names_neither);
	tcase_add_test(tc, the_nearest_name_may_be_the_end_of_a_key);
	tcase_add_test(tc,
		       a_name_goes_before_a_title_and_that_before_a_summary);
	tcase_add_test(tc, words_are_found_from_their_beginning_only);
	tcase_add_test(tc, every_word_has_to_be_there);
	tcase_add_test(tc, a_later_book_takes_the_place_of_what_it_has_too);
	suite_add_tcase(s, tc);
	return s;
}
