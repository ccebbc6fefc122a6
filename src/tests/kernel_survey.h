/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the running kernel has below /proc/sys, as the process at hand sees it:
 * paths, modes, inodes and values. Reads nothing that the facts warn of, or
 * say nothing about.
 */
#ifndef TESTS_KERNEL_SURVEY_H
#define TESTS_KERNEL_SURVEY_H

#include "base/map.h"
#include "base/vec.h"
#include "model/knowledge.h"
#include <sys/types.h>

struct live_key {
	struct str path; /* below /proc/sys */
	const struct fact *fact;
	const struct book *book;
	mode_t mode;
	unsigned long long inode;
	bool has_value;
	struct str value; /* without the line end */
};

struct survey {
	VEC(struct live_key) keys; /* sorted by path */
	struct map *by_path;
};

/* 0, or -errno where there is no /proc/sys. */
int survey_take(struct survey *s, struct arena *arena,
		const struct knowledge *knowledge);
/* NULL when there is no such key. */
const struct live_key *survey_find(const struct survey *s, struct str path);

/* The value as it is now; false when it cannot be read. */
bool live_read(struct arena *arena, struct str path, struct str *out);
/* One write of text at the start, as a loader does: 0 or an errno. */
int live_write(struct arena *arena, struct str path, struct str text);

#endif
