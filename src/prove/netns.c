/* SPDX-License-Identifier: Apache-2.0 */
#include "prove/netns.h"

#include "base/files.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define OWN_KINDS (CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS)
/* Who root is inside, outside: nobody. */
#define NOBODY     65534
#define PATH_BYTES 1024

/* What the sides tell each other while they split: an errno, or 0. */
static bool tell(int fd, int error)
{
	return send(fd, &error, sizeof error, MSG_NOSIGNAL) ==
	       (ssize_t)sizeof error;
}

static int hear(int fd)
{
	int error = 0;
	ssize_t got;

	do
		got = recv(fd, &error, sizeof error, 0);
	while (got < 0 && errno == EINTR);
	return got == (ssize_t)sizeof error ? error : EPIPE;
}

static int write_text(const char *path, struct str text)
{
	const int fd = open(path, O_WRONLY | O_CLOEXEC);
	int error = 0;

	if (fd < 0)
		return -errno;
	if (write(fd, text.at, text.len) != (ssize_t)text.len)
		error = -errno;
	close(fd);
	return error;
}

static int map_one(struct arena *arena, pid_t pid, const char *file,
		   unsigned id)
{
	const char *path =
		str_c(arena, str_format(arena, "/proc/%d/%s", (int)pid, file));

	return write_text(path, str_format(arena, "0 %u 1\n", id));
}

/* Root inside is who we are, or nobody where that is root. */
static int map_ids(pid_t pid)
{
	struct arena *arena = arena_new();
	const bool is_root = geteuid() == 0;
	const char *deny =
		str_c(arena, str_format(arena, "/proc/%d/setgroups", (int)pid));
	int error = write_text(deny, STR("deny"));

	if (!error)
		error = map_one(arena, pid, "uid_map",
				is_root ? NOBODY : geteuid());
	if (!error)
		error = map_one(arena, pid, "gid_map",
				is_root ? NOBODY : getegid());
	arena_free(arena);
	return error;
}

static int become(unsigned uid, unsigned gid)
{
	if (setresgid(gid, gid, gid) < 0 || setresuid(uid, uid, uid) < 0)
		return errno;
	return 0;
}

/* Of root's powers only the one over the network namespace is kept. */
static int keep_net_admin(void)
{
	struct __user_cap_header_struct header = {
		.version = _LINUX_CAPABILITY_VERSION_3,
	};
	struct __user_cap_data_struct data[2] = { 0 };
	int error;

	if (prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) < 0)
		return errno;
	error = become(NOBODY, NOBODY);
	if (error)
		return error;
	data[0].permitted = data[0].effective = 1U << CAP_NET_ADMIN;
	return syscall(SYS_capset, &header, data) < 0 ? errno : 0;
}

static int enter_as_user(int fd)
{
	int error;

	if (unshare(CLONE_NEWUSER | OWN_KINDS) < 0)
		return errno;
	/* Who we are in there must be said from outside. */
	if (!tell(fd, 0))
		return EPIPE;
	error = hear(fd);
	return error ? error : become(0, 0);
}

static int enter_as_root(void)
{
	if (unshare(OWN_KINDS) < 0)
		return errno;
	return keep_net_admin();
}

/* The child: says that its ids want mapping, if so, and how it went. */
static void enter(struct netns *ns, enum netns_owner owner)
{
	int error = owner == NETNS_OF_USER ? enter_as_user(ns->fd)
					   : enter_as_root();

	/* It must not outlive who would stop it. A change of ids clears this,
	 * so it comes last. */
	if (!error && prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) < 0)
		error = errno;
	/* There is nobody to return to. */
	if (!tell(ns->fd, error) || error)
		_exit(EXIT_FAILURE);
}

static int split_off(struct netns *ns, enum netns_owner owner)
{
	int error = hear(ns->fd);

	if (error || owner == NETNS_OF_ROOT)
		return error;
	tell(ns->fd, -map_ids(ns->inside));
	return hear(ns->fd);
}

static int wait_for(pid_t pid)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -errno;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -EINTR;
}

int netns_split(struct netns *ns, enum netns_owner owner)
{
	int pair[2], error;

	*ns = (struct netns){ .fd = -1 };
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0)
		return -errno;
	ns->inside = fork();
	if (ns->inside < 0) {
		error = errno;
		close(pair[0]);
		close(pair[1]);
		return -error;
	}
	ns->side = ns->inside ? NETNS_OUTSIDE : NETNS_INSIDE;
	ns->fd = pair[ns->side];
	close(pair[!ns->side]);
	if (ns->side == NETNS_INSIDE) {
		enter(ns, owner);
		return 0;
	}
	error = split_off(ns, owner);
	if (!error)
		return 0;
	close(ns->fd);
	wait_for(ns->inside);
	return -error;
}

/* An answer begins with its errno. */
struct answer {
	int error;
	char text[NETNS_VALUE_MAX];
};

int netns_read_outside(const struct netns *ns, struct arena *arena,
		       struct str path, struct str *out)
{
	struct answer answer;
	ssize_t got;

	*out = (struct str){ 0 };
	if (send(ns->fd, path.at, path.len, MSG_NOSIGNAL) != (ssize_t)path.len)
		return -EPIPE;
	do
		got = recv(ns->fd, &answer, sizeof answer, 0);
	while (got < 0 && errno == EINTR);
	if (got < (ssize_t)sizeof answer.error)
		return -EPIPE;
	*out = str_copy(
		arena,
		(struct str){ answer.text, (size_t)got - sizeof answer.error });
	return answer.error;
}

static void answer_one(struct netns *ns, struct str path)
{
	struct arena *arena = arena_new();
	struct answer answer = { 0 };
	struct str text = { 0 };
	int root = -1;

	answer.error = file_root_open("/proc/sys", &root);
	if (!answer.error)
		answer.error = file_read_in(arena, root, str_c(arena, path),
					    NETNS_VALUE_MAX, &text);
	file_root_close(root);
	if (text.len)
		memcpy(answer.text, text.at, text.len);
	send(ns->fd, &answer, sizeof answer.error + text.len, MSG_NOSIGNAL);
	arena_free(arena);
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Waits for a question; false when the inside has ended, or time is up. */
static bool question(struct netns *ns, int64_t until_ms, struct str *path,
		     char *room, size_t n)
{
	struct pollfd wait = { .fd = ns->fd, .events = POLLIN };
	int64_t left_ms;
	ssize_t got;

	while ((left_ms = until_ms - now_ms()) > 0) {
		if (poll(&wait, 1, (int)left_ms) <= 0)
			continue;
		got = recv(ns->fd, room, n, 0);
		if (got <= 0 && !(got < 0 && errno == EINTR))
			return false;
		*path = (struct str){ room, got > 0 ? (size_t)got : 0 };
		if (got > 0)
			return true;
	}
	return false;
}

int netns_serve(struct netns *ns, unsigned limit_s)
{
	const int64_t until_ms = now_ms() + (int64_t)limit_s * 1000;
	char room[PATH_BYTES];
	struct str path;
	int status;
	bool late;

	while (question(ns, until_ms, &path, room, sizeof room))
		answer_one(ns, path);
	late = now_ms() >= until_ms;
	if (late)
		kill(ns->inside, SIGKILL);
	status = wait_for(ns->inside);
	close(ns->fd);
	return late ? -ETIMEDOUT : status;
}
