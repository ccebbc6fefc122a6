/* SPDX-License-Identifier: Apache-2.0 */
#include "base/files.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_TRIES 100 /* names that somebody else took before us */

struct target {
	char path[PATH_MAX]; /* links resolved: a link stays a link */
	char temporary[PATH_MAX];
	bool exists;
	struct stat st; /* when it exists */
};

static int target_find(const char *path, struct target *t)
{
	if (!realpath(path, t->path)) {
		if (errno != ENOENT)
			return -errno;
		if (strlen(path) >= sizeof t->path)
			return -ENAMETOOLONG;
		memcpy(t->path, path, strlen(path) + 1);
		return 0;
	}
	if (stat(t->path, &t->st) < 0)
		return -errno;
	if (S_ISDIR(t->st.st_mode))
		return -EISDIR;
	t->exists = true;
	return S_ISREG(t->st.st_mode) ? 0 : -ENOTSUP;
}

/* An open descriptor of a new file in the same directory, or -errno. */
static int temporary_open(struct target *t)
{
	/* Closed to others until it has the mode of what it replaces. */
	const mode_t mode = t->exists ? 0600 : 0644;
	const char *slash = strrchr(t->path, '/');
	const int n_dir = slash ? (int)(slash - t->path) + 1 : 0;

	for (int i = 0; i < MAX_TRIES; i++) {
		const int n = snprintf(t->temporary, sizeof t->temporary,
				       "%.*s.sysctl-advisor.%ld.%d", n_dir,
				       t->path, (long)getpid(), i);
		int fd;

		if (n < 0 || (size_t)n >= sizeof t->temporary)
			return -ENAMETOOLONG;
		fd = open(t->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
			  mode);
		if (fd >= 0)
			return fd;
		if (errno != EEXIST && errno != EINTR)
			return -errno;
	}
	return -EEXIST;
}

static int write_all(int fd, struct str text)
{
	while (text.len) {
		const ssize_t n = write(fd, text.at, text.len);

		if (n < 0 && errno != EINTR)
			return -errno;
		if (n > 0)
			text = str_slice(text, (size_t)n, text.len);
	}
	return 0;
}

static int temporary_fill(int fd, const struct target *t, struct str text)
{
	const int error = write_all(fd, text);

	if (error)
		return error;
	/* Only root may give a file away; who else cannot keeps it. */
	if (t->exists && fchown(fd, t->st.st_uid, t->st.st_gid) < 0 &&
	    errno != EPERM)
		return -errno;
	if (t->exists && fchmod(fd, t->st.st_mode & 0777) < 0)
		return -errno;
	return fsync(fd) < 0 ? -errno : 0;
}

int file_write_whole(const char *path, struct str text)
{
	struct target t = { 0 };
	int error = target_find(path, &t);
	int fd;

	if (error)
		return error;
	fd = temporary_open(&t);
	if (fd < 0)
		return fd;
	error = temporary_fill(fd, &t, text);
	if (close(fd) < 0 && !error)
		error = -errno;
	if (!error && rename(t.temporary, t.path) < 0)
		error = -errno;
	if (error)
		unlink(t.temporary);
	return error;
}
