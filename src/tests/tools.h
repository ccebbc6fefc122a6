/* SPDX-License-Identifier: Apache-2.0 */
/* What unit tests share: dice that fall the same each time, and texts. */
#ifndef TESTS_TOOLS_H
#define TESTS_TOOLS_H

#include "base/str.h"
#include <check.h>
#include <stdint.h>
#include <stdlib.h>

/* Each test is a process: a property rolls many times on few seeds. Under
 * valgrind fewer will do: CHECK_ROUNDS in the environment says how many. */
#define SEEDS  10
#define ROUNDS rounds_to_roll()

static inline int rounds_to_roll(void)
{
	const char *said = getenv("CHECK_ROUNDS");
	const int n = said ? atoi(said) : 0;

	return n > 0 ? n : 100;
}

/* Seeded by the loop index of a property, which check prints on failure. */
struct dice {
	uint64_t state;
};

/* SplitMix64 (Steele, Lea and Flood). */
static inline uint64_t dice_roll(struct dice *dice)
{
	uint64_t z = dice->state += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

static inline size_t dice_below(struct dice *dice, size_t n)
{
	return (size_t)(dice_roll(dice) % n);
}

/* n bytes out of those of set, at out. */
static inline struct str dice_text(struct dice *dice, struct str set, char *out,
				   size_t n)
{
	for (size_t i = 0; i < n; i++)
		out[i] = set.at[dice_below(dice, set.len)];
	return (struct str){ out, n };
}

#define ck_str(got, expected)                                                  \
	do {                                                                   \
		const struct str got_str = (got);                              \
		const struct str expected_str = str_of(expected);              \
		ck_assert_msg(str_eq(got_str, expected_str),                   \
			      "got '%.*s', expected '%.*s'", STR_ARG(got_str), \
			      STR_ARG(expected_str));                          \
	} while (0)

#endif
