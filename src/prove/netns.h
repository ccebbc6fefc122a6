/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Private namespaces: a child process with a network, IPC and UTS namespace
 * of its own, in which settings may be tried. Whoever it is inside, outside it
 * is not root, so the kernel itself refuses each write that would reach the
 * host. All is gone when the child ends. Does not know what is tried.
 */
#ifndef PROVE_NETNS_H
#define PROVE_NETNS_H

#include "base/arena.h"
#include "base/str.h"
#include <stdbool.h>
#include <sys/types.h>

enum netns_side { NETNS_OUTSIDE, NETNS_INSIDE };

struct netns {
	enum netns_side side;
	int fd;       /* to the other side */
	pid_t inside; /* outside only */
};

/* Who the child is. A network namespace that a user namespace owns lacks a
 * few keys; the other needs root, and may write nothing but its network. */
enum netns_owner { NETNS_OF_USER, NETNS_OF_ROOT };

/*
 * Splits the process as fork() does: 0 on both sides, which ns->side tells
 * apart. -errno, outside only, when there can be no namespaces: -EPERM is
 * what most systems say that forbid it. Flush what is buffered before.
 */
int netns_split(struct netns *ns, enum netns_owner owner);

/* Inside: a network interface of this kind ("veth", "dummy"); one of a pair
 * gets its peer, too. -EOPNOTSUPP when the kernel has none of the kind. */
int netns_add_link(const char *kind, const char *name);

/* Inside: what the host has below /proc/sys at this path, at most
 * NETNS_VALUE_MAX bytes of it. */
#define NETNS_VALUE_MAX 4096
int netns_read_outside(const struct netns *ns, struct arena *arena,
		       struct str path, struct str *out);

/* Outside: answers the inside until it ends, and returns its exit status;
 * -ETIMEDOUT when it had to be killed, -EINTR when it died by a signal. */
int netns_serve(struct netns *ns, unsigned limit_s);

#endif
