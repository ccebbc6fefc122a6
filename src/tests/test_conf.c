/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/files.h"
#include "tests/conf_try.h"
#include "tests/suites.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Everything the syntax has; what the mutations start from. */
static const char whole[] =
	"# comment\n// another\n/* and\n one more */\n"
	"a = 1; b : -2, c = 0x1F\n"
	"big = 2147483647; small = -2147483648; wide = 5L; plus = +7LL;\n"
	"yes = TRUE; no = fAlSe;\n"
	"text = \"one\" \" two\" /* three */ \"\\tfour\\x41\\\\\\\"\";\n"
	"lines = \"first\nsecond\";\n"
	"empty = \"\"; none = (); nothing = []; void = {};\n"
	"array = [ 1, 2, 3 ]; words = [ \"x\", \"y\" ];\n"
	"list = ( { name = \"n\"; in-ner* = ( 1, \"x\", [ true ] ); }, "
	"{ } );\n"
	"*star = 1;";

START_TEST(the_whole_syntax_is_read)
{
	struct conf_try t = conf_try(str_of(whole));

	ck_assert_str_eq(conf_try_said(&t), "");
	ck_assert_str_eq(
		conf_try_tree(&t),
		"{a=1 b=-2 c=31 big=2147483647 small=-2147483648 wide=5 "
		"plus=7 yes=true no=false text=\"one two\tfourA\\\"\" "
		"lines=\"first\nsecond\" empty=\"\" none=() nothing=[] "
		"void={} array=[1,2,3] words=[\"x\",\"y\"] "
		"list=({name=\"n\" in-ner*=(1,\"x\",[true])},{}) *star=1}");
	arena_free(t.arena);
}
END_TEST

START_TEST(an_empty_text_is_an_empty_group)
{
	static const char *const texts[] = { "", "\n", "# nothing", " \t\r\n" };
	struct conf_try t = conf_try(str_of(texts[_i]));

	ck_assert_str_eq(conf_try_tree(&t), "{}");
	arena_free(t.arena);
}
END_TEST

static void ck_span(struct conf_try *t, struct span span, const char *wanted)
{
	ck_assert_str_eq(str_c(t->arena, span_text(t->sources, span)), wanted);
}

START_TEST(names_and_values_keep_their_places)
{
	struct conf_try t = conf_try(
		STR("a = [ 1, 22 ] ; b = { c = \"x\" \"y\"; }; d = true;"));
	const struct conf_node *a = conf_child(t.root, STR("a"));
	const struct conf_node *b = conf_child(t.root, STR("b"));

	ck_span(&t, a->name_span, "a");
	ck_span(&t, a->span, "[ 1, 22 ]");
	ck_span(&t, a->children[1].span, "22");
	ck_span(&t, a->children[1].name_span, "22");
	ck_span(&t, b->span, "{ c = \"x\" \"y\"; }");
	ck_span(&t, conf_child(b, STR("c"))->span, "\"x\" \"y\"");
	ck_span(&t, conf_child(t.root, STR("d"))->span, "true");
	ck_assert_ptr_null(conf_child(t.root, STR("c")));
	ck_assert_ptr_null(conf_child(a, STR("c")));
	arena_free(t.arena);
}
END_TEST

START_TEST(a_caret_inside_a_string_survives_its_escapes)
{
	struct conf_try t =
		conf_try(STR("a = \"\\tx\\x41 y\" \"zw\\\\\"; b = \"\";"));
	const struct conf_node *a = conf_child(t.root, STR("a"));
	const struct conf_node *b = conf_child(t.root, STR("b"));

	ck_assert(str_eq(a->string, STR("\txA yzw\\")));
	ck_span(&t, conf_string_span(a, 0, 1), "\\t");
	ck_span(&t, conf_string_span(a, 1, 2), "x");
	ck_span(&t, conf_string_span(a, 1, 3), "x\\x41");
	ck_span(&t, conf_string_span(a, 4, 5), "y");
	ck_span(&t, conf_string_span(a, 5, 7), "zw");
	ck_span(&t, conf_string_span(a, 4, 6), "y\" \"z");
	ck_span(&t, conf_string_span(a, 7, 8), "\\\\");
	ck_assert_uint_eq(conf_string_span(a, 8, 8).start, 21);
	ck_assert_uint_eq(conf_string_span(a, 99, 100).start, 21);
	ck_assert_uint_eq(conf_string_span(b, 0, 0).start, 29);
	arena_free(t.arena);
}
END_TEST

