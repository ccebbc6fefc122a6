/* SPDX-License-Identifier: Apache-2.0 */
/* Pieces of a fact as text: numbers in the key's own unit, as one would write
 * them into it. */
#ifndef REPORT_FACT_TEXT_H
#define REPORT_FACT_TEXT_H

#include "rulebook/rulebook.h"

struct str fact_text_number(struct arena *arena, const struct fact *fact,
			    struct num n);
/* "0 to 2", "any number". */
struct str fact_text_range(struct arena *arena, const struct fact *fact,
			   const struct fact_range *range);
/* What the handler accepts on one kernel. */
struct str fact_text_accepted(struct arena *arena, const struct fact *fact,
			      const struct fact_at *at);
/* That of the newest mainline kernel. */
enum fact_scope fact_text_scope_now(const struct facts *facts,
				    const struct fact *fact);
/* row NULL: not known. */
struct str fact_text_default(struct arena *arena,
			     const struct rulebook *rulebook,
			     const struct book *book,
			     const struct fact_row *row);
/* "4.17 or 4.18" for a bracket. */
struct str fact_text_since(struct arena *arena, const struct fact_row *row);
struct str fact_text_row(struct arena *arena, const struct rulebook *rulebook,
			 const struct book *book, const struct fact *fact,
			 const struct fact_row *row);

/* A path with dots; several with commas. */
struct str fact_text_key(struct arena *arena, const struct facts *facts,
			 struct pool_str path);
struct str fact_text_keys(struct arena *arena, const struct facts *facts,
			  struct pool_run paths);

#endif
