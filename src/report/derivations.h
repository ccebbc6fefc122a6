/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The phrases in which formats speak of tiers, hops and what follows from
 * them. Appends text that is safe to show.
 */
#ifndef REPORT_DERIVATIONS_H
#define REPORT_DERIVATIONS_H

#include "base/buf.h"
#include "model/model.h"
#include "report/report.h"

/* A tier that stands for what is not known has nothing to tell. */
bool derivations_worth_showing(const struct topology *t, struct subject s);

/* False for a constant, and for what is unknown because it does not apply (no
 * missing fact would settle it), or is of somebody else's hosts. */
bool derivations_tells(const struct topology *t, struct subject s,
		       const struct derived *d);

/* "edge", "clients -> edge" */
void derivations_subject(struct buf *out, struct model *model,
			 struct subject s);

/* " = 90000", " = 90000 (assumed)", " unknown" */
void derivations_value(struct buf *out, const struct derived *d);

/* " because a.topology:9: hop a -> b: rate = 3000/s, …" with separator
 * between the facts, or ": needs hop a -> b: rate". */
void derivations_because(struct buf *out, struct sources *sources,
			 const struct derived *d, struct str separator);

/* The fields of a tier or hop that were given, "name = value", one a call;
 * false past the end. */
bool derivations_given(const struct topology *t, struct subject s, size_t i,
		       struct str *out_name, const struct datum **out_datum);

#endif
