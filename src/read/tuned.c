/* SPDX-License-Identifier: Apache-2.0 */
/*
 * As tuned 2.28 does it: profiles/loader.py, locator.py, merger.py, unit.py,
 * plugins/plugin_sysctl.py, and the operators of plugins/base.py
 * _process_assignment_modifiers().
 */
#include "read/tuned.h"
#include "base/map.h"
#include "read/tuned_ini.h"
#include "read/tuned_tree.h"
#include "read/tuned_vars.h"

enum { MAX_DEPTH = 16 };

/* An option of a profile, whichever file it stands in. */
struct placed_option {
	uint32_t source;
	const struct ini_option *option;
};

/* The sections of one name, in all profiles together. */
struct tuned_unit {
	struct str name, type;
	bool enabled, conditional;
	VEC(struct placed_option) options;
};

struct tuned {
	struct host_builder *b;
	struct arena *arena;
	struct tuned_tree tree;
	struct tuned_vars *vars;
	VEC(struct placed_option) var_options; /* in the order of their use */
	VEC(struct tuned_unit *) units;
	struct map *units_by_name;
	struct map *noted; /* sources that have their mark */
	int depth;
};

static struct span span_of(struct placed_option o)
{
	return (struct span){ o.source, o.option->start, o.option->end };
}

/* One note a file: the first line that could not be told. */
static void note_unresolved(struct tuned *t, struct placed_option o)
{
	struct str key =
		str_copy(t->arena, (struct str){ (const char *)&o.source,
						 sizeof o.source });

	if (map_get(t->noted, key))
		return;
	map_put(t->noted, key, t);
	settings_mark(
		t->b->out->settings,
		(struct mark){ .kind = MARK_TUNED_OPEN, .span = span_of(o) });
}

static void note_broken(struct tuned *t, uint32_t source, const struct ini *ini)
{
	for (size_t i = 0; i < ini->broken.n; i++)
		settings_mark(t->b->out->settings,
			      (struct mark){
				      .kind = MARK_NO_EQUALS,
				      .span = { source, ini->broken.at[i].start,
						ini->broken.at[i].end } });
}

static struct tuned_unit *unit_of(struct tuned *t, struct str name)
{
	struct tuned_unit *unit = map_get(t->units_by_name, name);

	if (unit)
		return unit;
	unit = arena_make(t->arena, struct tuned_unit);
	*unit = (struct tuned_unit){ .name = name };
	map_put(t->units_by_name, name, unit);
	vec_push(t->arena, &t->units, unit);
	return unit;
}

static bool is_true(const struct ini_option *option)
{
	return option && (str_eq(option->value, STR("True")) ||
			  str_eq(option->value, STR("true")) ||
			  str_eq(option->value, STR("1")));
}

/* Options that are the section's own, and no sysctls. */
static bool is_own(struct str name)
{
	static const struct str own[] = {
		{ "type", 4 },         { "enabled", 7 },
		{ "replace", 7 },      { "prepend", 7 },
		{ "drop", 4 },         { "devices", 7 },
		{ "priority", 8 },     { "devices_udev_regex", 18 },
		{ "uname_regex", 11 }, { "cpuinfo_regex", 13 },
		{ "script_pre", 10 },  { "script_post", 11 },
	};

	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
		if (str_eq(name, own[i]))
			return true;
	return false;
}

/* What "drop" names goes from what profiles before have put in. */
static void drop(struct tuned *t, struct tuned_unit *unit,
		 const struct ini_option *names)
{
	struct map *dropped = map_new(t->arena);
	struct str rest = names->value, name;
	size_t kept = 0;

	while (str_next_word(&rest, ",; \t", &name))
		map_put(dropped, name, unit);
	for (size_t i = 0; i < unit->options.n; i++)
		if (!map_get(dropped, unit->options.at[i].option->name))
			unit->options.at[kept++] = unit->options.at[i];
	unit->options.n = kept;
}

