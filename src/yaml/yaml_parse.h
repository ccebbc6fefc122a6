/* SPDX-License-Identifier: Apache-2.0 */
/*
 * YAML texts, through libyaml where the program was built with it: the only
 * door to that library. All that is wrong is a diagnostic with its place, and
 * the documents behind a broken one are read all the same. A text may hold
 * placeholders of a template engine ("{{ x }}", "{% if %}", "<% %>"): what
 * they stand in is marked, and the rest is read as if they were words.
 */
#ifndef YAML_YAML_PARSE_H
#define YAML_YAML_PARSE_H

#include "text/diag.h"
#include "text/source.h"
#include "yaml/yaml_tree.h"

/* The roots of the documents that could be read, in order. */
struct yaml_stream {
	yaml_nodes documents;
	struct span placeholder; /* the first one; none: no template */
	bool whole;              /* nothing of it could not be read */
};

/* Was the program built with libyaml? Without it every text is refused with
 * a diagnostic. */
bool yaml_is_built_in(void);

void yaml_parse(struct arena *arena, const struct sources *sources,
		uint32_t source, struct diags *diags, struct yaml_stream *out);

#endif
