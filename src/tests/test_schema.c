/* SPDX-License-Identifier: Apache-2.0 */
#include "conf/schema.h"
#include "tests/conf_try.h"
#include "tests/suites.h"

static const struct schema_field point_fields[] = {
	{ .name = "x",
	  .type = CONF_INTEGER,
	  .required = true,
	  .about = "how far right" },
	{ .name = "y",
	  .type = CONF_INTEGER,
	  .also = conf_type_bit(CONF_STRING),
	  .about = "how far up" },
	{ 0 },
};

static const struct schema_field fields[] = {
	{ .name = "title",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "what it is called" },
	{ .name = "points",
	  .type = CONF_LIST,
	  .each = point_fields,
	  .about = "the points" },
	{ .name = "origin",
	  .type = CONF_GROUP,
	  .each = point_fields,
	  .about = "where it begins" },
	{ .name = "words",
	  .type = CONF_ARRAY,
	  .element = CONF_STRING,
	  .about = "some words" },
	{ .name = "closed", .type = CONF_BOOLEAN, .about = "a ring" },
	{ 0 },
};

static const struct {
	const char *text, *said;
} faults[] = {
	{ "title = \"t\"; points = ( { x = 1; y = \"2\"; } ); words = [ ];",
	  "" },
	{ "", "1:1 error: this line has no 'title'; what it is called: a "
	      "string \"...\"\n" },
	{ "title = \"t\"; titel = 1;", "1:14 error: unknown field 'titel' in "
				       "this line; did you mean 'title'?\n" },
	{ "title = \"t\"; qqqqq = 1;", "1:14 error: unknown field 'qqqqq' in "
				       "this line; the fields are title, "
				       "points, origin, words, closed\n" },
	{ "title = 5;", "1:9 error: 'title' must be a string \"...\", this is "
			"an integer; write \"5\"\n" },
	{ "title = \"t\"; closed = \"true\";",
	  "1:23 error: 'closed' must be true or false, this is a string "
	  "\"...\"; leave out the quotes\n" },
	{ "title = \"t\"; words = \"a\";",
	  "1:22 error: 'words' must be an array [ ... ], this is a string "
	  "\"...\"; write [ ] around it\n" },
	{ "title = \"t\"; words = ( \"a\" );",
	  "1:22 error: 'words' must be an array [ ... ], this is a list "
	  "( ... ); write [ ] instead of ( )\n" },
	{ "title = \"t\"; words = [ 1, 2 ];",
	  "1:24 error: an element of 'words' must be a string \"...\", this "
	  "is an integer; write \"1\"\n" },
	{ "title = \"t\"; points = { x = 1; };",
	  "1:23 error: 'points' must be a list ( ... ), this is a group "
	  "{ ... }; write ( { ... } )\n" },
	{ "title = \"t\"; points = ( 1, { y = true; } );",
	  "1:25 error: an element of 'points' must be a group { ... }, this "
	  "is an integer\n"
	  "1:28 error: this group has no 'x'; how far right: an "
	  "integer\n"
	  "1:34 error: 'y' must be an integer or a string \"...\", this is "
	  "true or false; write it without brackets\n" },
	{ "title = \"t\"; origin = { z = 1; };",
	  "1:14 error: this origin has no 'x'; how far right: an integer\n"
	  "1:25 error: unknown field 'z' in this origin; the fields are x, "
	  "y\n" },
};

START_TEST(each_fault_is_told_and_none_hides_another)
{
	struct conf_try t = conf_try(str_of(faults[_i].text));
	bool good = schema_check(t.root, fields, "line", &t.diags);

	ck_assert_str_eq(conf_try_said(&t), faults[_i].said);
	ck_assert(good == !*faults[_i].said);
	arena_free(t.arena);
}
END_TEST

START_TEST(a_field_of_the_wrong_type_is_not_there)
{
	struct conf_try t = conf_try(STR("title = 5; closed = true;"));

	ck_assert_ptr_null(schema_get(t.root, "title", CONF_STRING));
	ck_assert_ptr_null(schema_get(t.root, "words", CONF_ARRAY));
	ck_assert(schema_get(t.root, "closed", CONF_BOOLEAN)->boolean);
	arena_free(t.arena);
}
END_TEST

Suite *suite_schema(void)
{
	Suite *s = suite_create("schema");
	TCase *tc = tcase_create("schema");

	tcase_add_loop_test(tc, each_fault_is_told_and_none_hides_another, 0,
			    sizeof faults / sizeof faults[0]);
	tcase_add_test(tc, a_field_of_the_wrong_type_is_not_there);
	suite_add_tcase(s, tc);
	return s;
}
