/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What kind of text a file is, by its name and by what is written in it: a
 * sysctl file, unless something speaks against it. Cheap, and looks only at
 * the beginning of a long text. Reads no files, and says nothing of how each
 * kind is read.
 */
#ifndef READ_INPUT_KIND_H
#define READ_INPUT_KIND_H

#include "base/str.h"
#include "model/settings_file.h"
#include <stdbool.h>

/* Never INPUT_TEMPLATE: only who reads all lines can tell. */
enum input_kind input_kind_of(struct str name, struct str text);

/* Can this be the key of a sysctl that Linux has, as written in a map? */
bool input_kind_is_key(struct str text);

/* A name under which a loader reads lines of settings, whatever is in it:
 * below a sysctl.d, or /etc/sysctl.conf. */
bool input_kind_is_place(struct str name);

#endif
