/* SPDX-License-Identifier: Apache-2.0 */
#include "report/envelope.h"
#include "keys/key.h"
#include "report/words.h"

#define SCHEMA_VERSION 1

static void file_sink(void *context, struct str text)
{
	fwrite(text.at, 1, text.len, context);
}

struct json *envelope_place(struct sources *sources, struct span span)
{
	struct place place = place_of(sources, span);
	struct json *o;

	if (place.line == 0)
		return json_new_null();
	o = json_new_object();
	json_put_text(o, "file", place.name);
	json_put_number(o, "line", place.line);
	json_put_number(o, "column", place.column);
	json_put_number(o, "end_line", place.end_line);
	json_put_number(o, "end_column", place.end_column);
	json_put_number(o, "start", span.start);
	json_put_number(o, "end", span.end);
	return o;
}

struct json *envelope_leaf(struct arena *arena, struct sources *sources,
			   const struct leaf *leaf)
{
	const struct datum *d = &leaf->datum;
	struct json *o = json_new_object();

	json_put_text(o, "name", leaf->text);
	if (d->known && d->value.type != VALUE_NONE)
		json_put_text(o, "value", value_text(arena, d->value));
	json_put_bool(o, "known", d->known);
	json_put_text(o, "origin",
		      words_origin(d->known ? d->origin : ORIGIN_UNKNOWN));
	json_put_bool(o, "tainted", d->tainted);
	if (!str_empty(d->note))
		json_put_text(o, "note", d->note);
	json_put_bool(o, "deciding", leaf->deciding);
	json_put(o, "place", envelope_place(sources, d->span));
	return o;
}

struct json *envelope_fix(struct arena *arena, const struct fix_entry *fix)
{
	struct json *o = json_new_object();

	if (fix->tier != NULL && !span_is_none(fix->tier->span))
		json_put_text(o, "tier", fix->tier->name);
	json_put_text(o, "key", key_dotted(arena, fix->path));
	json_put_text(o, "op", words_fix_op(fix->op));
	if (fix->op != FIX_REMOVE)
		json_put(o, "value",
			 fix->known ? json_new_text(fix->value)
				    : json_new_null());
	json_put_bool(o, "safe", fix->safe);
	return o;
}

static struct json *diag_json(const struct report_input *input,
			      const struct diag *d)
{
	static const char *const levels[] = {
		[DIAG_NOTE] = "note",
		[DIAG_WARNING] = "warning",
		[DIAG_ERROR] = "error",
		[DIAG_UNREADABLE] = "unreadable",
	};
	struct json *o = json_new_object();

	json_put_text(o, "level", str_of(levels[d->level]));
	json_put_text(o, "code", str_of(d->code));
	if (!str_empty(d->subject))
		json_put_text(o, "subject", d->subject);
	json_put_text(o, "message", d->message);
	if (!str_empty(d->hint))
		json_put_text(o, "hint", d->hint);
	json_put(o, "place", envelope_place(input->sources, d->span));
	return o;
}

static struct json *texts_json(const struct rules *rules, struct pool_run run)
{
	struct json *list = json_new_array();

	for (uint32_t i = 0; i < run.n; i++)
		json_push_text(
			list,
			rule_text(rules,
				  rules->book->facts.texts[run.first + i]));
	return list;
}

static void put_finding_lists(struct json *o, struct arena *arena,
			      const struct report_input *input,
			      const struct finding *f)
{
	struct json *subjects = json_new_array(), *evidence = json_new_array(),
		    *fixes = json_new_array();

	for (size_t i = 0; i < f->subject_names.n; i++)
		json_push_text(subjects, f->subject_names.at[i]);
	for (size_t i = 0; i < f->evidence.leaves.n; i++)
		json_push(evidence, envelope_leaf(arena, input->sources,
						  &f->evidence.leaves.at[i]));
	for (size_t i = 0; i < f->fixes.n; i++)
		json_push(fixes, envelope_fix(arena, &f->fixes.at[i]));
	json_put(o, "subjects", subjects);
	json_put(o, "evidence", evidence);
	json_put(o, "fix", fixes);
	json_put(o, "see", texts_json(f->rules, f->rule->see));
}

