/* SPDX-License-Identifier: Apache-2.0 */
#include "rulebook/derive_load.h"

#include "model/names.h"
#include "rulebook/cycle.h"
#include "text/excerpt.h"

const struct schema_field derivation_fields[] = {
	{ .name = "name",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "\"hop.max_rate\": what rules call it" },
	{ .name = "type",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "bool, int, word, ports, bytes, pages, time or rate" },
	{ .name = "value",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "the formula" },
	{ .name = "because",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "the formula in words" },
	{ .name = "about",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "what the name means" },
	{ .name = "estimate",
	  .type = CONF_BOOLEAN,
	  .about = "true: the result can differ a little" },
	{ .name = "see",
	  .type = CONF_ARRAY,
	  .element = CONF_STRING,
	  .about = "sources" },
	{ 0 },
};

/* As the words of kind_words and type_words, in this order. */
static const char kind_words[] = "tier|hop|topology";
static const enum subject_kind kinds[] = { SUBJECT_TIER, SUBJECT_HOP,
					   SUBJECT_TOPOLOGY };
static const char type_words[] = "bool|int|word|ports|bytes|pages|time|rate";
static const struct {
	enum value_type type;
	enum unit unit;
} types[] = {
	{ VALUE_BOOL, UNIT_NONE }, { VALUE_INT, UNIT_NONE },
	{ VALUE_WORD, UNIT_NONE }, { VALUE_PORTS, UNIT_PORTS },
	{ VALUE_INT, UNIT_BYTES }, { VALUE_INT, UNIT_PAGES },
	{ VALUE_INT, UNIT_TIME },  { VALUE_INT, UNIT_RATE },
};

static int word_index(const char *words, struct str wanted)
{
	struct str rest = str_of(words), word;

	for (int i = 0; str_next_word(&rest, "|", &word); i++)
		if (str_eq(word, wanted))
			return i;
	return -1;
}

static bool name_load(struct loader *l, const struct book_file *file,
		      struct derivation *d)
{
	const struct conf_node *node =
		schema_get(file->root, "name", CONF_STRING);
	struct str kind, rest;
	int index;

	if (!node)
		return false;
	index = str_split(node->string, '.', &kind, &rest)
			? word_index(kind_words, kind)
			: -1;
	if (index < 0 || str_empty(rest)) {
		diag_add(l->diags, DIAG_ERROR, "derive-name", node->span,
			 "'%.*s' does not begin with what it is about",
			 STR_ARG(text_safe_str(l->arena, node->string)));
		diag_hint(l->diags,
			  "begin with 'tier.', 'hop.' or 'topology.'");
		return false;
	}
	if (!str_eq(node->string, file->stem)) {
		diag_add(l->diags, DIAG_ERROR, "derive-name", node->span,
			 "the file is called '%.*s', it defines '%.*s'",
			 STR_ARG(text_safe_str(l->arena, file->stem)),
			 STR_ARG(text_safe_str(l->arena, node->string)));
		return false;
	}
	d->kind = (uint8_t)kinds[index];
	d->name = loader_text(l, node->string);
	return true;
}

void derive_load(struct loader *l, const struct book_file *file)
{
	const struct conf_node *root = file->root;
	const struct conf_node *estimate =
		schema_get(root, "estimate", CONF_BOOLEAN);
	struct derivation d = { 0 };
	unsigned type = 0;
	const bool sound =
		schema_check(root, derivation_fields, "derivation", l->diags);

	if (!name_load(l, file, &d) ||
	    !loader_word(l, root, "type", type_words, &type) || !sound)
		return;
	d.type = (uint8_t)types[type].type;
	d.unit = (uint8_t)types[type].unit;
	d.because = loader_string_text(l, root, "because");
	d.about = loader_string_text(l, root, "about");
	d.see = loader_texts(l, root, "see");
	d.estimate = estimate && estimate->boolean;
	vec_push(l->arena, &l->derivations, d);
	vec_push(l->arena, &l->derivation_values,
		 schema_get(root, "value", CONF_STRING));
}

static bool value_load(struct loader *l, const struct conf_node *node,
		       const struct derivation *d, struct expr *out)
{
	const struct expr_node *root;

	if (!loader_expr(l, node, 0, node->string.len,
			 (enum subject_kind)d->kind, (enum value_type)d->type,
			 out))
		return false;
	root = &l->builder->nodes.at[out->root];
	/* Ports count as a bare number. */
	if (root->unit == d->unit || d->type == VALUE_PORTS ||
	    (root->unit == UNIT_PORTS && d->unit == UNIT_NONE))
		return true;
	diag_add(l->diags, DIAG_ERROR, "derive-type", node->span,
		 "the unit of this formula is not the one of 'type'");
	*out = (struct expr){ 0 };
	return false;
}

/* The number of the first name that this book defines. */
static uint32_t own_names(const struct loader *l)
{
	uint32_t first = DERIVATIONS_FIRST;

	for (uint32_t b = 0; b + 1 < l->knowledge.n_books; b++)
		first += l->knowledge.books[b]->n_derivations;
	return first;
}

/* Nodes first .. are those of the user's formula. */
static void uses_add(struct loader *l, struct cycle *cycle, size_t user,
		     size_t first)
{
	const uint32_t own = own_names(l);

	for (size_t i = first; i < l->builder->nodes.n; i++) {
		const struct expr_node *node = &l->builder->nodes.at[i];

		if (node->op == EXPR_FIELD && node->b >= own)
			cycle_add(cycle, user, node->b - own);
	}
}

/* A formula that rests on itself has no value. */
static void cycles_report(struct loader *l, const struct cycle *cycle)
{
	for (size_t i = 0; i < l->derivations.n; i++) {
		const struct conf_node *node = l->derivation_values.at[i];

		if (!cycle_holds(cycle, i))
			continue;
		diag_add(l->diags, DIAG_ERROR, "derive-cycle", node->span,
			 "this formula rests on itself");
		l->derivations.at[i].value = (struct expr){ 0 };
	}
}

void derive_load_end(struct loader *l)
{
	struct cycle cycle;

	loader_publish(l);
	cycle_init(&cycle, l->arena, l->derivations.n);
	for (size_t i = 0; i < l->derivations.n; i++) {
		struct derivation *d = &l->derivations.at[i];
		const size_t first = l->builder->nodes.n;

		if (value_load(l, l->derivation_values.at[i], d, &d->value))
			uses_add(l, &cycle, i, first);
	}
	cycles_report(l, &cycle);
	loader_publish(l);
}
