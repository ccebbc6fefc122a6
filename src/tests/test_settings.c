/* SPDX-License-Identifier: Apache-2.0 */
/* Who decides about a key, who loses to whom, and why. */
#include "model/pattern.h"
#include "tests/read_try.h"
#include "tests/suites.h"
#include "tests/tools.h"

static void is_value(struct read_try *t, const char *path, struct str expected)
{
	struct str got = read_try_value(t, path);

	ck_assert_msg(str_eq(got, expected), "%s is %.*s, not %.*s", path,
		      STR_ARG(got), STR_ARG(expected));
}

START_TEST(a_later_line_beats_an_earlier_one_and_keeps_it)
{
	struct read_try t;
	struct effective e;

	read_try_text(&t, "systemd", STR("a.b=1\nc.d=5\na.b=2\na/b=3\n"));
	e = settings_effective(t.host.settings, t.arena, STR("a/b"));
	ck_assert(str_eq(e.winner->value, STR("3")));
	ck_assert_uint_eq(e.n_losers, 2);
	ck_assert(str_eq(e.losers[0]->value, STR("2")));
	ck_assert(str_eq(e.losers[1]->value, STR("1")));
	ck_assert_uint_eq(settings_n_paths(t.host.settings), 2);
	read_try_done(&t);
}
END_TEST

START_TEST(a_line_that_names_a_key_beats_patterns_wherever_they_stand)
{
	struct read_try t;
	struct effective e;

	read_try_text(&t, "procps", STR("a.*=2\na.b=1\n*.b=3\n"));
	e = settings_effective(t.host.settings, t.arena, STR("a/b"));
	ck_assert(str_eq(e.winner->value, STR("1")));
	ck_assert_uint_eq(e.n_losers, 2);
	ck_assert(str_eq(e.losers[0]->value, STR("3")));
	is_value(&t, "a/c", STR("2"));
	is_value(&t, "x/b", STR("3"));
	is_value(&t, "a/c/d", STR("(none)"));
	read_try_done(&t);
}
END_TEST

START_TEST(an_exclusion_spares_from_patterns_and_is_named)
{
	struct read_try t;
	struct effective e;

	read_try_text(&t, "systemd", STR("a.*=2\n-a.b\n"));
	e = settings_effective(t.host.settings, t.arena, STR("a/b"));
	ck_assert_ptr_null(e.winner);
	ck_assert_ptr_nonnull(e.excluded_by);
	ck_assert_uint_eq(e.n_losers, 1);
	is_value(&t, "a/c", STR("2"));
	read_try_done(&t);
}
END_TEST

START_TEST(a_later_exclusion_takes_a_line_back_in_systemd_only)
{
	struct str text = STR("a.b=1\n-a.b\n");
	struct read_try t;

	read_try_text(&t, "systemd", text);
	is_value(&t, "a/b", STR("(none)"));
	read_try_done(&t);
	read_try_text(&t, "procps", text);
	is_value(&t, "a/b", STR("1"));
	read_try_done(&t);
}
END_TEST

START_TEST(exclusions_with_wildcards_count_from_procps_4_0_5_on)
{
	struct str text = STR("a.*.c=1\n-a.*c\n");
	struct read_try t;

	read_try_text(&t, "procps-4.0.4", text);
	is_value(&t, "a/b/c", STR("1"));
	read_try_done(&t);
	/* "*" crosses slashes there. */
	read_try_text(&t, "procps-4.0.5", text);
	is_value(&t, "a/b/c", STR("(none)"));
	read_try_done(&t);
}
END_TEST

START_TEST(a_pattern_repeated_with_its_value_stays_where_it_was)
{
	struct str text = STR("a.*=1\n*.b=2\na.*=1\n");
	struct read_try t;

	read_try_text(&t, "systemd", text);
	is_value(&t, "a/b", STR("2"));
	read_try_done(&t);
	read_try_text(&t, "procps", text);
	is_value(&t, "a/b", STR("1"));
	read_try_done(&t);
}
END_TEST

START_TEST(braces_in_a_pattern_are_ways_of_one_line)
{
	struct read_try t;
	struct effective e;

	read_try_text(&t, "systemd", STR("a.{b,c}*=1\na.*=2\n"));
	e = settings_effective(t.host.settings, t.arena, STR("a/bx"));
	ck_assert(str_eq(e.winner->value, STR("2")));
	ck_assert_uint_eq(e.n_losers, 1);
	is_value(&t, "a/d", STR("2"));
	read_try_done(&t);
}
END_TEST

START_TEST(where_there_are_no_patterns_a_star_is_a_letter)
{
	struct read_try t;

	read_try_text(&t, "busybox", STR("a.*=1\n"));
	is_value(&t, "a/b", STR("(none)"));
	is_value(&t, "a/*", STR("1"));
	read_try_done(&t);
}
END_TEST

