/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A YAML file into the hosts it describes, document by document: Kubernetes
 * objects, compose services, Ansible plays and tasks, maps of variables.
 */
#ifndef READ_YAML_FILE_H
#define READ_YAML_FILE_H

#include "read/sysctl_host.h"

/* Was the program built so that it can? Else a file is refused. */
bool yaml_file_can_read(void);

/* Adds to out->workloads. */
void yaml_file_read(const struct host_reading *r, uint32_t source,
		    struct host_read *out);

#endif
