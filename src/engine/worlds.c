/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Kleene's logic loses "either way" conclusions: a condition that holds
 * whoever closes first, and with NAT or without, is still unknown to it. So
 * each combination is supposed in turn before doubt is declared.
 */
#include "engine/run.h"

#include <string.h>

/* Two hops with both fields open: 36 worlds. */
#define WORLD_FIELDS_MAX 4

struct world_field {
	const struct hop *hop;
	enum hop_field field;
	uint32_t n_values, at;
};

struct worlds {
	struct world_field fields[WORLD_FIELDS_MAX];
	size_t n;
	bool too_many;
};

static const char *const closers[] = { "from", "to", "both" };

static struct value world_value(const struct world_field *f)
{
	if (f->field == HOP_NAT)
		return value_bool(f->at != 0);
	return value_word(str_of(closers[f->at]));
}

static void worlds_open(struct worlds *worlds, const struct hop *hop,
			enum hop_field field)
{
	for (size_t i = 0; i < worlds->n; i++)
		if (worlds->fields[i].hop == hop &&
		    worlds->fields[i].field == field)
			return;
	if (worlds->n == WORLD_FIELDS_MAX) {
		worlds->too_many = true;
		return;
	}
	worlds->fields[worlds->n++] = (struct world_field){
		.hop = hop,
		.field = field,
		.n_values = field == HOP_NAT ? 2 : 3,
	};
}

/* "hop a -> b: nat" names the field nat, and so does "hop.nat". */
static bool leaf_names(const struct leaf *leaf, enum hop_field field)
{
	struct str name = str_of(hop_field_info[field].name);
	struct str text = leaf->text;

	if (text.len <= name.len || !str_ends(text, name))
		return false;
	return strchr(". :", text.at[text.len - name.len - 1]) != NULL;
}

static void worlds_collect(const struct run *run,
			   const struct evidence *evidence,
			   struct worlds *worlds)
{
	for (size_t i = 0; i < evidence->leaves.n; i++) {
		const struct leaf *leaf = &evidence->leaves.at[i];
		const struct hop *hop;

		if (leaf->datum.known || leaf->subject.kind != SUBJECT_HOP)
			continue;
		hop = run->topology->hops.at[leaf->subject.index];
		if (leaf_names(leaf, HOP_NAT))
			worlds_open(worlds, hop, HOP_NAT);
		if (leaf_names(leaf, HOP_CLOSER))
			worlds_open(worlds, hop, HOP_CLOSER);
	}
}

static bool is_open(const struct run *run, const struct hop *hop,
		    enum hop_field field)
{
	struct subject subject = { .kind = SUBJECT_HOP, .index = hop->index };
	struct datum d;

	run->env.field(run->env.context, subject, (uint16_t)field, NULL, &d);
	return !d.known;
}

bool worlds_are_many(const struct run *run)
{
	for (size_t i = 0; i < run->topology->hops.n; i++)
		if (is_open(run, run->topology->hops.at[i], HOP_CLOSER) ||
		    is_open(run, run->topology->hops.at[i], HOP_NAT))
			return true;
	return false;
}

/* The next combination; false after the last. */
static bool worlds_step(struct worlds *worlds)
{
	for (size_t i = 0; i < worlds->n; i++) {
		if (++worlds->fields[i].at < worlds->fields[i].n_values)
			return true;
		worlds->fields[i].at = 0;
	}
	return false;
}

static enum tri world_result(struct run *run, struct subject subject,
			     const struct worlds *worlds)
{
	struct datum result;

	for (size_t i = 0; i < worlds->n; i++) {
		const struct world_field *f = &worlds->fields[i];
		struct value v = world_value(f);

		model_suppose(run->model, f->hop, f->field, &v);
	}
	expr_eval(&run->rules->book->exprs, run->rule->when, subject, &run->env,
		  run->scratch, NULL, &result);
	model_suppose(run->model, NULL, HOP_NAT, NULL);
	if (!result.known || (result.value.boolean && result.tainted))
		return TRI_UNKNOWN;
	return tri_of(result.value.boolean);
}

enum tri worlds_agree(struct run *run, struct subject subject,
		      const struct evidence *evidence)
{
	struct worlds worlds = { 0 };
	enum tri first;

	worlds_collect(run, evidence, &worlds);
	if (worlds.n == 0 || worlds.too_many)
		return TRI_UNKNOWN;
	first = world_result(run, subject, &worlds);
	while (first != TRI_UNKNOWN && worlds_step(&worlds))
		if (world_result(run, subject, &worlds) != first)
			return TRI_UNKNOWN;
	return first;
}
