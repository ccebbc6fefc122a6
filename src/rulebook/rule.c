/* SPDX-License-Identifier: Apache-2.0 */
#include "rulebook/rule.h"

static const char *const names[] = {
	[SEVERITY_NONE] = "none",     [SEVERITY_INFO] = "info",
	[SEVERITY_ADVICE] = "advice", [SEVERITY_WARNING] = "warning",
	[SEVERITY_ERROR] = "error",
};

struct str severity_name(enum severity s)
{
	return str_of(names[s]);
}

bool severity_parse(struct str s, enum severity *out)
{
	for (int i = SEVERITY_INFO; i <= SEVERITY_ERROR; i++) {
		if (!str_eq(s, str_of(names[i])))
			continue;
		*out = (enum severity)i;
		return true;
	}
	return false;
}

struct str rule_text(const struct rules *rules, struct pool_str s)
{
	return pool_text(rules->book->facts.chars, s);
}
