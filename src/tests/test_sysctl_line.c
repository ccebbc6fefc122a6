/* SPDX-License-Identifier: Apache-2.0 */
/* Lines into settings, and places and marks that stand where they should. */
#include "tests/read_try.h"
#include "tests/suites.h"
#include "tests/tools.h"

static void same_text(struct str got, struct str expected)
{
	ck_assert_msg(str_eq(got, expected), "got '%.*s', expected '%.*s'",
		      STR_ARG(got), STR_ARG(expected));
}

START_TEST(spans_hold_what_was_written)
{
	static const char *const loaders[] = { "systemd", "procps",
					       "procps-3.3.17", "busybox",
					       "toybox" };
	struct str text = STR("# words\n  vm.swappiness =  7 \n");
	const struct assignment *a;
	struct read_try t;

	read_try_text(&t, loaders[_i], text);
	ck_assert_uint_eq(settings_count(t.host.settings), 1);
	a = settings_at(t.host.settings, 0);
	same_text(span_text(t.reading.sources, a->key_span),
		  STR("vm.swappiness"));
	same_text(span_text(t.reading.sources, a->value_span), STR("7"));
	same_text(span_text(t.reading.sources, a->span),
		  STR("vm.swappiness =  7"));
	ck_assert_uint_eq(place_of(t.reading.sources, a->span).line, 2);
	read_try_done(&t);
}
END_TEST

START_TEST(joined_lines_are_placed_as_a_whole)
{
	struct str text = STR("net.ipv4.tcp_rmem = 1 \\\n 2 3\nvm.x=1\n");
	const struct assignment *a;
	struct read_try t;

	read_try_text(&t, "busybox", text);
	a = settings_at(t.host.settings, 0);
	same_text(a->value, STR("1  2 3"));
	ck_assert_uint_eq(a->span.start, 0);
	ck_assert_uint_eq(a->span.end, 28);
	ck_assert_uint_eq(place_of(t.reading.sources,
				   settings_at(t.host.settings, 1)->span)
				  .line,
			  3);
	read_try_done(&t);
}
END_TEST

/* STR() for static tables; the text may hold NUL. */
#define TEXT(literal)                                                          \
	{                                                                      \
		literal, sizeof literal - 1                                    \
	}

static const struct {
	struct str text, marks;
} marked[] = {
	{ TEXT("vm.x=1\n"), TEXT("") },
	{ TEXT("vm.x=1"), TEXT("no-newline ") },
	{ TEXT("vm.x 1\n"), TEXT("no-equals ") },
	{ TEXT("=1\n"), TEXT("empty-key ") },
	{ TEXT("vm.x=\n"), TEXT("empty-value ") },
	{ TEXT("\xef\xbb\xbfvm.x=1\n"), TEXT("bom ") },
	{ TEXT("vm.x\xc2\xa0=1\n"), TEXT("invisible ") },
	{ TEXT("vm.x=1\0\n"), TEXT("nul ") },
	{ TEXT("vm.x=1\rvm.y=2\n"), TEXT("lone-cr ") },
	{ TEXT("vm.x=1\r\nvm.y=1\r\n"), TEXT("crlf ") },
	{ TEXT("{% if x %}\nvm.x={{ y }}\n{% endif %}\n"), TEXT("template ") },
	{ TEXT("vm.x=1 \\\n2\n"), TEXT("continuation no-equals ") },
	{ TEXT("vm.x=1 # words\n"), TEXT("trailing-comment ") },
	{ TEXT("vm.x=1 // words\n"), TEXT("trailing-comment ") },
	{ TEXT("vm.x=\"1\"\n"), TEXT("quotes ") },
	{ TEXT("// words\n"), TEXT("slash-comment ") },
	{ TEXT("; a\n; b\n"), TEXT("semicolon-comment ") },
	{ TEXT("[sysctl]\n"), TEXT("section ") },
	{ TEXT("sysctl -w vm.x=1\n"), TEXT("shell ") },
	{ TEXT("export X\n"), TEXT("shell ") },
	{ TEXT("vm. x=1\n"), TEXT("key-blank ") },
	{ TEXT("/proc/sys/vm/x=1\n"), TEXT("key-prefix ") },
	{ TEXT("vm.x==1\n"), TEXT("double-equals ") },
	{ TEXT("vm.x := 1\n"), TEXT("key-blank double-equals ") },
	{ TEXT("vm.{x,y}=1\n"), TEXT("braces ") },
	{ TEXT("vm.{x,y}*=1\n"), TEXT("") },
};

