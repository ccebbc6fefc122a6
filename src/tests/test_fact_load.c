/* SPDX-License-Identifier: Apache-2.0 */
#include "rulebook/fact_load.h"
#include "tests/book_try.h"
#include "tests/suites.h"
#include <string.h>

static struct book_try t;

static void setup(void)
{
	book_try_open(&t);
}

static void teardown(void)
{
	book_try_close(&t);
}

#define HEAD    "key = \"vm.x\"; about = \"x\";\n"
#define HISTORY "history = ( { from = \"2.6\"; } );\n"

static const struct fact *load(const char *text)
{
	book_try_fact(&t, "vm.x", text);
	book_try_facts_end(&t);
	return fact_find(&book_try_rules(&t)->book->facts, STR("vm/x"));
}

static struct fact_at on(const struct fact *fact, const char *kernel)
{
	struct kver v;

	ck_assert(kver_parse(str_of(kernel), &v));
	return fact_on(&book_try_rules(&t)->book->facts, fact, &v);
}

static struct str text_of(struct pool_str s)
{
	return rule_text(book_try_rules(&t), s);
}

START_TEST(a_fact_holds_what_its_file_says)
{
	const struct fact *fact = load(
		HEAD "type = \"u8\"; unit = \"ms\"; scope = \"host\";\n"
		     "config = \"CONFIG_A\"; module = \"m\"; combine = \"max\"; write = \"once\";\n"
		     "read = \"never\"; alias = \"vm.y\"; sane = \"1..\";\n"
		     "before = [ \"vm.z\", \"vm.w\" ]; default_most = \"9\";\n"
		     "values = ( { value = \"1\"; means = \"one\"; } );\n"
		     "history = ( { from = \"2.6\"; default = \"3\"; },\n"
		     "  { from = \"4.17..4.18\"; range = \"0..2\"; \n"
		     "    scope = \"netns\"; note = \"n\"; },\n"
		     "  { from = \"5.13\"; gone = true; } );\n"
		     "see = [ \"a\", \"b\" ];");
	struct fact_at at;

	ck_assert_str_eq(book_try_said(&t), "");
	ck_assert_int_eq(fact->store, STORE_U8);
	ck_assert_int_eq(fact->unit, UNIT_TIME);
	ck_assert_uint_eq(fact->unit_scale, 1000);
	ck_assert_int_eq(fact->combine, COMBINE_MAX);
	ck_assert_int_eq(fact->write, WRITE_ONCE);
	ck_assert_int_eq(fact->read, READ_NEVER);
	ck_assert(str_eq(text_of(fact->alias), STR("vm/y")));
	ck_assert_uint_eq(fact->before.n, 2);
	ck_assert_uint_eq(fact->see.n, 2);
	ck_assert_uint_eq(fact->values.n, 1);
	ck_assert_uint_eq(fact->default_most.magnitude, 9000);
	at = on(fact, "4.18");
	ck_assert_uint_eq(at.range.high.magnitude, 2000);
	ck_assert_int_eq(at.scope, SCOPE_NETNS);
	ck_assert(str_eq(text_of(at.default_row->default_text), STR("3")));
	ck_assert_int_eq(on(fact, "4.16").scope, SCOPE_HOST);
	ck_assert(!on(fact, "5.13").exists);
}
END_TEST

START_TEST(what_stands_at_the_top_holds_from_the_first_row)
{
	const struct fact *fact =
		load(HEAD "type = \"int\"; range = \"0..9\";\n"
			  "history = ( { from = \"2.6\"; },\n"
			  "  { from = \"4.0\"; range = \"any\"; } );");

	ck_assert_uint_eq(on(fact, "3.2").range.high.magnitude, 9);
	ck_assert(!on(fact, "4.0").range.has_high);
	ck_assert(on(fact, "4.0").known_range);
}
END_TEST

START_TEST(a_default_is_text_or_formula_or_unknown)
{
	const struct fact *fact = load(
		HEAD
		"type = \"int\";\n"
		"history = ( { from = \"2.6\"; default = \"computed\"; },\n"
		"  { from = \"3.0\"; default = \"{max(7, tier.memory / "
		"1GiB)}\"; estimate = true; },\n"
		"  { from = \"4.0\"; default = \"0x10\"; } );");

	ck_assert_str_eq(book_try_said(&t), "");
	ck_assert(!on(fact, "2.6.32").known_default);
	ck_assert_uint_ne(on(fact, "3.0").default_row->default_expr, 0);
	ck_assert(on(fact, "3.0").default_row->estimate);
	ck_assert_uint_eq(on(fact, "4.0").default_row->default_expr, 0);
}
END_TEST

