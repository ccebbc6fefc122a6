/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A tuned profile's text into sections and options, as Python's ConfigParser
 * does it for tuned: '=' only, comments behind a blank, deeper lines go on
 * with a value. Knows nothing of what a section is for.
 */
#ifndef READ_TUNED_INI_H
#define READ_TUNED_INI_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include <stdbool.h>
#include <stdint.h>

struct ini_option {
	struct str name, value; /* trimmed; of the value its first line */
	uint32_t start, end;    /* of the option in the text */
	uint32_t value_start, value_end;
	bool goes_on; /* the value has more lines */
};

struct ini_section {
	struct str name; /* empty: in front of all headings */
	VEC(struct ini_option) options;
};

struct ini {
	VEC(struct ini_section *) sections; /* each name once */
	/* Lines that are neither: tuned takes no such file. */
	VEC(struct ini_option) broken;
};

void ini_read(struct arena *arena, struct str text, struct ini *out);

/* NULL when there is none. */
const struct ini_section *ini_section(const struct ini *ini, struct str name);
/* The last of this name, or NULL; section may be NULL. */
const struct ini_option *ini_option(const struct ini_section *section,
				    struct str name);

#endif