static const struct {
	const char *pattern, *path;
	bool across, matches;
} globs[] = {
	{ "a/*", "a/b", false, true },      { "a/*", "a/b/c", false, false },
	{ "a/*", "a/b/c", true, true },     { "a/*", "a/.b", false, false },
	{ "a/?", "a/b", false, true },      { "a/[bc]", "a/c", false, true },
	{ "a/[!bc]", "a/c", false, false }, { "a/\\*", "a/b", false, false },
	{ "a/\\*", "a/*", false, true },    { "a/[b", "a/b", false, false },
	{ "*", "", false, true },           { "a/b", "a/bc", false, false },
};

START_TEST(patterns_match_as_glob_does)
{
	ck_assert_int_eq(pattern_matches(str_of(globs[_i].pattern),
					 str_of(globs[_i].path),
					 globs[_i].across),
			 globs[_i].matches);
}
END_TEST

static const struct {
	const char *pattern, *ways;
} braces[] = {
	{ "a{b,c}*", "ab* ac* " }, { "{a,b{c,d}}*", "a* bc* bd* " },
	{ "a{b*", "a{b* " },       { "a{}*", "a* " },
	{ "{,x}a*", "a* xa* " },
};

START_TEST(braces_expand_in_order)
{
	struct arena *arena = arena_new();
	struct buf got = { .arena = arena };
	struct pattern_list ways = { 0 };

	pattern_expand(arena, str_of(braces[_i].pattern), &ways);
	for (size_t i = 0; i < ways.patterns.n; i++)
		buf_printf(&got, "%.*s ", STR_ARG(ways.patterns.at[i]));
	ck_assert_msg(str_eq(buf_str(&got), str_of(braces[_i].ways)),
		      "got %.*s", STR_ARG(buf_str(&got)));
	arena_free(arena);
}
END_TEST

START_TEST(braces_that_multiply_are_cut)
{
	struct arena *arena = arena_new();
	struct buf text = { .arena = arena };
	struct pattern_list ways = { 0 };

	for (int i = 0; i < 100; i++)
		buf_put(&text, STR("{a,b}"));
	pattern_expand(arena, buf_str(&text), &ways);
	ck_assert_uint_le(ways.patterns.n, 1000);
	arena_free(arena);
}
END_TEST

START_TEST(more_patterns_than_anybody_writes_are_told_off)
{
	struct arena *arena = arena_new();
	struct buf text = { .arena = arena };
	struct read_try t;

	for (int i = 0; i < 300; i++)
		buf_printf(&text, "a%d.*=1\n", i);
	read_try_text(&t, "systemd", buf_str(&text));
	ck_assert_uint_eq(settings_count(t.host.settings), 256);
	ck_assert_uint_eq(t.diags.list.n, 1);
	ck_assert_int_eq(t.diags.list.at[0].level, DIAG_UNREADABLE);
	ck_assert_uint_eq(
		place_of(t.reading.sources, t.diags.list.at[0].span).line, 257);
	read_try_done(&t);
	/* Where a star is a letter there is nothing to bound. */
	read_try_text(&t, "busybox", buf_str(&text));
	ck_assert_uint_eq(settings_count(t.host.settings), 300);
	read_try_done(&t);
	arena_free(arena);
}
END_TEST

static const char *const loaders[] = { "systemd",       "procps",
				       "procps-3.3.12", "procps-4.0.7",
				       "busybox",       "toybox" };
enum { N_LOADERS = sizeof loaders / sizeof loaders[0], N_LINES = 12 };

/* "a.k3=5\n", a pattern, or an exclusion; about one of few keys. */
static struct str any_line(struct arena *arena, struct dice *dice,
			   const char *top)
{
	unsigned key = (unsigned)dice_below(dice, 4);
	unsigned value = (unsigned)dice_below(dice, 3);

	switch (dice_below(dice, 6)) {
	case 0:
		return str_format(arena, "%s.k*=%u\n", top, value);
	case 1:
		return str_format(arena, "-%s.k%u\n", top, key);
	case 2:
		return str_format(arena, "%s/k%u = %u\n", top, key, value);
	default:
		return str_format(arena, "  %s.k%u=%u \n", top, key, value);
	}
}

static struct str keys_outcome(struct read_try *t, struct arena *arena)
{
	struct buf out = { .arena = arena };

	for (unsigned i = 0; i < 4; i++) {
		struct str path = str_format(arena, "a/k%u", i);

		buf_printf(&out, "%.*s ",
			   STR_ARG(read_try_value(t, str_c(arena, path))));
	}
	return buf_str(&out);
}

/* Lines about "a", with lines about other keys strewn in. (Not for the loaders
 * whose bare keys pick up what an earlier line left.) */
