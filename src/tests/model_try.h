/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A model from a topology's text, settings as text, and the rules that the
 * program ships; and its answers as text.
 */
#ifndef TESTS_MODEL_TRY_H
#define TESTS_MODEL_TRY_H

#include "model/model.h"
#include "rulebook/rulebook.h"

struct model_try {
	struct arena *arena;
	struct sources *sources;
	struct diags diags;
	struct rulebook rulebook;
	struct topology *topology;
	struct model *model;
};

/* What is wrong in the topology or in a shipped rule file fails the test. */
void model_try_open(struct model_try *t, const char *topology);
/* A run without a topology: one host of which only settings are known. */
void model_try_open_host(struct model_try *t, const char *settings,
			 bool complete);
/* "key = value" a line; complete unless said otherwise. */
void model_try_settings(struct model_try *t, const char *tier,
			const char *settings);
void model_try_bare_file(struct model_try *t, const char *tier,
			 const char *settings);
/* After a change of the topology. */
void model_try_again(struct model_try *t);

/* of: "edge", "edge -> web"; "3000", "3000?" when tainted, "unknown: why". */
const char *model_try_ask(struct model_try *t, const char *of,
			  const char *name);
/* key: "net.ipv4.tcp_rmem", "net.ipv4.tcp_rmem.1"; "1 written (note)". */
const char *model_try_key(struct model_try *t, const char *tier,
			  enum key_question question, const char *key);
struct tier *model_try_tier(struct model_try *t, const char *name);
struct hop *model_try_hop(struct model_try *t, const char *name);
void model_try_close(struct model_try *t);

#endif
