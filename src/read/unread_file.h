/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A file that a loader does not load: what it would have set, held against
 * what the host's other files set. Call it when those are read.
 */
#ifndef READ_UNREAD_FILE_H
#define READ_UNREAD_FILE_H

#include "read/sysctl_file.h"

/* Adds it to the files of the host, and gives it a source. Nothing where the
 * files are read as the loader sees them. */
void unread_file(struct host_builder *b, struct host_file *file,
		 struct str text);

#endif
