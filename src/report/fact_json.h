/* SPDX-License-Identifier: Apache-2.0 */
/* A fact as JSON, so that no program has to read a page. Numbers are texts, in
 * the key's own unit; what is not known is null. */
#ifndef REPORT_FACT_JSON_H
#define REPORT_FACT_JSON_H

#include "json/json.h"
#include "rulebook/rulebook.h"

/* kernel NULL: what holds on one release is left out. */
struct json *fact_json(struct arena *arena, const struct rulebook *rulebook,
		       const struct book *book, const struct fact *fact,
		       const struct kver *kernel);

#endif
