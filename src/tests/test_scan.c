/* SPDX-License-Identifier: Apache-2.0 */
/* Faults in libconfig texts: what is said, and where. */
#include "base/buf.h"
#include "tests/conf_try.h"
#include "tests/suites.h"
#include <stdlib.h>
#include <string.h>

struct fault {
	const char *text;
	const char *said; /* how each line of what is said begins */
};

static const struct fault faults[] = {
	{ "a = ;\nb = 3", "1:1 error: the value of 'a' is missing\n" },
	{ "a =\nb = 3", "1:1 error: the value of 'a' is missing\n" },
	{ "a = ( 1, 2, );", "1:11 error: nothing follows this ','\n" },
	{ "a = [ 1; 2; ];", "1:8 error: elements are separated by ','\n"
			    "1:11 error: no ';' behind the last\n" },
	{ "a = [ 1 2 ];", "1:9 error: a ',' is missing\n" },
	{ "a = [ , 2 ];", "1:7 error: expected a value\n" },
	{ "a = \"x;\nb = \"y\"; c = ;",
	  "1:5 error: this string is not closed\n"
	  "2:10 error: the value of 'c' is missing\n" },
	{ "a = 1;\nb = \"x", "2:5 error: this string is not closed\n" },
	{ "a = 1; /* b = 2;\n", "1:8 error: this comment is never closed\n" },
	{ "a = 1;\nb = { a = 1; };\na = 2;",
	  "3:1 error: 'a' is set twice in one group; it is set first in "
	  "t:1:1\n" },
	{ "a = 2147483648;", "1:5 error: 2147483648 does not fit\n" },
	{ "a = -2147483649;", "1:5 error: -2147483649 does not fit\n" },
	{ "a = 0x80000000;", "1:5 error: 0x80000000 does not fit\n" },
	{ "a = 99999999999999999999999999L;",
	  "1:5 error: 99999999999999999999999999L does not fit into 64 "
	  "bits\n" },
	{ "a = 9999999999;", "1:5 error: 9999999999 does not fit into 31 bits; "
			     "write it as a string: \"9999999999\"\n" },
	{ "a = -0x10;", "1:5 error: a hexadecimal number has no sign; write "
			"it in decimal: -16\n" },
	{ "a = 010;", "1:5 warning: 010 is read as decimal\n" },
	{ "a = 1.5; b = .5; c = 1e3;",
	  "1:5 error: numbers with a fraction\n"
	  "1:14 error: numbers with a fraction\n"
	  "1:22 error: numbers with a fraction\n" },
	{ "a = \"\\q\\x4\\x00\";", "1:6 error: '\\q' is no escape\n"
				   "1:8 error: '\\x' is no escape\n"
				   "1:11 error: a string cannot hold a NUL\n" },
	{ "\xef\xbb\xbf"
	  "a = 1;",
	  "1:1 error: the file begins with a byte order mark\n" },
	{ "\xff\xfe"
	  "a",
	  "1:1 error: the file is in UTF-16\n" },
	{ "a = 'x'; b = \xe2\x80\x9cy\xe2\x80\x9d;",
	  "1:5 error: strings are written in double quotes\n"
	  "1:14 error: a typographic quote\n" },
	{ "a = $HOME;", "1:5 error: '$HOME' has no meaning here\n" },
	{ "a = [ 1, \"x\" ];", "1:10 error: the values of an array have one "
			       "type: this is a string, the first is an "
			       "integer\n" },
	{ "a = [ 1, 2L ];", "1:10 error: the values of an array have one\n" },
	{ "a = [ { b = 1; } ];", "1:7 error: an array [ ] holds single\n" },
	{ "a = yes;", "1:5 error: 'yes' needs quotes; did you mean true?\n" },
	{ "a = off;", "1:5 error: 'off' needs quotes; did you mean false?\n" },
	{ "a = 16GiB;", "1:5 error: '16GiB' needs quotes; write \"16GiB\"\n" },
	{ "a = 16 GiB;", "1:8 error: a setting has one value\n" },
	{ "a = 3000/s;", "1:5 error: '3000/s' needs quotes\n" },
	{ "vm.swappiness = 1;", "1:1 error: a name cannot hold a '.'\n" },
	{ "_a = 1;", "1:1 error: '_a' cannot be a name\n" },
	{ "true = 1;", "1:1 error: 'true' cannot be a name\n" },
	{ "\"a\" = 1;", "1:1 error: names are written without quotes\n" },
	{ "a b;", "1:1 error: expected '=' after 'a'\n"
		  "1:3 error: 'b' needs quotes\n" },
	{ "a;", "1:1 error: expected '=' and a value after 'a'\n"
		"1:2 error: this ';' ends nothing\n" },
	{ "= 1; b = ;", "1:1 error: the name before '=' is missing\n"
			"1:6 error: the value of 'b' is missing\n" },
	{ "a == 1;", "1:4 error: one '=' is enough\n" },
	{ "a = 1;; b = ;", "1:7 error: this ';' ends nothing\n"
			   "1:9 error: the value of 'b' is missing\n" },
	{ "{ a = 1; }", "1:1 error: this value has no name\n" },
	{ "a = { b = 1; ", "1:5 error: this '{' is never closed\n" },
	{ "a = 1; ) b = ;", "1:8 error: this ')' closes nothing\n"
			    "1:10 error: the value of 'b' is missing\n" },
	{ "a = ( { b = 1; ); c = ;",
	  "1:7 error: this '{' is never closed\n"
	  "1:19 error: the value of 'c' is missing\n" },
	{ "a = ( b = 1 );", "1:7 error: a named setting in a list\n" },
	{ "@include \"x\"", "1:10 error: @include is not allowed\n" },
	{ "a = 1; @include \"x\"", "1:8 error: @include must be the first\n" },
	{ "@include x", "1:1 error: @include needs a path in quotes\n"
			"1:10 error: expected '=' and a value after 'x'\n" },
};

