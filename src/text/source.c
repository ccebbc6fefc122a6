/* SPDX-License-Identifier: Apache-2.0 */
#include "text/source.h"
#include "base/vec.h"
#include <assert.h>

struct source {
	struct str name, text;
	uint32_t *line_starts; /* NULL until somebody asks for a line */
	size_t n_lines;
};

struct sources {
	struct arena *arena;
	VEC(struct source) list;
};

struct sources *sources_new(struct arena *arena)
{
	struct sources *sources = arena_make(arena, struct sources);

	sources->arena = arena;
	return sources;
}

uint32_t source_add(struct sources *sources, struct str name, struct str text)
{
	const struct source source = { .name = name, .text = text };

	assert(text.len < UINT32_MAX && sources->list.n < UINT32_MAX);
	vec_push(sources->arena, &sources->list, source);
	return (uint32_t)sources->list.n;
}

static struct source *source_at(const struct sources *sources, uint32_t source)
{
	assert(source >= 1 && source <= sources->list.n);
	return &sources->list.at[source - 1];
}

struct str source_name(const struct sources *sources, uint32_t source)
{
	return source_at(sources, source)->name;
}

struct str source_text(const struct sources *sources, uint32_t source)
{
	return source_at(sources, source)->text;
}

size_t sources_count(const struct sources *sources)
{
	return sources->list.n;
}

/* Counted first: the index then takes exactly the memory it needs. */
static size_t count_line_ends(struct str text)
{
	size_t n = 0, at = str_find(text, '\n');

	while (at < text.len) {
		n++;
		text = str_slice(text, at + 1, text.len);
		at = str_find(text, '\n');
	}
	return n;
}

static void source_index(struct arena *arena, struct source *source)
{
	const struct str text = source->text;
	size_t start = 0;

	if (source->line_starts)
		return;
	source->n_lines = count_line_ends(text) + 1;
	source->line_starts = arena_array(arena, uint32_t, source->n_lines);
	for (size_t i = 1; i < source->n_lines; i++) {
		start += str_find(str_slice(text, start, text.len), '\n') + 1;
		source->line_starts[i] = (uint32_t)start;
	}
}

/* The index of the line that holds offset; a line end belongs to its line. */
static size_t source_line_at(const struct source *source, uint32_t offset)
{
	size_t from = 0, to = source->n_lines;

	while (to - from > 1) {
		const size_t middle = from + (to - from) / 2;

		if (source->line_starts[middle] <= offset)
			from = middle;
		else
			to = middle;
	}
	return from;
}

/* The source of a span, which lies within it, ready for questions on lines. */
static struct source *source_of(struct sources *sources, struct span span)
{
	struct source *source = source_at(sources, span.source);

	assert(span.start <= span.end && span.end <= source->text.len);
	source_index(sources->arena, source);
	return source;
}

struct place place_of(struct sources *sources, struct span span)
{
	const struct source *source;
	size_t first, last;

	if (span_is_none(span))
		return (struct place){ 0 };
	source = source_of(sources, span);
	first = source_line_at(source, span.start);
	last = source_line_at(source, span.end);
	return (struct place){
		.name = source->name,
		.line = (uint32_t)first + 1,
		.column = span.start - source->line_starts[first] + 1,
		.end_line = (uint32_t)last + 1,
		.end_column = span.end - source->line_starts[last] + 1,
	};
}

struct str span_text(const struct sources *sources, struct span span)
{
	const struct source *source;

	if (span_is_none(span))
		return (struct str){ 0 };
	source = source_at(sources, span.source);
	assert(span.start <= span.end && span.end <= source->text.len);
	return str_slice(source->text, span.start, span.end);
}

struct str span_line(struct sources *sources, struct span span,
		     struct span *out_line)
{
	const struct source *source;
	struct str line;
	size_t i, start, end;

	*out_line = (struct span){ 0 };
	if (span_is_none(span))
		return (struct str){ 0 };
	source = source_of(sources, span);
	i = source_line_at(source, span.start);
	start = source->line_starts[i];
	end = i + 1 < source->n_lines ? source->line_starts[i + 1] - 1
				      : source->text.len;
	line = str_slice(source->text, start, end);
	/* CR LF is one line end; a CR anywhere else is text. */
	if (i + 1 < source->n_lines && str_ends(line, STR("\r")))
		line.len--;
	*out_line = (struct span){ span.source, (uint32_t)start,
				   (uint32_t)(start + line.len) };
	return line;
}
