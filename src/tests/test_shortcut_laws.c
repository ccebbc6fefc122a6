/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the engine leaves out beforehand must change nothing: every rule on
 * every settings file of testdata/, and on every topology there with fields
 * taken away at random, finds the same without short cuts.
 */
#include "base/buf.h"
#include "engine/engine.h"
#include "read/dialect.h"
#include "read/sysctl_host.h"
#include "read/topology_file.h"
#include "tests/suites.h"
#include "tests/tools.h"
#include <ftw.h>
#include <stdio.h>

enum { FILES_MAX = 4096, PARTS = 8 };

/* nftw() takes no context. */
static char *files[FILES_MAX];
static int n_files;

static int collect(const char *path, const struct stat *status, int type,
		   struct FTW *walk)
{
	const struct str name = str_of(path);

	(void)status;
	(void)walk;
	if (type == FTW_F && n_files < FILES_MAX &&
	    (str_ends(name, STR(".topology")) || str_ends(name, STR(".conf"))))
		files[n_files++] = strdup(path);
	return 0;
}

static int compare_paths(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void find_files(void)
{
	const char *srcdir = getenv("top_srcdir");
	char folder[512];

	snprintf(folder, sizeof folder, "%s/testdata", srcdir ? srcdir : ".");
	nftw(folder, collect, 8, FTW_PHYS);
	qsort(files, (size_t)n_files, sizeof files[0], compare_paths);
}

struct world {
	struct arena *arena;
	struct sources *sources;
	struct diags diags;
	struct rulebook rulebook;
	struct topology *topology;
	struct dice dice;
};

/* What is missing is only gathered where somebody asks for it. */
static void put_findings(struct buf *out, const struct findings *findings,
			 bool explain)
{
	for (size_t i = 0; i < findings->list.n; i++) {
		const struct finding *f = &findings->list.at[i];

		buf_put(out, rule_text(f->rules, f->rule->id));
		buf_printf(out, "%s %u:%u-%u +%u x%zu ", f->doubtful ? "?" : "",
			   f->place.source, f->place.start, f->place.end,
			   f->n_folded, f->subjects.n);
		buf_put(out, f->message);
		buf_char(out, '\n');
	}
	for (size_t i = 0; i < findings->not_checked.n; i++) {
		const struct not_checked *n = &findings->not_checked.at[i];

		buf_put(out, rule_text(n->rules, n->rule->id));
		buf_put(out, STR(" not checked "));
		buf_put(out, n->subject_name);
		for (size_t k = 0; explain && k < n->missing.n; k++) {
			buf_put(out, STR(", "));
			buf_put(out, n->missing.at[k]);
		}
		buf_char(out, '\n');
	}
}

static struct str found(struct world *w, bool no_short_cuts, bool explain)
{
	const struct engine_options options = { .preview = true,
						.explain = explain,
						.no_short_cuts =
							no_short_cuts };
	struct model *model =
		model_new(w->arena, &w->rulebook.knowledge, w->topology);
	struct buf out = { .arena = w->arena };
	struct findings findings;

	model_set_sources(model, w->sources);
	engine_run(&w->rulebook, model, w->sources, &options, w->arena,
		   &findings);
	put_findings(&out, &findings, explain);
	return buf_str(&out);
}

static void expect_the_same(struct world *w, const char *path)
{
	for (int explain = 0; explain < 2; explain++) {
		struct str with = found(w, false, explain);
		struct str without = found(w, true, explain);

		ck_assert_msg(str_eq(with, without),
			      "%s: with short cuts\n%.*swithout\n%.*s", path,
			      STR_ARG(with), STR_ARG(without));
	}
}

static void read_host(struct world *w, const char *path)
{
	const struct host_reading reading = { .arena = w->arena,
					      .sources = w->sources,
					      .diags = &w->diags,
					      .dialect = dialect_default() };
	struct host_read host = { 0 };
	struct tier *tier;
	struct value kernel = { .type = VALUE_VERSION };
	static const char *const kernels[] = { "3.10-el7", "4.10.5", "6.1" };

	w->topology = topology_new(w->arena);
	host_read_paths(&reading, NULL, &path, 1, false, &host);
	tier = topology_add_lone_host(w->topology, STR("host"), host.settings);
	if (kver_parse(str_of(kernels[dice_below(&w->dice, 3)]),
		       &kernel.version) &&
	    dice_below(&w->dice, 2))
		tier->fields[TIER_KERNEL] =
			datum_of(kernel, ORIGIN_GIVEN, tier->span);
}

/* Each field that was given, gone with a chance of one in four. */
static void forget_some(struct world *w, struct datum *fields, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (fields[i].origin == ORIGIN_GIVEN &&
		    !dice_below(&w->dice, 4))
			fields[i] = datum_unknown(STR("not given"));
}

static void forget(struct world *w)
{
	for (size_t i = 0; i < w->topology->tiers.n; i++)
		forget_some(w, w->topology->tiers.at[i]->fields, N_TIER_FIELDS);
	for (size_t i = 0; i < w->topology->hops.n; i++)
		forget_some(w, w->topology->hops.at[i]->fields, N_HOP_FIELDS);
}

static void try_file(const char *path, int seed)
{
	struct world w = { .arena = arena_new(),
			   .dice = { .state = (uint64_t)seed } };

	w.sources = sources_new(w.arena);
	w.diags.arena = w.arena;
	rulebook_init(&w.rulebook, true);
	if (str_ends(str_of(path), STR(".conf"))) {
		read_host(&w, path);
		expect_the_same(&w, path);
	} else {
		w.topology = topology_file_read(w.arena, w.sources, path, NULL,
						&w.diags);
		expect_the_same(&w, path);
		forget(&w);
		expect_the_same(&w, path);
	}
	arena_free(w.arena);
}

START_TEST(what_is_left_out_beforehand_changes_nothing)
{
	ck_assert_int_gt(n_files, 100);
	for (int i = _i; i < n_files; i += PARTS)
		try_file(files[i], i);
}
END_TEST

Suite *suite_shortcut_laws(void)
{
	Suite *s = suite_create("shortcut laws");
	TCase *tc = tcase_create("shortcut laws");

	find_files();
	/* Under valgrind these would take minutes: see .ci/run. */
	tcase_set_tags(tc, "laws");
	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, what_is_left_out_beforehand_changes_nothing, 0,
			    PARTS);
	suite_add_tcase(s, tc);
	return s;
}
