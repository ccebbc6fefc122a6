/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Standard output as a stream that remembers why a write failed. stdio
 * forgets: a disk that fills, or a pipe that closes, in the middle of a long
 * report is by its end only "some error". Says nothing itself.
 */
#ifndef CMD_STREAM_H
#define CMD_STREAM_H

#include <stdio.h>

struct stream {
	FILE *file;
	int fd;
	int error; /* errno of the first write that failed, or 0 */
};

/* Both return 0 or -errno. The stream must stay where it is until closed. */
int stream_open(struct stream *stream, int fd);
int stream_close(struct stream *stream);

#endif