START_TEST(an_empty_default_of_a_list_is_known)
{
	const struct fact *fact =
		load(HEAD "type = \"ports\"; history = ( { from = \"2.6\"; "
			  "default = \"\"; } );");
	const struct facts *facts = &book_try_rules(&t)->book->facts;
	const struct fact_at at = on(fact, "6.1");
	struct value v;
	bool is_short;

	ck_assert(at.known_default);
	ck_assert(fact_read_value(facts, fact, t.arena,
				  text_of(at.default_row->default_text), &v,
				  &is_short));
	ck_assert_int_eq(v.type, VALUE_PORTS);
	ck_assert_uint_eq(v.n, 0);
}
END_TEST

START_TEST(values_of_a_text_are_texts)
{
	const struct fact *fact =
		load(HEAD "type = \"string\"; " HISTORY
			  "values = ( { value = \"|P\"; means = \"p\"; } );");
	const struct facts *facts = &book_try_rules(&t)->book->facts;

	ck_assert_str_eq(book_try_said(&t), "");
	ck_assert_uint_eq(fact->values.n, 1);
	ck_assert(str_eq(text_of(facts->meanings[fact->values.first].value),
			 STR("|P")));
}
END_TEST

START_TEST(a_fact_about_interfaces_has_a_star)
{
	const struct facts *facts;

	book_try_fact(&t, "net.ipv4.conf.*.x",
		      "key = \"net.ipv4.conf.*.x\"; type = \"int\"; "
		      "about = \"x\";" HISTORY);
	book_try_facts_end(&t);
	ck_assert_str_eq(book_try_said(&t), "");
	facts = &book_try_rules(&t)->book->facts;
	ck_assert_ptr_nonnull(fact_find(facts, STR("net/ipv4/conf/eth0.1/x")));
}
END_TEST

START_TEST(a_faulty_fact_is_known_and_says_nothing)
{
	const struct fact *fact = load(
		HEAD "type = \"int\"; sane = \"9..1\"; history = ( { from = "
		     "\"2.6\"; default = \"1\"; } );");

	ck_assert_ptr_nonnull(fact);
	ck_assert(!on(fact, "6.1").known_default);
	ck_assert(!on(fact, "6.1").known_exists);
}
END_TEST

static const struct {
	const char *text, *said;
} faults[] = {
	{ HEAD HISTORY "type = \"itn\";",
	  "3:8 there is no type 'itn'; did you mean 'int'?" },
	{ HEAD HISTORY "type = \"string*3\";", "3:8 there is no type" },
	{ HEAD HISTORY "type = \"int*1\";",
	  "3:8 '1' is no number of elements" },
	{ HEAD HISTORY "type = \"int*x\";",
	  "3:8 'x' is no number of elements" },
	{ HEAD HISTORY "type = \"int\"; unit = \"pagse\";",
	  "3:22 there is no unit 'pagse'; did you mean 'pages'?" },
	{ HEAD HISTORY "type = \"int\"; config = \"CONFIG_A DEMO\";\n",
	  "3:24 'DEMO' is no option of the kernel's configuration; write "
	  "\"CONFIG_SYN_COOKIES\"" },
	{ HEAD HISTORY "type = \"int\"; combine = \"amx\";",
	  "3:25 'amx' is not one of the words" },
	{ HEAD HISTORY "type = \"int\"; sane = \"1-2\";",
	  "3:22 '1-2' is no range; write \"0..2\"" },
	{ HEAD HISTORY "type = \"int\"; sane = \"..\";", "'..' is no range" },
	{ HEAD HISTORY "type = \"int\"; sane = \"2..1\";",
	  "this range begins above its end" },
	{ HEAD HISTORY "type = \"int\"; sane = \"0..x\";", "'x' is no number" },
	{ HEAD HISTORY "type = \"ulong\"; unit = \"s\"; sane = "
		       "\"0..18446744073709551615\";",
	  "is no number" },
	{ HEAD HISTORY "type = \"int\"; default_most = \"1k\";",
	  "'1k' is no number" },
	{ HEAD HISTORY "type = \"u8\";", "3:8 a u8 key has a range from 5.13" },
	{ HEAD "type = \"int\"; history = ( );", "at least one row" },
	{ HEAD "type = \"int\";", "this fact has no 'history'" },
	{ HEAD HISTORY "type = \"int\"; rnage = \"0..1\";",
	  "3:15 unknown field 'rnage' in this fact; did you mean 'range'?" },
	{ HEAD HISTORY "type = \"int\"; whole = true;",
	  "a single number is always written whole" },
	{ HEAD "type = \"int\"; history = ( { from = \"4.1\"; range_most = "
	       "\"0..9\"; } );",
	  "range_most is wider than a range beside it" },
	{ HEAD "type = \"int\"; history = ( { from = \"4.1\"; range = "
	       "\"..9\"; range_most = \"0..9\"; } );",
	  "range_most is wider than a range beside it" },
	{ HEAD "type = \"int\"; history = ( { from = \"4.x\"; } );",
	  "2:36 '4.x' is no kernel release" },
	{ HEAD "type = \"int\"; history = ( { from = \"4.1..4.0\"; } );",
	  "a bracket goes from" },
	{ HEAD "type = \"int\"; history = ( { from = \"3.1..3.10-el7\"; } );",
	  "a bracket goes from" },
	{ HEAD "type = \"int\"; history = ( { from = \"3.10-el7\"; } );",
	  "the first row is about a vendor's kernel" },
	{ HEAD "type = \"int\"; history = ( { from = \"4.1\"; },\n"
	       "{ from = \"4.1\"; } );",
	  "3:10 this row does not come after the one before it" },
	{ HEAD "type = \"int\"; history = ( { from = \"2.6\"; },\n"
	       "{ from = \"3.10-el7\"; }, { from = \"3.2-el7\"; } );",
	  "3:34 this row does not come after" },
	{ HEAD "type = \"int\"; history = ( { from = \"2.6\"; default = "
	       "\"1,2\"; } );",
	  "2:53 '1,2' is no value of this key's type" },
	{ HEAD "type = \"int\"; history = ( { from = \"2.6\"; default = "
	       "\"\"; } );",
	  "'' is no value of this key's type" },
	{ HEAD "type = \"int*3\"; history = ( { from = \"2.6\"; default = "
	       "\"1 2\"; } );",
	  "'1 2' is no value of this key's type" },
	{ HEAD "type = \"int\"; history = ( { from = \"2.6\"; default = "
	       "\"{tier.memroy / 1GiB}\"; } );",
	  "2:60 a tier has no field 'memroy'" },
	{ HEAD "type = \"int\"; history = ( { from = \"2.6\"; default = "
	       "\"{tier.name}\"; } );",
	  "2:55 " },
	{ "key = \"vm.y\"; about = \"x\";" HISTORY "type = \"int\";",
	  "1:7 the file is called 'vm.x', its key is 'vm.y'; call it "
	  "'vm.y.conf'" },
};

