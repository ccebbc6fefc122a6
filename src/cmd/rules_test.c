/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A rule's cases in this process: each is linted in its own folder, as the
 * runner of the tests does it, and compared with its expected findings.
 */
#include "base/files.h"
#include "cmd/cmd.h"
#include "cmd/inputs.h"
#include "cmd/rules_action.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CASE_BYTES_MAX ((size_t)1024 * 1024)

/* All the cases of one run. */
struct trial {
	struct session *session;
	const struct cmd *lint;
	int home;                  /* the folder that we were called in */
	VEC(const char *) options; /* which rules: absolute paths */
	size_t n_cases, n_failed;
};

/* The words of one command line. */
struct line {
	struct arena *arena;
	VEC(char *) words;
};

static void add(struct line *line, struct str word)
{
	char *copy = arena_array(line->arena, char, word.len + 1);

	if (word.len)
		memcpy(copy, word.at, word.len);
	vec_push(line->arena, &line->words, copy);
}

static bool read_file(struct arena *arena, const char *path, struct str *out)
{
	return file_read(arena, path, CASE_BYTES_MAX, out) == 0;
}

static void add_files(struct line *line, const char *option, const char *suffix)
{
	struct file_list files = { 0 };

	if (file_list_in(line->arena, AT_FDCWD, ".", &files) != 0)
		return;
	for (size_t i = 0; i < files.entries.n; i++) {
		if (!str_ends(files.entries.at[i].name, str_of(suffix)))
			continue;
		if (option)
			add(line, str_of(option));
		add(line, files.entries.at[i].name);
	}
}

/* What the case stands for, see testdata/README: its args, else its topology,
 * else its root, else its files. False: args are of another command. */
static bool case_words(struct line *line)
{
	struct str text, word;
	struct file_about about;

	add(line, STR("lint"));
	if (read_file(line->arena, "args", &text)) {
		if (!str_next_word(&text, "\n", &word) ||
		    !str_eq(word, STR("lint")))
			return false;
		while (str_next_word(&text, "\n", &word))
			add(line, word);
		return true;
	}
	add_files(line, "--topology", ".topology");
	if (read_file(line->arena, "topology", &text) &&
	    str_next_word(&text, "\n", &word)) {
		add(line, STR("--topology"));
		add(line, word);
	}
	if (line->words.n == 1 &&
	    file_about_in(AT_FDCWD, "root", &about) == 0) {
		add(line, STR("--root"));
		add(line, STR("root"));
	}
	if (line->words.n == 1)
		add_files(line, NULL, ".conf");
	return true;
}

/* The findings as hints; false where the case cannot be linted at all. */
static bool lint(struct trial *t, struct session *inner, struct line *line,
		 struct str *out)
{
	const struct option_spec *tables[] = { t->lint->options,
					       session_options };
	struct findings findings = { .arena = inner->arena };
	struct report_input report = { 0 };
	struct inputs inputs;
	struct opts opts;
	char *at = NULL;
	FILE *file;

	if (!opt_parse(&opts, inner->arena, tables, 2, (int)line->words.n,
		       line->words.at) ||
	    inputs_open(inner, &opts, &inputs) != STATUS_CLEAN)
		return false;
	engine_run(&inputs.rulebook, inputs.model, inner->sources,
		   &inputs.engine, inner->arena, &findings);
	inputs_narrow(&inputs, &findings);
	inputs_report(&inputs, "lint", inner, &report);
	report.findings = &findings;
	file = open_memstream(&at, &out->len);
	if (!file)
		return false;
	reporter_find(DOCUMENT_FINDINGS, "brief")->write(file, &report);
	fclose(file);
	*out = str_copy(inner->arena, (struct str){ at, out->len });
	free(at);
	return true;
}

static bool has_line(struct str text, struct str wanted)
{
	struct str line;

	while (str_next_word(&text, "\n", &line))
		if (str_eq(line, wanted))
			return true;
	return false;
}

/* The lines of one text that the other has not. */
static void tell_missing(struct trial *t, char sign, struct str of,
			 struct str in)
{
	struct str line;

	while (str_next_word(&of, "\n", &line))
		if (!has_line(in, line))
			fprintf(t->session->out.file, "  %c %.*s\n", sign,
				STR_ARG(line));
}

