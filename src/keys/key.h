/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a sysctl key is called. The canonical form is the path below
 * /proc/sys (net/ipv4/conf/eth0.100/rp_filter); dots are for people and for
 * rules. How each loader turns a spelling into a path is read/dialect.h's.
 */
#ifndef KEYS_KEY_H
#define KEYS_KEY_H

#include "base/arena.h"
#include "base/str.h"
#include <stdbool.h>

/* The swap rule of procps and systemd, also used for rules and options: if
 * the first separator is a dot, dots and slashes are exchanged. */
struct str key_path(struct arena *arena, struct str spelling);

/* Dots for people: net.ipv4.conf.eth0/100.rp_filter. */
struct str key_dotted(struct arena *arena, struct str path);

/* Splits net/ipv4/conf/eth0/rp_filter at the interface: true, and the same
 * path with "*" there, where the key belongs to interfaces (net/ipv4/conf,
 * net/ipv6/conf, net/ipv4/neigh, net/ipv6/neigh, net/mpls/conf). */
bool key_split_interface(struct arena *arena, struct str path,
			 struct str *out_pattern, struct str *out_interface);

/* In a path whose dots all became slashes, the interface is whole again:
 * net/ipv4/conf/eth0/100/rp_filter is net/ipv4/conf/eth0.100/rp_filter. Other
 * paths stay as they are. */
struct str key_join_interface(struct arena *arena, struct str path);

/* The same parts as slices of the path. */
struct key_parts {
	struct str folder;    /* "net/ipv4/conf/" */
	struct str interface; /* "eth0", "all", "default" */
	struct str leaf;      /* "rp_filter" */
};
bool key_parts(struct str path, struct key_parts *out);
/* Two paths: is the first the other, or below it? Everything is below "". */
bool key_is_below(struct str path, struct str folder);

#endif
