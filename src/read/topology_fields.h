/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The fields of the topology file: their schema, and their values as data
 * with places. What the fields of several tiers and hops mean together is
 * read/topology_file.h's. Internal to read/.
 */
#ifndef READ_TOPOLOGY_FIELDS_H
#define READ_TOPOLOGY_FIELDS_H

#include "conf/conf.h"
#include "conf/schema.h"
#include "model/topology.h"

/* The whole file, tiers and hops within. */
extern const struct schema_field topology_schema[];

/* Every field that the group gives, its value known with origin `given`, or,
 * where it is wrong, unknown and told. The rest keeps what it has. */
void topology_fields_tier(const struct conf_node *group, struct tier *tier,
			  struct arena *arena, struct diags *diags);
void topology_fields_hop(const struct conf_node *group, struct hop *hop,
			 struct arena *arena, struct diags *diags);

/* "did you mean 'web'?" to the diagnostic added last, or the list of all. */
void topology_suggest(struct diags *diags, struct str wrong,
		      const struct str *words, size_t n_words);

#endif
