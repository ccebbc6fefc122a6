/* SPDX-License-Identifier: Apache-2.0 */
/* Loaders by name, spellings into paths, and the tree of keys. */
#include "model/key_tree.h"
#include "read/dialect.h"
#include "read/loaders.h"
#include "tests/suites.h"

static const struct {
	const char *name, *row; /* NULL: there is none */
} found[] = {
	{ "systemd", "systemd-257" },
	{ "procps", "procps-4.0.4" },
	{ "busybox", "busybox-1.38.0" },
	{ "busybox-1.30", "busybox-1.30.1" },
	{ "busybox-1", "busybox-1.30.1" },
	{ "busybox-1.3", NULL },
	{ "toybox-0.8", "toybox-0.8.9" },
	{ "systemd-252", "systemd-252" },
	{ "systemd-255", "systemd-252" },
	{ "procps-3.3.11", "procps-3.3.11" },
	{ "procps-3.3.9", "procps-3.3.9" },
	{ "procps-4.0.1", "procps-4.0.0" },
	{ "procps-9", "procps-4.0.7" },
	{ "systemd-99999999999999999999", "systemd-262" },
	{ "systemd-231", "systemd-219" },
	{ "procps-3.3.7", "procps-3.3.3" },
	{ "tuned", "tuned" },
	{ "openrc", "openrc" },
	{ "debian-12", NULL },
	{ "systemd-100", NULL },
	{ "systemd-", NULL },
	{ "systemd-two", NULL },
	{ "sysctl", NULL },
	{ "", NULL },
};

START_TEST(a_name_finds_its_row_or_the_one_before_it)
{
	struct arena *arena = arena_new();
	struct str near;
	const struct dialect *d =
		dialect_find(arena, str_of(found[_i].name), &near);

	ck_assert_int_eq(d != NULL, found[_i].row != NULL);
	if (d)
		ck_assert(
			str_eq(dialect_name(arena, d), str_of(found[_i].row)));
	arena_free(arena);
}
END_TEST

static const struct {
	const char *name, *boot, *by_hand; /* NULL: there is none */
} systems[] = {
	{ "debian-12", "systemd-252", "procps-4.0.2" },
	{ "debian-10", "systemd-236", "procps-3.3.15" },
	{ "debian-14", "systemd-257", "procps-4.0.4" },
	{ "debian-8", NULL, NULL },
	{ "debian", NULL, NULL },
	{ "debian-", NULL, NULL },
	{ "debian-twelve", NULL, NULL },
	{ "ubuntu-24.04", "systemd-252", "procps-4.0.4" },
	{ "ubuntu-23.10", "systemd-247", "procps-3.3.17" },
	{ "rhel-7.9", "systemd-219", "procps-3.3.10" },
	{ "rocky-9.4", "systemd-252", "procps-3.3.17" },
	{ "centos-8", "systemd-236", "procps-3.3.15" },
	{ "alpine-3.20.3", "openrc", "busybox-1.35.0" },
	{ "alpine-3.10", NULL, NULL },
	{ "openwrt-23.05", "openwrt", "busybox-1.35.0" },
	{ "systemd-252", "systemd-252", NULL },
	{ "busybox", "busybox-1.38.0", NULL },
};

static void check_name(struct arena *arena, const struct dialect *d,
		       const char *name)
{
	ck_assert_int_eq(d != NULL, name != NULL);
	if (d)
		ck_assert(str_eq(dialect_name(arena, d), str_of(name)));
}

START_TEST(a_distribution_is_what_runs_there_at_boot_and_by_hand)
{
	struct arena *arena = arena_new();
	struct loaders l;
	struct str near;

	loaders_find(arena, str_of(systems[_i].name), &l, &near);
	check_name(arena, l.boot, systems[_i].boot);
	check_name(arena, l.by_hand, systems[_i].by_hand);
	arena_free(arena);
}
END_TEST

