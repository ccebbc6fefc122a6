/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Loaders by the names that people use: a row of read/dialect.h, a family, or
 * a distribution, which stands for the loaders that run there at boot and by
 * hand.
 */
#ifndef READ_LOADERS_H
#define READ_LOADERS_H

#include "base/arena.h"
#include "base/str.h"
#include "read/dialect.h"
#include <stdbool.h>

struct loaders {
	const struct dialect *boot;
	/* What `sysctl --system`, or `sysctl -p`, is; NULL: not known. */
	const struct dialect *by_hand;
	struct str system; /* "debian-12"; empty: no distribution was named */
};

/* "systemd-257", "busybox", "debian-13". A version that is in no table is the
 * newest before it. False when there is none; then *out_near is a name that
 * looks like it, or empty. */
bool loaders_find(struct arena *arena, struct str name, struct loaders *out,
		  struct str *out_near);

/* What is known of a distribution whose version is not: "debian-10,
 * debian-11 ...". Empty when the name is of none. */
struct str loaders_of(struct arena *arena, struct str id);

/* From the text of an os-release file. */
bool loaders_of_release(struct arena *arena, struct str text,
			struct loaders *out);

/* What runs on the system below root, by its os-release; *out_file is that
 * file below the root. False when it does not tell. */
bool loaders_of_root(struct arena *arena, const char *root,
		     struct loaders *out, const char **out_file);

/* Where nobody says. */
struct loaders loaders_default(void);

#endif
