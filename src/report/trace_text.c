/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/key.h"
#include "report/trace.h"
#include "text/excerpt.h"

#include <errno.h>

struct str trace_why_lost(const struct effective *e,
			  const struct assignment *loser)
{
	const struct assignment *winner = e->winner;

	if (loser->kind == ASSIGN_EXCLUDE)
		return winner && winner->kind == ASSIGN_EXPLICIT
			       ? STR("a line that names the key beats it")
			       : STR("spelled so that it spares nothing");
	if (!winner && e->excluded_by)
		return loser->kind == ASSIGN_PATTERN
			       ? STR("the key is spared from patterns")
			       : STR("a later line takes the key back");
	if (loser->kind == ASSIGN_PATTERN && winner &&
	    winner->kind == ASSIGN_EXPLICIT && !winner->odd_spelling)
		return STR("a line that names the key beats a pattern");
	if (winner && str_eq(loser->value, winner->value))
		return STR("set again to the same");
	return STR("a later line wins");
}

static void flush(FILE *out, struct buf *text)
{
	fwrite(text->at, 1, text->len, out);
	text->len = 0;
}

static void put_place(struct buf *out, struct sources *sources,
		      struct span span)
{
	struct place place = place_of(sources, span);

	text_safe(out, place.name);
	buf_printf(out, ":%u", place.line);
}

static void put_losers(struct buf *out, struct sources *sources,
		       const struct effective *e)
{
	for (size_t i = 0; i < e->n_losers; i++) {
		const struct assignment *a = e->losers[i];

		buf_put(out, e->winner ? STR("  beats ") : STR("  not "));
		put_place(out, sources, a->span);
		buf_char(out, ' ');
		if (a->kind == ASSIGN_EXCLUDE)
			buf_put(out, STR("(exclusion)"));
		else
			text_safe(out, a->value);
		buf_printf(out, " (%.*s)\n", STR_ARG(trace_why_lost(e, a)));
	}
}

static void put_key(struct buf *out, struct arena *arena,
		    struct sources *sources, const struct settings *settings,
		    struct str path)
{
	struct effective e = settings_effective(settings, arena, path);

	text_safe(out, key_dotted(arena, path));
	if (e.winner) {
		buf_put(out, STR(" = "));
		text_safe(out, e.winner->value);
		buf_put(out, STR("  "));
		put_place(out, sources, e.winner->span);
	} else if (e.excluded_by) {
		buf_put(out, STR(": not set, excluded at "));
		put_place(out, sources, e.excluded_by->span);
	} else if (settings_complete(settings)) {
		buf_put(out, STR(": nobody sets it; the kernel's default "
				 "applies"));
	} else {
		buf_put(out, STR(": not set in what was read"));
	}
	buf_char(out, '\n');
	put_losers(out, sources, &e);
}

static void put_special(struct buf *out, struct arena *arena,
			struct sources *sources, const struct assignment *a)
{
	if (a->kind == ASSIGN_EXCLUDE)
		buf_char(out, '-');
	text_safe(out, key_dotted(arena, a->path));
	if (a->kind == ASSIGN_PATTERN) {
		buf_put(out, STR(" = "));
		text_safe(out, a->value);
	}
	buf_put(out, STR("  "));
	put_place(out, sources, a->span);
	buf_put(out, a->kind == ASSIGN_PATTERN ? STR(" (pattern)\n")
					       : STR(" (exclusion)\n"));
}

static int outcome(FILE *out)
{
	return ferror(out) ? -EIO : 0;
}

int trace_write_settings(FILE *out, struct arena *arena,
			 struct sources *sources,
			 const struct settings *settings)
{
	struct buf text = { .arena = arena };
	const struct assignment *a;

	for (size_t i = 0; i < settings_n_paths(settings); i++) {
		put_key(&text, arena, sources, settings,
			settings_path(settings, i));
		flush(out, &text);
	}
	for (uint32_t i = 0; i < settings_count(settings); i++) {
		a = settings_at(settings, i);
		if (a->kind == ASSIGN_EXPLICIT)
			continue;
		put_special(&text, arena, sources, a);
		flush(out, &text);
	}
	return outcome(out);
}

static void put_files(struct buf *out, const struct trace *trace)
{
	size_t n_loaded = 0;

	for (size_t i = 0; i < trace->files.n; i++) {
		const struct trace_file *f = &trace->files.at[i];

		n_loaded += f->loaded;
		if (f->loaded && !trace->verbose)
			continue;
		buf_printf(out, "%.*s: ", STR_ARG(f->fate));
		text_safe(out, f->name);
		if (!str_empty(f->why)) {
			buf_put(out, STR(": "));
			text_safe(out, f->why);
		}
		buf_char(out, '\n');
	}
	if (trace->summary)
		buf_printf(out, "%zu %s loaded as %.*s does\n", n_loaded,
			   n_loaded == 1 ? "file" : "files",
			   STR_ARG(trace->loader));
}

static void put_step(struct buf *out, struct sources *sources,
		     const struct trace_step *s)
{
	buf_printf(out, "%-14.*s", STR_ARG(s->result));
	text_safe(out, s->path);
	buf_put(out, STR(" = "));
	text_safe(out, s->value);
	buf_put(out, STR("  "));
	put_place(out, sources, s->span);
	buf_char(out, '\n');
}

static int write_load(FILE *out, const struct trace *trace)
{
	struct buf text = { .arena = trace->arena };

	for (size_t i = 0; i < trace->steps.n; i++) {
		put_step(&text, trace->sources, &trace->steps.at[i]);
		flush(out, &text);
	}
	for (size_t i = 0; i < trace->unresolved.n; i++) {
		put_step(&text, trace->sources, &trace->unresolved.at[i]);
		flush(out, &text);
	}
	put_files(&text, trace);
	if (trace->unresolved.n)
		buf_put(&text, STR("which keys the patterns match depends on "
				   "the system: give --keys FILE\n"));
	buf_printf(&text, "%.*s would exit %d\n", STR_ARG(trace->loader),
		   trace->exit_status);
	flush(out, &text);
	return outcome(out);
}

int trace_write_text(FILE *out, const struct trace *trace)
{
	struct buf text = { .arena = trace->arena };

	if (trace->is_load)
		return write_load(out, trace);
	for (size_t i = 0; i < trace->paths.n; i++) {
		put_key(&text, trace->arena, trace->sources, trace->settings,
			trace->paths.at[i]);
		flush(out, &text);
	}
	if (!trace->paths.n)
		trace_write_settings(out, trace->arena, trace->sources,
				     trace->settings);
	put_files(&text, trace);
	flush(out, &text);
	return outcome(out);
}
