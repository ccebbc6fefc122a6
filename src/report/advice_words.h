/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the formats of an advice share: which tiers and which lines belong to
 * one, and how they are said. Appends text that is safe to show.
 */
#ifndef REPORT_ADVICE_WORDS_H
#define REPORT_ADVICE_WORDS_H

#include "base/buf.h"
#include "report/report.h"
#include <stdbool.h>

/* Ours, and not hidden by --tier. */
bool advice_shows_tier(const struct report_input *input,
		       const struct tier *tier);
/* "tier web"; without a topology the host as it is called. */
void advice_put_tier(struct buf *out, const struct tier *tier);
/* "net.ipv4.tcp_fin_timeout = 60" */
void advice_put_setting(struct buf *out, struct str path, struct str value);
/* What the key had: "4096", "4096 by default", "unknown". */
void advice_put_before(struct buf *out, const struct advice_line *line);

/* The next fix of a doubtful finding that is for the tier; both counters start
 * at 0. NULL at the end. */
struct if_so_walk {
	size_t finding, fix;
};
const struct fix_entry *advice_next_if_so(const struct report_input *input,
					  const struct tier *tier,
					  struct if_so_walk *walk,
					  const struct finding **out_finding);
/* "TW-001 (doubtful): …, unless …" */
void advice_put_if_so(struct buf *out, const struct finding *f);
/* What was not applied on the tier, and why: notes and conflicts. */
void advice_put_remarks(struct buf *out, const struct report_input *input,
			const struct tier *tier, struct str prefix);

/* Wrapped at 80 columns: the first line behind first, the others behind next.
 * Nothing when text is empty. */
void advice_put_wrapped(struct buf *out, struct str first, struct str next,
			struct str text);

#endif
