/* SPDX-License-Identifier: Apache-2.0 */
/* Tiers and hops with what was given and what follows, in the envelope. */
#include "report/derivations.h"
#include "report/envelope.h"
#include "report/words.h"

static struct json *given_json(struct arena *arena,
			       const struct report_input *input,
			       struct subject s)
{
	const struct datum *datum;
	struct json *list = json_new_array(), *o;
	struct str name;

	for (size_t i = 0; derivations_given(model_topology(input->model), s, i,
					     &name, &datum);
	     i++) {
		o = json_new_object();
		json_put_text(o, "name", name);
		json_put_text(o, "value", value_text(arena, datum->value));
		json_put(o, "place",
			 envelope_place(input->sources, datum->span));
		json_push(list, o);
	}
	return list;
}

static struct json *derived_json(struct arena *arena,
				 const struct report_input *input,
				 const struct derived *d)
{
	struct json *o = json_new_object(), *evidence = json_new_array();

	json_put_text(o, "name", d->name);
	json_put(o, "value",
		 d->datum.known
			 ? json_new_text(value_text(arena, d->datum.value))
			 : json_new_null());
	json_put_bool(o, "known", d->datum.known);
	json_put_bool(o, "tainted", d->datum.tainted);
	if (!str_empty(d->datum.note))
		json_put_text(o, "note", d->datum.note);
	json_put_text(o, "because", d->because);
	if (!str_empty(d->formula))
		json_put_text(o, "formula", d->formula);
	for (size_t i = 0; i < d->evidence->leaves.n; i++)
		json_push(evidence, envelope_leaf(arena, input->sources,
						  &d->evidence->leaves.at[i]));
	json_put(o, "evidence", evidence);
	return o;
}

static void put_lists(struct json *o, struct arena *arena,
		      const struct report_input *input, struct subject s)
{
	struct json *derived = json_new_array();

	json_put(o, "given", given_json(arena, input, s));
	for (size_t i = 0; i < model_n_derived(input->model, s.kind); i++) {
		struct derived d;

		model_derived(input->model, s, i, arena, &d);
		json_push(derived, derived_json(arena, input, &d));
	}
	json_put(o, "derived", derived);
}

static struct json *tier_json(struct arena *arena,
			      const struct report_input *input,
			      const struct tier *tier)
{
	struct json *o = json_new_object();

	json_put_text(o, "name", tier->name);
	json_put(o, "place", envelope_place(input->sources, tier->span));
	put_lists(o, arena, input,
		  model_subject(input->model, SUBJECT_TIER, NULL, tier->index));
	return o;
}

static struct json *hop_json(struct arena *arena,
			     const struct report_input *input,
			     const struct hop *hop)
{
	struct json *o = json_new_object(), *via = json_new_array();

	json_put_text(o, "from", hop->from->name);
	json_put_text(o, "to", hop->to->name);
	for (size_t i = 0; i < hop->n_via; i++)
		json_push_text(via, hop->via[i]->name);
	json_put(o, "via", via);
	json_put(o, "place", envelope_place(input->sources, hop->span));
	put_lists(o, arena, input,
		  model_subject(input->model, SUBJECT_HOP, NULL, hop->index));
	return o;
}

static int topology_json_write(FILE *file, const struct report_input *input)
{
	const struct topology *t = model_topology(input->model);
	struct arena *arena = arena_new();
	struct json_document d = { 0 };

	envelope_open(&d, file, input);
	json_document_list_open(&d, "tiers");
	for (size_t i = 0; i < t->tiers.n; i++) {
		const struct tier *tier = t->tiers.at[i];

		if (!tier->phantom && (!input->only || input->only == tier))
			json_document_element(&d,
					      tier_json(arena, input, tier));
		arena_reset(arena);
	}
	json_document_list_close(&d);
	json_document_list_open(&d, "hops");
	for (size_t i = 0; i < t->hops.n; i++) {
		const struct hop *hop = t->hops.at[i];

		if (!hop->phantom &&
		    (!input->only || hop->from == input->only ||
		     hop->to == input->only))
			json_document_element(&d, hop_json(arena, input, hop));
		arena_reset(arena);
	}
	json_document_list_close(&d);
	envelope_close(&d, input);
	arena_free(arena);
	return 0;
}

const struct reporter report_topology_json = {
	.name = "json",
	.summary = "tiers, hops and what follows, as one JSON document",
	.documents = DOCUMENT_TOPOLOGY,
	.write = topology_json_write,
};