static const struct {
	const char *text, *system;
} releases[] = {
	{ "PRETTY_NAME=\"x\"\nVERSION_ID=\"12\"\nID=debian\n", "debian-12" },
	{ "ID='rhel'\nVERSION_ID='9.4'", "rhel-9.4" },
	{ "ID=alpine\nVERSION_ID=3.20.3\n", "alpine-3.20.3" },
	{ "ID=debian\n", "" },
	{ "ID=arch\nVERSION_ID=1\n", "" },
	{ "ID=openwrt\nVERSION_ID=SNAPSHOT\n", "" },
	{ "ID=\nVERSION_ID=\"\n", "" },
	{ "", "" },
};

START_TEST(a_release_file_tells_the_distribution)
{
	struct arena *arena = arena_new();
	struct loaders l = { 0 };

	loaders_of_release(arena, str_of(releases[_i].text), &l);
	ck_assert(str_eq(l.system, str_of(releases[_i].system)));
	arena_free(arena);
}
END_TEST

START_TEST(a_name_that_is_nearly_right_is_suggested)
{
	struct arena *arena = arena_new();
	struct str near;

	ck_assert_ptr_null(dialect_find(arena, STR("sytemd"), &near));
	ck_assert(str_eq(near, STR("systemd")));
	arena_free(arena);
}
END_TEST

static const struct {
	const char *loader, *spelling, *path;
} spelled[] = {
	{ "systemd", "net.ipv4.conf.eth0/100.x", "net/ipv4/conf/eth0.100/x" },
	{ "systemd", "net/ipv4/conf/eth0.100/x", "net/ipv4/conf/eth0.100/x" },
	{ "systemd", "a..b", "a/b" },
	{ "systemd", "/a/b/", "a/b" },
	{ "systemd", "a/./b", "a/b" },
	{ "systemd", "a/../b", "a/../b" },
	{ "systemd-247", "a/../b", "b" },
	{ "procps", "a.b.", "a/b/" },
	{ "procps", "..", "" },
	{ "procps", "a/../../../b", "b" },
	{ "procps", "", "" },
	{ "toybox", "net/ipv4/conf/eth0.100/x", "net/ipv4/conf/eth0/100/x" },
	{ "busybox", "a.b.c", "a/b/c" },
	{ "busybox", "a.b/c", "a/b.c" },
	{ "busybox-1.30.1", "a.b/c", "a/b/c" },
	{ "busybox", "/proc/sys/a/b", "a/b" },
};

START_TEST(spellings_become_paths)
{
	struct arena *arena = arena_new();
	struct buf path = { .arena = arena };
	struct str near;

	dialect_path(dialect_find(arena, str_of(spelled[_i].loader), &near),
		     NULL, str_of(spelled[_i].spelling), &path);
	ck_assert_msg(str_eq(buf_str(&path), str_of(spelled[_i].path)),
		      "%s is %.*s", spelled[_i].spelling,
		      STR_ARG(buf_str(&path)));
	arena_free(arena);
}
END_TEST

static const struct {
	const char *spelling, *path;
} probed[] = {
	{ "net.eth0.100.x", "net/eth0.100/x" },
	{ "net.eth0.x", "net/eth0/x" },
	{ "net/all.x", "net/all.x" },
	/* What is not there keeps its dots behind the last folder. */
	{ "net.eth0.y.z", "net/eth0/y.z" },
	{ "net/eth0.x", "net/eth0/x" },
};

START_TEST(a_loader_that_probes_finds_what_is_there)
{
	struct arena *arena = arena_new();
	struct key_tree *keys = key_tree_new(arena);
	struct buf path = { .arena = arena };
	struct str near;

	key_tree_read(keys, STR("net/eth0/x\nnet/eth0.100/x\n"));
	dialect_path(dialect_find(arena, STR("busybox"), &near), keys,
		     str_of(probed[_i].spelling), &path);
	ck_assert_msg(str_eq(buf_str(&path), str_of(probed[_i].path)),
		      "%s is %.*s", probed[_i].spelling,
		      STR_ARG(buf_str(&path)));
	arena_free(arena);
}
END_TEST

