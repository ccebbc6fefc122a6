/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"
#include "tests/suites.h"
#include "tests/tools.h"
#include <string.h>

static bool all_bytes(const char *at, size_t n, char c)
{
	for (size_t i = 0; i < n; i++) {
		if (at[i] != c)
			return false;
	}
	return true;
}

/* Pieces of all sizes and alignments: zero at first, and never shared. */
static void check_pieces(struct arena *arena, struct dice *dice)
{
	enum { N = 200 };
	char *at[N];
	size_t size[N];

	for (size_t i = 0; i < N; i++) {
		const size_t align = (size_t)1 << dice_below(dice, 8);

		size[i] = dice_below(dice, (size_t)1 << dice_below(dice, 17));
		at[i] = arena_alloc(arena, size[i], align);
		ck_assert_uint_eq((uintptr_t)at[i] % align, 0);
		ck_assert(all_bytes(at[i], size[i], 0));
		memset(at[i], (int)(i % 100) + 1, size[i]);
	}
	for (size_t i = 0; i < N; i++)
		ck_assert(all_bytes(at[i], size[i], (char)(i % 100 + 1)));
}

START_TEST(pieces_are_zero_aligned_and_apart_also_after_a_reset)
{
	struct dice dice = { (uint64_t)_i };
	struct arena *arena = arena_new();

	for (int round = 0; round < 4; round++) {
		check_pieces(arena, &dice);
		arena_reset(arena);
	}
	arena_free(arena);
}
END_TEST

START_TEST(the_last_piece_grows_in_place)
{
	struct arena *arena = arena_new();
	char *piece = arena_alloc(arena, 10, 1), *grown;

	memset(piece, 'x', 10);
	grown = arena_grow(arena, piece, 10, 100, 1);
	ck_assert_ptr_eq(grown, piece);
	ck_assert(all_bytes(grown, 10, 'x'));
	ck_assert(all_bytes(grown + 10, 90, 0));
	arena_free(arena);
}
END_TEST

START_TEST(another_piece_moves_when_it_grows)
{
	struct arena *arena = arena_new();
	char *piece = arena_alloc(arena, 10, 1), *other, *grown;

	memset(piece, 'x', 10);
	other = arena_alloc(arena, 10, 1);
	memset(other, 'y', 10);
	grown = arena_grow(arena, piece, 10, 100000, 1);
	ck_assert(all_bytes(grown, 10, 'x'));
	ck_assert(all_bytes(grown + 10, 99990, 0));
	ck_assert(all_bytes(other, 10, 'y'));
	ck_assert_ptr_eq(arena_grow(arena, other, 10, 5, 1), other);
	arena_free(arena);
}
END_TEST

START_TEST(the_peak_counts_every_byte_and_survives_a_reset)
{
	struct arena *arena = arena_new();
	char *piece;

	ck_assert_uint_eq(arena_peak_bytes(arena), 0);
	arena_alloc(arena, 1000, 8);
	piece = arena_alloc(arena, 7, 1);
	arena_grow(arena, piece, 7, 20, 1);
	ck_assert_uint_eq(arena_peak_bytes(arena), 1020);
	arena_reset(arena);
	arena_alloc(arena, 3000, 8);
	ck_assert_uint_eq(arena_peak_bytes(arena), 3000);
	arena_reset(arena);
	arena_alloc(arena, 1, 8);
	ck_assert_uint_eq(arena_peak_bytes(arena), 3000);
	arena_free(arena);
}
END_TEST

START_TEST(a_piece_of_no_bytes_has_an_address)
{
	struct arena *arena = arena_new();

	ck_assert_ptr_nonnull(arena_alloc(arena, 0, 1));
	ck_assert_ptr_nonnull(arena_array(arena, long, 0));
	arena_free(arena);
}
END_TEST

START_TEST(more_memory_than_there_is_ends_with_status_4)
{
	/* Reachable to the end, so that valgrind finds nothing lost. */
	static struct arena *volatile arena;

	arena = arena_new();
	arena_array(arena, long, SIZE_MAX / 4);
}
END_TEST

Suite *suite_arena(void)
{
	Suite *s = suite_create("arena");
	TCase *tc = tcase_create("arena");

	tcase_add_loop_test(
		tc, pieces_are_zero_aligned_and_apart_also_after_a_reset, 0,
		SEEDS);
	tcase_add_test(tc, the_last_piece_grows_in_place);
	tcase_add_test(tc, another_piece_moves_when_it_grows);
	tcase_add_test(tc, the_peak_counts_every_byte_and_survives_a_reset);
	tcase_add_test(tc, a_piece_of_no_bytes_has_an_address);
	tcase_add_exit_test(tc, more_memory_than_there_is_ends_with_status_4,
			    4);
	suite_add_tcase(s, tc);
	return s;
}
