/* SPDX-License-Identifier: Apache-2.0 */
/* Is a text YAML? By the end of its name, or by how it begins. Parses
 * nothing. */
#ifndef READ_YAML_GUESS_H
#define READ_YAML_GUESS_H

#include "base/str.h"
#include <stdbool.h>

/* name: without folders. */
bool yaml_guess(struct str name, struct str text);

#endif
