/* SPDX-License-Identifier: Apache-2.0 */
/* A trace for people: who sets a key, where loaders differ, or a loader's
 * writes; then the files. */
#include "keys/key.h"
#include "report/report.h"
#include "report/settings.h"
#include "report/trace.h"
#include "report/words.h"
#include "text/excerpt.h"

#include <errno.h>

static void flush(FILE *out, struct buf *text)
{
	if (text->len > 0)
		fwrite(text->at, 1, text->len, out);
	text->len = 0;
}

static void put_file(struct buf *out, const struct trace_file *f)
{
	if (!str_empty(f->loader))
		buf_printf(out, "%.*s: ", STR_ARG(f->loader));
	buf_printf(out, "%.*s: ", STR_ARG(f->fate));
	text_safe(out, f->name);
	if (!str_empty(f->why)) {
		buf_put(out, STR(": "));
		text_safe(out, f->why);
	}
	buf_char(out, '\n');
}

static void put_loaded(struct buf *out, const struct trace *trace, size_t n)
{
	buf_printf(out, "%zu %s loaded as %.*s does", n,
		   n == 1 ? "file" : "files", STR_ARG(trace->loader));
	if (!str_empty(trace->loader_because)) {
		buf_put(out, STR(": "));
		text_safe(out, trace->loader_because);
	}
	buf_char(out, '\n');
}

static void put_files(struct buf *out, const struct report_input *input)
{
	const struct trace *trace = input->trace;
	size_t n_loaded = 0;

	for (size_t i = 0; i < trace->files.n; i++) {
		n_loaded += trace->files.at[i].loaded;
		if (!trace->files.at[i].loaded || input->verbose)
			put_file(out, &trace->files.at[i]);
	}
	if (trace->is_dump && input->summary)
		buf_put(out, STR("1 dump read: the state of a running "
				 "system\n"));
	else if (trace->is_yaml && input->summary)
		buf_printf(out, "%zu %s read as YAML\n", n_loaded,
			   n_loaded == 1 ? "file" : "files");
	else if (input->summary && !trace->loaders.n)
		put_loaded(out, trace, n_loaded);
}

static void put_step(FILE *out, struct buf *text, struct sources *sources,
		     struct trace_step s)
{
	buf_printf(text, "%-14.*s", STR_ARG(s.result));
	text_safe(text, s.path);
	buf_put(text, STR(" = "));
	words_value(text, s.value);
	buf_put(text, STR("  "));
	words_line(text, sources, s.span);
	buf_char(text, '\n');
	flush(out, text);
}

static void put_load(FILE *out, struct buf *text,
		     const struct report_input *input)
{
	const struct trace *trace = input->trace;

	for (size_t i = 0; i < trace->n_steps; i++)
		put_step(out, text, input->sources,
			 trace->step(trace->load, i));
	for (size_t i = 0; i < trace->unresolved.n; i++)
		put_step(out, text, input->sources, trace->unresolved.at[i]);
	put_files(text, input);
	if (trace->unresolved.n)
		buf_put(text, STR("which keys the patterns match depends on "
				  "the system: give --keys FILE\n"));
	buf_printf(text, "%.*s would exit %d\n", STR_ARG(trace->loader),
		   input->exit_status);
}

static void put_host(FILE *out, struct buf *text,
		     const struct report_input *input,
		     const struct trace_host *host)
{
	const struct trace *trace = input->trace;

	text_safe(text, host->name);
	if (!str_empty(host->name))
		buf_put(text, STR(":\n"));
	for (size_t i = 0; i < trace->paths.n; i++)
		settings_put_key(text, trace->arena, input->sources,
				 host->settings, trace->paths.at[i]);
	flush(out, text);
	if (!trace->paths.n)
		settings_put_all(out, trace->arena, input->sources,
				 host->settings);
}

static void put_keys(FILE *out, struct buf *text,
		     const struct report_input *input)
{
	for (size_t i = 0; i < input->trace->hosts.n; i++)
		put_host(out, text, input, &input->trace->hosts.at[i]);
	put_files(text, input);
}

static void put_losers(struct buf *out, struct sources *sources,
		       const struct trace_view *v)
{
	for (size_t i = 0; i < v->n_losers; i++) {
		buf_put(out, i ? STR(", ") : STR(", over "));
		words_value(out, v->losers[i]->value);
		buf_put(out, STR(" from "));
		words_line(out, sources, v->losers[i]->span);
	}
}

