/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/book_try.h"
#include "base/buf.h"
#include <check.h>

void book_try_open(struct book_try *t)
{
	*t = (struct book_try){ .arena = arena_new() };
	t->sources = sources_new(t->arena);
	t->diags.arena = t->arena;
	t->loader = loader_new(t->arena, &t->diags, NULL);
	book_try_fact(t, "net.ipv4.a",
		      "key = \"net.ipv4.a\"; type = \"int\"; about = \"a\";"
		      "history = ( { from = \"2.6\"; default = \"0\"; } );");
	book_try_fact(t, "net.ipv4.list",
		      "key = \"net.ipv4.list\"; type = \"ports\";"
		      "about = \"l\"; history = ( { from = \"2.6\"; } );");
	book_try_fact(t, "net.ipv4.buffers",
		      "key = \"net.ipv4.buffers\"; type = \"int*3\";"
		      "unit = \"bytes\"; about = \"b\"; history = ( { from = "
		      "\"2.6\"; default = \"1 2 3\"; } );");
}

static bool parse(struct book_try *t, const char *name, const char *text,
		  struct book_file *out)
{
	const struct str whole = str_of(name);
	const uint32_t source = source_add(t->sources, whole, str_of(text));

	*out = (struct book_file){ .stem = whole };
	if (str_find(whole, '/') < whole.len)
		str_split(whole, '/', &out->folder, &out->stem);
	out->root = conf_parse(t->arena, t->sources, source, NULL, &t->diags);
	return out->root != NULL;
}

void book_try_fact(struct book_try *t, const char *name, const char *text)
{
	struct book_file file;

	if (parse(t, name, text, &file))
		fact_load(t->loader, &file);
}

void book_try_facts_end(struct book_try *t)
{
	fact_load_end(t->loader);
}

void book_try_derivation(struct book_try *t, const char *name, const char *text)
{
	struct book_file file;

	if (parse(t, name, text, &file))
		derive_load(t->loader, &file);
}

void book_try_derivations_end(struct book_try *t)
{
	derive_load_end(t->loader);
}

void book_try_rule(struct book_try *t, const char *name, const char *text)
{
	struct book_file file;

	if (parse(t, name, text, &file))
		rule_load(t->loader, &file);
}

void book_try_topic(struct book_try *t, const char *name, const char *text)
{
	struct book_file file;

	if (parse(t, name, text, &file))
		topic_load(t->loader, &file);
}

void book_try_words(struct book_try *t, const char *name, const char *text)
{
	struct book_file file;

	if (parse(t, name, text, &file))
		word_load(t->loader, &file);
}

const struct rules *book_try_rules(struct book_try *t)
{
	loader_publish(t->loader);
	return t->loader->result;
}

const char *book_try_said(struct book_try *t)
{
	struct buf out = { .arena = t->arena };

	diags_sort(&t->diags);
	for (size_t i = 0; i < t->diags.list.n; i++) {
		const struct diag *d = &t->diags.list.at[i];
		const struct place place = place_of(t->sources, d->span);

		ck_assert_int_eq(d->level, DIAG_ERROR);
		ck_assert_uint_gt(place.line, 0);
		buf_printf(&out, "%u:%u %.*s", place.line, place.column,
			   STR_ARG(d->message));
		if (!str_empty(d->hint))
			buf_printf(&out, "; %.*s", STR_ARG(d->hint));
		buf_char(&out, '\n');
	}
	return str_c(t->arena, buf_str(&out));
}

void book_try_close(struct book_try *t)
{
	arena_free(t->arena);
}