static struct json *finding_json(const struct report_input *input,
				 struct arena *arena, const struct finding *f)
{
	struct json *o = json_new_object();

	json_put_text(o, "id", rule_text(f->rules, f->rule->id));
	json_put_text(o, "slug", rule_text(f->rules, f->rule->slug));
	json_put_text(o, "area", rule_text(f->rules, f->rule->area));
	json_put_text(o, "title", rule_text(f->rules, f->rule->title));
	json_put_text(o, "severity", severity_name(f->severity));
	json_put_bool(o, "doubtful", f->doubtful);
	json_put(o, "place", envelope_place(input->sources, f->place));
	json_put_text(o, "message", f->message);
	if (!str_empty(f->unless))
		json_put_text(o, "unless", f->unless);
	json_put_text(o, "effect", f->effect);
	json_put_text(o, "why", f->why);
	put_finding_lists(o, arena, input, f);
	return o;
}

static struct json *not_checked_json(const struct not_checked *n)
{
	struct json *o = json_new_object(), *missing = json_new_array();

	for (size_t i = 0; i < n->missing.n; i++)
		json_push_text(missing, n->missing.at[i]);
	json_put_text(o, "id", rule_text(n->rules, n->rule->id));
	json_put_text(o, "subject", n->subject_name);
	json_put(o, "missing", missing);
	return o;
}

static struct json *totals_json(const struct report_input *input)
{
	struct json *o = json_new_object();
	int64_t n[SEVERITY_ERROR + 1] = { 0 }, doubtful = 0, not_checked = 0;
	const struct findings *f = input->findings;

	for (size_t i = 0; f != NULL && i < f->list.n; i++) {
		n[f->list.at[i].severity]++;
		doubtful += f->list.at[i].doubtful;
	}
	if (f != NULL)
		not_checked = (int64_t)f->not_checked.n;
	json_put_number(o, "error", n[SEVERITY_ERROR]);
	json_put_number(o, "warning", n[SEVERITY_WARNING]);
	json_put_number(o, "advice", n[SEVERITY_ADVICE]);
	json_put_number(o, "info", n[SEVERITY_INFO]);
	json_put_number(o, "doubtful", doubtful);
	json_put_number(o, "not_checked", not_checked);
	return o;
}

void envelope_open(struct json_document *d, FILE *file,
		   const struct report_input *input)
{
	struct json *inputs = json_new_array();

	d->text.arena = input->diags->arena;
	d->sink = file_sink;
	d->context = file;
	for (size_t i = 0; i < input->inputs.n; i++)
		json_push_text(inputs, input->inputs.at[i]);
	json_document_open(d);
	json_document_member(d, "schema_version",
			     json_new_number(SCHEMA_VERSION));
	json_document_member(d, "command",
			     json_new_text(str_of(input->command)));
	json_document_member(d, "inputs", inputs);
}

void envelope_close(struct json_document *d, const struct report_input *input)
{
	struct arena *arena = input->diags->arena;
	const struct findings *f = input->findings;

	json_document_list_open(d, "diagnostics");
	for (size_t i = 0; i < input->diags->list.n; i++)
		json_document_element(
			d, diag_json(input, &input->diags->list.at[i]));
	json_document_list_close(d);
	json_document_list_open(d, "findings");
	for (size_t i = 0; f != NULL && i < f->list.n; i++)
		json_document_element(
			d, finding_json(input, arena, &f->list.at[i]));
	json_document_list_close(d);
	json_document_list_open(d, "not_checked");
	for (size_t i = 0; f != NULL && i < f->not_checked.n; i++)
		json_document_element(d,
				      not_checked_json(&f->not_checked.at[i]));
	json_document_list_close(d);
	json_document_member(d, "totals", totals_json(input));
	json_document_member(d, "exit", json_new_number(input->exit_status));
	json_document_close(d);
}
