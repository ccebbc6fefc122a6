/* SPDX-License-Identifier: Apache-2.0 */
/* What the kernel's answer does to a load. */
#include "base/buf.h"
#include "model/load.h"
#include "model/model.h"
#include "model/names.h"
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

/* What a rule hears of each line of a host, as "result " a line. */
static struct str heard(struct arena *arena, struct model *m,
			const struct tier *tier)
{
	struct expr_env env = model_env(m);
	struct buf out = { .arena = arena };
	struct datum d;

	for (size_t i = 0; i < model_n_subjects(m, SUBJECT_ASSIGNMENT, tier);
	     i++) {
		env.field(env.context,
			  model_subject(m, SUBJECT_ASSIGNMENT, tier, i),
			  NAME_ASSIGNMENT_RESULT, NULL, &d);
		if (d.known && !str_eq(d.value.word, STR("none")))
			buf_printf(&out, "%.*s ", STR_ARG(d.value.word));
	}
	return buf_str(&out);
}

/* The dry run of the same host. */
static struct str dry_run(struct arena *arena, struct settings *settings,
			  const struct load_kernel *kernel)
{
	struct buf out = { .arena = arena };
	struct load load;

	load_run(arena, settings, NULL, kernel, &load);
	for (size_t i = 0; i < load.steps.n; i++)
		buf_printf(&out, "%.*s ",
			   STR_ARG(load_result_name(
				   (enum load_result)load.steps.at[i].result)));
	return buf_str(&out);
}

/* Lines of a few keys and values, so that some repeat and some are refused.
 * No line comes twice: two in a row are one step of a dry run. */
static struct str dice_lines(struct arena *arena, uint32_t seed)
{
	static const char *const lines[] = {
		"vm.swappiness = 10\n",
		"vm.swappiness = banana\n",
		"net.ipv4.tcp_rmem = 4096 87380\n",
		"net.ipv4.tcp_rmem = 4096 banana\n",
		"-net.ipv4.tcp_syncookies = on\n",
		"net.ipv4.tcp_tw_recycle = 1\n",
		"vm.drop_caches = 3\n",
		"fs.file-nr = 1\n",
		"a.key.of.somebody = 1\n",
		"-vm.swappiness\n",
	};
	struct buf out = { .arena = arena };
	uint32_t used = 0, pick;

	for (int i = 0; i < 6; i++) {
		seed = seed * 1664525u + 1013904223u;
		pick = (seed >> 16) % (sizeof lines / sizeof *lines);
		if (!(used & 1u << pick))
			buf_put(&out, str_of(lines[pick]));
		used |= 1u << pick;
	}
	return buf_str(&out);
}

START_TEST(rules_hear_what_a_dry_run_prints)
{
	static const char *const loaders[] = {
		"systemd-247", "systemd-257",  "procps-3.3.15",
		"procps",      "busybox-1.38", "toybox",
	};
	static const char *const kernels[] = { "4.11", "5.4", "6.12" };
	struct rulebook rulebook;
	struct load_kernel kernel = { .knowledge = &rulebook.knowledge };
	struct arena *texts = arena_new();
	struct topology *topology;
	struct tier *tier;
	struct read_try t;

	rulebook_init(&rulebook, true);
	ck_assert(kver_parse(str_of(kernels[_i % 3]), &kernel.version));
	read_try_text(&t, loaders[_i % 6], dice_lines(texts, (uint32_t)_i));
	topology = topology_new(t.arena);
	tier = topology_add_lone_host(topology, STR("x"), t.host.settings);
	tier->fields[TIER_KERNEL] =
		datum_of((struct value){ .type = VALUE_VERSION,
					 .version = kernel.version },
			 ORIGIN_GIVEN, (struct span){ 0 });
	ck_assert_msg(
		str_eq(heard(t.arena,
			     model_new(t.arena, &rulebook.knowledge, topology),
			     tier),
		       dry_run(t.arena, t.host.settings, &kernel)),
		"seed %d, %s, %s", _i, loaders[_i % 6], kernels[_i % 3]);
	read_try_done(&t);
	arena_free(texts);
}
END_TEST

Suite *suite_load(void)
{
	Suite *suite = suite_create("load");
	TCase *tc = tcase_create("kernel");

	tcase_add_loop_test(tc, the_kernel_s_answer_decides_what_is_written, 0,
			    sizeof loads / sizeof loads[0]);
	tcase_add_test(tc, without_a_kernel_every_value_is_taken);
	tcase_add_loop_test(tc, rules_hear_what_a_dry_run_prints, 0, 300);
	suite_add_tcase(suite, tc);
	return suite;
}
