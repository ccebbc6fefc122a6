/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What besides the loader has a say below a root: the kernel's command line
 * before it, ufw's file after it; and what a sosreport tells of the system
 * that was running there.
 */
#ifndef READ_HOST_AROUND_H
#define READ_HOST_AROUND_H

#include "read/sysctl_file.h"

/* The command line that was named in the reading. */
void host_around_cmdline(struct host_builder *b);

/* Before the loader's files and after them. show is put before paths. */
void host_around_before(struct host_builder *b, int root_fd, struct str show);
void host_around_after(struct host_builder *b, int root_fd, struct str show);

#endif
