/* SPDX-License-Identifier: Apache-2.0 */
/* A tier's `settings` and `loader`: what is there is read, what is not is
 * told at its place in the topology file. Internal to read/. */
#ifndef READ_TOPOLOGY_SETTINGS_H
#define READ_TOPOLOGY_SETTINGS_H

#include "conf/conf.h"
#include "model/topology.h"
#include "read/dialect.h"
#include "text/source.h"

struct topology_folder {
	struct arena *arena;
	struct sources *sources;
	struct diags *diags;
	const char *folder;           /* NULL: open nothing */
	const struct dialect *loader; /* of tiers that name none */
};

void topology_settings_read(const struct topology_folder *t,
			    const struct conf_node *group, struct tier *tier);

#endif
