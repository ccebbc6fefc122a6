/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/key.h"
#include "report/trace.h"
#include "json/json_write.h"

#include <errno.h>

static void put_place(struct json *o, struct sources *sources, struct span span)
{
	struct place place = place_of(sources, span);

	json_put_text(o, "file", place.name);
	json_put_number(o, "line", place.line);
}

static struct json *line_json(const struct trace *trace,
			      const struct assignment *a)
{
	static const char *const kinds[] = {
		[ASSIGN_EXPLICIT] = "key",
		[ASSIGN_PATTERN] = "pattern",
		[ASSIGN_EXCLUDE] = "exclusion",
	};
	struct json *o = json_new_object();
	struct place place = place_of(trace->sources, a->span);

	json_put_text(o, "kind", str_of(kinds[a->kind]));
	if (a->kind != ASSIGN_EXCLUDE)
		json_put_text(o, "value", a->value);
	put_place(o, trace->sources, a->span);
	json_put_number(o, "column", place.column);
	json_put_number(o, "start", a->span.start);
	json_put_number(o, "end", a->span.end);
	json_put_bool(o, "ignore_errors", a->ignore_errors);
	return o;
}

static struct json *key_json(const struct trace *trace, struct str path)
{
	struct effective e =
		settings_effective(trace->settings, trace->arena, path);
	struct json *o = json_new_object(), *losers = json_new_array(), *loser;

	json_put_text(o, "path", path);
	json_put_text(o, "key", key_dotted(trace->arena, path));
	json_put(o, "value",
		 e.winner ? json_new_text(e.winner->value) : json_new_null());
	json_put(o, "winner",
		 e.winner ? line_json(trace, e.winner) : json_new_null());
	for (size_t i = 0; i < e.n_losers; i++) {
		loser = line_json(trace, e.losers[i]);
		json_put_text(loser, "why", trace_why_lost(&e, e.losers[i]));
		json_push(losers, loser);
	}
	json_put(o, "losers", losers);
	if (e.excluded_by)
		json_put(o, "excluded_by", line_json(trace, e.excluded_by));
	return o;
}

static void put_patterns(struct json_document *d, const struct trace *trace)
{
	json_document_list_open(d, "patterns");
	for (uint32_t i = 0; i < settings_count(trace->settings); i++) {
		const struct assignment *a = settings_at(trace->settings, i);
		struct json *o;

		if (a->kind == ASSIGN_EXPLICIT)
			continue;
		o = line_json(trace, a);
		json_put_text(o, "path", a->path);
		json_document_element(d, o);
	}
	json_document_list_close(d);
}

static void put_settings(struct json_document *d, const struct trace *trace)
{
	json_document_list_open(d, "settings");
	for (size_t i = 0; i < trace->paths.n; i++)
		json_document_element(d, key_json(trace, trace->paths.at[i]));
	for (size_t i = 0;
	     !trace->paths.n && i < settings_n_paths(trace->settings); i++)
		json_document_element(
			d, key_json(trace, settings_path(trace->settings, i)));
	json_document_list_close(d);
	if (!trace->paths.n)
		put_patterns(d, trace);
}

static struct json *step_json(const struct trace *trace,
			      const struct trace_step *s)
{
	struct json *o = json_new_object();

	json_put_text(o, "path", s->path);
	json_put_text(o, "value", s->value);
	json_put_text(o, "result", s->result);
	put_place(o, trace->sources, s->span);
	return o;
}

static void put_steps(struct json_document *d, const struct trace *trace)
{
	json_document_list_open(d, "steps");
	for (size_t i = 0; i < trace->steps.n; i++)
		json_document_element(d, step_json(trace, &trace->steps.at[i]));
	json_document_list_close(d);
	json_document_list_open(d, "unresolved");
	for (size_t i = 0; i < trace->unresolved.n; i++)
		json_document_element(
			d, step_json(trace, &trace->unresolved.at[i]));
	json_document_list_close(d);
}

static void put_files(struct json_document *d, const struct trace *trace)
{
	json_document_list_open(d, "files");
	for (size_t i = 0; i < trace->files.n; i++) {
		const struct trace_file *f = &trace->files.at[i];
		struct json *o = json_new_object();

		json_put_text(o, "file", f->name);
		json_put_text(o, "fate", f->fate);
		if (!str_empty(f->why))
			json_put_text(o, "why", f->why);
		json_document_element(d, o);
	}
	json_document_list_close(d);
}

static struct json *diag_json(const struct trace *trace,
			      const struct diag *diag)
{
	static const char *const levels[] = {
		[DIAG_NOTE] = "note",
		[DIAG_WARNING] = "warning",
		[DIAG_ERROR] = "error",
		[DIAG_UNREADABLE] = "unreadable",
	};
	struct json *o = json_new_object();

	json_put_text(o, "level", str_of(levels[diag->level]));
	json_put_text(o, "code", str_of(diag->code));
	json_put_text(o, "subject", diag->subject);
	json_put_text(o, "message", diag->message);
	if (!str_empty(diag->hint))
		json_put_text(o, "hint", diag->hint);
	if (!span_is_none(diag->span))
		put_place(o, trace->sources, diag->span);
	return o;
}

static void sink(void *context, struct str text)
{
	fwrite(text.at, 1, text.len, context);
}

static void open_document(struct json_document *d, FILE *out,
			  const struct trace *trace)
{
	struct json *inputs = json_new_array();

	d->text.arena = trace->arena;
	d->sink = sink;
	d->context = out;
	json_document_open(d);
	json_document_member(d, "schema_version", json_new_number(1));
	json_document_member(d, "command", json_new_text(STR("trace")));
	for (size_t i = 0; i < trace->inputs.n; i++)
		json_push_text(inputs, trace->inputs.at[i]);
	json_document_member(d, "inputs", inputs);
	json_document_member(d, "loader", json_new_text(trace->loader));
}

/* A trace finds nothing: the lists are there for whoever reads them all. */
static void close_document(struct json_document *d, const struct trace *trace)
{
	json_document_list_open(d, "diagnostics");
	for (size_t i = 0; i < trace->diags->list.n; i++)
		json_document_element(
			d, diag_json(trace, &trace->diags->list.at[i]));
	json_document_list_close(d);
	json_document_list_open(d, "findings");
	json_document_list_close(d);
	json_document_list_open(d, "not_checked");
	json_document_list_close(d);
	json_document_member(d, "totals", json_new_object());
	json_document_member(d, "exit", json_new_number(trace->exit_status));
	json_document_close(d);
}

int trace_write_json(FILE *out, const struct trace *trace)
{
	struct json_document d = { 0 };

	open_document(&d, out, trace);
	if (trace->is_load)
		put_steps(&d, trace);
	else
		put_settings(&d, trace);
	put_files(&d, trace);
	close_document(&d, trace);
	return ferror(out) ? -EIO : 0;
}
