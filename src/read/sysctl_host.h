/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The settings of one host, from files as one loader would read them. What
 * could not be read is a diagnostic (DIAG_UNREADABLE); what is wrong in a
 * line is a mark in the settings. Everything lives in the arena.
 */
#ifndef READ_SYSCTL_HOST_H
#define READ_SYSCTL_HOST_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "keys/value.h"
#include "model/settings.h"
#include "read/dialect.h"
#include "text/diag.h"
#include "text/source.h"
#include <stdbool.h>

struct line_filter;

struct host_reading {
	struct arena *arena;
	struct sources *sources;
	struct diags *diags;
	const struct dialect *dialect;
	/* Which keys there are, for loaders that look; NULL: not known. */
	const struct key_tree *keys;
	/* As the loader sees it: whatever a text is, its lines are lines. */
	bool verbatim;
	/* The lines it keeps to; NULL: all. */
	const struct line_filter *filter;
	/* What the texts are said to be; INPUT_SYSCTL: look at them. */
	uint8_t told; /* enum input_kind */
	/* A file with the kernel's command line, or NULL: below a root, that of
	 * its proc. */
	const char *cmdline;
};

struct host_file {
	struct str name; /* as shown */
	uint8_t fate;    /* enum file_fate */
	uint32_t source; /* 0 when it was not read */
	struct str why;  /* for a person: what masks or shadows it */
};

/* A host that a YAML file describes: a pod, a service, what a play is for. */
struct workload {
	struct str name; /* "Deployment/web" */
	struct span span;
	uint8_t kind; /* enum input_kind of its document */
	struct settings *settings;
	/* Where it is said that it shares these with its node; none: not. */
	struct span host_network, host_ipc;
};

struct host_read {
	struct settings *settings;
	/* The kernel that was running, where some file tells; else unknown. */
	struct datum kernel;
	/* The modules that are known to be loaded first; else unknown. */
	struct datum modules;
	VEC(struct host_file) files; /* in loading order, then the others */
	/* Hosts of their own, beside the one that the files are read for. */
	VEC(struct workload *) workloads;
};

/*
 * Files and folders, loaded one after the other in the order given as one
 * host; a folder by the loader's rules for a sysctl.d. "-" is standard input.
 * Relative paths are opened, and shown, below folder (NULL: the process's
 * own). complete: see settings_new().
 */
void host_read_paths(const struct host_reading *r, const char *folder,
		     const char *const *paths, size_t n_paths, bool complete,
		     struct host_read *out);

/* The loader's whole boot order below root ("/" for this system): complete. */
void host_read_root(const struct host_reading *r, const char *root,
		    struct host_read *out);

/* Only what the kernel writes by itself before any loader: what the command
 * line says that the reading names or, without one, that of the proc below
 * root (NULL: no root). */
void host_read_cmdline(const struct host_reading *r, const char *root,
		       struct host_read *out);

/* One text that is in sources already, as a host of its own. */
void host_read_source(const struct host_reading *r, uint32_t source,
		      struct host_read *out);

#endif
