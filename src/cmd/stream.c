/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/stream.h"
#include <errno.h>
#include <unistd.h>

static ssize_t write_all(void *cookie, const char *at, size_t len)
{
	struct stream *stream = cookie;
	size_t done = 0;

	while (done < len && !stream->error) {
		ssize_t n = write(stream->fd, at + done, len - done);

		if (n >= 0)
			done += (size_t)n;
		else if (errno != EINTR)
			stream->error = errno;
	}
	return done == len ? (ssize_t)len : 0;
}

int stream_open(struct stream *stream, int fd)
{
	cookie_io_functions_t io = { .write = write_all };

	*stream = (struct stream){ .fd = fd };
	stream->file = fopencookie(stream, "w", io);
	return stream->file ? 0 : -ENOMEM;
}

int stream_close(struct stream *stream)
{
	if (fclose(stream->file) != 0 && !stream->error)
		stream->error = errno;
	/* Some file systems tell of a full disk only here. */
	if (close(stream->fd) != 0 && !stream->error)
		stream->error = errno;
	stream->file = NULL;
	return -stream->error;
}
