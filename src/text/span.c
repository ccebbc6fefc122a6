/* SPDX-License-Identifier: Apache-2.0 */
#include "text/span.h"

bool span_is_none(struct span s)
{
	return s.source == 0;
}

bool span_eq(struct span a, struct span b)
{
	return a.source == b.source && a.start == b.start && a.end == b.end;
}
