/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The files that a host's settings came from, and what kind of text each is.
 * Knows nothing of how a kind is recognised or read: read/input_kind.h.
 */
#ifndef MODEL_SETTINGS_FILE_H
#define MODEL_SETTINGS_FILE_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* To add one: a row here, what recognises it in read/input_kind.c, who reads
 * it in read/sysctl_file.c, and the manual page sysctl-advisor(1). The names
 * are what rules say: file.kind == 'dump'. */
#define INPUT_KINDS(K)                                                         \
	K(SYSCTL, "sysctl")     /* lines of a sysctl.conf or sysctl.d */       \
	K(TEMPLATE, "template") /* such lines with placeholders */             \
	K(DUMP, "dump")         /* what sysctl -a printed */                   \
	K(CMDLINE, "cmdline")   /* a kernel's command line */                  \
	K(TUNED, "tuned")       /* a tuned profile */                          \
	K(BSD, "bsd")           /* keys of a BSD */                            \
	K(YAML, "yaml")         /* YAML that sets nothing */                   \
	K(KUBERNETES, "kubernetes") /* pods, and what makes them */            \
	K(COMPOSE, "compose")       /* services of docker compose */           \
	K(ANSIBLE, "ansible")       /* tasks, plays */                         \
	K(VARIABLES, "variables")   /* a map or list of keys and values */

enum input_kind {
#define K(name, text) INPUT_##name,
	INPUT_KINDS(K)
#undef K
		N_INPUT_KINDS
};

struct str input_kind_name(enum input_kind kind);

/* What becomes of a file in the places that loaders look at. To add one: a
 * row here, and in the manual page. The names are what rules say. */
#define FILE_FATES(F)                                                          \
	F(LOADED, "loaded")                                                    \
	F(MASK, "mask")             /* it only hides files of its name */      \
	F(DANGLING, "dangling link") /* likewise: a link to nothing */         \
	F(MASKED, "masked")         /* a mask or an empty file hides it */     \
	F(SHADOWED, "shadowed")     /* one of its name in a stronger place */  \
	F(LINKED, "linked")         /* loaded by the name of a link to it */   \
	F(DIRECTORY, "directory")                                              \
	F(NEVER, "never read")      /* wrong name or place for this loader */  \
	F(UNREADABLE, "unreadable")

enum file_fate {
#define F(name, text) FATE_##name,
	FILE_FATES(F)
#undef F
		N_FILE_FATES
};

struct str file_fate_name(enum file_fate fate);

struct settings_file {
	uint32_t source;
	uint8_t fate; /* enum file_fate */
	bool by_hand; /* whoever loads by hand reads it */
	struct str why;
	/* Of one that is not loaded: lines that assign, and the keys that
	 * would be otherwise if it were. */
	uint32_t n_assignments, n_lost;
	struct str lost;
	uint8_t kind;    /* enum input_kind */
	uint8_t read_as; /* likewise: a loader reads whatever lies in its
			  * folders as lines */
	bool recognised; /* by its text or name: nobody said the kind */
};

struct settings_files {
	VEC(struct settings_file) list; /* by source */
};

void settings_files_add(struct arena *arena, struct settings_files *files,
			struct settings_file file);
/* Its place in the list; false when no file is of this source. */
bool settings_files_find(const struct settings_files *files, uint32_t source,
			 size_t *out_index);

#endif