/* A state that is told by its place. */
static void put_state(struct buf *out, struct sources *sources,
		      const struct trace_view *v)
{
	if (!span_is_none(v->stopped_at)) {
		buf_put(out, STR("aborted at "));
		words_line(out, sources, v->stopped_at);
		buf_put(out, STR(", before "));
	} else if (str_eq(v->state, STR("not-read"))) {
		buf_put(out, STR("not set: does not read "));
	} else {
		buf_put(out, v->state);
		if (!span_is_none(v->span))
			buf_put(out, STR(": "));
	}
	if (!span_is_none(v->span))
		words_line(out, sources, v->span);
}

static void put_view(struct buf *out, struct sources *sources,
		     const struct trace_view *v)
{
	if (!v->is_set) {
		put_state(out, sources, v);
	} else {
		words_value(out, v->value);
		if (!str_eq(v->state, STR("set")))
			buf_printf(out, " (%.*s)", STR_ARG(v->state));
		buf_put(out, STR(" from "));
		words_line(out, sources, v->span);
		put_losers(out, sources, v);
	}
	buf_char(out, '\n');
}

static size_t loader_width(const struct trace *trace)
{
	size_t width = 0;

	for (size_t i = 0; i < trace->loaders.n; i++)
		if (trace->loaders.at[i].len > width)
			width = trace->loaders.at[i].len;
	return width;
}

static void put_compared_key(struct buf *text, const struct report_input *input,
			     const struct trace_key *key, size_t width)
{
	const struct trace *trace = input->trace;

	text_safe(text, key_dotted(trace->arena, key->path));
	if (key->same) {
		buf_put(text, STR(": all alike: "));
		put_view(text, input->sources, &key->views[0]);
		return;
	}
	buf_put(text, key->alike ? STR(": all alike\n") : STR("\n"));
	for (size_t i = 0; i < trace->loaders.n; i++) {
		buf_printf(text, "  %-*.*s  ", (int)width,
			   STR_ARG(trace->loaders.at[i]));
		put_view(text, input->sources, &key->views[i]);
	}
}

static bool is_loaded_by_another(const struct trace *trace,
				 const struct trace_file *file)
{
	for (size_t i = 0; i < trace->files.n; i++)
		if (trace->files.at[i].loaded &&
		    str_eq(trace->files.at[i].name, file->name))
			return true;
	return false;
}

/* Only what explains a difference: a file that another one loads. */
static void put_compared_files(struct buf *out,
			       const struct report_input *input)
{
	const struct trace *trace = input->trace;

	for (size_t i = 0; i < trace->files.n; i++)
		if (input->verbose ||
		    (!trace->files.at[i].loaded &&
		     is_loaded_by_another(trace, &trace->files.at[i])))
			put_file(out, &trace->files.at[i]);
}

static void put_compared(FILE *out, struct buf *text,
			 const struct report_input *input)
{
	const struct trace *trace = input->trace;
	size_t width = loader_width(trace);

	for (size_t k = 0; k < trace->compared.n; k++) {
		put_compared_key(text, input, &trace->compared.at[k], width);
		flush(out, text);
	}
	put_compared_files(text, input);
	if (input->summary && !str_empty(trace->loader_because)) {
		text_safe(text, trace->loader_because);
		buf_printf(text, ": %.*s at boot, %.*s by hand\n",
			   STR_ARG(trace->loaders.at[0]),
			   STR_ARG(trace->loaders.at[1]));
	}
	if (input->summary)
		buf_printf(text, "%zu of %zu keys differ\n", trace->n_differ,
			   trace->n_differ + trace->n_alike);
}

static int trace_text_write(FILE *out, const struct report_input *input)
{
	struct buf text = { .arena = input->trace->arena };

	if (input->trace->loaders.n)
		put_compared(out, &text, input);
	else if (input->trace->is_load)
		put_load(out, &text, input);
	else
		put_keys(out, &text, input);
	flush(out, &text);
	return ferror(out) ? -EIO : 0;
}

const struct reporter report_trace_text = {
	.name = "text",
	.summary = "who sets a key and what that overrides, or the writes",
	.documents = DOCUMENT_SETTINGS | DOCUMENT_LOAD,
	.write = trace_text_write,
};