/* Compares only as much of each line as is wanted. */
static void ck_said(const char *said, const char *wanted, const char *text)
{
	const char *at = said;

	while (*wanted) {
		size_t n = strcspn(wanted, "\n");

		ck_assert_msg(strncmp(at, wanted, n) == 0,
			      "in \"%s\": said\n%s", text, said);
		wanted += n + 1;
		at += strcspn(at, "\n");
		at += *at == '\n';
	}
	ck_assert_msg(!*at, "in \"%s\": said more:\n%s", text, said);
}

START_TEST(each_fault_is_told_at_its_place)
{
	struct conf_try t = conf_try(str_of(faults[_i].text));
	const char *said = conf_try_said(&t);

	ck_said(said, faults[_i].said, faults[_i].text);
	ck_assert(!t.root == !strstr(said, " warning: "));
	arena_free(t.arena);
}
END_TEST

START_TEST(a_nul_byte_is_told_and_the_rest_still_checked)
{
	struct conf_try t = conf_try(STR("a = 1;\n\0b = ;"));

	ck_said(conf_try_said(&t),
		"2:1 error: a NUL byte: remove it\n"
		"2:2 error: the value of 'b' is missing\n",
		"");
	arena_free(t.arena);
}
END_TEST

START_TEST(a_binary_file_is_one_error)
{
	struct conf_try t = conf_try(STR("\x7f"
					 "ELF\0\0\0\0\0\0\0\0\0$$$ = ="));

	ck_said(conf_try_said(&t), "1:5 error: NUL bytes: this is a binary\n",
		"");
	arena_free(t.arena);
}
END_TEST

static struct str repeated(struct arena *arena, const char *what, size_t n)
{
	struct buf out = { .arena = arena };

	while (n--)
		buf_put(&out, str_of(what));
	return buf_str(&out);
}

START_TEST(errors_beyond_fifty_become_one_note)
{
	struct arena *arena = arena_new();
	struct conf_try t = conf_try(repeated(arena, "a = ;\n", 500));

	ck_assert_uint_eq(t.diags.list.n, 51);
	ck_assert_int_eq(t.diags.list.at[50].level, DIAG_NOTE);
	arena_free(t.arena);
	arena_free(arena);
}
END_TEST

START_TEST(nesting_is_limited_and_the_rest_still_checked)
{
	struct arena *arena = arena_new();
	struct str deep = str_format(arena, "a = %.*s%.*s; b = ;",
				     STR_ARG(repeated(arena, "(", 33)),
				     STR_ARG(repeated(arena, ")", 33)));
	struct conf_try t = conf_try(deep);

	ck_said(conf_try_said(&t),
		"1:37 unreadable: brackets are nested deeper than 32\n"
		"1:73 error: the value of 'b' is missing\n",
		"");
	arena_free(t.arena);
	arena_free(arena);
}
END_TEST

