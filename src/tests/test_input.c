/* SPDX-License-Identifier: Apache-2.0 */
/* Kinds of input: how they are told apart, and what their readers make of
 * lines, words and tags. */
#include "read/input_kind.h"
#include "read/input_read.h"
#include "read/template.h"
#include "read/tuned_ini.h"
#include "read/tuned_vars.h"
#include "tests/suites.h"
#include "tests/tools.h"

static struct arena *arena;

static void setup(void)
{
	arena = arena_new();
}

static void teardown(void)
{
	arena_free(arena);
}

#define STATES "fs.aio-nr = 0\nfs.file-nr = 1 0 1\nkernel.ostype = Linux\n"

START_TEST(a_kind_is_told_by_text_and_name)
{
	static const struct {
		const char *name, *text;
		enum input_kind kind;
	} cases[] = {
		{ "a.conf", "vm.swappiness = 1\n", INPUT_SYSCTL },
		{ "a.conf", "", INPUT_SYSCTL },
		{ "a.conf", STATES, INPUT_DUMP },
		{ "a.conf", "fs.aio-nr = 0\nkernel.ostype = Linux\n",
		  INPUT_SYSCTL },
		{ "a.conf", "#" STATES, INPUT_SYSCTL },
		{ "kernel/sysctl_-a", "vm.swappiness = 1\n", INPUT_DUMP },
		{ "proc/cmdline", "root=/dev/sda1 ro\n", INPUT_CMDLINE },
		{ "a.conf", "BOOT_IMAGE=/x ro\n", INPUT_CMDLINE },
		{ "a.conf", "ro sysctl.vm.swappiness=1", INPUT_CMDLINE },
		{ "a.conf", "sysctl -w sysctl.vm.swappiness=1", INPUT_SYSCTL },
		{ "a.conf", "ro sysctl.vm.swappiness=1\nx=1\n", INPUT_SYSCTL },
		{ "web/tuned.conf", "vm.swappiness = 1\n", INPUT_TUNED },
		{ "99-tuned.conf", "vm.swappiness = 1\n", INPUT_SYSCTL },
		{ "a.conf", "[sysctl]\nvm.swappiness = 1\n", INPUT_SYSCTL },
		{ "a.conf", "[main]\n[sysctl]\nvm.swappiness = 1\n",
		  INPUT_TUNED },
		{ "a.conf", "[sysctl]\nvm.swappiness=>1\n", INPUT_TUNED },
		{ "a.conf", "kern.maxfiles=1\nvm.x=1\n", INPUT_BSD },
		{ "a.conf",
		  "kern.ostype: FreeBSD\nvm.overcommit: 0\ndev.cpu.0.freq: 1\n"
		  "user.cs_path: /bin\nfs.posix.setuid=1\n",
		  INPUT_BSD },
		{ "a.conf", "kern.maxfiles=1\nvm.swappiness=1\n",
		  INPUT_SYSCTL },
		{ "a.conf", "kern.maxfiles=1\nkernel.panic=1\n", INPUT_SYSCTL },
		{ "a.conf", "hw.acpi=1\nnet/ipv4/ip_forward=1\n",
		  INPUT_SYSCTL },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		ck_assert_msg(input_kind_of(str_of(cases[i].name),
					    str_of(cases[i].text)) ==
				      cases[i].kind,
			      "%s: %s", cases[i].name, cases[i].text);
}
END_TEST

START_TEST(a_place_is_a_folder_of_loaders)
{
	ck_assert(input_kind_is_place(STR("/etc/sysctl.d/a.conf")));
	ck_assert(input_kind_is_place(STR("sysctl.d/a.conf")));
	ck_assert(input_kind_is_place(STR("root/etc/sysctl.conf")));
	ck_assert(!input_kind_is_place(STR("sysctl.conf")));
	ck_assert(!input_kind_is_place(STR("/etc/ufw/sysctl.conf")));
	ck_assert(!input_kind_is_place(STR("a/sysctl.d")));
}
END_TEST

/* A letter a line: t the engine's, b read within a block, '.' read. */
static void scan_is(const char *text, const char *expected)
{
	struct template_scan scan;
	struct str all = str_of(text);
	size_t start = 0;

	template_start(&scan, all);
	for (const char *e = expected; *e; e++) {
		size_t end =
			start + str_find(str_slice(all, start, all.len), '\n');
		bool takes = template_takes(&scan, start, end);
		char got = '.';

		if (takes)
			got = 't';
		else if (scan.depth)
			got = 'b';
		ck_assert_msg(got == *e, "line %d of '%s': %c, not %c",
			      (int)(e - expected) + 1, text, got, *e);
		start = end + 1;
	}
}

START_TEST(tags_blocks_and_lines_are_told_apart)
{
	static const char *const cases[][2] = {
		{ "a=1\nb={{ x }}\nc=1", ".t." },
		{ "{% if x %}\na=1\n{% else %}\na=2\n{% endif %}\nb=1",
		  "tbtbt." },
		{ "{% if x -%} {% for y in z %}\na=1\n{% endfor %}\nb=1\n"
		  "{%- endif %}\nc=1",
		  "tbtbt." },
		{ "{% set x = 1 %}\na=1", "t." },
		{ "{# one\ntwo=1 #}\na=1", "tt." },
		{ "a=1 {# no\nb=1", ".." },
		{ "<% if x -%>\na=1\n<% else -%>\na=2\n<% end -%>\nb=1",
		  "tbtbt." },
		{ "<% x.each do |k| %>\na=1\n<% end %>\nb=1", "tbt." },
		{ "<% $x.each |$k| { -%>\na=1\n<% } -%>\nb=1", "tbt." },
		{ "<% if $x { -%>\na=1\n<% } else { -%>\nb=1\n<% } -%>\nc=1",
		  "tbtbt." },
		{ "<%= x %>\na=1\n<%# if %>\nb=1", "t.t." },
		{ "{{- if .x }}\na=1\n{{ else }}\na=2\n{{ end }}\nb=1",
		  "tbtbt." },
		{ "a={{ x\n | y }}\nb=1", "tt." },
		{ "a={{ x\nb=1", "t." },
		{ "# {{{ fold\na=1\n# }}}\nb=1", "...." },
		{ "%{ if x ~}\na=1\n%{ endif ~}\nb=1", "tbt." },
		{ "kernel.core_pattern=|/x %{e} %p\na=1", ".." },
		{ "a=${X}\nb=@Y_1@\nc=x@y.org\nd=${}\n# ${X}\ne=$X", "tt...." },
		{ "{% endif %}\na=1", "t." },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		scan_is(cases[i][0], cases[i][1]);
}
END_TEST

static void read_as(struct host_reading *r, struct diags *diags,
		    enum input_kind kind, const char *text,
		    struct host_read *out)
{
	diags->arena = arena;
	*r = (struct host_reading){ .arena = arena,
				    .sources = sources_new(arena),
				    .diags = diags,
				    .dialect = dialect_default(),
				    .told = (uint8_t)kind };
	host_read_source(r, source_add(r->sources, STR("text"), str_of(text)),
			 out);
}

START_TEST(words_for_a_kernel_are_split_as_it_does)
{
	static const char *const cases[][3] = {
		{ "sysctl.vm.swappiness=1", "vm/swappiness", "1" },
		{ "a sysctl/kernel.panic=5 b", "kernel/panic", "5" },
		{ "\"sysctl.a.b=x y\" c", "a/b", "x y" },
		{ "sysctl.a.b=\"x y\" c", "a/b", "x y" },
		{ "sysctl.a.b=x\"y z\" c", "a/b", "x\"y z\"" },
		{ "sysctl.a.b=x=y", "a/b", "x=y" },
		{ "numa_zonelist_order=node", "vm/numa_zonelist_order",
		  "node" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct host_reading r;
		struct host_read host;
		struct diags diags = { 0 };
		const struct assignment *a;

		read_as(&r, &diags, INPUT_CMDLINE, cases[i][0], &host);
		ck_assert_uint_eq(settings_count(host.settings), 1);
		a = settings_at(host.settings, 0);
		ck_str(a->path, cases[i][1]);
		ck_str(a->value, cases[i][2]);
		ck_str(span_text(r.sources, a->value_span), cases[i][2]);
	}
}
END_TEST

START_TEST(a_dump_is_complete_where_nothing_was_left_out)
{
	static const struct {
		const char *text;
		bool complete;
	} cases[] = {
		{ "fs.a = 1\nkernel.a = 1\nnet.a = 1\nvm.a = 1\n", true },
		{ "fs.a = 1\nkernel.a = 1\nnet.a = 1\n", false },
		{ "fs.a = 1\nsysctl: permission denied on key 'kernel.b'\n"
		  "kernel.a = 1\nnet.a = 1\nvm.a = 1\n",
		  false },
		{ "fs.a = 1\nsysctl: reading key \"net.b\"\n"
		  "kernel.a = 1\nnet.a = 1\nvm.a = 1\n",
		  true },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct host_reading r;
		struct host_read host;
		struct diags diags = { 0 };

		read_as(&r, &diags, INPUT_DUMP, cases[i].text, &host);
		ck_assert_msg(settings_complete(host.settings) ==
				      cases[i].complete,
			      "%s", cases[i].text);
	}
}
END_TEST

START_TEST(variables_are_put_in_where_they_are_known)
{
	static const char *const cases[][2] = {
		{ "plain", "plain" },     { "${a}-${b}", "1-1 2" },
		{ "\\${a}", "${a}" },     { "x${none}", NULL },
		{ "${f:exec:ls}", NULL }, { "${a", NULL },
		{ "$a", NULL },           { "${open}", NULL },
	};
	struct tuned_vars *vars = tuned_vars_new(arena);
	struct str got;

	tuned_vars_put(vars, STR("a"), STR("1"));
	tuned_vars_put(vars, STR("b"), STR("${a} 2"));
	tuned_vars_put(vars, STR("open"), STR("${later}"));
	tuned_vars_put(vars, STR("later"), STR("1"));
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		bool known = tuned_vars_expand(vars, str_of(cases[i][0]), &got);

		ck_assert_int_eq(known, cases[i][1] != NULL);
		if (known)
			ck_str(got, cases[i][1]);
	}
}
END_TEST

START_TEST(variables_that_double_end)
{
	struct tuned_vars *vars = tuned_vars_new(arena);
	struct str got, name = STR("v0");

	tuned_vars_put(vars, name, STR("0123456789"));
	for (int i = 0; i < 30; i++) {
		struct str text = str_format(arena, "${%.*s}${%.*s}",
					     STR_ARG(name), STR_ARG(name));

		name = str_format(arena, "v%d", i + 1);
		tuned_vars_put(vars, name, text);
	}
	ck_assert(!tuned_vars_expand(vars, STR("${v30}"), &got));
	ck_assert(tuned_vars_expand(vars, STR("${v3}"), &got));
	ck_assert_uint_eq(got.len, 80);
}
END_TEST

START_TEST(a_profile_is_split_as_python_does)
{
	struct str text =
		STR("early = 1\n[a]\nx = 1 # why\ny=#2\nz = 3#4\n"
		    "  goes on\n; no\nalone\n[b]\nx = 2\n[a]\nx = 9\n");
	struct ini ini;
	const struct ini_section *a;

	ini_read(arena, text, &ini);
	ck_assert_uint_eq(ini.sections.n, 3);
	ck_assert_uint_eq(ini.broken.n, 1);
	ck_str(ini.broken.at[0].name, "alone");
	a = ini_section(&ini, STR("a"));
	ck_assert_ptr_nonnull(a);
	ck_str(ini_option(a, STR("x"))->value, "9");
	ck_str(ini_option(a, STR("y"))->value, "#2");
	ck_str(ini_option(a, STR("z"))->value, "3#4");
	ck_assert(ini_option(a, STR("z"))->goes_on);
	ck_assert(!ini_option(a, STR("y"))->goes_on);
	ck_assert_ptr_null(ini_option(a, STR("none")));
	ck_str(ini_option(ini_section(&ini, STR("")), STR("early"))->value,
	       "1");
}
END_TEST

Suite *suite_input(void)
{
	Suite *s = suite_create("input");
	TCase *tc = tcase_create("input");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, a_kind_is_told_by_text_and_name);
	tcase_add_test(tc, a_place_is_a_folder_of_loaders);
	tcase_add_test(tc, tags_blocks_and_lines_are_told_apart);
	tcase_add_test(tc, words_for_a_kernel_are_split_as_it_does);
	tcase_add_test(tc, a_dump_is_complete_where_nothing_was_left_out);
	tcase_add_test(tc, variables_are_put_in_where_they_are_known);
	tcase_add_test(tc, variables_that_double_end);
	tcase_add_test(tc, a_profile_is_split_as_python_does);
	suite_add_tcase(s, tc);
	return s;
}
