/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The hosts that a YAML file describes while it is read: a pod, a service,
 * the hosts of a play. Each has settings of its own. Knows the nodes, not
 * what the formats call them.
 */
#ifndef READ_YAML_HOST_H
#define READ_YAML_HOST_H

#include "read/sysctl_host.h"
#include "yaml/yaml_parse.h"

/* One file, while it is read. */
struct yaml_file {
	const struct host_reading *r;
	uint32_t source;
	struct host_read *out;
	size_t n_looks, n_marks;
	/* Left out, each noted once: */
	size_t n_placeholders; /* what stands there is not known */
	struct span placeholder;
	bool too_many;
};

/* The settings know the file under this kind. */
struct workload *yaml_host_add(struct yaml_file *file, enum input_kind kind,
			       struct str name, struct span span);

/* False when the file was looked at too often: an alias may stand for much.
 * The two below go through a list so, and end it then. */
bool yaml_host_look(struct yaml_file *file, const struct yaml_node *node);
const struct yaml_node *yaml_host_first(struct yaml_file *file,
					const struct yaml_node *list);
const struct yaml_node *yaml_host_next(struct yaml_file *file,
				       const struct yaml_node *node);

/* yaml_pairs() within that limit. */
void yaml_host_pairs(struct yaml_file *file, const struct yaml_node *map,
		     yaml_nodes *out);

/* What a setting is made of. */
struct yaml_setting {
	const struct yaml_node *name, *value;
	struct str key, text; /* what is meant by the two */
	bool conditional;
};

/* Later ones win. Places are those of the nodes. */
void yaml_host_set(struct yaml_file *file, struct workload *host,
		   const struct yaml_setting *setting);
void yaml_host_mark(struct yaml_file *file, struct workload *host,
		    enum mark_kind kind, struct span span);

/* The value of a template's placeholder is not known: counted, and noted at
 * the end. */
void yaml_host_unknown(struct yaml_file *file, const struct yaml_node *node);

/* A scalar as the text has it, quotes and placeholders included. */
struct str yaml_host_raw(const struct yaml_file *file,
			 const struct yaml_node *node);

#endif
