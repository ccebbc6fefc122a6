/* SPDX-License-Identifier: Apache-2.0 */
/* A YAML text, for tests: parsed, shown on one line, and given back. */
#ifndef TESTS_YAML_TRY_H
#define TESTS_YAML_TRY_H

#include "yaml/yaml_parse.h"

struct yaml_try {
	struct arena *arena;
	struct sources *sources;
	struct diags diags;
	struct yaml_stream stream;
};

void yaml_try_text(struct yaml_try *t, struct str text);
void yaml_try_done(struct yaml_try *t);

/* The root of the first document. */
const struct yaml_node *yaml_try_root(const struct yaml_try *t);

/* All documents, a bar between them: maps as {k: v}, lists as [v], plain
 * scalars bare, others in quotes, placeholders with a '?' in front, aliases
 * as * and what they stand for. */
struct str yaml_try_shown(struct yaml_try *t);

/* "code line:column" of each diagnostic, a blank behind it. */
struct str yaml_try_complaints(struct yaml_try *t);

/* The bytes of the text that a node covers. */
struct str yaml_try_covered(struct yaml_try *t, const struct yaml_node *node);

#endif
