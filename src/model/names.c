/* SPDX-License-Identifier: Apache-2.0 */
#include "model/names.h"

#include "keys/fault.h"
#include "model/load.h"
#include "model/model.h"

#include <assert.h>

#define M(tag, text) "|" text
/* "|bom|…": the bar in front is skipped. */
static const char marks_joined[] = MARKS(M);
#undef M
#define F(tag, text) "|" text
static const char faults_joined[] = FAULTS(F);
#undef F
#define fault_words (faults_joined + 1)
#define mark_words (marks_joined + 1)

#define K(tag, text) "|" text
static const char kinds_joined[] = INPUT_KINDS(K);
#undef K
#define kind_words (kinds_joined + 1)

#define R(tag, text) "|" text
static const char results_joined[] = "|none" LOAD_RESULTS(R);
#undef R
#define result_words (results_joined + 1)
#define T(tag, text) "|" text
static const char fates_joined[] = FILE_FATES(T);
#undef T
#define fate_words (fates_joined + 1)

static const struct name_info infos[NAMES_END - NAMES_FIRST] = {
#define NAME(kind, tag, name, type, unit, target, is_list, words, about)       \
	[NAME_##kind##_##tag -                                                 \
		NAMES_FIRST] = { SUBJECT_##kind, name,  type,  unit, target,   \
				 is_list,        false, words, about },
#define DERIVED(kind, tag, name, type, unit, about)                            \
	[NAME_##kind##_##tag - NAMES_FIRST] = {                                \
		SUBJECT_##kind, name, type, unit, SUBJECT_NONE,                \
		false,          true, NULL, about                              \
	},
#include "model/names.def"
};

const struct name_info *name_info(uint16_t id)
{
	assert(id >= NAMES_FIRST && id < NAMES_END);
	return &infos[id - NAMES_FIRST];
}

const struct field_info *name_fields(enum subject_kind kind, size_t *out_n)
{
	*out_n = 0;
	if (kind == SUBJECT_TIER) {
		*out_n = N_TIER_FIELDS;
		return tier_field_info;
	}
	if (kind == SUBJECT_HOP) {
		*out_n = N_HOP_FIELDS;
		return hop_field_info;
	}
	return NULL;
}

const char *name_of_kind(enum subject_kind kind)
{
	static const char *const names[N_SUBJECT_KINDS] = {
		[SUBJECT_NONE] = "nothing",
		[SUBJECT_LINE] = "line",
		[SUBJECT_FILE] = "file",
		[SUBJECT_ASSIGNMENT] = "assignment",
		[SUBJECT_SETTING] = "setting",
		[SUBJECT_TIER] = "tier",
		[SUBJECT_HOP] = "hop",
		[SUBJECT_TOPOLOGY] = "topology",
		[SUBJECT_HOST] = "host",
	};

	return names[kind];
}

static bool field_name(enum subject_kind kind, struct str name,
		       struct expr_name *out)
{
	size_t n;
	const struct field_info *fields = name_fields(kind, &n);

	for (size_t i = 0; i < n; i++) {
		if (!str_eq(name, str_of(fields[i].name)))
			continue;
		*out = (struct expr_name){ .id = (uint16_t)i,
					   .type = fields[i].type,
					   .unit = fields[i].unit,
					   .words = fields[i].words };
		return true;
	}
	return false;
}

static bool listed_name(enum subject_kind kind, struct str name,
			struct expr_name *out)
{
	for (uint16_t id = NAMES_FIRST; id < NAMES_END; id++) {
		const struct name_info *info = name_info(id);

		if (info->kind != kind || !str_eq(name, str_of(info->name)))
			continue;
		*out = (struct expr_name){ .id = id,
					   .type = info->type,
					   .unit = info->unit,
					   .kind = info->target,
					   .is_list = info->is_list,
					   .words = info->words };
		return true;
	}
	return false;
}

static bool names_name(const void *context, enum subject_kind kind,
		       struct str name, struct expr_name *out)
{
	const struct derivation *d;
	uint16_t id;

	if (field_name(kind, name, out) || listed_name(kind, name, out))
		return true;
	d = knowledge_derivation(context, kind, name, &id, NULL);
	if (!d)
		return false;
	*out = (struct expr_name){ .id = id, .type = d->type, .unit = d->unit };
	return true;
}

static bool names_key(const void *context, struct str path,
		      struct expr_key_type *out)
{
	const struct fact *fact = knowledge_fact(context, path, NULL);

	if (!fact)
		return false;
	*out = (struct expr_key_type){ .type = fact->type,
				       .unit = fact->unit,
				       .arity = fact->arity };
	return true;
}

static struct str bare_name(const struct book *book, const struct derivation *d)
{
	struct str full = pool_text(book->facts.chars, d->name);

	return str_slice(full, str_find(full, '.') + 1, full.len);
}

static size_t names_all(const void *context, enum subject_kind kind,
			struct str *out, size_t max)
{
	const struct knowledge *k = context;
	size_t n_fields, n = 0;
	const struct field_info *fields = name_fields(kind, &n_fields);

	for (size_t i = 0; i < n_fields && n < max; i++)
		out[n++] = str_of(fields[i].name);
	for (uint16_t id = NAMES_FIRST; id < NAMES_END && n < max; id++) {
		if (name_info(id)->kind == kind)
			out[n++] = str_of(name_info(id)->name);
	}
	for (uint32_t b = 0; b < k->n_books; b++) {
		const struct book *book = k->books[b];

		for (uint32_t i = 0; i < book->n_derivations && n < max; i++) {
			if (book->derivations[i].kind == kind)
				out[n++] =
					bare_name(book, &book->derivations[i]);
		}
	}
	return n;
}

const struct derivation *knowledge_derivation(const struct knowledge *k,
					      enum subject_kind kind,
					      struct str name, uint16_t *out_id,
					      const struct book **out_book)
{
	const struct derivation *found = NULL;
	uint32_t before = DERIVATIONS_FIRST;

	for (uint32_t b = 0; b < k->n_books; b++) {
		const struct book *book = k->books[b];

		for (uint32_t i = 0; i < book->n_derivations; i++) {
			const struct derivation *d = &book->derivations[i];

			if (d->kind != kind ||
			    !str_eq(bare_name(book, d), name))
				continue;
			found = d;
			*out_id = (uint16_t)(before + i);
			if (out_book)
				*out_book = book;
		}
		before += book->n_derivations;
	}
	return found;
}

const struct fact *knowledge_fact(const struct knowledge *k, struct str path,
				  const struct book **out_book)
{
	for (uint32_t b = k->n_books; b-- > 0;) {
		const struct fact *fact = fact_find(&k->books[b]->facts, path);

		if (!fact)
			continue;
		if (out_book)
			*out_book = k->books[b];
		return fact;
	}
	return NULL;
}

struct expr_names model_names(const struct knowledge *knowledge)
{
	return (struct expr_names){ .context = knowledge,
				    .name = names_name,
				    .key = names_key,
				    .all_names = names_all };
}
