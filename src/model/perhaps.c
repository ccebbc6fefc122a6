/* SPDX-License-Identifier: Apache-2.0 */
#include "model/settings.h"

struct str perhaps_text(enum perhaps perhaps)
{
	static const char *const texts[] = {
#define P(name, text) text,
		PERHAPS(P)
#undef P
	};

	return str_of(texts[perhaps]);
}