START_TEST(what_is_noticeable_is_marked)
{
	struct read_try t;

	read_try_text(&t, "systemd-257", marked[_i].text);
	same_text(read_try_marks(&t), marked[_i].marks);
	read_try_done(&t);
}
END_TEST

START_TEST(the_line_that_systemd_262_takes_for_no_comment_is_broken)
{
	struct read_try t;

	read_try_text(&t, "systemd-262", STR("; words\n;vm.x=1\n"));
	same_text(read_try_marks(&t), STR("semicolon-comment semicolon-key "));
	same_text(settings_at(t.host.settings, 0)->path, STR(";vm/x"));
	read_try_done(&t);
}
END_TEST

START_TEST(a_template_is_text_like_any_other_to_a_loader)
{
	struct str text = STR("vm.x={{ y }}\n");
	struct read_try t;

	read_try_text(&t, "systemd", text);
	ck_assert_uint_eq(settings_count(t.host.settings), 0);
	t.reading.verbatim = true;
	host_read_source(&t.reading, 1, &t.host);
	same_text(read_try_value(&t, "vm/x"), STR("{{ y }}"));
	read_try_done(&t);
}
END_TEST

START_TEST(equal_marks_beyond_a_thousand_fold_into_one)
{
	struct arena *arena = arena_new();
	struct buf text = { .arena = arena };
	const struct mark *last;
	struct read_try t;

	for (int i = 0; i < 1500; i++)
		buf_put(&text, STR("no assignment\n"));
	read_try_text(&t, "systemd", buf_str(&text));
	ck_assert_uint_eq(settings_n_marks(t.host.settings), 1000);
	last = settings_mark_at(t.host.settings, 999);
	ck_assert_uint_eq(last->n_folded, 500);
	read_try_done(&t);
	arena_free(arena);
}
END_TEST

/* Whatever the bytes: spans lie inside the text, and values that have a place
 * of their own are its bytes. */
START_TEST(any_bytes_give_spans_inside_the_text)
{
	struct dice dice = { .state = (uint64_t)_i };
	const struct dialect *d;
	char bytes[64];

	for (int round = 0; round < ROUNDS; round++)
		for (size_t k = 0; (d = dialect_at(k)) != NULL; k++) {
			struct arena *arena = arena_new();
			struct read_try t;
			struct str text = dice_text(
				&dice, STR("a.b/=-#;*{}[\\ \t\r\n\0\"\xa0x%"),
				bytes, dice_below(&dice, sizeof bytes));

			read_try_text(&t, str_c(arena, dialect_name(arena, d)),
				      text);
			for (uint32_t i = 0;
			     i < settings_count(t.host.settings); i++) {
				const struct assignment *a =
					settings_at(t.host.settings, i);

				ck_assert(a->span.start <= a->span.end);
				ck_assert(a->span.end <= text.len);
				ck_assert(a->key_span.end <= text.len);
				ck_assert(a->value_span.end <= text.len);
			}
			read_try_done(&t);
			arena_free(arena);
		}
}
END_TEST

Suite *suite_sysctl_line(void)
{
	Suite *suite = suite_create("sysctl_line");
	TCase *tc = tcase_create("lines");

	tcase_set_timeout(tc, 30);
	tcase_add_loop_test(tc, spans_hold_what_was_written, 0, 5);
	tcase_add_test(tc, joined_lines_are_placed_as_a_whole);
	tcase_add_loop_test(tc, what_is_noticeable_is_marked, 0,
			    sizeof marked / sizeof marked[0]);
	tcase_add_test(
		tc, the_line_that_systemd_262_takes_for_no_comment_is_broken);
	tcase_add_test(tc, a_template_is_text_like_any_other_to_a_loader);
	tcase_add_test(tc, equal_marks_beyond_a_thousand_fold_into_one);
	tcase_add_loop_test(tc, any_bytes_give_spans_inside_the_text, 0, SEEDS);
	suite_add_tcase(suite, tc);
	return suite;
}
