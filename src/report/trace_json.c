/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/key.h"
#include "report/envelope.h"
#include "report/trace.h"

#include <errno.h>

static void put_place(struct json *o, struct sources *sources, struct span span)
{
	struct place place = place_of(sources, span);

	json_put_text(o, "file", place.name);
	json_put_number(o, "line", place.line);
}

static struct json *line_json(const struct report_input *input,
			      const struct assignment *a)
{
	static const char *const kinds[] = {
		[ASSIGN_EXPLICIT] = "key",
		[ASSIGN_PATTERN] = "pattern",
		[ASSIGN_EXCLUDE] = "exclusion",
	};
	struct json *o = json_new_object();
	struct place place = place_of(input->sources, a->span);

	json_put_text(o, "kind", str_of(kinds[a->kind]));
	if (a->kind != ASSIGN_EXCLUDE)
		json_put_text(o, "value", a->value);
	put_place(o, input->sources, a->span);
	json_put_number(o, "column", place.column);
	json_put_number(o, "start", a->span.start);
	json_put_number(o, "end", a->span.end);
	json_put_bool(o, "ignore_errors", a->ignore_errors);
	return o;
}

static struct json *row_of(const struct trace_host *host, struct json *row)
{
	if (!str_empty(host->name))
		json_put_text(row, "host", host->name);
	return row;
}

static struct json *key_json(const struct report_input *input,
			     const struct trace_host *host, struct str path)
{
	const struct trace *trace = input->trace;
	struct effective e =
		settings_effective(host->settings, trace->arena, path);
	struct json *o = row_of(host, json_new_object());
	struct json *losers = json_new_array(), *loser;

	json_put_text(o, "path", path);
	json_put_text(o, "key", key_dotted(trace->arena, path));
	json_put(o, "value",
		 e.winner ? json_new_text(e.winner->value) : json_new_null());
	json_put(o, "winner",
		 e.winner ? line_json(input, e.winner) : json_new_null());
	for (size_t i = 0; i < e.n_losers; i++) {
		loser = line_json(input, e.losers[i]);
		json_put_text(loser, "why", trace_why_lost(&e, e.losers[i]));
		json_push(losers, loser);
	}
	json_put(o, "losers", losers);
	if (e.excluded_by)
		json_put(o, "excluded_by", line_json(input, e.excluded_by));
	return o;
}

static void put_patterns(struct json_document *d,
			 const struct report_input *input,
			 const struct trace_host *host)
{
	for (uint32_t i = 0; i < settings_count(host->settings); i++) {
		const struct assignment *a = settings_at(host->settings, i);
		struct json *o;

		if (a->kind == ASSIGN_EXPLICIT)
			continue;
		o = row_of(host, line_json(input, a));
		json_put_text(o, "path", a->path);
		json_document_element(d, o);
	}
}

static void put_keys(struct json_document *d, const struct report_input *input,
		     const struct trace_host *host)
{
	const struct trace *trace = input->trace;

	for (size_t i = 0; i < trace->paths.n; i++)
		json_document_element(
			d, key_json(input, host, trace->paths.at[i]));
	for (size_t i = 0;
	     !trace->paths.n && i < settings_n_paths(host->settings); i++)
		json_document_element(
			d, key_json(input, host,
				    settings_path(host->settings, i)));
}

static void put_settings(struct json_document *d,
			 const struct report_input *input)
{
	const struct trace *trace = input->trace;

	json_document_list_open(d, "settings");
	for (size_t i = 0; i < trace->hosts.n; i++)
		put_keys(d, input, &trace->hosts.at[i]);
	json_document_list_close(d);
	if (trace->paths.n)
		return;
	json_document_list_open(d, "patterns");
	for (size_t i = 0; i < trace->hosts.n; i++)
		put_patterns(d, input, &trace->hosts.at[i]);
	json_document_list_close(d);
}

static struct json *step_json(const struct report_input *input,
			      struct trace_step s)
{
	struct json *o = json_new_object();

	json_put_text(o, "path", s.path);
	json_put_text(o, "value", s.value);
	json_put_text(o, "result", s.result);
	put_place(o, input->sources, s.span);
	return o;
}

