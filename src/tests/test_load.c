/* SPDX-License-Identifier: Apache-2.0 */
/* What the kernel's answer does to a load. */
#include "base/buf.h"
#include "model/load.h"
#include "rulebook/rulebook.h"
#include "tests/read_try.h"
#include "tests/suites.h"

static const struct {
	const char *loader, *kernel, *text, *steps;
	int exit_status;
} loads[] = {
	{ "systemd", "6.12", "net.ipv4.tcp_syncookies=banana\nnet.a=1\n",
	  "refused applied ", 1 },
	{ "systemd", "6.12", "-net.ipv4.tcp_syncookies=banana\n", "refused ",
	  0 },
	{ "procps-3.3.17", "6.12", "net.ipv4.tcp_syncookies=banana\n",
	  "refused ", 0 },
	{ "procps-3.3.0", "6.12", "net.ipv4.tcp_syncookies=banana\n",
	  "refused ", 255 },
	{ "procps-4.0.6", "6.12", "-net.ipv4.tcp_syncookies=banana\n",
	  "refused ", 1 },
	{ "procps-4.0.7", "6.12", "-net.ipv4.tcp_syncookies=banana\n",
	  "refused ", 0 },
	/* The rest of the file is lost. */
	{ "busybox", "6.12",
	  "net.b=1\nnet.ipv4.tcp_syncookies=banana\nnet.a=1\n",
	  "applied refused aborted ", 1 },
	{ "toybox", "6.12", "net.ipv4.tcp_syncookies=banana\nnet.a=1\n",
	  "refused aborted ", 1 },
	/* Numbers end at a blank. */
	{ "systemd", "6.12", "net.ipv4.tcp_syncookies=1 # words\n", "applied ",
	  0 },
	{ "systemd", "6.12", "net.ipv4.tcp_rmem=4096 banana 1\n", "partial ",
	  1 },
	{ "systemd", "6.12", "net.ipv4.tcp_rmem=banana 1 1\n", "refused ", 1 },
	{ "systemd", "6.12", "net.ipv4.tcp_rmem=4096 87380\n", "partial ", 0 },
	{ "systemd", "6.12", "net.ipv4.tcp_tw_recycle=1\n", "no-such-key ", 0 },
	{ "procps", "6.12", "net.ipv4.tcp_tw_recycle=1\n", "no-such-key ", 1 },
	{ "systemd", "4.11", "net.ipv4.tcp_tw_recycle=1\n", "applied ", 0 },
	{ "systemd", "6.12", "net.ipv4.tcp_ehash_entries=1\n", "not-writable ",
	  0 },
	{ "procps-4.0.6", "6.12", "net.ipv4.tcp_ehash_entries=1\n",
	  "not-writable ", 1 },
	{ "systemd", "6.12", "a.key.of.somebody=banana\n", "applied ", 0 },
};

START_TEST(the_kernel_s_answer_decides_what_is_written)
{
	struct rulebook rulebook;
	struct load_kernel kernel = { .knowledge = &rulebook.knowledge };
	struct read_try t;
	struct load load;
	struct buf got;

	rulebook_init(&rulebook, true);
	ck_assert(kver_parse(str_of(loads[_i].kernel), &kernel.version));
	read_try_text(&t, loads[_i].loader, str_of(loads[_i].text));
	load_run(t.arena, t.host.settings, NULL, &kernel, &load);
	got = (struct buf){ .arena = t.arena };
	for (size_t i = 0; i < load.steps.n; i++) {
		buf_put(&got,
			load_result_name(
				(enum load_result)load.steps.at[i].result));
		buf_char(&got, ' ');
	}
	ck_assert_msg(str_eq(buf_str(&got), str_of(loads[_i].steps)),
		      "%s: got %.*s", loads[_i].text, STR_ARG(buf_str(&got)));
	ck_assert_int_eq(load.exit_status, loads[_i].exit_status);
	read_try_done(&t);
}
END_TEST

START_TEST(without_a_kernel_every_value_is_taken)
{
	struct read_try t;
	struct load load;

	read_try_text(&t, "busybox",
		      STR("net.ipv4.tcp_syncookies=banana\nnet.a=1\n"));
	load_run(t.arena, t.host.settings, NULL, NULL, &load);
	ck_assert_uint_eq(load.steps.n, 2);
	ck_assert_int_eq(load.steps.at[0].result, LOAD_APPLIED);
	ck_assert_int_eq(load.exit_status, 0);
	read_try_done(&t);
}
END_TEST

Suite *suite_load(void)
{
	Suite *suite = suite_create("load");
	TCase *tc = tcase_create("kernel");

	tcase_add_loop_test(tc, the_kernel_s_answer_decides_what_is_written, 0,
			    sizeof loads / sizeof loads[0]);
	tcase_add_test(tc, without_a_kernel_every_value_is_taken);
	suite_add_tcase(suite, tc);
	return suite;
}
