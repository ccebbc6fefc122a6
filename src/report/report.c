/* SPDX-License-Identifier: Apache-2.0 */
#include "report/report.h"
#include <string.h>

#define REPORT(tag) extern const struct reporter report_##tag;
#include "report/report_list.h"
#undef REPORT

static const struct reporter *const reporters[] = {
#define REPORT(tag) &report_##tag,
#include "report/report_list.h"
#undef REPORT
};

const struct reporter *reporter_at(size_t i)
{
	if (i >= sizeof reporters / sizeof reporters[0])
		return NULL;
	return reporters[i];
}

const struct reporter *reporter_find(enum document document, const char *name)
{
	const struct reporter *r;

	for (size_t i = 0; (r = reporter_at(i)) != NULL; i++) {
		if ((r->documents & document) != 0 &&
		    strcmp(r->name, name) == 0)
			return r;
	}
	return NULL;
}
