/* SPDX-License-Identifier: Apache-2.0 */
#include "base/files_root.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MAX_LINKS   40 /* the kernel's MAXSYMLINKS */
#define MAX_RETRIES 8  /* openat2: EAGAIN when a rename is under way */

/* What openat2(2) takes; glibc 2.36 has neither this nor the call. */
struct how {
	uint64_t flags, mode, resolve;
};

enum { HOW_NO_MAGIC_LINKS = 0x02, HOW_IN_ROOT = 0x10 };

static int kernel_openat(int root_fd, const char *path, int flags)
{
#ifdef SYS_openat2
	const struct how how = { .flags = (uint64_t)flags,
				 .resolve = HOW_NO_MAGIC_LINKS | HOW_IN_ROOT };

	for (int i = 0; i < MAX_RETRIES; i++) {
		const long fd =
			syscall(SYS_openat2, root_fd, path, &how, sizeof how);

		if (fd >= 0)
			return (int)fd;
		if (errno != EINTR && errno != EAGAIN)
			return -errno;
	}
	return -EAGAIN;
#else
	(void)root_fd, (void)path, (void)flags;
	return -ENOSYS;
#endif
}

/* Where a walk is: done is free of links, and holds no "." or "..". */
struct walk {
	int root_fd;
	int n_links;
	char done[PATH_MAX];
	char rest[PATH_MAX];
};

static int openat_again(int dir_fd, const char *name, int flags)
{
	int fd;

	do
		fd = openat(dir_fd, name, flags);
	while (fd < 0 && errno == EINTR);
	return fd < 0 ? -errno : fd;
}

/* Cuts the first component off path, which is left as empty text at the end.
 * Slashes in front of it are passed over. */
static char *component_next(char **path)
{
	char *start = *path + strspn(*path, "/");
	char *end = start + strcspn(start, "/");

	*path = *end ? end + 1 : end;
	*end = '\0';
	return start;
}

/* Opens the directory done without following any link: somebody may swap
 * a directory for a link while we walk. */
static int walk_open_done(const struct walk *w)
{
	const int flags = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
	char path[PATH_MAX], *rest = path;
	int fd = openat_again(w->root_fd, ".", flags);

	memcpy(path, w->done, sizeof path);
	while (fd >= 0 && *rest) {
		const int next = openat_again(fd, component_next(&rest), flags);

		close(fd);
		fd = next;
	}
	return fd;
}

static void walk_up(struct walk *w)
{
	char *slash = strrchr(w->done, '/');

	*(slash ? slash : w->done) = '\0';
}

static int walk_down(struct walk *w, const char *name)
{
	const size_t len = strlen(w->done), n = strlen(name);

	if (len + n + 2 > sizeof w->done)
		return -ENAMETOOLONG;
	if (len)
		w->done[len] = '/';
	memcpy(w->done + len + (len > 0), name, n + 1);
	return 0;
}

/* Goes on at target, then at what follows the link. */
static int walk_follow(struct walk *w, const char *target, size_t len,
		       const char *after)
{
	const size_t n_after = strlen(after);

	if (++w->n_links > MAX_LINKS)
		return -ELOOP;
	if (len + n_after + 2 > sizeof w->rest)
		return -ENAMETOOLONG;
	if (target[0] == '/')
		w->done[0] = '\0';
	memmove(w->rest + len + 1, after, n_after + 1);
	memcpy(w->rest, target, len);
	w->rest[len] = '/';
	return 0;
}

/* Takes one component; what comes after it is in w->rest again. */
static int walk_step(struct walk *w)
{
	char target[PATH_MAX], *after = w->rest;
	const char *name = component_next(&after);
	ssize_t len;
	int dir_fd, error = 0;

	if (strcmp(name, "..") == 0)
		walk_up(w);
	if (!*name || strcmp(name, ".") == 0 || strcmp(name, "..") == 0) {
		memmove(w->rest, after, strlen(after) + 1);
		return 0;
	}
	dir_fd = walk_open_done(w);
	if (dir_fd < 0)
		return dir_fd;
	len = readlinkat(dir_fd, name, target, sizeof target);
	if (len < 0 && errno != EINVAL) /* EINVAL: it is no link */
		error = -errno;
	close(dir_fd);
	if (error)
		return error;
	if (len > 0)
		return walk_follow(w, target, (size_t)len, after);
	error = walk_down(w, name);
	memmove(w->rest, after, strlen(after) + 1);
	return error;
}

static int walk_open_last(struct walk *w, int flags)
{
	char last[NAME_MAX + 1] = ".";
	const char *slash = strrchr(w->done, '/');
	const char *name = slash ? slash + 1 : w->done;
	int dir_fd, fd;

	if (strlen(name) > NAME_MAX)
		return -ENAMETOOLONG;
	if (*name)
		memcpy(last, name, strlen(name) + 1);
	walk_up(w);
	dir_fd = walk_open_done(w);
	if (dir_fd < 0)
		return dir_fd;
	fd = openat_again(dir_fd, last, flags | O_NOFOLLOW | O_CLOEXEC);
	close(dir_fd);
	return fd;
}

int files_root_walk(int root_fd, const char *path, int flags)
{
	struct walk w = { .root_fd = root_fd };
	const size_t len = strlen(path);

	if (!len)
		return -ENOENT;
	if (len >= sizeof w.rest)
		return -ENAMETOOLONG;
	memcpy(w.rest, path, len + 1);
	if (path[len - 1] == '/')
		flags |= O_DIRECTORY;
	while (w.rest[0]) {
		const int error = walk_step(&w);

		if (error)
			return error;
	}
	return walk_open_last(&w, flags);
}

int files_root_openat(int root_fd, const char *path, int flags)
{
	int fd;

	if (root_fd == AT_FDCWD)
		return openat_again(AT_FDCWD, path, flags | O_CLOEXEC);
	fd = kernel_openat(root_fd, path, flags | O_CLOEXEC);
	if (fd == -ENOSYS || fd == -EPERM)
		return files_root_walk(root_fd, path, flags);
	return fd;
}
