/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The cases of testdata/loaders: a file or a tree, and what each loader was
 * seen to write for it. The form is told in testdata/loaders/README.
 */
#ifndef TESTS_LOADER_CASES_H
#define TESTS_LOADER_CASES_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "model/load.h"

struct case_file {
	struct str path;
	struct str text; /* or the target of a link */
	bool is_link;
};

struct case_expects {
	struct str loaders; /* words, "*" at the end of one for any rest */
	int exit_status;
	struct str writes; /* "path = value" lines, escaped as in the file */
};

struct loader_case {
	struct str name;
	struct str input; /* where there is no tree */
	bool has_tree;
	VEC(struct str) keys;  /* beside the usual ones */
	VEC(struct str) reads; /* files named; none: the boot order */
	VEC(struct str) prefixes;
	struct str pattern; /* empty: none */
	VEC(struct case_file) files;
	VEC(struct case_expects) expects;
};

struct loader_cases {
	VEC(struct loader_case) list;
};

/* Fails the test when the text is not in form. */
void loader_cases_parse(struct arena *arena, struct str text,
			struct loader_cases *out);

/* The text of testdata/loaders/NAME. */
struct str loader_cases_text(struct arena *arena, const char *name);

/* The same with other key names: words of a cases file, or of the keys, are
 * replaced by ones of the same length and order, the same for one seed. */
struct str loader_cases_renamed(struct arena *arena, struct str text,
				uint64_t seed);

/* What a load wrote, in the form of case_expects.writes. */
struct str loader_writes(struct arena *arena, const struct load *load);

/* The expectation for a loader; NULL: it was not seen with this case. */
const struct case_expects *loader_expects(const struct loader_case *c,
					  struct str loader);

#endif
