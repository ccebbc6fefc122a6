/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The options of a command: a table of specs is all that a command writes;
 * parsing and help follow from it. The only door to getopt. Does not know
 * what an option means, nor print.
 */
#ifndef CMD_OPT_H
#define CMD_OPT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "base/vec.h"
#include <stdbool.h>
#include <stddef.h>

/* A table of these ends with { 0 }. */
struct option_spec {
	char letter;      /* 0: there is no short form */
	const char *name; /* without "--" */
	const char *arg;  /* what help calls the argument; NULL: takes none */
	const char *help;
};

struct option_given {
	const struct option_spec *spec;
	const char *text; /* NULL where the option takes no argument */
};

struct opts {
	struct arena *arena;
	VEC(struct option_given) given; /* in the order written */
	VEC(const char *) words;        /* what is no option */
	struct str error;               /* empty when all was understood */
	struct str hint;
};

/* argv[0] is skipped. tables holds n_tables tables, the command's own first.
 * False, with error (and perhaps hint) set, at the first thing it does not
 * understand. An option must be written out: an abbreviation that is unique
 * today is not tomorrow. */
bool opt_parse(struct opts *opts, struct arena *arena,
	       const struct option_spec *const *tables, size_t n_tables,
	       int argc, char **argv);

/* How often --name was given. */
size_t opt_count(const struct opts *opts, const char *name);
bool opt_has(const struct opts *opts, const char *name);
/* The argument of the last --name, or NULL. */
const char *opt_text(const struct opts *opts, const char *name);

/* That of the i-th one, from 0, or NULL. */
const char *opt_nth(const struct opts *opts, const char *name, size_t i);

/* One line an option, as help shows them. */
void opt_help(struct buf *out, const struct option_spec *table);

#endif
