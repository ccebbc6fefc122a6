/* SPDX-License-Identifier: Apache-2.0 */
/* A host from a text, for tests: read, asked, and given back. */
#ifndef TESTS_READ_TRY_H
#define TESTS_READ_TRY_H

#include "base/arena.h"
#include "read/sysctl_host.h"

struct read_try {
	struct arena *arena;
	struct diags diags;
	struct host_reading reading;
	struct host_read host;
};

/* loader: "systemd-257". The text is that of one file. */
void read_try_text(struct read_try *t, const char *loader, struct str text);
/* Several files, as they would be loaded one after the other. */
void read_try_texts(struct read_try *t, const char *loader,
		    const struct str *texts, size_t n);
void read_try_root(struct read_try *t, const char *loader, const char *root);
void read_try_done(struct read_try *t);

/* The value that the winner gives; "(none)" where nobody sets it. */
struct str read_try_value(struct read_try *t, const char *path);
/* The names of the marks in order, with a blank behind each. */
struct str read_try_marks(struct read_try *t);

#endif