static const struct {
	const char *begin, *again;
	size_t n;
	unsigned n_told;
} large[] = {
	{ "", "(", 1000000, 3 },           { "", "#\n", 1000000, 1 },
	{ "a = \"", "\\x41", 1000000, 2 }, { "", "\"x\" ", 1000000, 3 },
	{ "a = (", "1,", 200000, 1 },      { "a = \"", "\\q", 1000000, 51 },
};

/* Neither memory nor messages grow with the file. */
START_TEST(a_text_out_of_all_measure_ends_in_a_message)
{
	struct arena *arena = arena_new();
	struct str text = repeated(arena, large[_i].again, large[_i].n);
	struct conf_try t;

	text = str_format(arena, "%s%.*s", large[_i].begin, STR_ARG(text));
	t = conf_try(text);
	ck_assert_ptr_null(t.root);
	ck_assert_uint_le(t.diags.list.n, large[_i].n_told);
	ck_assert_uint_ge(t.diags.list.n, 1);
	ck_assert_uint_le(arena_peak_bytes(t.arena), 200 << 20);
	arena_free(t.arena);
	arena_free(arena);
}
END_TEST

static struct str many_settings(struct arena *arena, int n)
{
	struct buf out = { .arena = arena };

	for (int i = 0; i < n; i++)
		buf_printf(&out, "a%d = 1; ", i);
	return buf_str(&out);
}

START_TEST(a_group_holds_two_thousand_settings_and_no_more)
{
	struct arena *arena = arena_new();
	struct conf_try t = conf_try(many_settings(arena, 2000));
	struct conf_try over = conf_try(many_settings(arena, 2001));

	ck_assert_ptr_nonnull(t.root);
	ck_assert_uint_eq(t.root->n_children, 2000);
	ck_assert_ptr_null(over.root);
	ck_assert_uint_eq(over.diags.list.n, 1);
	ck_assert(diags_have(&over.diags, DIAG_UNREADABLE));
	arena_free(t.arena);
	arena_free(over.arena);
	arena_free(arena);
}
END_TEST

START_TEST(many_large_groups_end_in_a_message)
{
	struct arena *arena = arena_new();
	struct str group = many_settings(arena, 2000);
	struct buf out = { .arena = arena };
	struct conf_try t;

	for (int i = 0; i < 20; i++)
		buf_printf(&out, "g%d = { %.*s };\n", i, STR_ARG(group));
	t = conf_try(buf_str(&out));
	ck_assert_ptr_null(t.root);
	ck_said(conf_try_said(&t),
		"6:898 unreadable: too many settings in "
		"large groups\n",
		"20 groups");
	arena_free(t.arena);
	arena_free(arena);
}
END_TEST

START_TEST(messages_hold_no_byte_that_moves_a_cursor)
{
	struct conf_try t =
		conf_try(STR("a = \x1b[31m\x07\x9b; b = \"\\\x1b\";"));

	ck_assert_uint_ge(t.diags.list.n, 2);
	for (const char *at = conf_try_said(&t); *at; at++)
		ck_assert(*at == '\n' || (*at >= ' ' && *at < 0x7f));
	arena_free(t.arena);
}
END_TEST

Suite *suite_scan(void)
{
	Suite *s = suite_create("scan");
	TCase *tc = tcase_create("scan");

	tcase_add_loop_test(tc, each_fault_is_told_at_its_place, 0,
			    sizeof faults / sizeof faults[0]);
	tcase_add_test(tc, a_nul_byte_is_told_and_the_rest_still_checked);
	tcase_add_test(tc, a_binary_file_is_one_error);
	tcase_add_test(tc, errors_beyond_fifty_become_one_note);
	tcase_add_test(tc, nesting_is_limited_and_the_rest_still_checked);
	tcase_add_loop_test(tc, a_text_out_of_all_measure_ends_in_a_message, 0,
			    sizeof large / sizeof large[0]);
	tcase_add_test(tc, many_large_groups_end_in_a_message);
	tcase_add_test(tc, a_group_holds_two_thousand_settings_and_no_more);
	tcase_add_test(tc, messages_hold_no_byte_that_moves_a_cursor);
	suite_add_tcase(s, tc);
	return s;
}
