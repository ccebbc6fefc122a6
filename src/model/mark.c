/* SPDX-License-Identifier: Apache-2.0 */
#include "model/settings.h"

struct str mark_name(enum mark_kind kind)
{
	static const char *const names[] = {
#define M(name, text) text,
		MARKS(M)
#undef M
	};

	return str_of(names[kind]);
}
