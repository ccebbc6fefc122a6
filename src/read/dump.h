/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What sysctl -a printed, by procps, busybox or toybox: the state of a running
 * system. Repeated keys are the lines of one value, and complaints of the
 * program in between are passed over. Does not open files.
 */
#ifndef READ_DUMP_H
#define READ_DUMP_H

#include "read/sysctl_file.h"

/* Settles whether the settings are complete, and the host's kernel. Where no
 * line has a key that is a diagnostic. */
void dump_read(struct host_builder *b, uint32_t source);

#endif
