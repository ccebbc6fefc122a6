/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/fact_takes.h"

#include <limits.h>

/* What the type holds, in the key's own unit. */
static struct fact_range type_range(enum fact_store store)
{
	struct fact_range range = { .has_low = true, .has_high = true };

	switch (store) {
	case STORE_UINT:
		range.high = num_of_u64(UINT_MAX);
		break;
	case STORE_ULONG:
		range.high = num_of_u64(UINT64_MAX);
		break;
	case STORE_LONG:
		range.low = num_of(INT64_MIN);
		range.high = num_of(INT64_MAX);
		break;
	default:
		range.low = num_of(INT_MIN);
		range.high = num_of(INT_MAX);
	}
	return range;
}

static struct num own_unit(const struct fact *fact, struct num n)
{
	struct num own;

	if (fact->unit_scale > 1 && num_div(n, num_of(fact->unit_scale), &own))
		return own;
	return n;
}

struct str fact_takes(struct arena *arena, const struct facts *facts,
		      const struct fact *fact, const struct fact_at *on)
{
	struct fact_range range;

	if (fact->type != VALUE_INT && fact->type != VALUE_VECTOR)
		return pool_text(facts->chars, fact->words);
	range = type_range((enum fact_store)fact->store);
	if (on->wide.has_low)
		range.low = own_unit(fact, on->wide.low);
	if (on->wide.has_high)
		range.high = own_unit(fact, on->wide.high);
	return str_format(arena, "%.*s..%.*s",
			  STR_ARG(num_text(arena, range.low)),
			  STR_ARG(num_text(arena, range.high)));
}
