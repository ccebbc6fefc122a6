/* SPDX-License-Identifier: Apache-2.0 */
/* Every case of testdata/loaders, with every loader that was seen with it. */
#include "base/files.h"
#include "read/sysctl_host.h"
#include "read/line_filter.h"
#include "tests/loader_cases.h"
#include "tests/suites.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const families[] = { "lines.cases",     "keys.cases",
					"dashes.cases",    "patterns.cases",
					"lengths.cases",   "trees.cases",
					"filters.cases",
					"from-facts.cases" };
enum { N_FAMILIES = sizeof families / sizeof families[0] };

/* A directory for a tree, gone at the end. */
static void make_tree(struct arena *arena, const struct loader_case *c,
		      char *dir)
{
	ck_assert_ptr_nonnull(mkdtemp(dir));
	for (size_t i = 0; i < c->files.n; i++) {
		const struct case_file *f = &c->files.at[i];
		struct str path =
			str_format(arena, "%s%.*s", dir, STR_ARG(f->path));
		char *at = (char *)str_c(arena, path);

		for (char *p = at + strlen(dir) + 1; *p; p++) {
			if (*p != '/')
				continue;
			*p = '\0';
			ck_assert(mkdir(at, 0700) == 0 || errno == EEXIST);
			*p = '/';
		}
		if (f->is_link)
			ck_assert_int_eq(symlink(str_c(arena, f->text), at), 0);
		else if (str_ends(f->path, STR("/")))
			continue;
		else
			ck_assert_int_eq(file_write_whole(at, f->text), 0);
	}
}

static void remove_tree(struct arena *arena, const struct loader_case *c,
			const char *dir)
{
	for (size_t i = 0; i < c->files.n; i++) {
		struct str path = str_format(arena, "%s%.*s", dir,
					     STR_ARG(c->files.at[i].path));
		char *at = (char *)str_c(arena, path), *slash;

		unlink(at);
		while ((slash = strrchr(at, '/')) && slash > at + strlen(dir)) {
			*slash = '\0';
			rmdir(at);
		}
	}
	rmdir(dir);
}

static struct key_tree *keys_of(struct arena *arena,
				const struct loader_case *c, uint64_t seed)
{
	struct key_tree *keys = key_tree_new(arena);
	struct str text = loader_cases_text(arena, "keys");

	for (size_t i = 0; i < c->keys.n; i++)
		key_tree_add(keys, c->keys.at[i], NULL);
	key_tree_read(keys,
		      seed ? loader_cases_renamed(arena, text, seed) : text);
	return keys;
}

static void read_tree(const struct host_reading *r, const struct loader_case *c,
		      struct host_read *out)
{
	char dir[] = "/tmp/loader-case-XXXXXX";
	VEC(const char *) paths = { 0 };

	make_tree(r->arena, c, dir);
	for (size_t i = 0; i < c->reads.n; i++)
		vec_push(r->arena, &paths,
			 str_c(r->arena, str_format(r->arena, "%s%.*s", dir,
						    STR_ARG(c->reads.at[i]))));
	if (paths.n)
		host_read_paths(r, NULL, paths.at, paths.n, false, out);
	else
		host_read_root(r, dir, out);
	remove_tree(r->arena, c, dir);
}

static void filter_of(struct arena *arena, const struct loader_case *c,
		      const struct dialect *d, struct line_filter *out)
{
	*out = (struct line_filter){ 0 };
	for (size_t i = 0; i < c->prefixes.n; i++)
		line_filter_add_prefix(arena, out, d, c->prefixes.at[i]);
	if (!str_empty(c->pattern))
		line_filter_open(out, str_c(arena, c->pattern));
}

static void run_case(const struct loader_case *c, const struct dialect *d,
		     uint64_t seed)
{
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	struct line_filter filter;
	struct str name = dialect_name(arena, d), got;
	const struct case_expects *e = loader_expects(c, name);
	struct host_reading r = { .arena = arena,
				  .sources = sources_new(arena),
				  .diags = &diags,
				  .dialect = d,
				  .keys = keys_of(arena, c, seed),
				  .filter = &filter,
				  .verbatim = true };
	struct host_read host;
	struct load load;

	filter_of(arena, c, d, &filter);
	if (e && c->has_tree)
		read_tree(&r, c, &host);
	else if (e)
		host_read_source(&r, source_add(r.sources, c->name, c->input),
				 &host);
	if (e) {
		load_run(arena, host.settings, keys_of(arena, c, seed), NULL,
			 &load);
		got = loader_writes(arena, &load);
		ck_assert_msg(str_eq(got, e->writes),
			      "%.*s: %.*s writes\n%.*swhere it should\n%.*s",
			      STR_ARG(c->name), STR_ARG(name), STR_ARG(got),
			      STR_ARG(e->writes));
		ck_assert_msg(load.exit_status == e->exit_status,
			      "%.*s: %.*s exits %d where it should %d",
			      STR_ARG(c->name), STR_ARG(name), load.exit_status,
			      e->exit_status);
	}
	line_filter_close(&filter);
	arena_free(arena);
}

static void run_family(const char *family, uint64_t seed)
{
	struct arena *arena = arena_new();
	struct str text = loader_cases_text(arena, family);
	struct loader_cases cases = { 0 };
	const struct dialect *d;

	if (seed)
		text = loader_cases_renamed(arena, text, seed);
	loader_cases_parse(arena, text, &cases);
	for (size_t i = 0; i < cases.list.n; i++)
		for (size_t k = 0; (d = dialect_at(k)) != NULL; k++)
			run_case(&cases.list.at[i], d, seed);
	arena_free(arena);
}

/* _i is the family. */
START_TEST(every_loader_writes_what_it_was_seen_to)
{
	run_family(families[_i], 0);
}
END_TEST

/* Behaviour, not a list of answers: other names lead to the same. What a
 * bare key finds in the buffer is part of a name: not the facts, then. */
START_TEST(it_would_do_the_same_with_keys_of_other_names)
{
	run_family(families[_i], 1);
	run_family(families[_i], 2);
}
END_TEST

/* A word that names no loader would be an expectation nobody checks. */
START_TEST(every_expectation_is_of_a_loader_we_know)
{
	struct arena *arena = arena_new();
	struct loader_cases cases = { 0 };

	loader_cases_parse(arena, loader_cases_text(arena, families[_i]),
			   &cases);
	for (size_t i = 0; i < cases.list.n; i++)
		for (size_t k = 0; k < cases.list.at[i].expects.n; k++) {
			struct str words =
				cases.list.at[i].expects.at[k].loaders;
			struct str word, near;

			while (str_next_word(&words, " ", &word)) {
				if (!str_ends(word, STR("*")))
					ck_assert_ptr_nonnull(dialect_find(
						arena, word, &near));
			}
		}
	arena_free(arena);
}
END_TEST

Suite *suite_loaders(void)
{
	Suite *suite = suite_create("loaders");
	TCase *tc = tcase_create("cases");

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, every_loader_writes_what_it_was_seen_to, 0,
			    N_FAMILIES);
	tcase_add_loop_test(tc, it_would_do_the_same_with_keys_of_other_names,
			    0, N_FAMILIES - 1);
	tcase_add_loop_test(tc, every_expectation_is_of_a_loader_we_know, 0,
			    N_FAMILIES);
	suite_add_tcase(suite, tc);
	return suite;
}
