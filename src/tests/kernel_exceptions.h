/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Differences between the facts and a kernel that are explained, from
 * testdata/kernel/exceptions; and which of them no kernel needs any more.
 */
#ifndef TESTS_KERNEL_EXCEPTIONS_H
#define TESTS_KERNEL_EXCEPTIONS_H

#include "base/vec.h"
#include "text/diag.h"
#include "text/source.h"
#include <stdbool.h>

/* What can differ. To add one: a row here, and a line in the head comment of
 * the file. */
#define KERNEL_DIFFERENCES(D)                                                  \
	D(ABSENT, "absent")                                                    \
	D(UNKNOWN, "unknown")                                                  \
	D(MODE, "mode")                                                        \
	D(SCOPE, "scope")                                                      \
	D(DEFAULT, "default")                                                  \
	D(RANGE, "range")                                                      \
	D(STORES, "stores")                                                    \
	D(MOVES, "moves")                                                      \
	D(INHERITS, "inherits")

enum kernel_difference {
#define D(tag, name) DIFFERS_##tag,
	KERNEL_DIFFERENCES(D)
#undef D
		N_KERNEL_DIFFERENCES
};

const char *kernel_difference_name(enum kernel_difference what);

struct kernel_exception {
	/* "any", "user", "CONFIG_X=n", or how uname -r begins */
	struct str where;
	enum kernel_difference what;
	struct str pattern; /* a path; '*' stands for anything */
	struct str why;
	uint32_t line;
	bool holds;   /* it speaks of this kernel */
	bool strict;  /* and of this kernel by name: it must be needed */
	bool of_user; /* only where a user namespace owns the network */
};

#define KERNEL_EXCEPTIONS_MAX 512

struct kernel_exceptions {
	VEC(struct kernel_exception) list;
	size_t *n_used; /* of each, in memory that processes share */
	bool of_user;   /* that is where we are */
};

/* The running kernel, as far as exceptions speak of it. */
struct kernel_build {
	struct str release; /* uname -r */
	struct str config;  /* its .config, or empty: not known */
};

/* "y", "m", a value, or "n"; false when the config is not known. */
bool kernel_build_option(const struct kernel_build *build, struct str name,
			 struct str *out);

/* A line that is not understood is a diagnostic. */
int kernel_exceptions_read(struct kernel_exceptions *e, struct arena *arena,
			   const char *path, const struct kernel_build *build,
			   struct diags *diags);

/* Whether the difference is explained; counts that it was. */
bool kernel_excepted(struct kernel_exceptions *e, enum kernel_difference what,
		     struct str path);

/* Of this kernel by name, and never used. */
bool kernel_exception_is_stale(const struct kernel_exceptions *e, size_t i);

#endif
