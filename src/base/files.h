/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files as a careful program meets them: anything can be a FIFO, a device, a
 * directory, endless, or gone. Every function returns 0 or -errno and says
 * nothing. Knows nothing of what is in the files.
 *
 * A "root" is a directory that stands for "/": links inside it are resolved
 * inside it and cannot leave it (openat2 RESOLVE_IN_ROOT; a walk of our own
 * where the kernel has none). AT_FDCWD as root means the system's own "/".
 */
#ifndef BASE_FILES_H
#define BASE_FILES_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* -EFBIG beyond limit bytes; -EISDIR; -ENOTSUP when it is a FIFO, a socket or
 * a device other than /dev/null (which reads as empty). Never blocks. */
int file_read(struct arena *arena, const char *path, size_t limit_bytes,
	      struct str *out);
int file_read_in(struct arena *arena, int root_fd, const char *path,
		 size_t limit_bytes, struct str *out);
/* Standard input to its end. */
int file_read_stdin(struct arena *arena, size_t limit_bytes, struct str *out);

int file_root_open(const char *path, int *out_fd);
void file_root_close(int fd);

enum file_kind { FILE_REGULAR, FILE_DIRECTORY, FILE_LINK, FILE_OTHER };

struct file_entry {
	struct str name;
	enum file_kind kind; /* of the entry itself: links not followed */
	struct str target;   /* of a link, as written */
};

struct file_list {
	VEC(struct file_entry) entries; /* sorted bytewise by name */
};

int file_list_in(struct arena *arena, int root_fd, const char *path,
		 struct file_list *out);

struct file_about {
	enum file_kind kind; /* after links */
	mode_t mode;
	uid_t owner;
	size_t size_bytes;
	unsigned long long device, inode;
	bool is_null_device; /* /dev/null: how sysctl.d files are masked */
};

int file_about_in(int root_fd, const char *path, struct file_about *out);

/* Whole or not at all: a temporary file beside it, fsync, rename. */
int file_write_whole(const char *path, struct str text);

#endif
