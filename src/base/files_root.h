/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Opening below a root, for files.c: the kernel's way, and our own walk for
 * kernels before 5.6 and for sandboxes that refuse openat2. Apart, so that
 * the walk is tested where the kernel has openat2.
 */
#ifndef BASE_FILES_ROOT_H
#define BASE_FILES_ROOT_H

/* A descriptor or -errno. flags are open(2)'s; O_CLOEXEC is added. */
int files_root_openat(int root_fd, const char *path, int flags);

/* The walk alone: at most 40 links, as the kernel, else -ELOOP. */
int files_root_walk(int root_fd, const char *path, int flags);

#endif
