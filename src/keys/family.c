/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/family.h"

#include "keys/fact.h"

#include <string.h>

/* Asked of hundreds of keys for each that is unknown. */
static inline bool key_matches(struct str key, struct str path)
{
	if (!key.len || key.at[key.len - 1] != '*')
		return str_eq(key, path);
	return path.len >= key.len - 1 &&
	       memcmp(path.at, key.at, key.len - 1) == 0;
}

static bool family_has(const struct facts *facts, const struct family *family,
		       struct str path)
{
	for (uint32_t i = 0; i < family->keys.n; i++) {
		const struct pool_str key =
			facts->texts[family->keys.first + i];

		if (key_matches(pool_text(facts->chars, key), path))
			return true;
	}
	return false;
}

const struct family *family_find(const struct facts *facts, struct str path)
{
	for (uint32_t i = 0; i < facts->n_families; i++)
		if (family_has(facts, &facts->families[i], path))
			return &facts->families[i];
	return NULL;
}
