/* SPDX-License-Identifier: Apache-2.0 */
/* Which rules look at a key: by naming it, by fixing it, or through a formula
 * that rests on it. */
#ifndef REPORT_PAGE_USES_H
#define REPORT_PAGE_USES_H

#include "report/page.h"

void page_uses(struct page *page, const struct rulebook *rulebook,
	       struct str path);

/* The keys that the condition of a rule names. */
void page_uses_keys(struct page *page, const struct rulebook *rulebook,
		    const struct entry *rule);

#endif