static void tell(struct trial *t, struct str name, const char *why,
		 struct str want, struct str got)
{
	t->n_cases++;
	if (!why && str_eq(want, got)) {
		fprintf(t->session->out.file, "ok %.*s\n", STR_ARG(name));
		return;
	}
	t->n_failed++;
	fprintf(t->session->out.file, "not ok %.*s%s%s\n", STR_ARG(name),
		why ? ": " : "", why ? why : "");
	tell_missing(t, '-', want, got);
	tell_missing(t, '+', got, want);
}

/* In the case's folder. */
static void run_here(struct trial *t, struct str name)
{
	struct session inner = { .arena = arena_new() };
	struct line line = { .arena = inner.arena };
	struct str want = { 0 }, got = { 0 };
	const char *why = NULL;

	inner.sources = sources_new(inner.arena);
	inner.diags.arena = inner.arena;
	if (!read_file(inner.arena, "expected.findings", &want))
		why = "it has no expected.findings";
	else if (!case_words(&line))
		why = "its args are not those of lint";
	for (size_t i = 0; i < t->options.n; i++)
		add(&line, str_of(t->options.at[i]));
	if (!why && !lint(t, &inner, &line, &got))
		why = "it could not be linted";
	tell(t, name, why, want, got);
	arena_free(inner.arena);
}

static void run_case(struct trial *t, const char *cases, struct str id,
		     struct str name)
{
	struct arena *arena = t->session->arena;
	struct str shown =
		str_format(arena, "%.*s/%.*s", STR_ARG(id), STR_ARG(name));
	struct str path = str_format(arena, "%s/%.*s", cases, STR_ARG(shown));

	if (chdir(str_c(arena, path)) != 0) {
		tell(t, shown, strerror(errno), STR(""), STR(""));
		return;
	}
	run_here(t, shown);
	if (fchdir(t->home) != 0)
		session_fail(t->session, STATUS_PARTIAL,
			     "the working folder is gone: %s", strerror(errno));
}

static bool is_wanted(const struct opts *opts, struct str id)
{
	for (size_t i = 1; i < opts->words.n; i++)
		if (str_eq(str_of(opts->words.at[i]), id))
			return true;
	return opts->words.n <= 1;
}

static void run_all(struct trial *t, const struct opts *opts, const char *cases)
{
	struct arena *arena = t->session->arena;
	struct file_list ids, names;

	rules_folders(t->session, cases, &ids);
	for (size_t i = 0; i < ids.entries.n; i++) {
		const struct str id = ids.entries.at[i].name;

		if (!is_wanted(opts, id))
			continue;
		rules_folders(t->session,
			      str_c(arena, str_format(arena, "%s/%.*s", cases,
						      STR_ARG(id))),
			      &names);
		for (size_t n = 0; n < names.entries.n; n++)
			run_case(t, cases, id, names.entries.at[n].name);
	}
}

/* The cases are run elsewhere, so paths have to be whole. */
static void take_options(struct trial *t, const struct opts *opts)
{
	struct arena *arena = t->session->arena;

	if (opt_has(opts, "no-builtin-rules"))
		vec_push(arena, &t->options, "--no-builtin-rules");
	for (size_t i = 0; i < opts->given.n; i++) {
		char *whole;

		if (strcmp(opts->given.at[i].spec->name, "rules") != 0)
			continue;
		whole = realpath(opts->given.at[i].text, NULL);
		vec_push(arena, &t->options, "--rules");
		vec_push(arena, &t->options,
			 str_c(arena, whole ? str_of(whole)
					    : str_of(opts->given.at[i].text)));
		free(whole);
	}
}

enum status rules_test(struct session *session, const struct opts *opts,
		       const char *cases)
{
	struct trial t = {
		.session = session,
		.lint = cmd_find(session, "lint"),
		.home = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC),
	};

	if (t.home < 0)
		return session_fail(session, STATUS_PARTIAL,
				    "the working folder: %s", strerror(errno));
	take_options(&t, opts);
	run_all(&t, opts, cases);
	close(t.home);
	fprintf(session->out.file, "%zu cases, %zu failed\n", t.n_cases,
		t.n_failed);
	if (t.n_cases == 0)
		return session_fail(session, STATUS_USAGE,
				    "%s: there is no such case", cases);
	return t.n_failed ? STATUS_FINDINGS : STATUS_CLEAN;
}
