/* SPDX-License-Identifier: Apache-2.0 */
#include "read/tuned_ini.h"
#include "base/map.h"

struct reader {
	struct arena *arena;
	struct ini *out;
	struct str text;
	struct map *by_name;
	struct ini_section *section; /* NULL: none yet */
	struct ini_option *option;   /* that a deeper line goes on with */
	size_t indent;               /* of that option */
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

/* A '#' behind a blank, or in front, ends the line. */
static struct str without_comment(struct str line)
{
	for (size_t i = 0; i < line.len; i++)
		if (line.at[i] == '#' && (i == 0 || is_blank(line.at[i - 1])))
			return str_slice(line, 0, i);
	return line;
}

static size_t indent_of(struct str line)
{
	size_t n = 0;

	while (n < line.len && is_blank(line.at[n]))
		n++;
	return n;
}

static uint32_t place(const struct reader *r, const char *at)
{
	return (uint32_t)(at - r->text.at);
}

/* Headings of one name are one section. */
static void open_section(struct reader *r, struct str name)
{
	r->option = NULL;
	r->section = map_get(r->by_name, name);
	if (r->section)
		return;
	r->section = arena_make(r->arena, struct ini_section);
	r->section->name = name;
	map_put(r->by_name, name, r->section);
	vec_push(r->arena, &r->out->sections, r->section);
}

static void add_option(struct reader *r, struct str body, struct str name,
		       struct str value)
{
	struct ini_option option = {
		.name = str_trim(name),
		.value = str_trim(value),
		.start = place(r, body.at),
		.end = place(r, body.at + body.len),
	};

	option.value_start =
		option.value.at ? place(r, option.value.at) : option.end;
	option.value_end = option.value_start + (uint32_t)option.value.len;
	if (!r->section)
		open_section(r, (struct str){ 0 });
	vec_push(r->arena, &r->section->options, option);
	r->option = &r->section->options.at[r->section->options.n - 1];
}

static void take_line(struct reader *r, struct str line)
{
	struct str body = str_trim(without_comment(line)), name, value;
	size_t end = body.len ? str_find(body, ']') : 0;
	size_t indent = indent_of(line);

	if (str_empty(body) || body.at[0] == ';')
		return;
	if (r->option && indent > r->indent) {
		r->option->goes_on = true;
		return;
	}
	r->indent = indent;
	if (body.at[0] == '[' && end < body.len) {
		open_section(r, str_slice(body, 1, end));
	} else if (str_split(body, '=', &name, &value) &&
		   !str_empty(str_trim(name))) {
		add_option(r, body, name, value);
	} else {
		r->option = NULL;
		vec_push(r->arena, &r->out->broken,
			 (struct ini_option){
				 .name = body,
				 .start = place(r, body.at),
				 .end = place(r, body.at + body.len) });
	}
}

void ini_read(struct arena *arena, struct str text, struct ini *out)
{
	struct reader r = { .arena = arena,
			    .out = out,
			    .text = text,
			    .by_name = map_new(arena) };
	struct str line;

	*out = (struct ini){ 0 };
	while (text.len) {
		str_split(text, '\n', &line, &text);
		take_line(&r, line);
	}
}

const struct ini_section *ini_section(const struct ini *ini, struct str name)
{
	for (size_t i = 0; i < ini->sections.n; i++)
		if (str_eq(ini->sections.at[i]->name, name))
			return ini->sections.at[i];
	return NULL;
}

const struct ini_option *ini_option(const struct ini_section *section,
				    struct str name)
{
	for (size_t i = section ? section->options.n : 0; i-- > 0;)
		if (str_eq(section->options.at[i].name, name))
			return &section->options.at[i];
	return NULL;
}
