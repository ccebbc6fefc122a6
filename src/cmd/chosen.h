/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which loader a command goes by: the one that was named, that of the system
 * below a root as its os-release tells, or the usual one; and why.
 */
#ifndef CMD_CHOSEN_H
#define CMD_CHOSEN_H

#include "base/str.h"
#include "cmd/session.h"
#include "read/loaders.h"

struct chosen {
	struct loaders loaders;
	bool is_given; /* else it is the usual one */
	/* For a person, how a distribution led to it: "--loader debian-12";
	 * else empty. */
	struct str because;
};

/* Complains of a name that is of no loader. */
enum status chosen_by_name(struct session *session, const char *name,
			   struct chosen *out);

/* By root's os-release; else as chosen_default(). */
void chosen_by_root(struct session *session, const char *root,
		    struct chosen *out);

struct chosen chosen_default(void);

#endif
