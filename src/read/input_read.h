/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One text into the settings of the host that is being read, by the reader of
 * its kind. Does not open files.
 */
#ifndef READ_INPUT_READ_H
#define READ_INPUT_READ_H

#include "read/sysctl_file.h"

/* placed: it lies where a loader reads it, whatever its kind. */
void input_read(struct host_builder *b, uint32_t source, bool placed);

#endif
