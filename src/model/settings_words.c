/* SPDX-License-Identifier: Apache-2.0 */
/* What the enumerations of settings.h are called. */
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

struct str perhaps_text(enum perhaps perhaps)
{
	static const char *const texts[] = {
#define P(name, text) text,
		PERHAPS(P)
#undef P
	};

	return str_of(texts[perhaps]);
}
