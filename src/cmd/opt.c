/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/opt.h"

#include <getopt.h>
#include <string.h>

/* Above every letter, so that the two cannot be mistaken. */
enum { LONG_BASE = 256 };

/* All tables joined, in the three shapes that parsing needs. */
struct joined {
	VEC(const struct option_spec *) specs;
	VEC(struct option) longs;
	struct buf letters;
};

static void join(struct joined *all, struct arena *arena,
		 const struct option_spec *const *tables, size_t n_tables)
{
	all->letters.arena = arena;
	/* '-': words come in their place, whatever POSIXLY_CORRECT says. */
	buf_put(&all->letters, STR("-:"));
	for (size_t t = 0; t < n_tables; t++) {
		for (const struct option_spec *s = tables[t]; s && s->name;
		     s++) {
			struct option o = { .name = s->name,
					    .has_arg = s->arg != NULL };

			o.val = LONG_BASE + (int)all->specs.n;
			vec_push(arena, &all->longs, o);
			vec_push(arena, &all->specs, s);
			if (s->letter)
				buf_char(&all->letters, s->letter);
			if (s->letter && s->arg)
				buf_char(&all->letters, ':');
		}
	}
	vec_push(arena, &all->longs, (struct option){ 0 });
	buf_char(&all->letters, '\0');
}

static const struct option_spec *spec_of(const struct joined *all, int code)
{
	if (code >= LONG_BASE)
		return all->specs.at[code - LONG_BASE];
	for (size_t i = 0; i < all->specs.n; i++)
		if (code && all->specs.at[i]->letter == code)
			return all->specs.at[i];
	return NULL;
}

/* The name in "--name=argument", or empty text for anything else. */
static struct str long_name(const char *word)
{
	struct str name, rest;

	if (strncmp(word, "--", 2) != 0)
		return (struct str){ 0 };
	str_split(str_of(word + 2), '=', &name, &rest);
	return name;
}

static const struct option_spec *exact(const struct joined *all,
				       struct str name)
{
	for (size_t i = 0; i < all->specs.n; i++)
		if (str_eq(name, str_of(all->specs.at[i]->name)))
			return all->specs.at[i];
	return NULL;
}

static bool fail_unknown_long(struct opts *opts, const struct joined *all,
			      struct str name)
{
	VEC(struct str) names = { 0 };
	struct str near;

	for (size_t i = 0; i < all->specs.n; i++)
		vec_push(opts->arena, &names, str_of(all->specs.at[i]->name));
	opts->error = str_format(opts->arena, "there is no option '--%.*s'",
				 STR_ARG(name));
	near = str_nearest(name, names.at, names.n);
	if (!str_empty(near))
		opts->hint = str_format(opts->arena, "did you mean '--%.*s'?",
					STR_ARG(near));
	return false;
}

static bool fail(struct opts *opts, const struct joined *all, int code,
		 const char *word)
{
	struct str name = long_name(word);
	const struct option_spec *spec = spec_of(all, optopt);

	if (strncmp(word, "--", 2) == 0 && !exact(all, name))
		return fail_unknown_long(opts, all, name);
	if (code == ':' && spec)
		opts->error =
			str_format(opts->arena, "option '--%s' needs its %s",
				   spec->name, spec->arg);
	else if (spec)
		opts->error = str_format(opts->arena,
					 "option '--%s' takes no argument",
					 spec->name);
	else
		opts->error = str_format(opts->arena,
					 "there is no option '-%c'", optopt);
	return false;
}

bool opt_parse(struct opts *opts, struct arena *arena,
	       const struct option_spec *const *tables, size_t n_tables,
	       int argc, char **argv)
{
	struct joined all = { 0 };
	int code;

	*opts = (struct opts){ .arena = arena };
	join(&all, arena, tables, n_tables);
	opterr = 0;
	optind = 0; /* glibc: starts afresh */
	for (;;) {
		const char *word = argv[optind > 0 ? optind : 1];

		code = getopt_long(argc, argv, all.letters.at, all.longs.at,
				   NULL);
		if (code == -1)
			break;
		if (code == 1) {
			vec_push(arena, &opts->words, optarg);
			continue;
		}
		if (code == '?' || code == ':')
			return fail(opts, &all, code, word);
		if (code >= LONG_BASE && !exact(&all, long_name(word)))
			return fail_unknown_long(opts, &all, long_name(word));
		vec_push(arena, &opts->given,
			 (struct option_given){ spec_of(&all, code), optarg });
	}
	for (int i = optind; i < argc; i++)
		vec_push(arena, &opts->words, argv[i]);
	return true;
}

size_t opt_count(const struct opts *opts, const char *name)
{
	size_t n = 0;

	for (size_t i = 0; i < opts->given.n; i++)
		n += strcmp(opts->given.at[i].spec->name, name) == 0;
	return n;
}

bool opt_has(const struct opts *opts, const char *name)
{
	return opt_count(opts, name) > 0;
}

const char *opt_text(const struct opts *opts, const char *name)
{
	for (size_t i = opts->given.n; i > 0; i--)
		if (strcmp(opts->given.at[i - 1].spec->name, name) == 0)
			return opts->given.at[i - 1].text;
	return NULL;
}

const char *opt_nth(const struct opts *opts, const char *name, size_t i)
{
	for (size_t k = 0; k < opts->given.n; k++)
		if (strcmp(opts->given.at[k].spec->name, name) == 0 && i-- == 0)
			return opts->given.at[k].text;
	return NULL;
}

void opt_help(struct buf *out, const struct option_spec *table)
{
	enum { HELP_COLUMN = 28 };

	for (const struct option_spec *s = table; s && s->name; s++) {
		size_t start = out->len, width;

		if (s->letter)
			buf_printf(out, "  -%c, --%s", s->letter, s->name);
		else
			buf_printf(out, "      --%s", s->name);
		if (s->arg)
			buf_printf(out, " %s", s->arg);
		width = out->len - start;
		if (width + 2 > HELP_COLUMN) {
			buf_char(out, '\n');
			width = 0;
		}
		buf_repeat(out, ' ', HELP_COLUMN - width);
		buf_printf(out, "%s\n", s->help);
	}
}
