/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where the profiles and files are that a tuned profile includes: beside it,
 * and, where it stands in a system's own folders, in the others of that
 * system. Links cannot lead out of there. Knows nothing of what is in them.
 */
#ifndef READ_TUNED_TREE_H
#define READ_TUNED_TREE_H

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"
#include <stdbool.h>
#include <stdint.h>

struct tuned_tree {
	struct arena *arena;
	int fd;            /* of the root; -1: there is none */
	struct str root;   /* as shown, with a slash at its end */
	bool is_system;    /* root is a system's: it has etc/ and usr/ */
	struct map *taken; /* paths that were read: none is read twice */
	uint32_t n_tried;
};

/* name is the profile's path, as it was opened. Always to be closed. */
void tuned_tree_open(struct tuned_tree *tree, struct arena *arena,
		     struct str name);
void tuned_tree_close(struct tuned_tree *tree);

enum tuned_found {
	TUNED_READ,
	TUNED_TAKEN,  /* it was read before: that is no fault */
	TUNED_NOWHERE /* or over a limit */
};

/* The profile of this name; a leading '-' is the caller's matter. */
enum tuned_found tuned_tree_profile(struct tuned_tree *tree, struct str profile,
				    struct str *out_name, struct str *out_text);
/* A file by its absolute path on the system. */
enum tuned_found tuned_tree_file(struct tuned_tree *tree, struct str path,
				 struct str *out_name, struct str *out_text);

#endif
