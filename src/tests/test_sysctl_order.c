/* SPDX-License-Identifier: Apache-2.0 */
/* Which files are read, in which order, and what becomes of the others. */
#include "base/files.h"
#include "tests/read_try.h"
#include "tests/suites.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* "PATH TEXT" or "PATH -> TARGET", one a line. */
static void make_tree(struct arena *arena, char *dir, struct str lines)
{
	struct str line, path, text;

	ck_assert_ptr_nonnull(mkdtemp(dir));
	while (str_next_word(&lines, "\n", &line)) {
		char *at;

		str_split(line, ' ', &path, &text);
		path = str_format(arena, "%s%.*s", dir, STR_ARG(path));
		at = (char *)str_c(arena, path);
		for (char *p = at + strlen(dir) + 1; *p; p++)
			if (*p == '/') {
				*p = '\0';
				ck_assert(mkdir(at, 0700) == 0 ||
					  errno == EEXIST);
				*p = '/';
			}
		if (str_starts(text, STR("-> ")))
			ck_assert_int_eq(
				symlink(str_c(arena,
					      str_slice(text, 3, text.len)),
					at),
				0);
		else
			ck_assert_int_eq(file_write_whole(at, text), 0);
	}
}

static void remove_tree(struct arena *arena, const char *dir, struct str lines)
{
	struct str line, path, text;

	while (str_next_word(&lines, "\n", &line)) {
		char *at, *slash;

		str_split(line, ' ', &path, &text);
		at = (char *)str_c(
			arena, str_format(arena, "%s%.*s", dir, STR_ARG(path)));
		unlink(at);
		while ((slash = strrchr(at, '/')) && slash > at + strlen(dir)) {
			*slash = '\0';
			rmdir(at);
		}
	}
	rmdir(dir);
}

/* "etc/sysctl.d/10-a.conf loaded", with what masks or shadows it. */
static struct str fates(struct read_try *t, const char *dir)
{
	struct buf out = { .arena = t->arena };

	for (size_t i = 0; i < t->host.files.n; i++) {
		const struct host_file *f = &t->host.files.at[i];
		struct str fate =
			file_fate_name((enum file_fate)f->fate);

		buf_printf(
			&out, "%.*s %.*s\n",
			STR_ARG(str_slice(f->name, strlen(dir), f->name.len)),
			STR_ARG(fate));
	}
	return buf_str(&out);
}

static const struct {
	const char *loader;
	const char *tree, *fates;
} trees[] = {
	{ "systemd",
	  "/etc/sysctl.d/10-z.conf x=1\n"
	  "/etc/sysctl.d/10.conf x=1\n"
	  "/etc/sysctl.d/9.conf x=1\n"
	  "/etc/sysctl.d/B.conf x=1\n"
	  "/etc/sysctl.d/a.conf x=1\n",
	  "/etc/sysctl.d/10-z.conf loaded\n"
	  "/etc/sysctl.d/10.conf loaded\n"
	  "/etc/sysctl.d/9.conf loaded\n"
	  "/etc/sysctl.d/B.conf loaded\n"
	  "/etc/sysctl.d/a.conf loaded\n" },
	{ "systemd",
	  "/usr/lib/sysctl.d/50-x.conf x=1\n"
	  "/run/sysctl.d/50-x.conf x=2\n"
	  "/etc/sysctl.d/50-x.conf x=3\n",
	  "/etc/sysctl.d/50-x.conf loaded\n"
	  "/run/sysctl.d/50-x.conf shadowed\n"
	  "/usr/lib/sysctl.d/50-x.conf shadowed\n" },
	{ "procps-3.3.16",
	  "/run/sysctl.d/50-x.conf x=2\n"
	  "/etc/sysctl.d/50-x.conf x=3\n",
	  "/run/sysctl.d/50-x.conf loaded\n"
	  "/etc/sysctl.d/50-x.conf shadowed\n" },
	{ "systemd",
	  "/usr/lib/sysctl.d/50-x.conf x=1\n"
	  "/etc/sysctl.d/50-x.conf -> /dev/null\n",
	  "/etc/sysctl.d/50-x.conf mask\n"
	  "/usr/lib/sysctl.d/50-x.conf masked\n" },
	{ "systemd",
	  "/usr/lib/sysctl.d/50-x.conf x=1\n"
	  "/etc/sysctl.d/50-x.conf -> nowhere\n",
	  "/etc/sysctl.d/50-x.conf dangling link\n"
	  "/usr/lib/sysctl.d/50-x.conf masked\n" },
	{ "systemd",
	  "/etc/sysctl.d/a.conf.bak x=1\n"
	  "/etc/sysctl.d/b.CONF x=1\n"
	  "/etc/sysctl.d/.conf x=1\n",
	  "/etc/sysctl.d/.conf never read\n"
	  "/etc/sysctl.d/a.conf.bak never read\n"
	  "/etc/sysctl.d/b.CONF never read\n" },
	{ "procps",
	  "/etc/sysctl.d/.a.conf x=1\n"
	  "/etc/sysctl.d/b.CONF x=1\n",
	  "/etc/sysctl.d/.a.conf loaded\n"
	  "/etc/sysctl.d/b.CONF never read\n" },
	{ "systemd",
	  "/etc/sysctl.conf x=1\n"
	  "/etc/sysctl.d/zz.conf x=1\n",
	  "/etc/sysctl.d/zz.conf loaded\n"
	  "/etc/sysctl.conf never read\n" },
	{ "systemd",
	  "/etc/sysctl.conf x=1\n"
	  "/etc/sysctl.d/99-sysctl.conf -> ../sysctl.conf\n",
	  "/etc/sysctl.d/99-sysctl.conf loaded\n"
	  "/etc/sysctl.conf linked\n" },
	{ "procps",
	  "/etc/sysctl.conf x=1\n"
	  "/etc/sysctl.d/zz.conf x=1\n",
	  "/etc/sysctl.d/zz.conf loaded\n"
	  "/etc/sysctl.conf loaded\n" },
	{ "systemd", "/lib/sysctl.d/a.conf x=1\n",
	  "/lib/sysctl.d/a.conf never read\n" },
	{ "systemd-252", "/lib/sysctl.d/a.conf x=1\n",
	  "/lib/sysctl.d/a.conf loaded\n" },
	/* On a merged /usr the same file is not met twice. */
	{ "procps",
	  "/usr/lib/sysctl.d/a.conf x=1\n"
	  "/lib -> usr/lib\n",
	  "/usr/lib/sysctl.d/a.conf loaded\n" },
	{ "busybox",
	  "/etc/sysctl.conf x=1\n"
	  "/etc/sysctl.d/a.conf x=1\n",
	  "/etc/sysctl.conf loaded\n"
	  "/etc/sysctl.d/a.conf never read\n" },
	/* A link that points out of the tree stays inside it. */
	{ "systemd",
	  "/etc/real.conf x=1\n"
	  "/etc/sysctl.d/a.conf -> ../../../../../../etc/real.conf\n"
	  "/etc/sysctl.d/b.conf -> /etc/passwd\n",
	  "/etc/sysctl.d/a.conf loaded\n"
	  "/etc/sysctl.d/b.conf dangling link\n" },
};

