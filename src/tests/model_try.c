/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/model_try.h"

#include "base/buf.h"
#include "keys/key.h"
#include "read/topology_file.h"

#include <check.h>
#include <stdlib.h>

static void begin(struct model_try *t)
{
	const char *top = getenv("top_srcdir");
	struct str dir;

	*t = (struct model_try){ .arena = arena_new() };
	t->sources = sources_new(t->arena);
	t->diags.arena = t->arena;
	dir = str_format(t->arena, "%s/rules", top ? top : ".");
	ck_assert_int_eq(rulebook_add_dir(&t->rulebook, t->arena, t->sources,
					  str_c(t->arena, dir), &t->diags),
			 0);
}

static void end(struct model_try *t)
{
	for (size_t i = 0; i < t->diags.list.n; i++) {
		const struct diag *d = &t->diags.list.at[i];
		struct place place = place_of(t->sources, d->span);

		ck_abort_msg("%.*s:%u: %.*s", STR_ARG(place.name), place.line,
			     STR_ARG(d->message));
	}
	model_try_again(t);
}

void model_try_open(struct model_try *t, const char *topology)
{
	uint32_t source;

	begin(t);
	source = source_add(t->sources, STR("t"), str_of(topology));
	t->topology = topology_file_parse(t->arena, t->sources, source, NULL,
					  NULL, &t->diags);
	end(t);
}

static struct settings *read_settings(struct model_try *t, const char *text,
				      bool complete)
{
	struct settings *settings = settings_new(t->arena, complete);
	uint32_t source = source_add(t->sources, STR("s"), str_of(text));
	struct str rest = str_of(text), line, key, value;

	settings_add_file(settings, (struct settings_file){ .source = source });
	while (str_next_word(&rest, "\n", &line)) {
		uint32_t start = (uint32_t)(line.at - text);
		struct span span = { source, start,
				     start + (uint32_t)line.len };

		ck_assert(str_split(line, '=', &key, &value));
		settings_add(settings,
			     (struct assignment){
				     .path = key_path(t->arena, str_trim(key)),
				     .value = str_trim(value),
				     .span = span,
				     .key_span = span,
				     .value_span = span });
	}
	return settings;
}

void model_try_open_host(struct model_try *t, const char *settings,
			 bool complete)
{
	begin(t);
	t->topology = topology_new(t->arena);
	topology_add_lone_host(t->topology, STR("host"),
			       read_settings(t, settings, complete));
	end(t);
}

void model_try_settings(struct model_try *t, const char *tier,
			const char *settings)
{
	model_try_tier(t, tier)->settings = read_settings(t, settings, true);
	model_try_again(t);
}

void model_try_bare_file(struct model_try *t, const char *tier,
			 const char *settings)
{
	model_try_tier(t, tier)->settings = read_settings(t, settings, false);
	model_try_again(t);
}

void model_try_again(struct model_try *t)
{
	t->model = model_new(t->arena, &t->rulebook.knowledge, t->topology);
	model_set_sources(t->model, t->sources);
}

struct tier *model_try_tier(struct model_try *t, const char *name)
{
	for (size_t i = 0; i < t->topology->tiers.n; i++) {
		if (str_eq(t->topology->tiers.at[i]->name, str_of(name)))
			return t->topology->tiers.at[i];
	}
	ck_abort_msg("there is no tier %s", name);
	return NULL;
}

struct hop *model_try_hop(struct model_try *t, const char *name)
{
	for (size_t i = 0; i < t->topology->hops.n; i++) {
		struct hop *hop = t->topology->hops.at[i];
		struct str is = str_format(t->arena, "%.*s -> %.*s",
					   STR_ARG(hop->from->name),
					   STR_ARG(hop->to->name));

		if (str_eq(is, str_of(name)))
			return hop;
	}
	ck_abort_msg("there is no hop %s", name);
	return NULL;
}

static struct subject subject_called(struct model_try *t, const char *name)
{
	struct str whole = str_of(name);
	struct subject s = { .kind = SUBJECT_HOP };

	if (str_find_str(whole, STR(" -> ")) < whole.len) {
		s.index = model_try_hop(t, name)->index;
		return s;
	}
	s.kind = SUBJECT_TIER;
	s.index = s.tier = model_try_tier(t, name)->index;
	return s;
}

static const char *told(struct model_try *t, const struct datum *d)
{
	struct buf out = { .arena = t->arena };

	if (d->known)
		buf_printf(&out, "%.*s%s",
			   STR_ARG(value_text(t->arena, d->value)),
			   d->tainted ? "?" : "");
	else
		buf_printf(&out, "unknown: %.*s", STR_ARG(d->note));
	return str_c(t->arena, buf_str(&out));
}

const char *model_try_ask(struct model_try *t, const char *of, const char *name)
{
	struct expr_names names = model_names(&t->rulebook.knowledge);
	struct expr_env env = model_env(t->model);
	struct subject s = subject_called(t, of);
	struct expr_name found;
	struct datum d;

	if (!names.name(names.context, s.kind, str_of(name), &found))
		ck_abort_msg("there is no name %s", name);
	env.field(env.context, s, found.id, NULL, &d);
	return told(t, &d);
}

const char *model_try_key(struct model_try *t, const char *tier,
			  enum key_question question, const char *key)
{
	static const char *const origins[] = { "",        " written", " given",
					       " live",   " default", "",
					       " assumed" };
	struct str path = key_path(t->arena, str_of(key));
	uint32_t element = 0;
	char last = path.at[path.len - 1];
	struct datum d;

	if (path.at[path.len - 2] == '/' && last >= '0' && last <= '9') {
		element = (uint32_t)(last - '0') + 1;
		path = str_slice(path, 0, path.len - 2);
	}
	model_key(t->model, model_try_tier(t, tier), path, question, element,
		  &d);
	if (!d.known || str_empty(d.note))
		return str_c(t->arena,
			     str_format(t->arena, "%s%s", told(t, &d),
					d.known ? origins[d.origin] : ""));
	return str_c(t->arena, str_format(t->arena, "%s%s (%.*s)", told(t, &d),
					  origins[d.origin], STR_ARG(d.note)));
}

void model_try_close(struct model_try *t)
{
	arena_free(t->arena);
}
