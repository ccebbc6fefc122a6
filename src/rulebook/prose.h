/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sentences with {expression} holes, split and typed when they are loaded.
 * "{{" and "}}" are braces. What a hole looks like when filled is engine's.
 */
#ifndef RULEBOOK_PROSE_H
#define RULEBOOK_PROSE_H

#include "rulebook/loader.h"

/* kind: what the holes are about. False after a complaint; the parts that
 * were right are kept. An empty run for a text without a byte. */
bool prose_load(struct loader *l, const struct conf_node *node,
		enum subject_kind kind, struct pool_run *out);

#endif
