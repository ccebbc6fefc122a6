/* SPDX-License-Identifier: Apache-2.0 */
#include "base/files.h"
#include "base/buf.h"
#include "base/files_root.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

/* Nothing blocks in open, and no terminal becomes ours. */
#define READ_FLAGS (O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)

#define READ_BYTES ((size_t)16 * 1024)

static bool is_null_device(const struct stat *st)
{
	/* Major 1 is memory, minor 3 of it is null: Linux, devices.txt. */
	return S_ISCHR(st->st_mode) && st->st_rdev == makedev(1, 3);
}

static ssize_t read_again(int fd, char *at, size_t n, bool may_wait)
{
	struct pollfd wait = { .fd = fd, .events = POLLIN };
	ssize_t got;

	for (;;) {
		got = read(fd, at, n);
		if (got >= 0)
			return got;
		if (errno == EAGAIN && may_wait)
			poll(&wait, 1, -1);
		else if (errno != EINTR)
			return -errno;
	}
}

/* Reads to the end, whatever size was promised: files in /proc say 0. */
static int read_all(struct buf *b, int fd, size_t limit_bytes, bool may_wait)
{
	for (;;) {
		const size_t left = limit_bytes - b->len;
		size_t space = b->capacity - b->len;
		ssize_t got;

		if (space == 0) {
			buf_reserve(b, READ_BYTES);
			space = b->capacity - b->len;
		}
		/* One byte more than allowed shows that there is more. */
		got = read_again(fd, b->at + b->len,
				 space <= left ? space : left + 1, may_wait);
		if (got <= 0)
			return (int)got;
		if ((size_t)got > left)
			return -EFBIG;
		b->len += (size_t)got;
	}
}

static int read_regular(struct arena *arena, int fd, size_t limit_bytes,
			struct str *out)
{
	struct buf b = { .arena = arena };
	struct stat st;
	int error;

	if (fstat(fd, &st) < 0)
		return -errno;
	if (S_ISDIR(st.st_mode))
		return -EISDIR;
	if (!S_ISREG(st.st_mode) && !is_null_device(&st))
		return -ENOTSUP;
	if (st.st_size > 0 && (size_t)st.st_size <= limit_bytes)
		buf_reserve(&b, (size_t)st.st_size + 1);
	error = read_all(&b, fd, limit_bytes, false);
	*out = buf_str(&b);
	return error;
}

int file_read_in(struct arena *arena, int root_fd, const char *path,
		 size_t limit_bytes, struct str *out)
{
	const int fd = files_root_openat(root_fd, path, READ_FLAGS);
	int error;

	*out = (struct str){ 0 };
	/* A socket, or a device that nothing stands behind. */
	if (fd == -ENXIO || fd == -ENODEV)
		return -ENOTSUP;
	if (fd < 0)
		return fd;
	error = read_regular(arena, fd, limit_bytes, out);
	close(fd);
	if (error)
		*out = (struct str){ 0 };
	return error;
}

int file_read(struct arena *arena, const char *path, size_t limit_bytes,
	      struct str *out)
{
	return file_read_in(arena, AT_FDCWD, path, limit_bytes, out);
}

int file_read_stdin(struct arena *arena, size_t limit_bytes, struct str *out)
{
	struct buf b = { .arena = arena };
	const int error = read_all(&b, STDIN_FILENO, limit_bytes, true);

	*out = error ? (struct str){ 0 } : buf_str(&b);
	return error;
}

int file_root_open(const char *path, int *out_fd)
{
	const int fd = files_root_openat(AT_FDCWD, path, O_PATH | O_DIRECTORY);

	if (fd < 0)
		return fd;
	*out_fd = fd;
	return 0;
}

void file_root_close(int fd)
{
	if (fd >= 0)
		close(fd);
}

static enum file_kind kind_of_mode(mode_t mode)
{
	if (S_ISREG(mode))
		return FILE_REGULAR;
	if (S_ISDIR(mode))
		return FILE_DIRECTORY;
	return S_ISLNK(mode) ? FILE_LINK : FILE_OTHER;
}

static int entry_kind(int dir_fd, const struct dirent *d, enum file_kind *out)
{
	struct stat st;

	if (d->d_type != DT_UNKNOWN) {
		*out = kind_of_mode(DTTOIF(d->d_type));
		return 0;
	}
	if (fstatat(dir_fd, d->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return -errno;
	*out = kind_of_mode(st.st_mode);
	return 0;
}

static int entry_add(struct arena *arena, int dir_fd, const struct dirent *d,
		     struct file_list *out)
{
	struct file_entry entry = { 0 };
	char target[PATH_MAX];
	ssize_t len = 0;
	const int error = entry_kind(dir_fd, d, &entry.kind);

	/* Gone since it was listed: as if it had never been there. */
	if (error)
		return error == -ENOENT ? 0 : error;
	if (entry.kind == FILE_LINK)
		len = readlinkat(dir_fd, d->d_name, target, sizeof target);
	if (len < 0)
		return errno == ENOENT ? 0 : -errno;
	entry.name = str_copy(arena, str_of(d->d_name));
	entry.target = str_copy(arena, (struct str){ target, (size_t)len });
	vec_push(arena, &out->entries, entry);
	return 0;
}

static int entries_read(struct arena *arena, DIR *dir, struct file_list *out)
{
	for (;;) {
		const struct dirent *d;
		int error;

		errno = 0;
		d = readdir(dir);
		if (!d)
			return -errno;
		if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
			continue;
		error = entry_add(arena, dirfd(dir), d, out);
		if (error)
			return error;
	}
}

static int entry_order(const void *a, const void *b)
{
	const struct file_entry *left = a, *right = b;

	return str_cmp(left->name, right->name);
}

int file_list_in(struct arena *arena, int root_fd, const char *path,
		 struct file_list *out)
{
	const int fd =
		files_root_openat(root_fd, path, READ_FLAGS | O_DIRECTORY);
	int error;
	DIR *dir;

	*out = (struct file_list){ 0 };
	if (fd < 0)
		return fd;
	dir = fdopendir(fd);
	if (!dir) {
		error = -errno;
		close(fd);
		return error;
	}
	error = entries_read(arena, dir, out);
	closedir(dir);
	if (out->entries.n)
		qsort(out->entries.at, out->entries.n, sizeof *out->entries.at,
		      entry_order);
	return error;
}

static int stat_in(int root_fd, const char *path, struct stat *st)
{
	int fd, error;

	if (root_fd == AT_FDCWD)
		return stat(path, st) < 0 ? -errno : 0;
	fd = files_root_openat(root_fd, path, O_PATH);
	if (fd < 0)
		return fd;
	error = fstat(fd, st) < 0 ? -errno : 0;
	close(fd);
	return error;
}

int file_about_in(int root_fd, const char *path, struct file_about *out)
{
	struct stat st;
	const int error = stat_in(root_fd, path, &st);

	*out = (struct file_about){ 0 };
	if (error)
		return error;
	*out = (struct file_about){
		.kind = kind_of_mode(st.st_mode),
		.mode = st.st_mode,
		.owner = st.st_uid,
		.size_bytes = st.st_size > 0 ? (size_t)st.st_size : 0,
		.device = st.st_dev,
		.inode = st.st_ino,
		.is_null_device = is_null_device(&st),
	};
	return 0;
}
