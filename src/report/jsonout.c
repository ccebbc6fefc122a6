/* SPDX-License-Identifier: Apache-2.0 */
#include "report/envelope.h"
#include "report/report.h"

static int json_write(FILE *file, const struct report_input *input)
{
	struct json_document d = { 0 };

	envelope_open(&d, file, input);
	envelope_close(&d, input);
	return 0;
}

const struct reporter report_json = {
	.name = "json",
	.summary = "everything, as one JSON document",
	.documents = DOCUMENT_FINDINGS,
	.lists_not_checked = true,
	.write = json_write,
};