START_TEST(a_fault_in_a_fact_is_told_with_its_place)
{
	const char *said;

	load(faults[_i].text);
	said = book_try_said(&t);
	ck_assert_msg(strstr(said, faults[_i].said), "%s\nsaid %s",
		      faults[_i].text, said);
}
END_TEST

START_TEST(every_fault_of_a_file_is_told)
{
	const char *said;

	load(HEAD "type = \"int\"; sane = \"x..\"; scope = \"hots\";\n"
		  "history = ( { from = \"2.6\"; range = \"9\"; },\n"
		  "  { from = \"x\"; }, { form = \"5.0\"; } );");
	said = book_try_said(&t);
	ck_assert_ptr_nonnull(strstr(said, "2:22 'x' is no number"));
	ck_assert_ptr_nonnull(strstr(said, "2:37 'hots' is not one"));
	ck_assert_ptr_nonnull(strstr(said, "3:37 '9' is no range"));
	ck_assert_ptr_nonnull(strstr(said, "4:12 'x' is no kernel"));
	ck_assert_ptr_nonnull(strstr(said, "did you mean 'from'?"));
}
END_TEST

START_TEST(a_key_has_one_file)
{
	load(HEAD HISTORY "type = \"int\";");
	book_try_fact(&t, "vm.x", HEAD HISTORY "type = \"int\";");
	ck_assert_str_eq(book_try_said(&t),
			 "1:7 another file is about this key already\n");
}
END_TEST

Suite *suite_fact_load(void)
{
	Suite *suite = suite_create("fact_load");
	TCase *tc = tcase_create("fact_load");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, a_fact_holds_what_its_file_says);
	tcase_add_test(tc, what_stands_at_the_top_holds_from_the_first_row);
	tcase_add_test(tc, a_default_is_text_or_formula_or_unknown);
	tcase_add_test(tc, an_empty_default_of_a_list_is_known);
	tcase_add_test(tc, values_of_a_text_are_texts);
	tcase_add_test(tc, a_fact_about_interfaces_has_a_star);
	tcase_add_test(tc, a_faulty_fact_is_known_and_says_nothing);
	tcase_add_loop_test(tc, a_fault_in_a_fact_is_told_with_its_place, 0,
			    sizeof faults / sizeof faults[0]);
	tcase_add_test(tc, every_fault_of_a_file_is_told);
	tcase_add_test(tc, a_key_has_one_file);
	suite_add_tcase(suite, tc);
	return suite;
}