START_TEST(comments_are_kept_even_of_a_faulty_text)
{
	struct conf_try t = conf_try(
		STR("# one\na = ;// two\nb = \"# no\"; /* three */ @include "
		    "\"x\"\n#"));
	const struct span *comments;

	ck_assert_ptr_null(t.root);
	ck_assert_uint_eq(conf_comments(t.arena, t.sources, 1, &comments), 4);
	ck_span(&t, comments[0], "# one");
	ck_span(&t, comments[1], "// two");
	ck_span(&t, comments[2], "/* three */");
	ck_span(&t, comments[3], "#");
	arena_free(t.arena);
}
END_TEST

/* A folder of our own; each test forks, so one name a process will do. */
static char folder[] = "/tmp/conf-XXXXXX";

static void make_folder(void)
{
	ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void remove_folder(void)
{
	struct arena *arena = arena_new();
	const char *c = str_format(arena, "rm -rf %s", folder).at;

	ck_assert_int_eq(system(c), 0);
	arena_free(arena);
}

static void put_file(const char *path, const char *text)
{
	struct arena *arena = arena_new();
	struct str whole_path = str_format(arena, "%s/%s", folder, path);

	ck_assert_int_eq(file_write_whole(whole_path.at, str_of(text)), 0);
	arena_free(arena);
}

static void put_folder(const char *path)
{
	struct arena *arena = arena_new();

	ck_assert_int_eq(
		mkdir(str_format(arena, "%s/%s", folder, path).at, 0700), 0);
	arena_free(arena);
}

START_TEST(included_text_is_spliced_in_with_places_of_its_own)
{
	struct conf_try t;
	const struct conf_node *c;

	put_folder("sub");
	put_file("t", "a = 1;\n  @include \"sub/one\" b = (\n"
		      "@include \"sub/../two\"\n, 3);\n");
	put_file("sub/one", "@include \"./three\"\nc = 2; # end");
	put_file("sub/three", "d = 4");
	put_file("two", "5, 6");
	t = conf_try_file(folder, "t");
	ck_assert_str_eq(conf_try_said(&t), "");
	ck_assert_str_eq(conf_try_tree(&t), "{a=1 d=4 c=2 b=(5,6,3)}");
	c = conf_child(t.root, STR("c"));
	ck_span(&t, c->name_span, "c");
	ck_assert_uint_eq(place_of(t.sources, c->name_span).line, 2);
	ck_assert(str_ends(place_of(t.sources, c->name_span).name,
			   STR("/sub/one")));
	arena_free(t.arena);
}
END_TEST

START_TEST(a_fault_in_an_included_file_is_told_there)
{
	struct conf_try t;

	put_file("t", "@include \"one\"\nb = ;");
	put_file("one", "a = 1;\nb = (;\n/*");
	t = conf_try_file(folder, "t");
	ck_assert_ptr_nonnull(strstr(conf_try_said(&t), "2:1 error: "));
	ck_assert_ptr_nonnull(strstr(conf_try_said(&t), "/one:2:5 error: "));
	ck_assert_ptr_nonnull(strstr(conf_try_said(&t), "/one:3:1 error: "));
	arena_free(t.arena);
}
END_TEST

static const struct {
	const char *path, *said;
} refused[] = {
	{ "sub", "it is a directory" },
	{ "fifo", "it is not a regular file" },
	{ "three", "there is no such file; did you mean 'tree'?" },
	{ "../x", "may not leave the folder" },
	{ "sub/../../x", "may not leave the folder" },
	{ "/etc/hostname", "may not leave the folder" },
	{ "", "may not leave the folder" },
	{ "out", "there is no such file" },
	{ "t", "in a circle: " },
};

START_TEST(what_cannot_be_included_is_told)
{
	struct conf_try t;
	struct arena *arena = arena_new();
	struct str text =
		str_format(arena, "@include \"%s\"\nb = ;", refused[_i].path);

	put_folder("sub");
	put_file("tree", "");
	put_file("t", text.at);
	ck_assert_int_eq(mkfifo(str_format(arena, "%s/fifo", folder).at, 0600),
			 0);
	ck_assert_int_eq(symlink("/etc/hostname",
				 str_format(arena, "%s/out", folder).at),
			 0);
	t = conf_try_file(folder, "t");
	ck_assert_msg(strstr(conf_try_said(&t), refused[_i].said) != NULL, "%s",
		      conf_try_said(&t));
	ck_assert_ptr_nonnull(strstr(conf_try_said(&t), "\n2:1 error: "));
	arena_free(t.arena);
	arena_free(arena);
}
END_TEST

START_TEST(a_circle_is_told_with_its_chain)
{
	struct conf_try t;
	struct arena *arena = arena_new();

	put_file("t", "@include \"one\"\n");
	put_file("one", "@include \"two\"\n");
	put_file("two", "\n @include \"one\"\n");
	t = conf_try_file(folder, "t");
	ck_assert_str_eq(
		conf_try_said(&t),
		str_format(arena,
			   "%s/two:2:11 error: the files include each other "
			   "in a circle: %s/one includes %s/two, which "
			   "includes %s/one\n",
			   folder, folder, folder, folder)
			.at);
	arena_free(t.arena);
	arena_free(arena);
}
END_TEST

START_TEST(includes_are_limited_in_depth_and_number)
{
	struct conf_try t;
	struct arena *arena = arena_new();

	put_file("t", "@include \"0\"\n");
	for (int i = 0; i < 20; i++)
		put_file(str_format(arena, "%d", i).at,
			 str_format(arena, "@include \"%d\"\n", i + 1).at);
	t = conf_try_file(folder, "t");
	ck_assert_ptr_nonnull(strstr(conf_try_said(&t), "deeper than 16"));
	arena_free(t.arena);
	/* Each doubles the next: two to the fifteenth. */
	for (int i = 0; i < 15; i++)
		put_file(str_format(arena, "%d", i).at,
			 str_format(arena, "@include \"%d\"\n@include \"%d\"\n",
				    i + 1, i + 1)
				 .at);
	put_file("15", "\n");
	t = conf_try_file(folder, "t");
	ck_assert_ptr_nonnull(strstr(conf_try_said(&t), "more than 1000 "));
	arena_free(t.arena);
	arena_free(arena);
}
END_TEST

/* _i is the seed that check prints when the property fails. */
static uint32_t dice(uint32_t *state, uint32_t sides)
{
	*state = *state * 1664525U + 1013904223U;
	return (*state >> 8) % sides;
}

static struct str mutate(struct arena *arena, uint32_t seed)
{
	static const char bytes[] = "\"\"{}()[],,;=:#/*\\\n @.-+x0L1\x80";
	struct buf out = { .arena = arena };
	uint32_t state = seed * 2654435761U;

	buf_put(&out, str_of(whole));
	for (uint32_t n = 1 + dice(&state, 4); n; n--) {
		size_t at = dice(&state, (uint32_t)out.len);
		char byte = bytes[dice(&state, sizeof bytes)];

		switch (dice(&state, 3)) {
		case 0:
			out.at[at] = byte;
			break;
		case 1:
			memmove(out.at + at, out.at + at + 1, out.len - at - 1);
			out.len--;
			break;
		default:
			buf_char(&out, byte);
			memmove(out.at + at + 1, out.at + at, out.len - at - 1);
			out.at[at] = byte;
		}
	}
	return buf_str(&out);
}

/* What we find clean, libconfig accepts and reads alike; what we do not is
 * told with places inside the text. */
START_TEST(a_mutated_text_is_agreed_upon_or_told)
{
	struct arena *arena = arena_new();

	for (uint32_t seed = 0; seed < 400; seed++) {
		struct str text = mutate(arena, (uint32_t)_i * 400 + seed);
		struct conf_try t = conf_try(text);
		const char *said = conf_try_said(&t);

		ck_assert_msg(!strstr(said, "bug"), "%.*s\n%s", STR_ARG(text),
			      said);
		ck_assert(t.root || t.diags.list.n);
		for (size_t i = 0; i < t.diags.list.n; i++) {
			struct span span = t.diags.list.at[i].span;

			ck_assert_uint_le(span.start, span.end);
			ck_assert_uint_le(span.end, text.len);
		}
		arena_free(t.arena);
	}
	arena_free(arena);
}
END_TEST

Suite *suite_conf(void)
{
	Suite *s = suite_create("conf");
	TCase *tc = tcase_create("conf");
	TCase *files = tcase_create("include");

	tcase_add_test(tc, the_whole_syntax_is_read);
	tcase_add_loop_test(tc, an_empty_text_is_an_empty_group, 0, 4);
	tcase_add_test(tc, names_and_values_keep_their_places);
	tcase_add_test(tc, a_caret_inside_a_string_survives_its_escapes);
	tcase_add_test(tc, comments_are_kept_even_of_a_faulty_text);
	tcase_add_loop_test(tc, a_mutated_text_is_agreed_upon_or_told, 0, 10);
	suite_add_tcase(s, tc);
	tcase_add_checked_fixture(files, make_folder, remove_folder);
	tcase_add_test(files,
		       included_text_is_spliced_in_with_places_of_its_own);
	tcase_add_test(files, a_fault_in_an_included_file_is_told_there);
	tcase_add_loop_test(files, what_cannot_be_included_is_told, 0,
			    sizeof refused / sizeof refused[0]);
	tcase_add_test(files, a_circle_is_told_with_its_chain);
	tcase_add_test(files, includes_are_limited_in_depth_and_number);
	suite_add_tcase(s, files);
	return s;
}
