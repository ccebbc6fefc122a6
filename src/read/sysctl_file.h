/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One file's text into the settings of the host that is being read: marks and
 * assignments. Does not open files.
 */
#ifndef READ_SYSCTL_FILE_H
#define READ_SYSCTL_FILE_H

#include "read/sysctl_host.h"
#include "read/sysctl_line.h"

/* A host while it is read. */
struct host_builder {
	const struct host_reading *r;
	struct host_read *out;
	struct line_reader reader;
	uint32_t n_patterns;
	bool alone;      /* no other file is of this host */
	bool unmarked;   /* nothing is noticed about the lines read now */
	uint8_t perhaps; /* enum perhaps, of the lines read now */
	uint8_t by;      /* enum written_by, likewise */
};

void host_start(struct host_builder *b, const struct host_reading *r,
		bool complete, struct host_read *out);
/* True when some line was a template's. */
bool host_add_lines(struct host_builder *b, uint32_t source);
void host_fault(struct host_builder *b, enum loader_fault fault);

/* What is said to have been the host's kernel, by the text at span. */
void host_kernel(struct host_builder *b, struct str version, struct span span);

void host_push(struct host_builder *b, struct host_file file);
/* A text that was read: into the sources and the settings. */
void host_load(struct host_builder *b, struct host_file file, struct str text,
	       bool placed);
void host_unreadable(struct host_builder *b, struct host_file *file, int error);

#endif
