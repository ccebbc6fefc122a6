/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What must hold of every advice and of every finding, over all topologies
 * that are shipped, four kernels and none: advice is a fixed point of lint,
 * stays within what kernels take, and knowing less never makes a finding
 * certain.
 */
#include "engine/advise.h"
#include "read/topology_file.h"
#include "tests/suites.h"
#include "tests/tools.h"
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TOPOLOGIES_MAX 64
#define PATH_BYTES     512

/* The last one: nobody says which kernel it is. */
static const char *const kernels[] = { "3.10", "4.11", "5.15", "6.12", "?" };
enum { N_KERNELS = sizeof kernels / sizeof kernels[0] };

static char topologies[TOPOLOGIES_MAX][PATH_BYTES];
static int n_topologies;

static int collect(const char *path, const struct stat *status, int type,
		   struct FTW *walk)
{
	(void)status;
	(void)walk;
	if (type != FTW_F || !str_ends(str_of(path), STR(".topology")) ||
	    strlen(path) >= PATH_BYTES || n_topologies == TOPOLOGIES_MAX)
		return 0;
	strcpy(topologies[n_topologies++], path);
	return 0;
}

static int compare_paths(const void *a, const void *b)
{
	return strcmp(a, b);
}

static void find_topologies(void)
{
	const char *srcdir = getenv("top_srcdir");
	char folder[PATH_BYTES];

	snprintf(folder, sizeof folder, "%s/testdata/topologies",
		 srcdir ? srcdir : ".");
	n_topologies = 0;
	nftw(folder, collect, 8, FTW_PHYS);
	qsort(topologies, (size_t)n_topologies, sizeof topologies[0],
	      compare_paths);
}

/* One topology on one kernel, as read. */
struct world {
	struct arena *arena;
	struct sources *sources;
	struct diags diags;
	struct rulebook rulebook;
	struct topology *topology;
	struct model *model;
	struct findings findings;
	struct advice advice;
};

static const struct engine_options options = { 0 };

static bool is_ours(const struct tier *tier)
{
	const struct datum *outside = &tier->fields[TIER_OUTSIDE];

	return !tier->phantom && !outside->value.boolean;
}

static void set_kernels(struct topology *topology, const char *kernel)
{
	struct datum unknown = datum_unknown(STR("not given"));
	struct value v = { .type = VALUE_VERSION };
	bool known = kver_parse(str_of(kernel), &v.version);

	for (size_t i = 0; i < topology->tiers.n; i++) {
		struct tier *tier = topology->tiers.at[i];

		if (is_ours(tier))
			tier->fields[TIER_KERNEL] =
				known ? datum_of(v, ORIGIN_GIVEN, tier->span)
				      : unknown;
	}
}

static void world_open(struct world *w, int i)
{
	*w = (struct world){ .arena = arena_new() };
	w->sources = sources_new(w->arena);
	w->diags.arena = w->arena;
	rulebook_init(&w->rulebook, true);
	w->topology =
		topology_file_read(w->arena, w->sources,
				   topologies[i / N_KERNELS], NULL, &w->diags);
	ck_assert_uint_eq(w->diags.list.n, 0);
	set_kernels(w->topology, kernels[i % N_KERNELS]);
	w->model = model_new(w->arena, &w->rulebook.knowledge, w->topology);
}

static void world_run(struct world *w)
{
	w->model = model_new(w->arena, &w->rulebook.knowledge, w->topology);
	engine_run(&w->rulebook, w->model, w->sources, &options, w->arena,
		   &w->findings);
}

static void world_advise(struct world *w)
{
	w->model = model_new(w->arena, &w->rulebook.knowledge, w->topology);
	advise(&w->rulebook, w->model, w->sources, &options, w->arena,
	       &w->advice);
}

static const struct advice_line *
line_about(const struct world *w, const struct tier *tier, struct str path)
{
	for (size_t i = 0; i < w->advice.lines.n; i++)
		if (w->advice.lines.at[i].tier == tier &&
		    str_eq(w->advice.lines.at[i].path, path))
			return &w->advice.lines.at[i];
	return NULL;
}

