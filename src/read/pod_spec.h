/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Kubernetes objects that are pods or make some: the sysctls of their security
 * context. Any kind that has a pod's template where Deployments have it is
 * one of them. Each is a host of its own.
 */
#ifndef READ_POD_SPEC_H
#define READ_POD_SPEC_H

#include "read/yaml_host.h"

/* False when the document is no Kubernetes object. */
bool pod_spec_read(struct yaml_file *file, const struct yaml_node *document);

#endif
