/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names of kernel modules in the texts that load them, or that do something
 * when one comes. Opens no files. A name is kept once, with '_' for '-'.
 */
#ifndef READ_MODULE_NAMES_H
#define READ_MODULE_NAMES_H

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "text/span.h"
#include <stdbool.h>

struct module_names {
	struct arena *arena;
	struct map *seen;
	VEC(struct str) list;
	struct span first; /* where the first was that stands on a line */
	bool any;          /* some hook runs sysctl for modules that it does not
			    * name */
};

void module_names_init(struct module_names *m, struct arena *arena);

/* modules-load.d: the first word of each line that is no comment. */
void module_names_lines(struct module_names *m, uint32_t source,
			struct str text);
/* A kernel's command line: modules_load=a,b with either dash, and the
 * initramfs's own. */
void module_names_parameters(struct module_names *m, struct str text);
/* modules.builtin: "kernel/net/netfilter/nf_conntrack.ko", a line each. */
void module_names_paths(struct module_names *m, struct str text);
/* Rules and hooks that run sysctl when a module comes: its keys are written
 * again then. */
void module_names_udev(struct module_names *m, struct str text);
void module_names_modprobe(struct module_names *m, struct str text);

#endif
