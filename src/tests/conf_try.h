/* SPDX-License-Identifier: Apache-2.0 */
/* One libconfig text through conf_parse(), and what came of it as text. */
#ifndef TESTS_CONF_TRY_H
#define TESTS_CONF_TRY_H

#include "conf/conf.h"

struct conf_try {
	struct arena *arena;
	struct sources *sources;
	struct diags diags;
	const struct conf_node *root;
};

/* The text is called "t". Free it with arena_free(try.arena). */
struct conf_try conf_try(struct str text);
/* A file below root, which @include may not leave. */
struct conf_try conf_try_file(const char *root, const char *path);
/* "1:5 error: message; hint" a line, sorted by place. */
const char *conf_try_said(struct conf_try *t);
/* "a=1 b={c="x"} d=("y",[1,2])" */
const char *conf_try_tree(struct conf_try *t);

#endif