/* The tier's settings as they are once somebody follows the advice: what was
 * written, without the lines it speaks of, and then its own. */
static struct settings *follow_advice(const struct world *w,
				      const struct tier *tier)
{
	const struct settings *old = tier->settings;
	struct settings *new =
		settings_new(w->arena, old && settings_complete(old));

	for (uint32_t i = 0; old && i < settings_count(old); i++) {
		struct assignment a = *settings_at(old, i);

		if (!line_about(w, tier, a.path))
			settings_add(new, a);
	}
	for (size_t i = 0; i < w->advice.lines.n; i++) {
		const struct advice_line *line = &w->advice.lines.at[i];

		if (line->tier == tier && !line->remove)
			settings_add(new,
				     (struct assignment){ .path = line->path,
							  .value = line->value,
							  .span = tier->span });
	}
	return new;
}

static void follow_everywhere(struct world *w)
{
	for (size_t i = 0; i < w->topology->tiers.n; i++) {
		struct tier *tier = w->topology->tiers.at[i];

		if (is_ours(tier) && tier->settings)
			tier->settings = follow_advice(w, tier);
	}
}

START_TEST(lint_finds_nothing_certain_that_the_advice_could_have_mended)
{
	struct world w;

	world_open(&w, _i);
	world_advise(&w);
	ck_assert_uint_eq(w.advice.conflicts.n, 0);
	follow_everywhere(&w);
	world_run(&w);
	for (size_t i = 0; i < w.findings.list.n; i++) {
		const struct finding *f = &w.findings.list.at[i];

		ck_assert_msg(f->doubtful || f->fixes.n == 0,
			      "%s on %s: %.*s still asks for %.*s = %.*s",
			      topologies[_i / N_KERNELS],
			      kernels[_i % N_KERNELS],
			      STR_ARG(rule_text(f->rules, f->rule->id)),
			      STR_ARG(f->fixes.at[0].path),
			      STR_ARG(f->fixes.at[0].value));
	}
	arena_free(w.arena);
}
END_TEST

START_TEST(following_the_advice_leaves_nothing_to_advise)
{
	struct world w;

	world_open(&w, _i);
	world_advise(&w);
	follow_everywhere(&w);
	world_advise(&w);
	for (size_t i = 0; i < w.advice.lines.n; i++)
		ck_abort_msg("%s on %s: %.*s again", topologies[_i / N_KERNELS],
			     kernels[_i % N_KERNELS],
			     STR_ARG(w.advice.lines.at[i].path));
	arena_free(w.arena);
}
END_TEST

START_TEST(every_value_advised_is_one_that_the_kernel_takes)
{
	struct world w;

	world_open(&w, _i);
	world_advise(&w);
	for (size_t i = 0; i < w.advice.lines.n; i++) {
		const struct advice_line *line = &w.advice.lines.at[i];
		struct datum kernel = model_kernel(w.model, line->tier);
		const struct book *book;
		const struct fact *fact = knowledge_fact(&w.rulebook.knowledge,
							 line->path, &book);
		struct fact_at on;
		struct value v;
		bool is_short;

		ck_assert_ptr_nonnull(fact);
		if (line->remove)
			continue;
		on = fact_on(&book->facts, fact,
			     kernel.known ? &kernel.value.version : NULL);
		ck_assert(on.known_exists && on.exists);
		ck_assert(fact_read_value(&book->facts, fact, w.arena,
					  line->value, &v, &is_short));
		ck_assert(!is_short);
		ck_assert_int_ne(fact_accepts(fact, &on, v), TRI_FALSE);
	}
	arena_free(w.arena);
}
END_TEST

static bool same_subject(struct subject a, struct subject b)
{
	return a.kind == b.kind && a.index == b.index && a.tier == b.tier;
}

static bool was_certain(const struct findings *before, const struct rule *rule,
			struct subject subject)
{
	for (size_t i = 0; i < before->list.n; i++) {
		const struct finding *f = &before->list.at[i];

		if (f->doubtful || f->rule != rule)
			continue;
		for (size_t j = 0; j < f->subjects.n; j++)
			if (same_subject(f->subjects.at[j], subject))
				return true;
	}
	return false;
}

