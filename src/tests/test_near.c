/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "keys/near.h"
#include "rulebook/rulebook.h"
#include "tests/suites.h"

static struct arena *arena;

static void setup(void)
{
	arena = arena_new();
}

static void teardown(void)
{
	arena_free(arena);
}

/* Of the last part. */
static size_t leaf_len(struct str path)
{
	size_t n = 0;

	while (n < path.len && path.at[path.len - 1 - n] != '/')
		n++;
	return n;
}

static const struct {
	const char *wrong;
	enum nearness nearness;
	const char *want;
} rows[] = {
	{ "net/ipv4/tcpfin_timeout", NEAR_SPELLING,
	  "net/ipv4/tcp_fin_timeout" },
	{ "net/ipv4/tcp-fin-timeout", NEAR_SPELLING,
	  "net/ipv4/tcp_fin_timeout" },
	{ "NET/IPv4/tcp_fin_timeout", NEAR_SPELLING,
	  "net/ipv4/tcp_fin_timeout" },
	{ "\xe2\x80\x8bnet/ipv4/tcp_syncookies", NEAR_SPELLING,
	  "net/ipv4/tcp_syncookies" },
	{ "net/ipv4/conf/eth0/100/rp_filter", NEAR_SPELLING,
	  "net/ipv4/conf/eth0.100/rp_filter" },
	{ "net/ipv4.conf.eth0.rp_filter", NEAR_SPELLING,
	  "net/ipv4/conf/eth0/rp_filter" },
	/* A dot is lost, also beside an interface. */
	{ "vm_swappiness", NEAR_SPELLING, "vm/swappiness" },
	{ "fsfile-max", NEAR_SPELLING, "fs/file-max" },
	{ "net/ipv4conf/all/log_martians", NEAR_SPELLING,
	  "net/ipv4/conf/all/log_martians" },
	{ "net/ipv6/conf/defaultforwarding", NEAR_SPELLING,
	  "net/ipv6/conf/default/forwarding" },
	{ "net/ipv4/confeth0/rp_filter", NEAR_SPELLING,
	  "net/ipv4/conf/eth0/rp_filter" },
	{ "net/ipv4/conf/defaul/trp_filter", NEAR_SPELLING,
	  "net/ipv4/conf/default/rp_filter" },
	{ "NET/IPV4/CONF/ALL/RP_FILTER", NEAR_SPELLING,
	  "net/ipv4/conf/all/rp_filter" },
	/* Cyrillic o and a. */
	{ "net/c\xd0\xbere/som\xd0\xb0xconn", NEAR_SPELLING,
	  "net/core/somaxconn" },
	{ "net/ipv6/c\xd0\xbenf/\xd0\xb0ll/forwarding", NEAR_SPELLING,
	  "net/ipv6/conf/all/forwarding" },
	{ "kernel/sched_wakeup_granularity_n", NEAR_LETTER,
	  "kernel/sched_wakeup_granularity_ns" },
	{ "net/core/rmem_defualt", NEAR_LETTER, "net/core/rmem_default" },
	{ "vm/swapiness", NEAR_LETTERS, "vm/swappiness" },
	{ "net/ipv4_fastopen", NEAR_LETTERS, "net/ipv4/tcp_fastopen" },
	{ "net/ipv4/somaxconn", NEAR_LETTERS, "net/core/somaxconn" },
	{ "net/ipv4/conf/eth0/rp_fliter", NEAR_LETTERS,
	  "net/ipv4/conf/eth0/rp_filter" },
	{ "net/ipv4/tcp_turbo_mode", NEAR_NONE, NULL },
	{ "net/ipv4/conf/rp_filter", NEAR_NONE, NULL },
	{ "net/ipv4/conf/arp_filter", NEAR_NONE, NULL },
	{ "swappiness", NEAR_LETTERS, "vm/swappiness" },
	{ "sysrq", NEAR_NONE, NULL },
	{ "/", NEAR_NONE, NULL },
	{ "", NEAR_NONE, NULL },
};

START_TEST(the_nearest_key_is_found)
{
	struct str out = { 0 };

	ck_assert_int_eq(key_near(arena, &builtin_rules.book->facts,
				  str_of(rows[_i].wrong), &out),
			 rows[_i].nearness);
	if (rows[_i].want)
		ck_assert_str_eq(str_c(arena, out), rows[_i].want);
}
END_TEST

/* Else a rule would shout at one of them. */
START_TEST(no_two_known_keys_differ_by_spelling_alone)
{
	const struct facts *facts = &builtin_rules.book->facts;
	struct str out;

	for (uint32_t i = 0; i < facts->n; i++) {
		struct str path = pool_text(facts->chars, facts->at[i].path);

		ck_assert_int_eq(key_near(arena, facts, path, &out),
				 NEAR_SPELLING);
		ck_assert_msg(str_eq(path, out) ||
				      fact_find(facts, out) ==
					      fact_find(facts, path),
			      "%.*s is %.*s", STR_ARG(path), STR_ARG(out));
	}
}
END_TEST

/* What leaves facts out by a hint may leave none out that is near. _i is the
 * letter that is wrong. */
START_TEST(a_wrong_letter_is_a_slip_in_each_key)
{
	const struct facts *facts = &builtin_rules.book->facts;
	struct str out;

	for (uint32_t i = 0; i < facts->n; i++) {
		struct str path = pool_text(facts->chars, facts->at[i].path);
		const size_t leaf = path.len - leaf_len(path);
		struct buf wrong = { .arena = arena };

		if (path.len - leaf < 6)
			continue;
		buf_put(&wrong, path);
		wrong.at[leaf + (size_t)_i] = 'q';
		ck_assert_int_ne(key_near(arena, facts, buf_str(&wrong), &out),
				 NEAR_NONE);
	}
}
END_TEST

START_TEST(a_long_key_is_no_slip)
{
	struct str long_key = str_format(arena, "net/ipv4/%0120d", 1);
	struct str out;

	ck_assert_int_eq(
		key_near(arena, &builtin_rules.book->facts, long_key, &out),
		NEAR_NONE);
}
END_TEST

Suite *suite_near(void)
{
	Suite *s = suite_create("near");
	TCase *tc = tcase_create("near");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, the_nearest_key_is_found, 0,
			    sizeof rows / sizeof *rows);
	tcase_add_test(tc, no_two_known_keys_differ_by_spelling_alone);
	tcase_add_loop_test(tc, a_wrong_letter_is_a_slip_in_each_key, 0, 6);
	tcase_add_test(tc, a_long_key_is_no_slip);
	suite_add_tcase(s, tc);
	return s;
}
