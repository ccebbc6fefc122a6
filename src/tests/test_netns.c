/* SPDX-License-Identifier: Apache-2.0 */
#include "prove/netns.h"
#include "tests/suites.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#define OF_NET  "/proc/sys/net/ipv4/tcp_fin_timeout"
#define OF_HOST "/proc/sys/vm/swappiness"
#define LIMIT_S 20

/* Inside: what went wrong, as the exit status. */
enum fault { NONE, NO_LINK, NO_WRITE, NO_ANSWER, HOST_CHANGED, HOST_OPEN };

static struct str read_value(struct arena *arena, const char *path)
{
	char room[64];
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	const ssize_t got = fd < 0 ? 0 : read(fd, room, sizeof room);

	if (fd >= 0)
		close(fd);
	return str_copy(arena, (struct str){ room, got > 0 ? (size_t)got : 0 });
}

static bool write_value(const char *path, struct str text)
{
	const int fd = open(path, O_WRONLY | O_CLOEXEC);
	const bool written =
		fd >= 0 && write(fd, text.at, text.len) == (ssize_t)text.len;

	if (fd >= 0)
		close(fd);
	return written;
}

static enum fault try_inside(const struct netns *ns, struct arena *arena,
			     struct str host)
{
	struct str other;

	if (netns_add_link("veth", "probe0") < 0 &&
	    netns_add_link("dummy", "probe0") < 0)
		return NO_LINK;
	if (!write_value(OF_NET, STR("7")))
		return NO_WRITE;
	if (netns_read_outside(ns, arena, STR("net/ipv4/tcp_fin_timeout"),
			       &other) < 0)
		return NO_ANSWER;
	if (!str_eq(other, host) ||
	    !str_eq(read_value(arena, OF_NET), STR("7\n")))
		return HOST_CHANGED;
	return open(OF_HOST, O_WRONLY | O_CLOEXEC) < 0 ? NONE : HOST_OPEN;
}

/* Where namespaces are forbidden there is nothing to try. */
static void host_stays(enum netns_owner owner)
{
	struct arena *arena = arena_new();
	const struct str before = read_value(arena, OF_NET);
	struct netns ns;
	int error = netns_split(&ns, owner);

	if (!error && ns.side == NETNS_INSIDE)
		_exit((int)try_inside(&ns, arena, before));
	if (!error)
		ck_assert_int_eq(netns_serve(&ns, LIMIT_S), NONE);
	else
		ck_assert_int_lt(error, 0);
	ck_assert(str_eq(read_value(arena, OF_NET), before));
	arena_free(arena);
}

START_TEST(what_a_user_tries_inside_leaves_the_host_alone)
{
	host_stays(NETNS_OF_USER);
}
END_TEST

START_TEST(what_root_tries_inside_leaves_the_host_alone)
{
	host_stays(NETNS_OF_ROOT);
}
END_TEST

START_TEST(what_comes_to_no_end_is_ended)
{
	struct netns ns;

	if (netns_split(&ns, NETNS_OF_USER))
		return;
	if (ns.side == NETNS_INSIDE) {
		pause();
		_exit(0);
	}
	ck_assert_int_eq(netns_serve(&ns, 0), -ETIMEDOUT);
}
END_TEST

START_TEST(a_question_about_no_key_is_answered)
{
	struct arena *arena = arena_new();
	struct netns ns;
	struct str text;

	if (!netns_split(&ns, NETNS_OF_USER)) {
		if (ns.side == NETNS_INSIDE)
			_exit(-netns_read_outside(&ns, arena, STR("../no-key"),
						  &text));
		ck_assert_int_eq(netns_serve(&ns, LIMIT_S), ENOENT);
	}
	arena_free(arena);
}
END_TEST

Suite *suite_netns(void)
{
	Suite *suite = suite_create("netns");
	TCase *tc = tcase_create("netns");

	tcase_add_test(tc, what_a_user_tries_inside_leaves_the_host_alone);
	tcase_add_test(tc, what_root_tries_inside_leaves_the_host_alone);
	tcase_add_test(tc, what_comes_to_no_end_is_ended);
	tcase_add_test(tc, a_question_about_no_key_is_answered);
	suite_add_tcase(suite, tc);
	return suite;
}