static const struct {
	const char *path;
	enum key_found found;
} walked[] = {
	{ "a/b", KEY_FILE },         { "a", KEY_DIRECTORY },
	{ "", KEY_DIRECTORY },       { "a/x", KEY_MISSING },
	{ "a//b", KEY_FILE },        { "./a/./b", KEY_FILE },
	{ "a/../a/b", KEY_FILE },    { "a/b/", KEY_BELOW_FILE },
	{ "a/b/c", KEY_BELOW_FILE }, { "a/b/..", KEY_BELOW_FILE },
	{ "../a/b", KEY_MISSING },   { "x/../a/b", KEY_MISSING },
	{ "a/..", KEY_DIRECTORY },
};

START_TEST(paths_are_walked_as_the_kernel_does)
{
	struct arena *arena = arena_new();
	struct key_tree *keys = key_tree_new(arena);

	key_tree_read(keys, STR("# words\na/b = 1\n\na/c\n"));
	ck_assert_int_eq(key_tree_find(keys, str_of(walked[_i].path), NULL),
			 walked[_i].found);
	arena_free(arena);
}
END_TEST

START_TEST(keys_know_what_they_hold_where_they_were_told)
{
	struct arena *arena = arena_new();
	struct key_tree *keys = key_tree_new(arena);
	uint32_t node = 0;
	struct str value;

	key_tree_read(keys, STR("a/b = 1 2\na/c\n"));
	key_tree_find(keys, STR("a/b"), &node);
	ck_assert(key_tree_value(keys, node, &value));
	ck_assert(str_eq(value, STR("1 2")));
	ck_assert(str_eq(key_tree_path(keys, arena, node), STR("a/b")));
	key_tree_find(keys, STR("a/c"), &node);
	ck_assert(!key_tree_value(keys, node, &value));
	arena_free(arena);
}
END_TEST

/* Growing the table of names must not lose any. */
START_TEST(many_keys_are_found_again)
{
	struct arena *arena = arena_new();
	struct key_tree *keys = key_tree_new(arena);
	struct key_matches all = { 0 };

	for (int i = 0; i < 5000; i++)
		key_tree_add(keys, str_format(arena, "a/k%d/b", i), NULL);
	for (int i = 0; i < 5000; i++)
		ck_assert_int_eq(key_tree_find(keys,
					       str_format(arena, "a/k%d/b", i),
					       NULL),
				 KEY_FILE);
	key_tree_glob(keys, arena, STR("a/k*/b"), &all);
	ck_assert_uint_eq(all.nodes.n, 5000);
	arena_free(arena);
}
END_TEST

Suite *suite_dialect(void)
{
	Suite *suite = suite_create("dialect");
	TCase *tc = tcase_create("dialect");

	tcase_add_loop_test(tc, a_name_finds_its_row_or_the_one_before_it, 0,
			    sizeof found / sizeof found[0]);
	tcase_add_loop_test(
		tc, a_distribution_is_what_runs_there_at_boot_and_by_hand, 0,
		sizeof systems / sizeof systems[0]);
	tcase_add_loop_test(tc, a_release_file_tells_the_distribution, 0,
			    sizeof releases / sizeof releases[0]);
	tcase_add_test(tc, a_name_that_is_nearly_right_is_suggested);
	tcase_add_loop_test(tc, spellings_become_paths, 0,
			    sizeof spelled / sizeof spelled[0]);
	tcase_add_loop_test(tc, a_loader_that_probes_finds_what_is_there, 0,
			    sizeof probed / sizeof probed[0]);
	tcase_add_loop_test(tc, paths_are_walked_as_the_kernel_does, 0,
			    sizeof walked / sizeof walked[0]);
	tcase_add_test(tc, keys_know_what_they_hold_where_they_were_told);
	tcase_add_test(tc, many_keys_are_found_again);
	suite_add_tcase(suite, tc);
	return suite;
}
