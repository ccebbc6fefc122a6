/* SPDX-License-Identifier: Apache-2.0 */
#include "base/die.h"
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#define DIE_STATUS 4 /* above all other exit statuses */

__attribute__((noreturn)) void die(const char *why)
{
	char prefix[] = "sysctl-advisor: ", end[] = "\n";
	const struct iovec parts[] = {
		{ prefix, sizeof prefix - 1 },
		/* writev only reads, but its type cannot say so. */
		{ (void *)(unsigned long)why, strlen(why) },
		{ end, 1 },
	};

	/* Nothing is left to do when even this fails. */
	if (writev(STDERR_FILENO, parts, 3) < 0)
		_exit(DIE_STATUS);
	_exit(DIE_STATUS);
}
