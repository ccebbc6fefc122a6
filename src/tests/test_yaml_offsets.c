/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/suites.h"
#include "tests/tools.h"
#include "yaml/yaml_offsets.h"

START_TEST(in_ascii_characters_are_bytes)
{
	struct arena *arena = arena_new();
	struct yaml_offsets o = yaml_offsets_of(arena, STR("abc"));

	ck_assert_uint_eq(yaml_offsets_byte(&o, 0), 0);
	ck_assert_uint_eq(yaml_offsets_byte(&o, 2), 2);
	ck_assert_uint_eq(yaml_offsets_byte(&o, 3), 3);
	ck_assert_uint_eq(yaml_offsets_byte(&o, 9), 3);
	arena_free(arena);
}
END_TEST

/* Against counting from the start, for each character of any text. */
START_TEST(every_character_is_found)
{
	static const char *const letters[] = { "a", "\xc3\xa9", "\xe2\x82\xac",
					       "\xf0\x9f\x98\x80" };
	struct dice dice = { .state = (uint64_t)_i };
	struct arena *arena = arena_new();
	uint32_t starts[301];
	char text[1200];
	struct yaml_offsets o;
	size_t len = 0;

	for (size_t i = 0; i < 300; i++) {
		const char *letter = letters[dice_below(&dice, 4)];

		starts[i] = (uint32_t)len;
		memcpy(text + len, letter, strlen(letter));
		len += strlen(letter);
	}
	starts[300] = (uint32_t)len;
	o = yaml_offsets_of(arena, (struct str){ text, len });
	for (size_t i = 0; i <= 300; i++)
		ck_assert_uint_eq(yaml_offsets_byte(&o, i), starts[i]);
	ck_assert_uint_eq(yaml_offsets_byte(&o, 100000), len);
	arena_free(arena);
}
END_TEST

Suite *suite_yaml_offsets(void)
{
	Suite *s = suite_create("yaml_offsets");
	TCase *tc = tcase_create("offsets");

	tcase_add_test(tc, in_ascii_characters_are_bytes);
	tcase_add_loop_test(tc, every_character_is_found, 0, SEEDS);
	suite_add_tcase(s, tc);
	return s;
}
