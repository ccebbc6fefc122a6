/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one JSON envelope of every command (semantics.md 25): schema_version,
 * command, inputs, the command's own rows, then diagnostics, findings,
 * not_checked, totals and exit. Fields are only ever added.
 */
#ifndef REPORT_ENVELOPE_H
#define REPORT_ENVELOPE_H

#include "report/report.h"
#include "json/json_write.h"
#include <stdio.h>

/* d is zeroed; what it writes goes to file. */
void envelope_open(struct json_document *d, FILE *file,
		   const struct report_input *input);
/* Everything behind the command's own rows. */
void envelope_close(struct json_document *d, const struct report_input *input);

/* {file, line, column, end_line, end_column, start, end}: line and byte
 * column from 1, byte offsets from 0; null for no place. */
struct json *envelope_place(struct sources *sources, struct span span);

/* {name, value, origin, known, tainted, note, place, deciding} */
struct json *envelope_leaf(struct arena *arena, struct sources *sources,
			   const struct leaf *leaf);
/* {tier, key, op, value, safe} */
struct json *envelope_fix(struct arena *arena, const struct fix_entry *fix);

#endif
