/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The services of a docker compose file that have sysctls, as a map or as a
 * list of "key=value". Each is a host of its own.
 */
#ifndef READ_COMPOSE_FILE_H
#define READ_COMPOSE_FILE_H

#include "read/yaml_host.h"

/* False when the document has no services. */
bool compose_file_read(struct yaml_file *file,
		       const struct yaml_node *document);

#endif
