/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The phrases that several formats share: how a place, a subject, a leaf of
 * the evidence and a fix are written. Appends text that is safe to show.
 */
#ifndef REPORT_WORDS_H
#define REPORT_WORDS_H

#include "base/buf.h"
#include "engine/finding.h"
#include "model/topology.h"
#include "report/report.h"
#include "text/source.h"
#include "text/span.h"

/* "edge/10-tcp.conf:12:1", or nothing for no place. */
void words_place(struct buf *out, struct sources *sources, struct span span);
/* "edge/10-tcp.conf:12" */
void words_line(struct buf *out, struct sources *sources, struct span span);

/* As a line would set it, or "(empty)". */
void words_value(struct buf *out, struct str value);

/* For machines, without blanks: "edge", "clients->edge", "-" for a host of
 * which only the settings are known. */
void words_subject(struct buf *out, const struct topology *topology,
		   struct subject subject);

/* "shop.topology:9: hop clients -> edge: nat = true" */
void words_leaf(struct buf *out, struct sources *sources,
		const struct leaf *leaf);
struct str words_origin(enum origin origin);

/* "net.ipv4.tcp_tw_recycle = 0", "remove net.ipv4.tcp_tw_recycle"; with the
 * tier when it is not that of the subject. */
void words_fix(struct buf *out, struct arena *arena,
	       const struct fix_entry *fix, bool with_tier);
struct str words_fix_op(enum fix_op op);

/* prefix, then text wrapped at 80 columns, further lines under the text. */
void words_wrap(struct buf *out, struct str prefix, struct str text);

/* "2 errors, 1 warning; 14 not checked" */
void words_totals(struct buf *out, const struct report_input *input);

/* Is this finding to be shown at all, by --severity? */
bool words_shown(const struct report_input *input,
		 const struct finding *finding);

#endif