START_TEST(files_that_set_other_keys_leave_a_key_alone)
{
	struct dice dice = { .state = (uint64_t)_i };
	struct arena *arena = arena_new();

	for (int round = 0; round < ROUNDS; round++) {
		struct buf plain = { .arena = arena }, mixed = plain;
		const char *loader = loaders[dice_below(&dice, N_LOADERS)];
		struct read_try one, two;

		for (int i = 0; i < N_LINES; i++) {
			struct str line = any_line(arena, &dice, "a");

			buf_put(&plain, line);
			buf_put(&mixed, any_line(arena, &dice, "b"));
			buf_put(&mixed, line);
		}
		read_try_text(&one, loader, buf_str(&plain));
		read_try_text(&two, loader, buf_str(&mixed));
		ck_assert(str_eq(keys_outcome(&one, arena),
				 keys_outcome(&two, arena)));
		read_try_done(&one);
		read_try_done(&two);
	}
	arena_free(arena);
}
END_TEST

/* Lines that name different keys, and no pattern among them, may stand in any
 * order. */
START_TEST(lines_of_different_keys_may_change_places)
{
	struct dice dice = { .state = (uint64_t)_i };
	struct arena *arena = arena_new();

	for (int round = 0; round < ROUNDS; round++) {
		struct str lines[4];
		struct buf up = { .arena = arena }, down = up;
		const char *loader = loaders[dice_below(&dice, N_LOADERS)];
		struct read_try one, two;

		for (unsigned i = 0; i < 4; i++)
			lines[i] = str_format(arena, "a.k%u=%u\n", i,
					      (unsigned)dice_below(&dice, 9));
		for (unsigned i = 0; i < 4; i++) {
			buf_put(&up, lines[i]);
			buf_put(&down, lines[3 - i]);
		}
		read_try_text(&one, loader, buf_str(&up));
		read_try_text(&two, loader, buf_str(&down));
		ck_assert(str_eq(keys_outcome(&one, arena),
				 keys_outcome(&two, arena)));
		read_try_done(&one);
		read_try_done(&two);
	}
	arena_free(arena);
}
END_TEST

/* Of every assignment that touches a path, one wins or all lose. */
START_TEST(no_line_is_lost)
{
	struct dice dice = { .state = (uint64_t)_i };
	struct arena *arena = arena_new();

	for (int round = 0; round < ROUNDS; round++) {
		struct buf text = { .arena = arena };
		struct read_try t;
		struct effective e;
		size_t n = 0;

		for (int i = 0; i < N_LINES; i++)
			buf_put(&text, any_line(arena, &dice, "a"));
		read_try_text(&t, loaders[dice_below(&dice, 2)],
			      buf_str(&text));
		for (uint32_t i = 0; i < settings_count(t.host.settings); i++)
			n += pattern_matches(
				settings_at(t.host.settings, i)->path,
				STR("a/k1"), false);
		e = settings_effective(t.host.settings, arena, STR("a/k1"));
		ck_assert_uint_eq(n, e.n_losers + (e.winner != NULL) +
					     (e.excluded_by != NULL));
		read_try_done(&t);
	}
	arena_free(arena);
}
END_TEST

Suite *suite_settings(void)
{
	Suite *suite = suite_create("settings");
	TCase *tc = tcase_create("settings");

	tcase_set_timeout(tc, 30);
	tcase_add_test(tc, a_later_line_beats_an_earlier_one_and_keeps_it);
	tcase_add_test(
		tc, a_line_that_names_a_key_beats_patterns_wherever_they_stand);
	tcase_add_test(tc, an_exclusion_spares_from_patterns_and_is_named);
	tcase_add_test(tc, a_later_exclusion_takes_a_line_back_in_systemd_only);
	tcase_add_test(tc,
		       exclusions_with_wildcards_count_from_procps_4_0_5_on);
	tcase_add_test(tc,
		       a_pattern_repeated_with_its_value_stays_where_it_was);
	tcase_add_test(tc, braces_in_a_pattern_are_ways_of_one_line);
	tcase_add_test(tc, where_there_are_no_patterns_a_star_is_a_letter);
	tcase_add_loop_test(tc, patterns_match_as_glob_does, 0,
			    sizeof globs / sizeof globs[0]);
	tcase_add_loop_test(tc, braces_expand_in_order, 0,
			    sizeof braces / sizeof braces[0]);
	tcase_add_test(tc, braces_that_multiply_are_cut);
	tcase_add_test(tc, more_patterns_than_anybody_writes_are_told_off);
	tcase_add_loop_test(tc, files_that_set_other_keys_leave_a_key_alone, 0,
			    SEEDS);
	tcase_add_loop_test(tc, lines_of_different_keys_may_change_places, 0,
			    SEEDS);
	tcase_add_loop_test(tc, no_line_is_lost, 0, SEEDS);
	suite_add_tcase(suite, tc);
	return suite;
}
