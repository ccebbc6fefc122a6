/* SPDX-License-Identifier: Apache-2.0 */
#include "base/utf8.h"
#include "tests/suites.h"
#include "json/json.h"
#include "json/json_write.h"
#include <string.h>

static struct arena *arena;

static void setup(void)
{
	arena = arena_new();
}

static void teardown(void)
{
	arena_free(arena);
}

START_TEST(members_and_list_elements_come_out_in_order)
{
	struct json_document d = { .text = { .arena = arena } };
	struct json *o = json_new_object();

	json_put_text(o, "b", STR("x\"y"));
	json_put_number(o, "a", -7);
	json_document_open(&d);
	json_document_member(&d, "version", json_new_number(1));
	json_document_list_open(&d, "empty");
	json_document_list_close(&d);
	json_document_list_open(&d, "list");
	json_document_element(&d, o);
	json_document_element(&d, json_new_bool(true));
	json_document_list_close(&d);
	json_document_close(&d);
	ck_assert_str_eq(str_c(arena, buf_str(&d.text)),
			 "{\n \"version\": 1,\n \"empty\": [],\n \"list\": [\n"
			 "  {\"b\":\"x\\\"y\",\"a\":-7},\n  true\n ]\n}\n");
}
END_TEST

START_TEST(bytes_that_are_no_character_become_replacements)
{
	struct json_document d = { .text = { .arena = arena } };
	struct str error = { 0 };
	struct json *read;

	json_document_open(&d);
	json_document_member(
		&d, "t", json_new_text(STR("a\xff\xc3\xa9\xed\xa0\x80\0z")));
	json_document_close(&d);
	read = json_read(arena, buf_str(&d.text), &error);
	ck_assert_ptr_nonnull(read);
	ck_assert(str_eq(json_text_of(json_member(read, "t")),
			 STR("a\xef\xbf\xbd\xc3\xa9\xef\xbf\xbd\xef\xbf\xbd"
			     "\xef\xbf\xbd\0z")));
	json_drop(read);
}
END_TEST

static void count_bytes(void *context, struct str text)
{
	*(size_t *)context += text.len;
}

START_TEST(a_long_list_is_handed_over_piece_by_piece)
{
	size_t seen = 0;
	struct json_document d = { .text = { .arena = arena },
				   .sink = count_bytes,
				   .context = &seen };

	json_document_open(&d);
	json_document_list_open(&d, "l");
	for (int i = 0; i < 20000; i++)
		json_document_element(&d, json_new_text(STR("0123456789")));
	ck_assert_uint_gt(seen, 0);
	ck_assert_uint_lt(d.text.len, 70000);
	json_document_list_close(&d);
	json_document_close(&d);
	ck_assert_uint_eq(d.text.len, 0);
	ck_assert_uint_gt(seen, 20000 * 12);
}
END_TEST

START_TEST(a_duplicate_name_is_refused_with_its_place)
{
	struct str error = { 0 };

	ck_assert_ptr_null(
		json_read(arena, STR("{\"a\": 1,\n \"a\": 2}"), &error));
	ck_assert(str_starts(error, STR("line 2, column ")));
}
END_TEST

START_TEST(overlong_and_surrogate_forms_are_no_characters)
{
	uint32_t c;

	ck_assert_uint_eq(utf8_decode(STR("\xc0\x80"), 0, &c), 0);
	ck_assert_uint_eq(utf8_decode(STR("\xe0\x80\x80"), 0, &c), 0);
	ck_assert_uint_eq(utf8_decode(STR("\xed\xa0\x80"), 0, &c), 0);
	ck_assert_uint_eq(utf8_decode(STR("\xf4\x90\x80\x80"), 0, &c), 0);
	ck_assert_uint_eq(utf8_decode(STR("\xe2\x80"), 0, &c), 0);
	ck_assert_uint_eq(utf8_decode(STR("\xf4\x8f\xbf\xbf"), 0, &c), 4);
	ck_assert_uint_eq(c, 0x10ffff);
}
END_TEST

Suite *suite_json(void)
{
	Suite *s = suite_create("json");
	TCase *tc = tcase_create("json");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, members_and_list_elements_come_out_in_order);
	tcase_add_test(tc, bytes_that_are_no_character_become_replacements);
	tcase_add_test(tc, a_long_list_is_handed_over_piece_by_piece);
	tcase_add_test(tc, a_duplicate_name_is_refused_with_its_place);
	tcase_add_test(tc, overlong_and_surrogate_forms_are_no_characters);
	suite_add_tcase(s, tc);
	return s;
}
