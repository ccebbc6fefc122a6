/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/status.h"

static int weight(enum status status)
{
	static const int weights[] = {
		[STATUS_CLEAN] = 0, [STATUS_FINDINGS] = 1, [STATUS_PARTIAL] = 2,
		[STATUS_USAGE] = 3, [STATUS_LOST] = 4,
	};

	return weights[status];
}

enum status status_worse(enum status a, enum status b)
{
	return weight(a) >= weight(b) ? a : b;
}
