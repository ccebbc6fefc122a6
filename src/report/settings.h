/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Settings as lines: "key = value  file:line", and below it what that line
 * beats. The key in dots, everything safe to show.
 */
#ifndef REPORT_SETTINGS_H
#define REPORT_SETTINGS_H

#include "base/buf.h"
#include "model/settings.h"
#include "text/source.h"
#include <stdio.h>

void settings_put_key(struct buf *out, struct arena *arena,
		      struct sources *sources, const struct settings *settings,
		      struct str path);

/* Every key that a line names, then the patterns and the exclusions; written
 * as it is made, for there may be a million. */
void settings_put_all(FILE *out, struct arena *arena, struct sources *sources,
		      const struct settings *settings);

#endif
