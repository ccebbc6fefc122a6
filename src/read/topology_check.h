/* SPDX-License-Identifier: Apache-2.0 */
/* What the fields of a topology mean together. Internal to read/. */
#ifndef READ_TOPOLOGY_CHECK_H
#define READ_TOPOLOGY_CHECK_H

#include "conf/conf.h"
#include "model/topology.h"
#include "text/diag.h"

/* What turns out wrong is unknown afterwards. */
void topology_check_tier(const struct topology *t, struct tier *tier,
			 struct diags *diags);
void topology_check_hop(const struct hop *hop, struct diags *diags);

/* The tier that a string names, or NULL after telling so. */
const struct tier *topology_check_name(const struct topology *t,
				       struct str name, struct span span,
				       struct diags *diags);

/* May the hop end at this tier, or go through it? Told where it may not. */
bool topology_check_end(const struct tier *tier, const struct conf_node *node,
			struct diags *diags);
bool topology_check_via(const struct hop *hop, const struct tier *tier,
			const struct conf_node *node, struct diags *diags);

#endif
