/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/read_try.h"
#include "base/buf.h"
#include "read/sysctl_file.h"

#include <check.h>

static void start(struct read_try *t, const char *loader)
{
	struct str near;

	*t = (struct read_try){ .arena = arena_new() };
	t->diags.arena = t->arena;
	t->reading.arena = t->arena;
	t->reading.sources = sources_new(t->arena);
	t->reading.diags = &t->diags;
	t->reading.dialect = dialect_find(t->arena, str_of(loader), &near);
	ck_assert_ptr_nonnull(t->reading.dialect);
}

void read_try_texts(struct read_try *t, const char *loader,
		    const struct str *texts, size_t n)
{
	struct host_builder b;

	start(t, loader);
	host_start(&b, &t->reading, false, &t->host);
	for (size_t i = 0; i < n; i++)
		host_add_lines(&b, source_add(t->reading.sources, STR("text"),
					       texts[i]));
}

void read_try_text(struct read_try *t, const char *loader, struct str text)
{
	read_try_texts(t, loader, &text, 1);
}

void read_try_root(struct read_try *t, const char *loader, const char *root)
{
	start(t, loader);
	host_read_root(&t->reading, root, &t->host);
}

void read_try_done(struct read_try *t)
{
	arena_free(t->arena);
}

struct str read_try_value(struct read_try *t, const char *path)
{
	const struct assignment *a =
		settings_winner(t->host.settings, str_of(path));

	return a ? a->value : STR("(none)");
}

struct str read_try_marks(struct read_try *t)
{
	struct buf out = { .arena = t->arena };
	const struct settings *s = t->host.settings;

	for (size_t i = 0; i < settings_n_marks(s); i++) {
		buf_put(&out, mark_name(settings_mark_at(s, i)->kind));
		buf_char(&out, ' ');
	}
	return buf_str(&out);
}
