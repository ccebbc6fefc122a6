/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What several loaders make of the same files, key by key. Each was read and
 * loaded on its own before; here they are laid side by side. Reads nothing.
 */
#ifndef CMD_COMPARE_H
#define CMD_COMPARE_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "model/load.h"
#include "read/sysctl_host.h"
#include "report/trace.h"

/* One loader's view. */
struct compare_side {
	const struct dialect *dialect;
	struct host_read host;
	struct load load;
	/* Made by compare_index(): path to the step that tells most, name to
	 * file that was loaded. */
	struct map *steps, *loaded;
	struct span stopped_at;
};

struct comparison {
	struct arena *arena;
	const struct sources *sources;
	/* What the kernel has set by itself before any loader begins. */
	const struct settings *kernel;
	VEC(struct compare_side) sides;
};

/* Once host and load are there. */
void compare_index(struct arena *arena, struct compare_side *side);

/* Fills trace->compared: the keys in trace->paths or, where there are none,
 * each on which the loaders differ. */
void compare_keys(const struct comparison *c, struct trace *trace);

#endif