static void merge_section(struct tuned *t, uint32_t source,
			  const struct ini_section *section)
{
	/* An extract of a section alone has no heading. */
	struct str name =
		str_empty(section->name) ? STR("sysctl") : section->name;
	struct tuned_unit *unit = unit_of(t, name);
	const struct ini_option *type = ini_option(section, STR("type"));
	const struct ini_option *on = ini_option(section, STR("enabled"));
	const struct ini_option *dropped = ini_option(section, STR("drop"));

	if (is_true(ini_option(section, STR("replace"))))
		*unit = (struct tuned_unit){ .name = name };
	else if (dropped)
		drop(t, unit, dropped);
	unit->type = type ? type->value : name;
	unit->enabled = !on || is_true(on);
	unit->conditional |= ini_option(section, STR("uname_regex")) ||
			     ini_option(section, STR("cpuinfo_regex"));
	for (size_t i = 0; i < section->options.n; i++)
		if (!is_own(section->options.at[i].name))
			vec_push(t->arena, &unit->options,
				 (struct placed_option){
					 source, &section->options.at[i] });
}

/* A file of variables has no heading, or one that does not matter. */
static void read_variables(struct tuned *t, struct placed_option include)
{
	struct ini *ini = arena_make(t->arena, struct ini);
	struct str name, text;
	uint32_t source;
	enum tuned_found found =
		tuned_tree_file(&t->tree, include.option->value, &name, &text);

	/* Where it matters, a value that needs one of them is noted. */
	if (found != TUNED_READ)
		return;
	source = source_add(t->b->r->sources, name, text);
	ini_read(t->arena, text, ini);
	for (size_t i = 0; i < ini->sections.n; i++)
		for (size_t k = 0; k < ini->sections.at[i]->options.n; k++)
			vec_push(t->arena, &t->var_options,
				 (struct placed_option){
					 source,
					 &ini->sections.at[i]->options.at[k] });
}

static void merge_variables(struct tuned *t, uint32_t source,
			    const struct ini_section *section)
{
	if (is_true(ini_option(section, STR("replace"))))
		t->var_options.n = 0;
	for (size_t i = 0; i < section->options.n; i++) {
		struct placed_option o = { source, &section->options.at[i] };

		if (str_eq(o.option->name, STR("include")))
			read_variables(t, o);
		else if (!is_own(o.option->name))
			vec_push(t->arena, &t->var_options, o);
	}
}

static void read_profile(struct tuned *t, uint32_t source);

static void include_one(struct tuned *t, struct placed_option by,
			struct str profile)
{
	bool may_lack = str_skip(&profile, '-');
	struct host_file file = { .fate = FATE_LOADED };
	struct str text;
	enum tuned_found found =
		tuned_tree_profile(&t->tree, profile, &file.name, &text);

	if (found == TUNED_NOWHERE && !may_lack)
		note_unresolved(t, by);
	if (found != TUNED_READ)
		return;
	file.source = source_add(t->b->r->sources, file.name, text);
	file.why = STR("included");
	host_push(t->b, file);
	settings_add_file(t->b->out->settings,
			  (struct settings_file){ .source = file.source,
						  .kind = INPUT_TUNED,
						  .read_as = INPUT_TUNED,
						  .recognised = true });
	read_profile(t, file.source);
}

static void include_all(struct tuned *t, uint32_t source, const struct ini *ini)
{
	const struct ini_section *main = ini_section(ini, STR("main"));
	struct placed_option by = { source, ini_option(main, STR("include")) };
	struct str rest, profile;

	if (!by.option)
		return;
	if (t->depth >= MAX_DEPTH ||
	    str_find(by.option->value, '$') < by.option->value.len) {
		note_unresolved(t, by);
		return;
	}
	rest = by.option->value;
	while (str_next_word(&rest, ",; \t", &profile))
		include_one(t, by, profile);
}

