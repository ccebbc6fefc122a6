/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is different about a key between two kernels, and the row of its
 * history that made it so. Of what happened several times in between only
 * both ends and the last row are told.
 */
#ifndef KEYS_FACT_CHANGE_H
#define KEYS_FACT_CHANGE_H

#include "keys/fact.h"

enum fact_change_kind {
	CHANGE_GONE,
	CHANGE_NEW,
	CHANGE_DEFAULT,
	CHANGE_RANGE,
	CHANGE_SCOPE,
	CHANGE_IDLE, /* it is there and changes nothing any more */
};

struct fact_change {
	uint8_t kind; /* enum fact_change_kind */
	bool certain; /* neither kernel lies inside a bracket, is of a flavour
		       * taken for mainline, or has an estimate */
	const struct fact_row *row; /* NULL: no row of the newer kernel's */
};

/* A key that came or went has that change alone. */
#define FACT_CHANGES_MAX 4

struct fact_changes {
	struct fact_at before, after;
	/* Who says the default, a computed one too; NULL: not known. */
	const struct fact_row *default_before, *default_after;
	struct fact_change at[FACT_CHANGES_MAX];
	uint8_t n;
};

struct fact_changes fact_compare(const struct facts *facts,
				 const struct fact *fact,
				 const struct kver *before,
				 const struct kver *after);

#endif
