/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rules, facts, a topology and settings as texts, through the loaders that
 * the program uses, below a folder of their own; and what the engine or the
 * advice makes of them, as text.
 */
#ifndef TESTS_ENGINE_TRY_H
#define TESTS_ENGINE_TRY_H

#include "engine/advise.h"
#include "engine/engine.h"
#include "model/model.h"
#include "rulebook/rulebook.h"

struct engine_try {
	struct arena *arena;
	struct sources *sources;
	struct diags diags;
	struct rulebook rulebook;
	struct topology *topology;
	struct model *model;
	struct engine_options options;
	struct findings findings;
	struct advice advice;
	char folder[64];
};

/* Begins with the facts that all tests share: net.ipv4.a to .d, numbers with
 * default 0; .big, 10 to 1000, at most 500 by default; .words, ports. */
void engine_try_open(struct engine_try *t);
/* A file below the folder: "rules/lint/tw/TW-901-x.conf", "a.conf". */
void engine_try_write(struct engine_try *t, const char *path, const char *text);
/* A rule by its fields; id gives the area and the file's name, and title and
 * since are added. */
void engine_try_rule(struct engine_try *t, const char *id, const char *fields);
/* Reads rules, and the topology; what is wrong in them fails the test. */
void engine_try_topology(struct engine_try *t, const char *text);
/* The same for a lone host, from one file. */
void engine_try_host(struct engine_try *t, const char *settings);

/* "TW-901 error subject web.conf:2 message" a line; "TW-901? …" is doubtful,
 * and "TW-901 not checked subject: missing, missing". */
const char *engine_try_run(struct engine_try *t);
/* "web a = 1 (TW-901 TW-902)" a line, "web remove b (…)", "web conflict a:
 * text", "web note a TW-901: text". */
const char *engine_try_advise(struct engine_try *t);
void engine_try_close(struct engine_try *t);

#endif
