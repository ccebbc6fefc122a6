/* SPDX-License-Identifier: Apache-2.0 */
/* An advice in the envelope of all commands: tiers with their settings. What
 * remains to be found after it stands under findings, as always. */
#include "keys/key.h"
#include "report/advice_words.h"
#include "report/envelope.h"
#include "report/report.h"
#include "json/json.h"

static struct json *reasons_json(const struct advice_line *line)
{
	struct json *list = json_new_array();

	for (size_t i = 0; i < line->reasons.n; i++) {
		const struct advice_reason *r = &line->reasons.at[i];
		struct json *o = json_new_object();

		json_put_text(o, "rule", rule_text(r->rules, r->rule->id));
		json_put_number(o, "round", r->round);
		json_put_text(o, "message", r->message);
		json_put_text(o, "sum", r->sum);
		json_push(list, o);
	}
	return list;
}

static struct json *or_null(bool is_there, struct str text)
{
	return is_there ? json_new_text(text) : json_new_null();
}

static struct json *line_json(struct arena *arena,
			      const struct advice_line *line)
{
	struct json *o = json_new_object();

	json_put_text(o, "key", key_dotted(arena, line->path));
	json_put(o, "value", or_null(!line->remove, line->value));
	json_put(o, "before",
		 or_null(line->before.known || line->before_text.len > 0,
			 line->before_text));
	json_put_bool(o, "remove", line->remove);
	json_put(o, "reasons", reasons_json(line));
	return o;
}

static struct json *if_so_json(const struct report_input *input,
			       struct arena *arena, const struct tier *tier)
{
	struct json *list = json_new_array();
	struct if_so_walk walk = { 0 };
	const struct finding *f;
	const struct fix_entry *fix;

	while ((fix = advice_next_if_so(input, tier, &walk, &f))) {
		struct json *o = envelope_fix(arena, fix);

		json_put_text(o, "rule", rule_text(f->rules, f->rule->id));
		json_put_text(o, "message", f->message);
		json_put_text(o, "unless", f->unless);
		json_push(list, o);
	}
	return list;
}

static struct json *notes_json(const struct advice *advice, struct arena *arena,
			       const struct tier *tier)
{
	struct json *list = json_new_array();

	for (size_t i = 0; i < advice->notes.n; i++) {
		const struct advice_note *n = &advice->notes.at[i];
		struct json *o;

		if (n->tier != tier)
			continue;
		o = json_new_object();
		json_put_text(o, "rule", rule_text(n->rules, n->rule->id));
		json_put_text(o, "key", key_dotted(arena, n->path));
		json_put_text(o, "why", n->text);
		json_push(list, o);
	}
	return list;
}

static struct json *conflicts_json(const struct advice *advice,
				   struct arena *arena, const struct tier *tier)
{
	struct json *list = json_new_array();

	for (size_t i = 0; i < advice->conflicts.n; i++) {
		const struct advice_conflict *c = &advice->conflicts.at[i];
		struct json *o, *rules;

		if (c->tier != tier)
			continue;
		o = json_new_object();
		rules = json_new_array();
		for (size_t j = 0; j < c->rule_ids.n; j++)
			json_push_text(rules, c->rule_ids.at[j]);
		json_put_text(o, "key", key_dotted(arena, c->path));
		json_put(o, "rules", rules);
		json_put_text(o, "message", c->text);
		json_push(list, o);
	}
	return list;
}

static struct json *tier_json(const struct report_input *input,
			      struct arena *arena, const struct tier *tier)
{
	struct json *o = json_new_object(), *settings = json_new_array();

	for (size_t i = 0; i < input->advice->lines.n; i++)
		if (input->advice->lines.at[i].tier == tier)
			json_push(
				settings,
				line_json(arena, &input->advice->lines.at[i]));
	json_put_text(o, "name", tier->name);
	json_put(o, "settings", settings);
	json_put(o, "if_so", if_so_json(input, arena, tier));
	json_put(o, "not_applied", notes_json(input->advice, arena, tier));
	json_put(o, "conflicts", conflicts_json(input->advice, arena, tier));
	return o;
}

static int advice_json_write(FILE *file, const struct report_input *input)
{
	const struct topology *topology = model_topology(input->model);
	struct arena *arena = input->advice->after.arena;
	struct json_document d = { 0 };

	envelope_open(&d, file, input);
	json_document_list_open(&d, "tiers");
	for (size_t i = 0; i < topology->tiers.n; i++)
		if (advice_shows_tier(input, topology->tiers.at[i]))
			json_document_element(
				&d,
				tier_json(input, arena, topology->tiers.at[i]));
	json_document_list_close(&d);
	json_document_member(&d, "rounds",
			     json_new_number(input->advice->n_rounds));
	envelope_close(&d, input);
	return 0;
}

const struct reporter report_advice_json = {
	.name = "json",
	.summary = "everything, as one JSON document",
	.documents = DOCUMENT_ADVICE,
	.lists_not_checked = true,
	.write = advice_json_write,
};
