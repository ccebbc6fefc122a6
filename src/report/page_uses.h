/* SPDX-License-Identifier: Apache-2.0 */
/* Who rests on what: which rules look at a key or a formula, by naming it, by
 * fixing it, or through a formula that rests on it. */
#ifndef REPORT_PAGE_USES_H
#define REPORT_PAGE_USES_H

#include "report/page.h"

/* Relates the rules that look at a key or a formula; nearest first. */
void page_uses(struct page *page, const struct rulebook *rulebook,
	       const struct entry *used);

/* Relates the keys and formulas that a rule or a formula names. */
void page_uses_named(struct page *page, const struct rulebook *rulebook,
		     const struct entry *user);

#endif
