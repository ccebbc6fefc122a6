/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which kernel modules a system below a root is known to load before its
 * settings: modules-load.d, /etc/modules, the kernel's command line, what is
 * built in; and those whose hooks run sysctl again when they come. What else
 * may load one earlier (an initramfs, a service) nobody can tell from files,
 * so that the answer is always an estimate.
 */
#ifndef READ_HOST_MODULES_H
#define READ_HOST_MODULES_H

#include "read/sysctl_file.h"

/* Unknown where the loader's system has no such order, and where the root
 * holds none of the folders. show is put before paths. */
struct datum host_modules(struct host_builder *b, int root_fd, struct str show);

#endif
