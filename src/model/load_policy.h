/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How a loader writes what it has read: the columns of read/dialect.c that
 * decide what becomes of an assignment. Carried by the settings, so that the
 * model can tell what is never written. Knows no loader by name.
 */
#ifndef MODEL_LOAD_POLICY_H
#define MODEL_LOAD_POLICY_H

#include "base/str.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What can go wrong, as bits. */
enum loader_fault {
	FAULT_NO_EQUALS = 1 << 0,
	FAULT_MISSING_KEY = 1 << 1,     /* when files were named */
	FAULT_MISSING_AT_BOOT = 1 << 2, /* the same, in the boot order */
	FAULT_REFUSED = 1 << 3,         /* the value */
	FAULT_DIRECTORY_KEY = 1 << 4,
	FAULT_ROOT_KEY = 1 << 5, /* the empty key: /proc/sys itself */
	FAULT_MISSING_FILE = 1 << 6,
	FAULT_DIRECTORY_FILE = 1 << 7,
	FAULT_DANGLING_LINK = 1 << 8,
	FAULT_UNREADABLE = 1 << 9,
	FAULT_LONG_LINE = 1 << 10,
	FAULT_READ_ONLY_KEY = 1 << 11,
	FAULT_WRITE_ONLY_KEY = 1 << 12, /* read back what was written */
	FAULT_BELOW_FILE = 1 << 13,     /* a part of the key's path is a file */
	FAULT_NO_CONF = 1 << 14,        /* /etc/sysctl.conf, at boot */
	FAULT_MALFORMED = 1 << 15,      /* 254 if there is no other */
};

struct load_policy {
	bool refuses_dotdot;    /* else "x/../a" is a */
	bool absolute;          /* "/proc/sys/a" is a; "/a" is no key */
	bool glob_braces;       /* braces expand where there is a wildcard */
	bool map;               /* one write a key, at its last change */
	bool globs_in_order;    /* as the directory lists; else sorted */
	bool skips_equal;       /* what the key holds already is not written */
	bool empty_not_written; /* an empty value never reaches the kernel */
	bool map_keeps_place;   /* that write is at its first line instead */
	bool stops_at_refusal;
	bool stops_at_file;     /* ... but goes on with the next file */
	const char *retired;    /* last parts of keys that it does not write */
	bool boots;             /* has a boot order at all */
	uint8_t failure;        /* exit status */
	uint32_t faults;        /* enum loader_fault that set it */
	uint32_t dash_forgives; /* ... but not behind a '-' */
};

/* How one host's settings are loaded. */
struct loading {
	const struct load_policy *policy; /* NULL: every line is written */
	uint32_t faults; /* enum loader_fault that happened on the way */
	bool booted;     /* the loader's boot order was followed */
	/* Matches of a pattern that are below none are left alone; NULL: there
	 * are no prefixes. */
	const struct str *prefixes;
	size_t n_prefixes;
};

#endif
