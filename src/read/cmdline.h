/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The words of a kernel's command line that set sysctls: the kernel writes
 * them itself, before any file is read. Does not open files.
 */
#ifndef READ_CMDLINE_H
#define READ_CMDLINE_H

#include "read/sysctl_file.h"

void cmdline_read(struct host_builder *b, uint32_t source);

/* Does it hold a word that sets a sysctl, or tries to? */
bool cmdline_speaks(struct str text);

#endif
