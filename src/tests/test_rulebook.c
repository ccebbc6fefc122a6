/* SPDX-License-Identifier: Apache-2.0 */
#include "base/files.h"
#include "rulebook/derive_load.h"
#include "rulebook/fact_load.h"
#include "rulebook/rule_load.h"
#include "tests/book_try.h"
#include "tests/suites.h"
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static struct arena *arena;
static struct sources *sources;
static struct diags diags;

static void setup(void)
{
	arena = arena_new();
	sources = sources_new(arena);
	diags = (struct diags){ .arena = arena };
}

static void teardown(void)
{
	arena_free(arena);
}

static const char *in_tree(const char *path)
{
	const char *top = getenv("top_srcdir");

	return str_c(arena, str_format(arena, "%s/%s", top ? top : ".", path));
}

START_TEST(what_is_built_in_is_what_the_files_say)
{
	struct rulebook book;

	rulebook_init(&book, false);
	ck_assert_int_eq(rulebook_add_dir(&book, arena, sources,
					  in_tree("rules"), &diags),
			 0);
	ck_assert_uint_eq(diags.list.n, 0);
	ck_assert_uint_gt(book.rules[0]->n, 0);
	ck_assert_uint_gt(book.rules[0]->book->facts.n, 20);
	ck_assert_str_eq(book_print(arena, book.rules[0]),
			 book_print(arena, &builtin_rules));
}
END_TEST

START_TEST(every_fact_that_is_built_in_is_found_by_its_path)
{
	const struct facts *facts = &builtin_rules.book->facts;

	for (uint32_t i = 0; i < facts->n; i++)
		ck_assert_ptr_eq(fact_find(facts, pool_text(facts->chars,
							    facts->at[i].path)),
				 &facts->at[i]);
}
END_TEST

START_TEST(a_folder_that_is_not_there_is_the_callers_to_word)
{
	struct rulebook book;

	rulebook_init(&book, false);
	ck_assert_int_eq(rulebook_add_dir(&book, arena, sources,
					  in_tree("no-such-folder"), &diags),
			 -ENOENT);
	ck_assert_uint_eq(book.n_books, 0);
	ck_assert_uint_eq(diags.list.n, 0);
}
END_TEST

START_TEST(a_folder_without_rules_is_told_off)
{
	struct rulebook book;

	rulebook_init(&book, false);
	ck_assert_int_eq(
		rulebook_add_dir(&book, arena, sources, in_tree("man"), &diags),
		0);
	ck_assert_uint_eq(diags.list.n, 1);
	ck_assert_str_eq(diags.list.at[0].code, "rule-dir");
}
END_TEST

START_TEST(books_are_as_many_as_there_is_room_for)
{
	struct rulebook book;

	rulebook_init(&book, true);
	while (book.n_books < BOOKS_MAX)
		ck_assert(rulebook_add(&book, &builtin_rules));
	ck_assert(!rulebook_add(&book, &builtin_rules));
	ck_assert_int_eq(rulebook_add_dir(&book, arena, sources,
					  in_tree("rules"), &diags),
			 0);
	ck_assert_uint_eq(book.n_books, BOOKS_MAX);
	ck_assert_uint_eq(diags.list.n, 1);
	ck_assert_str_eq(diags.list.at[0].code, "rule-dir");
}
END_TEST

static void write_text(const char *path, const char *text)
{
	ck_assert_int_eq(file_write_whole(path, str_of(text)), 0);
}

START_TEST(what_is_no_file_is_told_and_the_rest_is_read)
{
	char dir[] = "/tmp/rulebook-try-XXXXXX";
	struct rulebook book;

	ck_assert_ptr_nonnull(mkdtemp(dir));
	ck_assert_int_eq(chdir(dir), 0);
	ck_assert_int_eq(mkdir("keys", 0700), 0);
	ck_assert_int_eq(mkfifo("keys/vm.a.conf", 0600), 0);
	ck_assert_int_eq(mkdir("keys/vm.b.conf", 0700), 0);
	ck_assert_int_eq(symlink("../../../etc/passwd", "keys/vm.c.conf"), 0);
	write_text("keys/vm.d.conf",
		   "key = \"vm.d\"; type = \"int\"; about = "
		   "\"d\"; history = ( { from = \"2.6\"; } );");
	write_text("keys/vm.e.cnf", "");
	write_text("keys/vm.f.conf~", "");
	write_text("keys/vm.g.conf", "key = ");
	rulebook_init(&book, false);
	ck_assert_int_eq(rulebook_add_dir(&book, arena, sources, ".", &diags),
			 0);
	ck_assert_int_eq(system("rm -r keys"), 0);
	ck_assert_int_eq(chdir("/"), 0);
	ck_assert_int_eq(rmdir(dir), 0);
	ck_assert_uint_eq(book.rules[0]->book->facts.n, 1);
	ck_assert_uint_eq(diags.list.n, 5);
	for (size_t i = 0; i < 3; i++)
		ck_assert_int_eq(diags.list.at[i].level, DIAG_UNREADABLE);
	ck_assert_int_eq(diags.list.at[3].level, DIAG_WARNING);
	ck_assert_int_eq(diags.list.at[4].level, DIAG_ERROR);
}
END_TEST

