/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which files a loader reads, in which order, and what becomes of the others.
 * Reads no contents.
 */
#ifndef READ_SYSCTL_ORDER_H
#define READ_SYSCTL_ORDER_H

#include "read/sysctl_host.h"

struct order_file {
	struct host_file file;
	struct str path;       /* below the root that was asked for */
	struct str base;       /* its last part */
	bool is_link, is_null; /* null: /dev/null */
	int error;             /* of a folder that cannot be listed, or 0 */
	uint8_t dir;           /* index of the directory, the strongest 0 */
};

struct order {
	VEC(struct order_file) load;   /* in loading order */
	VEC(struct order_file) others; /* masked, shadowed, never read */
	bool misses_conf; /* a file the loader cannot do without is not there */
};

/* Boot order below root_fd; show is put before the paths that are shown. */
void order_root(struct arena *arena, const struct dialect *d, int root_fd,
		struct str show, struct order *out);

/* One directory by the rules of a sysctl.d. Returns 0 or -errno. */
int order_directory(struct arena *arena, int root_fd, const char *path,
		    struct str show, struct order *out);

#endif
