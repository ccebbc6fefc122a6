/* SPDX-License-Identifier: Apache-2.0 */
#include "base/map.h"
#include "tests/suites.h"
#include "tests/tools.h"
#include <time.h>

START_TEST(what_was_put_last_is_found)
{
	struct arena *arena = arena_new();
	struct map *map = map_new(arena);
	int one = 1, two = 2;

	ck_assert_ptr_null(map_get(map, STR("a")));
	map_put(map, STR("a"), &one);
	map_put(map, STR("b"), &two);
	ck_assert_ptr_eq(map_get(map, STR("a")), &one);
	map_put(map, STR("a"), &two);
	ck_assert_ptr_eq(map_get(map, STR("a")), &two);
	ck_assert_ptr_null(map_get(map, STR("ab")));
	arena_free(arena);
}
END_TEST

START_TEST(empty_keys_and_keys_with_nul_are_keys)
{
	struct arena *arena = arena_new();
	struct map *map = map_new(arena);
	int one = 1, two = 2, three = 3;

	map_put(map, (struct str){ 0 }, &one);
	map_put(map, STR("a\0b"), &two);
	map_put(map, STR("a"), &three);
	ck_assert_ptr_eq(map_get(map, STR("")), &one);
	ck_assert_ptr_eq(map_get(map, STR("a\0b")), &two);
	ck_assert_ptr_eq(map_get(map, STR("a")), &three);
	arena_free(arena);
}
END_TEST

static double seconds_to_put(long n)
{
	const clock_t start = clock();
	struct arena *arena = arena_new();
	struct map *map = map_new(arena);

	for (long i = 0; i < n; i++)
		map_put(map, str_format(arena, "net.k%ld", i), (void *)(i + 1));
	for (long i = 0; i < n; i += 7)
		ck_assert_ptr_eq(map_get(map, str_format(arena, "net.k%ld", i)),
				 (void *)(i + 1));
	arena_free(arena);
	return (double)(clock() - start) / CLOCKS_PER_SEC;
}

START_TEST(many_keys_stay_linear)
{
	const double few_s = seconds_to_put(20000);
	const double many_s = seconds_to_put(200000);

	/* Ten times the keys; quadratic would take a hundred times as long.
	 * The first bound forgives a clock that ticks coarsely. */
	ck_assert_msg(many_s < 0.5 || many_s < 40 * few_s,
		      "20000 keys %fs, 200000 keys %fs", few_s, many_s);
}
END_TEST

START_TEST(the_hash_depends_on_the_seed_and_on_every_byte)
{
	const struct map_seed seed = map_seed(), again = map_seed();
	const struct map_seed other = { seed.a ^ 1, seed.b };
	const struct str key = STR("net/ipv4/ip_forward");
	const uint32_t hash = map_hash(seed, key);
	char changed[32];

	ck_assert(hash == map_hash(again, key));
	ck_assert(hash != map_hash(other, key));
	for (size_t i = 0; i < key.len; i++) {
		for (size_t j = 0; j < key.len; j++)
			changed[j] = (char)(key.at[j] ^ (i == j));
		ck_assert(map_hash(seed, (struct str){ changed, key.len }) !=
			  hash);
	}
}
END_TEST

Suite *suite_map(void)
{
	Suite *s = suite_create("map");
	TCase *tc = tcase_create("map");

	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, what_was_put_last_is_found);
	tcase_add_test(tc, empty_keys_and_keys_with_nul_are_keys);
	tcase_add_test(tc, many_keys_stay_linear);
	tcase_add_test(tc, the_hash_depends_on_the_seed_and_on_every_byte);
	suite_add_tcase(s, tc);
	return s;
}
