/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/family.h"
#include "rulebook/rulebook.h"
#include "tests/suites.h"
#include "tests/tools.h"

#define PATH_MAX_LEN 80

static bool key_matches(struct str key, struct str path)
{
	if (!str_ends(key, STR("*")))
		return str_eq(key, path);
	return str_starts(path, str_slice(key, 0, key.len - 1));
}

/* One after the other, by the words of the header. */
static const struct family *look_at_all(const struct facts *facts,
					struct str path)
{
	for (uint32_t i = 0; i < facts->n_families; i++) {
		const struct family *family = &facts->families[i];

		for (uint32_t k = 0; k < family->keys.n; k++)
			if (key_matches(
				    pool_text(facts->chars,
					      facts->texts[family->keys.first +
							   k]),
				    path))
				return family;
	}
	return NULL;
}

static void check_path(const struct facts *facts, struct str path)
{
	ck_assert_msg(family_find(facts, path) == look_at_all(facts, path),
		      "%.*s", STR_ARG(path));
}

/* Of each key its beginnings, and with a letter of its own behind each. */
START_TEST(a_family_is_found_as_if_all_were_looked_at)
{
	const struct facts *facts = &builtin_rules.book->facts;
	struct dice dice = { .state = (uint64_t)_i };
	char path[PATH_MAX_LEN];

	for (uint32_t i = 0; i < facts->n_family_keys; i++) {
		const struct str text =
			pool_text(facts->chars, facts->family_keys[i].text);

		ck_assert_uint_lt(text.len, sizeof path);
		memcpy(path, text.at, text.len);
		for (size_t n = 0; n <= text.len; n++) {
			check_path(facts, (struct str){ path, n });
			path[n] = "\0/_am\xff"[dice_below(&dice, 6)];
			check_path(facts, (struct str){ path, n + 1 });
			if (n < text.len)
				path[n] = text.at[n];
		}
	}
}
END_TEST

/* A family within another one, the same key in two, a key and its beginning. */
START_TEST(families_may_lie_within_each_other)
{
	static const char chars[] = "a/*a/b/*a/b/ca/ba/*";
	static const struct pool_str texts[] = {
		{ 3, 5 }, { 8, 5 }, { 0, 3 }, { 13, 3 }, { 16, 3 },
	};
	static const struct family families[] = {
		{ .keys = { 0, 2 } },
		{ .keys = { 2, 1 } },
		{ .keys = { 3, 2 } },
	};
	static const char *const paths[] = { "a/b/c", "a/b/cd", "a/b", "a/bc",
					     "a/c",   "a/",     "a",   "b" };
	struct arena *arena = arena_new();
	struct facts facts = { .chars = chars,
			       .texts = texts,
			       .families = families,
			       .n_families = 3 };

	ck_assert_ptr_null(family_find(&facts, STR("a/b")));
	family_keys_fill(&facts, arena);
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		check_path(&facts, str_of(paths[i]));
	ck_assert_ptr_eq(family_find(&facts, STR("a/b/d")), &families[0]);
	ck_assert_ptr_eq(family_find(&facts, STR("a/c")), &families[1]);
	arena_free(arena);
}
END_TEST

Suite *suite_family(void)
{
	Suite *s = suite_create("family");
	TCase *tc = tcase_create("family");

	tcase_add_loop_test(tc, a_family_is_found_as_if_all_were_looked_at, 0,
			    20);
	tcase_add_test(tc, families_may_lie_within_each_other);
	suite_add_tcase(s, tc);
	return s;
}
