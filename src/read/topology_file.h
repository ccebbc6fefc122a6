/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The topology file: tiers and hops as given, each tier's settings read by
 * its loader. Everything wrong is a diagnostic with its place; what is right
 * is used all the same.
 */
#ifndef READ_TOPOLOGY_FILE_H
#define READ_TOPOLOGY_FILE_H

#include "base/arena.h"
#include "model/topology.h"
#include "read/dialect.h"
#include "text/diag.h"
#include "text/source.h"

/* loader: for tiers that name none; NULL: the default. path is opened, and
 * shown, as given. Never NULL: an unreadable file gives an empty topology and
 * diagnostics. */
struct topology *topology_file_read(struct arena *arena,
				    struct sources *sources, const char *path,
				    const struct dialect *loader,
				    struct diags *diags);

/* The same of a text that is in sources already. folder: where relative paths
 * begin; NULL: no file is opened, so tiers have no settings. */
struct topology *topology_file_parse(struct arena *arena,
				     struct sources *sources, uint32_t source,
				     const char *folder,
				     const struct dialect *loader,
				     struct diags *diags);

#endif
