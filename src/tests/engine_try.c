/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/engine_try.h"
#include "base/buf.h"
#include "keys/key.h"
#include "read/dialect.h"
#include "read/sysctl_host.h"
#include "read/topology_file.h"
#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *path_of(struct engine_try *t, const char *path)
{
	return str_c(t->arena, str_format(t->arena, "%s/%s", t->folder, path));
}

static void make_folders(struct engine_try *t, const char *path)
{
	struct str whole = str_of(path);

	for (size_t i = 0; i < whole.len; i++) {
		const char *folder;

		if (whole.at[i] != '/')
			continue;
		folder = path_of(t, str_c(t->arena, str_slice(whole, 0, i)));
		ck_assert(mkdir(folder, 0700) == 0 || errno == EEXIST);
	}
}

void engine_try_write(struct engine_try *t, const char *path, const char *text)
{
	FILE *file;

	make_folders(t, path);
	file = fopen(path_of(t, path), "w");
	ck_assert_ptr_nonnull(file);
	ck_assert_int_ge(fputs(text, file), 0);
	ck_assert_int_eq(fclose(file), 0);
}

static void write_fact(struct engine_try *t, const char *key,
		       const char *fields)
{
	struct str path =
		str_format(t->arena, "rules/keys/net.ipv4.%s.conf", key);
	struct str text = str_format(t->arena,
				     "key = \"net.ipv4.%s\";\n"
				     "about = \"a key\";\n%s\n",
				     key, fields);

	engine_try_write(t, str_c(t->arena, path), str_c(t->arena, text));
}

void engine_try_open(struct engine_try *t)
{
	static const char number[] =
		"type = \"int\"; history = ( { from = \"2.6.12\"; "
		"default = \"0\"; } );";

	*t = (struct engine_try){ .arena = arena_new(),
				  .folder = "/tmp/engine-try-XXXXXX" };
	ck_assert_ptr_nonnull(mkdtemp(t->folder));
	t->sources = sources_new(t->arena);
	t->diags.arena = t->arena;
	t->options.explain = true;
	write_fact(t, "a", number);
	write_fact(t, "b", number);
	write_fact(t, "c", number);
	write_fact(t, "d",
		   "type = \"int\"; before = [ \"net.ipv4.a\" ]; history = ( "
		   "{ from = \"4.12\"; default = \"0\"; } );");
	write_fact(t, "big",
		   "type = \"int\"; default_most = \"500\"; history = ( { "
		   "from = \"2.6.12\"; default = \"computed\"; "
		   "range = \"10..1000\"; } );");
	write_fact(t, "conf.*.x", number);
}

void engine_try_rule(struct engine_try *t, const char *id, const char *fields)
{
	struct str area = str_slice(str_of(id), 0, str_find(str_of(id), '-'));
	struct buf path = { .arena = t->arena };
	struct str text;

	buf_put(&path, STR("rules/lint/"));
	for (size_t i = 0; i < area.len; i++)
		buf_char(&path, (char)(area.at[i] | 0x20));
	buf_printf(&path, "/%s-try.conf", id);
	buf_char(&path, '\0');
	text = str_format(t->arena,
			  "id = \"%s\"; title = \"%s\"; since = \"2026.1\";\n"
			  "%s\n",
			  id, id, fields);
	engine_try_write(t, path.at, str_c(t->arena, text));
}

static void expect_no_diags(struct engine_try *t)
{
	for (size_t i = 0; i < t->diags.list.n; i++) {
		const struct diag *d = &t->diags.list.at[i];
		struct place place = place_of(t->sources, d->span);

		ck_abort_msg("%.*s:%u:%u: %.*s; %.*s", STR_ARG(place.name),
			     place.line, place.column, STR_ARG(d->message),
			     STR_ARG(d->hint));
	}
}

static void open_model(struct engine_try *t)
{
	rulebook_init(&t->rulebook, false);
	ck_assert_int_eq(rulebook_add_dir(&t->rulebook, t->arena, t->sources,
					  path_of(t, "rules"), &t->diags),
			 0);
	expect_no_diags(t);
	t->model = model_new(t->arena, &t->rulebook.knowledge, t->topology);
	model_set_sources(t->model, t->sources);
}

void engine_try_topology(struct engine_try *t, const char *text)
{
	engine_try_write(t, "t.topology", text);
	t->topology =
		topology_file_read(t->arena, t->sources,
				   path_of(t, "t.topology"), NULL, &t->diags);
	open_model(t);
}