static void put_steps(struct json_document *d, const struct report_input *input)
{
	const struct trace *trace = input->trace;

	json_document_list_open(d, "steps");
	for (size_t i = 0; i < trace->n_steps; i++)
		json_document_element(
			d, step_json(input, trace->step(trace->load, i)));
	json_document_list_close(d);
	json_document_list_open(d, "unresolved");
	for (size_t i = 0; i < trace->unresolved.n; i++)
		json_document_element(
			d, step_json(input, trace->unresolved.at[i]));
	json_document_list_close(d);
}

static struct json *losers_json(const struct report_input *input,
				const struct trace_view *v)
{
	struct json *list = json_new_array();

	for (size_t i = 0; i < v->n_losers; i++)
		json_push(list, line_json(input, v->losers[i]));
	return list;
}

static struct json *view_json(const struct report_input *input,
			      struct str loader, const struct trace_view *v)
{
	struct json *o = json_new_object();

	json_put_text(o, "loader", loader);
	json_put_text(o, "state", v->state);
	json_put(o, "value",
		 v->is_set ? json_new_text(v->value) : json_new_null());
	json_put(o, "place", envelope_place(input->sources, v->span));
	if (v->n_losers)
		json_put(o, "losers", losers_json(input, v));
	if (!span_is_none(v->stopped_at))
		json_put(o, "stopped_at",
			 envelope_place(input->sources, v->stopped_at));
	return o;
}

static void put_comparison(struct json_document *d,
			   const struct report_input *input)
{
	const struct trace *trace = input->trace;

	json_document_list_open(d, "loaders");
	for (size_t i = 0; i < trace->loaders.n; i++)
		json_document_element(d, json_new_text(trace->loaders.at[i]));
	json_document_list_close(d);
	json_document_list_open(d, "keys");
	for (size_t k = 0; k < trace->compared.n; k++) {
		const struct trace_key *key = &trace->compared.at[k];
		struct json *o = json_new_object(), *by = json_new_array();

		json_put_text(o, "path", key->path);
		json_put_text(o, "key", key_dotted(trace->arena, key->path));
		json_put_bool(o, "alike", key->alike);
		for (size_t i = 0; i < trace->loaders.n; i++)
			json_push(by, view_json(input, trace->loaders.at[i],
						&key->views[i]));
		json_put(o, "by", by);
		json_document_element(d, o);
	}
	json_document_list_close(d);
}

static void put_files(struct json_document *d, const struct trace *trace)
{
	json_document_list_open(d, "files");
	for (size_t i = 0; i < trace->files.n; i++) {
		const struct trace_file *f = &trace->files.at[i];
		struct json *o = json_new_object();

		if (!str_empty(f->loader))
			json_put_text(o, "loader", f->loader);
		json_put_text(o, "file", f->name);
		json_put_text(o, "fate", f->fate);
		if (!str_empty(f->kind))
			json_put_text(o, "kind", f->kind);
		if (!str_empty(f->why))
			json_put_text(o, "why", f->why);
		json_document_element(d, o);
	}
	json_document_list_close(d);
}

static int trace_json_write(FILE *out, const struct report_input *input)
{
	struct json_document d = { 0 };

	envelope_open(&d, out, input);
	if (!input->trace->loaders.n && !input->trace->is_yaml)
		json_document_member(&d, "loader",
				     json_new_text(input->trace->loader));
	if (!str_empty(input->trace->loader_because))
		json_document_member(
			&d, "loader_because",
			json_new_text(input->trace->loader_because));
	if (input->trace->loaders.n)
		put_comparison(&d, input);
	else if (input->trace->is_load)
		put_steps(&d, input);
	else
		put_settings(&d, input);
	put_files(&d, input->trace);
	envelope_close(&d, input);
	return ferror(out) ? -EIO : 0;
}

const struct reporter report_trace_json = {
	.name = "json",
	.summary = "the same for programs",
	.documents = DOCUMENT_SETTINGS | DOCUMENT_LOAD,
	.write = trace_json_write,
};