START_TEST(every_file_has_its_fate)
{
	struct arena *arena = arena_new();
	char dir[] = "/tmp/sysctl-order-XXXXXX";
	struct read_try t;
	struct str got;

	make_tree(arena, dir, str_of(trees[_i].tree));
	read_try_root(&t, trees[_i].loader, dir);
	remove_tree(arena, dir, str_of(trees[_i].tree));
	got = fates(&t, dir);
	ck_assert_msg(str_eq(got, str_of(trees[_i].fates)), "got\n%.*s",
		      STR_ARG(got));
	ck_assert_uint_eq(t.diags.list.n, 0);
	read_try_done(&t);
	arena_free(arena);
}
END_TEST

static const struct {
	const char *path, *why;
} unreadable[] = {
	{ "/nowhere/at-all.conf", "there is no such file" },
	{ "/dev/zero", "it is a device, a FIFO or a socket, not a file" },
	{ "/dev/null/x", "a part of the path is no directory" },
};

START_TEST(what_cannot_be_read_is_said_and_the_rest_is_read)
{
	char good[] = "/tmp/sysctl-good-XXXXXX";
	int fd = mkstemp(good);
	const char *paths[] = { unreadable[_i].path, good };
	struct read_try t;

	ck_assert_int_eq(write(fd, "a.b=1\n", 6), 6);
	close(fd);
	read_try_texts(&t, "systemd", NULL, 0);
	host_read_paths(&t.reading, NULL, paths, 2, false, &t.host);
	unlink(good);
	ck_assert_uint_eq(t.diags.list.n, 1);
	ck_assert_int_eq(t.diags.list.at[0].level, DIAG_UNREADABLE);
	ck_assert(
		str_eq(t.diags.list.at[0].message, str_of(unreadable[_i].why)));
	ck_assert(str_eq(read_try_value(&t, "a/b"), STR("1")));
	read_try_done(&t);
}
END_TEST

START_TEST(a_fifo_is_told_off_at_once)
{
	char dir[] = "/tmp/sysctl-fifo-XXXXXX";
	struct arena *arena = arena_new();
	struct str path;
	const char *paths[1];
	struct read_try t;

	ck_assert_ptr_nonnull(mkdtemp(dir));
	path = str_format(arena, "%s/fifo.conf", dir);
	paths[0] = str_c(arena, path);
	ck_assert_int_eq(mkfifo(paths[0], 0600), 0);
	read_try_texts(&t, "systemd", NULL, 0);
	host_read_paths(&t.reading, NULL, paths, 1, false, &t.host);
	unlink(paths[0]);
	rmdir(dir);
	ck_assert_uint_eq(t.diags.list.n, 1);
	read_try_done(&t);
	arena_free(arena);
}
END_TEST

Suite *suite_sysctl_order(void)
{
	Suite *suite = suite_create("sysctl_order");
	TCase *tc = tcase_create("files");

	tcase_add_loop_test(tc, every_file_has_its_fate, 0,
			    sizeof trees / sizeof trees[0]);
	tcase_add_loop_test(tc,
			    what_cannot_be_read_is_said_and_the_rest_is_read, 0,
			    sizeof unreadable / sizeof unreadable[0]);
	tcase_add_test(tc, a_fifo_is_told_off_at_once);
	suite_add_tcase(suite, tc);
	return suite;
}
