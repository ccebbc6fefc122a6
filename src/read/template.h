/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What in a text is for a template engine and not for a loader: the tags of
 * Jinja, ERB and EPP, Go and Terraform, and the placeholders ${NAME} and
 * @NAME@. Also whether a line stands within a block, which may leave it out.
 * Does not know what a line of settings is.
 */
#ifndef READ_TEMPLATE_H
#define READ_TEMPLATE_H

#include "base/str.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum template_tag {
	TAG_EXPRESSION, /* {{ }} */
	TAG_STATEMENT,  /* {% %} */
	TAG_COMMENT,    /* {# #} */
	TAG_RUBY,       /* <% %> */
	TAG_TERRAFORM,  /* %{ } */
	N_TEMPLATE_TAGS
};

struct template_scan {
	struct str text; /* the whole file */
	size_t until;    /* where the tag ends that lines were passed in */
	uint32_t depth;  /* of open blocks */
	size_t closes_at[N_TEMPLATE_TAGS]; /* found last; 0: not looked for */
};

void template_start(struct template_scan *scan, struct str text);

/* Are the bytes from start to end, a line, the engine's? Lines are asked
 * about in their order. After it, depth tells the block. */
bool template_takes(struct template_scan *scan, size_t start, size_t end);

#endif