/* Without one field of one tier or hop. */
static void expect_less_certain(struct world *w, const struct findings *before,
				int i, const char *what, const char *field)
{
	world_run(w);
	for (size_t k = 0; k < w->findings.list.n; k++) {
		const struct finding *f = &w->findings.list.at[k];

		for (size_t j = 0; !f->doubtful && j < f->subjects.n; j++)
			ck_assert_msg(
				was_certain(before, f->rule, f->subjects.at[j]),
				"%s on %s without %s of %s: %.*s on %.*s is "
				"new",
				topologies[i / N_KERNELS],
				kernels[i % N_KERNELS], field, what,
				STR_ARG(rule_text(f->rules, f->rule->id)),
				STR_ARG(f->subject_names.at[j]));
	}
}

static void without_tier_fields(struct world *w, const struct findings *before,
				struct tier *tier, int i)
{
	const struct tier *empty = topology_add_tier(
		topology_new(w->arena), STR("x"), (struct span){ 0 });

	struct settings *settings = tier->settings;

	for (int field = 0; field < N_TIER_FIELDS; field++) {
		struct datum had = tier->fields[field];

		if (had.origin != ORIGIN_GIVEN)
			continue;
		tier->fields[field] = empty->fields[field];
		expect_less_certain(w, before, i, str_c(w->arena, tier->name),
				    tier_field_info[field].name);
		tier->fields[field] = had;
	}
	tier->settings = NULL;
	expect_less_certain(w, before, i, str_c(w->arena, tier->name),
			    "settings");
	tier->settings = settings;
}

static void without_hop_fields(struct world *w, const struct findings *before,
			       struct hop *hop, int i)
{
	const struct hop *empty =
		topology_add_hop(topology_new(w->arena), (struct span){ 0 });
	struct str name =
		str_format(w->arena, "%.*s -> %.*s", STR_ARG(hop->from->name),
			   STR_ARG(hop->to->name));

	size_t n_via = hop->n_via;

	for (int field = 0; field < N_HOP_FIELDS; field++) {
		struct datum had = hop->fields[field];

		if (had.origin != ORIGIN_GIVEN)
			continue;
		hop->fields[field] = empty->fields[field];
		expect_less_certain(w, before, i, str_c(w->arena, name),
				    hop_field_info[field].name);
		hop->fields[field] = had;
	}
	hop->n_via = 0;
	expect_less_certain(w, before, i, str_c(w->arena, name), "via");
	hop->n_via = n_via;
}

START_TEST(knowing_less_makes_no_finding_certain)
{
	struct findings before;
	struct world w;

	world_open(&w, _i);
	world_run(&w);
	before = w.findings;
	for (size_t i = 0; i < w.topology->tiers.n; i++)
		without_tier_fields(&w, &before, w.topology->tiers.at[i], _i);
	for (size_t i = 0; i < w.topology->hops.n; i++)
		without_hop_fields(&w, &before, w.topology->hops.at[i], _i);
	arena_free(w.arena);
}
END_TEST

START_TEST(there_are_topologies_to_look_at)
{
	ck_assert_int_gt(n_topologies, 2);
}
END_TEST

Suite *suite_advice_laws(void)
{
	Suite *s = suite_create("advice laws");
	TCase *tc = tcase_create("advice laws");
	int n;

	find_topologies();
	n = n_topologies * N_KERNELS;
	/* Under valgrind these would take minutes: see .ci/run. */
	tcase_set_tags(tc, "laws");
	tcase_add_test(tc, there_are_topologies_to_look_at);
	tcase_add_loop_test(
		tc,
		lint_finds_nothing_certain_that_the_advice_could_have_mended, 0,
		n);
	tcase_add_loop_test(tc, following_the_advice_leaves_nothing_to_advise,
			    0, n);
	tcase_add_loop_test(
		tc, every_value_advised_is_one_that_the_kernel_takes, 0, n);
	tcase_add_loop_test(tc, knowing_less_makes_no_finding_certain, 0, n);
	suite_add_tcase(s, tc);
	return s;
}