/* What is included comes first, and what includes it changes it. */
static void read_profile(struct tuned *t, uint32_t source)
{
	struct ini *ini = arena_make(t->arena, struct ini);

	ini_read(t->arena, source_text(t->b->r->sources, source), ini);
	note_broken(t, source, ini);
	t->depth++;
	include_all(t, source, ini);
	t->depth--;
	for (size_t i = 0; i < ini->sections.n; i++) {
		const struct ini_section *section = ini->sections.at[i];

		if (str_eq(section->name, STR("variables")))
			merge_variables(t, source, section);
		else if (!str_eq(section->name, STR("main")))
			merge_section(t, source, section);
	}
}

/* Dots and slashes change places, whichever comes first. */
static struct str path_of(struct arena *arena, struct str key)
{
	char *path = arena_array(arena, char, key.len + 1);

	for (size_t i = 0; i < key.len; i++)
		path[i] = key.at[i] == '.'   ? '/'
			  : key.at[i] == '/' ? '.'
					     : key.at[i];
	return (struct str){ path, key.len };
}

static struct str unquoted(struct str s)
{
	if (s.len > 1 && s.at[0] == '"' && s.at[s.len - 1] == '"')
		return str_slice(s, 1, s.len - 1);
	return s;
}

static bool is_number(struct str s)
{
	size_t i = s.len && (s.at[0] == '-' || s.at[0] == '+');

	if (i == s.len)
		return false;
	for (; i < s.len; i++)
		if (s.at[i] < '0' || s.at[i] > '9')
			return false;
	return true;
}

/* ">100": at least; "<100": at most. Before what is no number the sign is
 * written as it stands. */
static uint8_t take_operator(struct str *value)
{
	char sign = value->len > 1 ? value->at[0] : '\0';
	struct str rest = str_trim(str_slice(*value, 1, value->len));

	if ((sign != '>' && sign != '<') || !is_number(rest))
		return PERHAPS_NOT;
	*value = rest;
	return sign == '>' ? PERHAPS_RAISES : PERHAPS_LOWERS;
}

static void add_option(struct tuned *t, const struct tuned_unit *unit,
		       struct placed_option o)
{
	struct assignment a = {
		.path = path_of(t->arena, o.option->name),
		.span = span_of(o),
		.key_span = { o.source, o.option->start,
			      o.option->start + (uint32_t)o.option->name.len },
		.value_span = { o.source, o.option->value_start,
				o.option->value_end },
	};

	if (o.option->goes_on ||
	    !tuned_vars_expand(t->vars, unquoted(o.option->value), &a.value)) {
		note_unresolved(t, o);
		return;
	}
	a.perhaps = take_operator(&a.value);
	if (unit->conditional)
		a.perhaps = PERHAPS_CONDITION;
	settings_add(t->b->out->settings, a);
}

static void add_units(struct tuned *t)
{
	for (size_t i = 0; i < t->var_options.n; i++) {
		const struct ini_option *o = t->var_options.at[i].option;

		tuned_vars_put(t->vars, o->name, o->value);
	}
	for (size_t i = 0; i < t->units.n; i++) {
		const struct tuned_unit *unit = t->units.at[i];

		if (!unit->enabled || !str_eq(unit->type, STR("sysctl")))
			continue;
		for (size_t k = 0; k < unit->options.n; k++)
			add_option(t, unit, unit->options.at[k]);
	}
}

void tuned_read(struct host_builder *b, uint32_t source)
{
	struct arena *arena = b->r->arena;
	struct tuned t = { .b = b,
			   .arena = arena,
			   .vars = tuned_vars_new(arena),
			   .units_by_name = map_new(arena),
			   .noted = map_new(arena) };

	tuned_tree_open(&t.tree, arena, source_name(b->r->sources, source));
	read_profile(&t, source);
	add_units(&t);
	tuned_tree_close(&t.tree);
}