void engine_try_host(struct engine_try *t, const char *settings)
{
	const struct host_reading reading = {
		.arena = t->arena,
		.sources = t->sources,
		.diags = &t->diags,
		.dialect = dialect_default(),
	};
	const char *path = path_of(t, "host.conf");
	struct host_read host = { 0 };

	engine_try_write(t, "host.conf", settings);
	host_read_paths(&reading, NULL, &path, 1, false, &host);
	t->topology = topology_new(t->arena);
	topology_add_lone_host(t->topology, STR("host"), host.settings);
	open_model(t);
}

static void put_place(struct engine_try *t, struct buf *out, struct span span)
{
	struct place place = place_of(t->sources, span);
	struct str name = place.name;
	size_t prefix = strlen(t->folder) + 1;

	if (str_starts(name, str_of(t->folder)))
		name = str_slice(name, prefix, name.len);
	buf_printf(out, " %.*s:%u ", STR_ARG(name), place.line);
}

static void put_finding(struct engine_try *t, struct buf *out,
			const struct finding *f)
{
	buf_put(out, rule_text(f->rules, f->rule->id));
	buf_put(out, f->doubtful ? STR("? ") : STR(" "));
	buf_put(out, severity_name(f->severity));
	for (size_t i = 0; i < f->subject_names.n; i++) {
		buf_put(out, i > 0 ? STR(", ") : STR(" "));
		buf_put(out, f->subject_names.at[i]);
	}
	put_place(t, out, f->place);
	buf_put(out, f->message);
	buf_char(out, '\n');
}

static void put_not_checked(struct buf *out, const struct not_checked *n)
{
	buf_put(out, rule_text(n->rules, n->rule->id));
	buf_put(out, STR(" not checked "));
	buf_put(out, n->subject_name);
	for (size_t i = 0; i < n->missing.n; i++) {
		buf_put(out, i > 0 ? STR(", ") : STR(": "));
		buf_put(out, n->missing.at[i]);
	}
	buf_char(out, '\n');
}

const char *engine_try_run(struct engine_try *t)
{
	struct buf out = { .arena = t->arena };

	engine_run(&t->rulebook, t->model, t->sources, &t->options, t->arena,
		   &t->findings);
	for (size_t i = 0; i < t->findings.list.n; i++)
		put_finding(t, &out, &t->findings.list.at[i]);
	for (size_t i = 0; i < t->findings.not_checked.n; i++)
		put_not_checked(&out, &t->findings.not_checked.at[i]);
	buf_char(&out, '\0');
	return out.at;
}

static struct str short_key(struct engine_try *t, struct str path)
{
	struct str key = key_dotted(t->arena, path);

	return str_slice(key, strlen("net.ipv4."), key.len);
}

static void put_line(struct engine_try *t, struct buf *out,
		     const struct advice_line *line)
{
	struct str key = short_key(t, line->path);

	buf_put(out, line->tier->name);
	if (line->remove)
		buf_printf(out, " remove %.*s (", STR_ARG(key));
	else
		buf_printf(out, " %.*s = %.*s (", STR_ARG(key),
			   STR_ARG(line->value));
	for (size_t i = 0; i < line->reasons.n; i++) {
		const struct advice_reason *r = &line->reasons.at[i];

		buf_put(out, i > 0 ? STR(" ") : STR(""));
		buf_put(out, rule_text(r->rules, r->rule->id));
	}
	buf_put(out, STR(")\n"));
}

const char *engine_try_advise(struct engine_try *t)
{
	struct buf out = { .arena = t->arena };

	advise(&t->rulebook, t->model, t->sources, &t->options, t->arena,
	       &t->advice);
	for (size_t i = 0; i < t->advice.lines.n; i++)
		put_line(t, &out, &t->advice.lines.at[i]);
	for (size_t i = 0; i < t->advice.conflicts.n; i++) {
		const struct advice_conflict *c = &t->advice.conflicts.at[i];
		struct str key = short_key(t, c->path);

		buf_printf(&out, "%.*s conflict %.*s: %.*s\n",
			   STR_ARG(c->tier->name), STR_ARG(key),
			   STR_ARG(c->text));
	}
	for (size_t i = 0; i < t->advice.notes.n; i++) {
		const struct advice_note *n = &t->advice.notes.at[i];
		struct str key = short_key(t, n->path);
		struct str id = rule_text(n->rules, n->rule->id);

		buf_printf(&out, "%.*s note %.*s %.*s: %.*s\n",
			   STR_ARG(n->tier->name), STR_ARG(key), STR_ARG(id),
			   STR_ARG(n->text));
	}
	buf_char(&out, '\0');
	return out.at;
}

void engine_try_close(struct engine_try *t)
{
	struct str command = str_format(t->arena, "rm -rf %s", t->folder);

	ck_assert_int_eq(system(str_c(t->arena, command)), 0);
	arena_free(t->arena);
}
