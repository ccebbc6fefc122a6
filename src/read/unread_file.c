/* SPDX-License-Identifier: Apache-2.0 */
#include "read/unread_file.h"
#include "base/buf.h"
#include "keys/key.h"
#include "read/input_kind.h"

enum { SHOWN_KEYS = 3 };

/* The file alone, as the same loader would read it; complaints are about
 * nothing that is in force. */
static struct settings *read_alone(const struct host_builder *b,
				   uint32_t source)
{
	struct diags unheard = { .arena = b->r->arena };
	struct host_reading reading = *b->r;
	struct host_builder alone;
	struct host_read out;

	reading.diags = &unheard;
	host_start(&alone, &reading, false, &out);
	alone.unmarked = true;
	host_add_lines(&alone, source);
	return out.settings;
}

static bool is_same_pattern(const struct settings *s,
			    const struct assignment *pattern)
{
	for (uint32_t i = settings_first(s, pattern->path); i;) {
		const struct assignment *a = settings_at(s, i - 1);

		if (a->kind == pattern->kind &&
		    str_eq(a->value, pattern->value))
			return true;
		i = a->next_same;
	}
	return false;
}

/* Would the host's key be otherwise if this line, the last of its path in its
 * file, decided? */
static bool is_lost(const struct settings *host, const struct assignment *a)
{
	const struct assignment *winner;

	if (a->kind != ASSIGN_EXPLICIT)
		return !is_same_pattern(host, a);
	winner = settings_winner(host, a->path);
	return !winner || !str_eq(winner->value, a->value);
}

static void add_lost(struct host_builder *b, struct settings_file *file,
		     const struct assignment *a, struct buf *lost)
{
	if (a->next_same || !is_lost(b->out->settings, a))
		return;
	if (file->n_lost++ < SHOWN_KEYS)
		buf_printf(lost, "%s%.*s", lost->len ? ", " : "",
			   STR_ARG(key_dotted(b->r->arena, a->path)));
}

static void count_lost(struct host_builder *b, struct settings_file *file)
{
	const struct settings *alone = read_alone(b, file->source);
	struct buf lost = { .arena = b->r->arena };

	file->n_assignments = (uint32_t)settings_count(alone);
	for (uint32_t i = 0; i < file->n_assignments; i++)
		add_lost(b, file, settings_at(alone, i), &lost);
	if (file->n_lost > SHOWN_KEYS)
		buf_put(&lost, STR(" ..."));
	file->lost = buf_str(&lost);
}

void unread_file(struct host_builder *b, struct host_file *file,
		 struct str text)
{
	struct settings_file kept = { .fate = file->fate,
				      .why = file->why };

	if (b->r->verbatim)
		return;
	kept.source = source_add(b->r->sources, file->name, text);
	file->source = kept.source;
	if (text.len && input_kind_of(file->name, text) == INPUT_SYSCTL)
		count_lost(b, &kept);
	settings_add_file(b->out->settings, kept);
}
