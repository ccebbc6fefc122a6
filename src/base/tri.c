/* SPDX-License-Identifier: Apache-2.0 */
#include "base/tri.h"

enum tri tri_of(bool b)
{
	return b ? TRI_TRUE : TRI_FALSE;
}

enum tri tri_not(enum tri a)
{
	if (a == TRI_UNKNOWN)
		return TRI_UNKNOWN;
	return tri_of(a == TRI_FALSE);
}

enum tri tri_and(enum tri a, enum tri b)
{
	if (a == TRI_FALSE || b == TRI_FALSE)
		return TRI_FALSE;
	if (a == TRI_UNKNOWN || b == TRI_UNKNOWN)
		return TRI_UNKNOWN;
	return TRI_TRUE;
}

enum tri tri_or(enum tri a, enum tri b)
{
	return tri_not(tri_and(tri_not(a), tri_not(b)));
}
