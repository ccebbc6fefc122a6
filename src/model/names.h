/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The numbers behind the names that expressions use. A name of a kind is a
 * field (its number in fields.def), a row of names.def (from NAMES_FIRST), or
 * a formula of the rule books (from DERIVATIONS_FIRST: its place among the
 * derivations of all books, so that a compiled book, which always comes
 * first, keeps its numbers).
 */
#ifndef MODEL_NAMES_H
#define MODEL_NAMES_H

#include "expr/parse.h"
#include "model/knowledge.h"
#include "model/topology.h"
#include <stdbool.h>
#include <stdint.h>

#define NAMES_FIRST       256
#define DERIVATIONS_FIRST 1024

enum name_id {
	NAMES_BEFORE_FIRST = NAMES_FIRST - 1,
#define NAME(kind, tag, name, type, unit, target, is_list, words, about)       \
	NAME_##kind##_##tag,
#define DERIVED(kind, tag, name, type, unit, about) NAME_##kind##_##tag,
#include "model/names.def"
	NAMES_END
};

struct name_info {
	uint8_t kind; /* enum subject_kind */
	const char *name;
	uint8_t type, unit;
	uint8_t target; /* enum subject_kind of a reference or list */
	bool is_list;
	bool is_derived; /* computed by a graph walk */
	const char *words;
	const char *about;
};

/* id from NAMES_FIRST, below NAMES_END. */
const struct name_info *name_info(uint16_t id);

/* The fields of a tier or hop; n 0 for other kinds. */
const struct field_info *name_fields(enum subject_kind kind, size_t *out_n);

/* "tier", "hop" …: what a name of this kind starts with. */
const char *name_of_kind(enum subject_kind kind);

/* NULL when the name belongs to no formula. id counts over all books; the
 * last book that has the name decides. */
const struct derivation *knowledge_derivation(const struct knowledge *k,
					      enum subject_kind kind,
					      struct str name, uint16_t *out_id,
					      const struct book **out_book);

#endif