#define FIELDS                                                                 \
	"title = \"t\"; since = \"2026.1\"; severity = \"info\";"              \
	"each = \"tier\"; when = \"net.ipv4.a != 0\"; say = \"s\";"

START_TEST(a_later_book_stands_before_an_earlier_one)
{
	struct book_try first, second;
	const struct rules *found;
	struct rulebook book;

	book_try_open(&first);
	book_try_open(&second);
	book_try_facts_end(&first);
	book_try_facts_end(&second);
	book_try_derivations_end(&first);
	book_try_derivations_end(&second);
	book_try_rule(&first, "tw/TW-901-a", "id = \"TW-901\";" FIELDS);
	book_try_rule(&first, "tw/TW-902-b", "id = \"TW-902\";" FIELDS);
	book_try_rule(&second, "tw/TW-901-c",
		      "id = \"TW-901\"; was = [ \"TW-800\" ];" FIELDS);
	rulebook_init(&book, false);
	rulebook_add(&book, loader_end(first.loader));
	rulebook_add(&book, loader_end(second.loader));

	ck_assert_ptr_nonnull(rulebook_find(&book, STR("TW-901"), &found));
	ck_assert_ptr_eq(found, book.rules[1]);
	ck_assert_ptr_nonnull(rulebook_find(&book, STR("TW-902"), &found));
	ck_assert_ptr_eq(found, book.rules[0]);
	ck_assert_ptr_nonnull(rulebook_find(&book, STR("TW-800"), &found));
	ck_assert_ptr_eq(found, book.rules[1]);
	ck_assert_ptr_null(rulebook_find(&book, STR("TW-903"), &found));
	ck_assert(rulebook_hides(&book, 0, &book.rules[0]->at[0]));
	ck_assert(!rulebook_hides(&book, 0, &book.rules[0]->at[1]));
	ck_assert(!rulebook_hides(&book, 1, &book.rules[1]->at[0]));
	book_try_close(&first);
	book_try_close(&second);
}
END_TEST

static struct str text_of_file(const char *path)
{
	struct str text;

	ck_assert_int_eq(file_read(arena, in_tree(path), 1 << 20, &text), 0);
	return text;
}

static void compare(const struct schema_field *fields)
{
	const struct str readme = text_of_file("rules/README.md");

	for (; fields->name; fields++) {
		const struct str quoted =
			str_format(arena, "`%s`", fields->name);

		ck_assert_msg(str_find_str(readme, quoted) < readme.len,
			      "rules/README.md has no '%s'", fields->name);
	}
}

START_TEST(the_readme_names_every_field)
{
	compare(rule_fields);
	compare(fix_fields);
	compare(fact_fields);
	compare(fact_row_fields);
	compare(fact_meaning_fields);
	compare(derivation_fields);
}
END_TEST

Suite *suite_rulebook(void)
{
	Suite *suite = suite_create("rulebook");
	TCase *tc = tcase_create("rulebook");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, what_is_built_in_is_what_the_files_say);
	tcase_add_test(tc, every_fact_that_is_built_in_is_found_by_its_path);
	tcase_add_test(tc, a_folder_that_is_not_there_is_the_callers_to_word);
	tcase_add_test(tc, a_folder_without_rules_is_told_off);
	tcase_add_test(tc, books_are_as_many_as_there_is_room_for);
	tcase_add_test(tc, what_is_no_file_is_told_and_the_rest_is_read);
	tcase_add_test(tc, a_later_book_stands_before_an_earlier_one);
	tcase_add_test(tc, the_readme_names_every_field);
	suite_add_tcase(suite, tc);
	return suite;
}
