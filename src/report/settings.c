/* SPDX-License-Identifier: Apache-2.0 */
/* Every key that a line names, with who sets it and whom that overrides, one
 * line each: what lint's cases expect of the reading stage, and what `trace`
 * shows for people. */
#include "report/settings.h"
#include "keys/key.h"
#include "model/model.h"
#include "report/report.h"
#include "report/trace.h"
#include "report/words.h"
#include "text/excerpt.h"

#include <errno.h>

struct str trace_why_lost(const struct effective *e,
			  const struct assignment *loser)
{
	const struct assignment *winner = e->winner;

	if (loser->kind == ASSIGN_EXCLUDE && winner &&
	    winner->by == BY_KERNEL)
		return STR("it takes back a loader's lines only");
	if (loser->kind == ASSIGN_EXCLUDE)
		return winner && winner->kind == ASSIGN_EXPLICIT
			       ? STR("a line that names the key beats it")
			       : STR("spelled so that it spares nothing");
	if (!winner && e->excluded_by)
		return loser->kind == ASSIGN_PATTERN
			       ? STR("the key is spared from patterns")
			       : STR("a later line takes the key back");
	if (loser->kind == ASSIGN_PATTERN && winner &&
	    winner->kind == ASSIGN_EXPLICIT && !winner->odd_spelling)
		return STR("a line that names the key beats a pattern");
	if (loser->by == BY_KERNEL && winner)
		return STR("the kernel wrote it before any file was read");
	if (winner && winner->by == BY_UFW && loser->by != BY_UFW)
		return STR("ufw loads its own file when it starts");
	if (winner && str_eq(loser->value, winner->value))
		return STR("set again to the same");
	return STR("a later line wins");
}

static void flush(FILE *out, struct buf *text)
{
	if (text->len)
		fwrite(text->at, 1, text->len, out);
	text->len = 0;
}

/* Nobody reads more; JSON has them all. */
enum { MAX_LOSERS = 50 };

static void put_losers(struct buf *out, struct sources *sources,
		       const struct effective *e)
{
	for (size_t i = 0; i < e->n_losers && i < MAX_LOSERS; i++) {
		const struct assignment *a = e->losers[i];

		buf_put(out, e->winner ? STR("  beats ") : STR("  not "));
		words_line(out, sources, a->span);
		buf_char(out, ' ');
		if (a->kind == ASSIGN_EXCLUDE)
			buf_put(out, STR("(exclusion)"));
		else
			words_value(out, a->value);
		buf_printf(out, " (%.*s)\n", STR_ARG(trace_why_lost(e, a)));
	}
	if (e->n_losers > MAX_LOSERS)
		buf_printf(out, "  and %zu more\n", e->n_losers - MAX_LOSERS);
}

/* The line, and what is to be known of it. */
static void put_winner(struct buf *out, struct sources *sources,
		       const struct assignment *a)
{
	words_line(out, sources, a->span);
	if (a->by == BY_KERNEL)
		buf_put(out, STR(" (kernel command line)"));
	if (a->perhaps)
		buf_printf(out, " (%.*s)",
			   STR_ARG(perhaps_text((enum perhaps)a->perhaps)));
}

void settings_put_key(struct buf *out, struct arena *arena,
		      struct sources *sources, const struct settings *settings,
		      struct str path)
{
	struct effective e = settings_effective(settings, arena, path);

	text_safe(out, key_dotted(arena, path));
	if (e.winner) {
		buf_put(out, STR(" = "));
		words_value(out, e.winner->value);
		buf_put(out, STR("  "));
		put_winner(out, sources, e.winner);
	} else if (e.excluded_by) {
		buf_put(out, STR(": not set, excluded at "));
		words_line(out, sources, e.excluded_by->span);
	} else if (settings_complete(settings)) {
		buf_put(out, STR(": nobody sets it; the kernel's default "
				 "applies"));
	} else {
		buf_put(out, STR(": not set in what was read"));
	}
	buf_char(out, '\n');
	put_losers(out, sources, &e);
}

static void put_special(struct buf *out, struct arena *arena,
			struct sources *sources, const struct assignment *a)
{
	if (a->kind == ASSIGN_EXCLUDE)
		buf_char(out, '-');
	text_safe(out, key_dotted(arena, a->path));
	if (a->kind == ASSIGN_PATTERN) {
		buf_put(out, STR(" = "));
		words_value(out, a->value);
	}
	buf_put(out, STR("  "));
	words_line(out, sources, a->span);
	buf_put(out, a->kind == ASSIGN_PATTERN ? STR(" (pattern)\n")
					       : STR(" (exclusion)\n"));
}

void settings_put_all(FILE *out, struct arena *arena, struct sources *sources,
		      const struct settings *settings)
{
	struct buf text = { .arena = arena };
	const struct assignment *a;

	for (size_t i = 0; i < settings_n_paths(settings); i++) {
		settings_put_key(&text, arena, sources, settings,
				 settings_path(settings, i));
		flush(out, &text);
	}
	for (uint32_t i = 0; i < settings_count(settings); i++) {
		a = settings_at(settings, i);
		if (a->kind == ASSIGN_EXPLICIT)
			continue;
		put_special(&text, arena, sources, a);
		flush(out, &text);
	}
}

static void put_tier(FILE *out, const struct report_input *input,
		     const struct tier *tier, bool named)
{
	struct arena *arena = input->diags->arena;
	struct buf head = { .arena = arena };

	if (named) {
		buf_put(&head, STR("tier "));
		text_safe(&head, tier->name);
		buf_char(&head, '\n');
		flush(out, &head);
	}
	settings_put_all(out, arena, input->sources, tier->settings);
}

static int write_settings(FILE *out, const struct report_input *input)
{
	const struct topology *topology = model_topology(input->model);
	size_t n = 0;

	for (size_t i = 0; i < topology->tiers.n; i++)
		n += topology->tiers.at[i]->settings != NULL;
	for (size_t i = 0; i < topology->tiers.n; i++)
		if (topology->tiers.at[i]->settings)
			put_tier(out, input, topology->tiers.at[i], n > 1);
	return ferror(out) ? -EIO : 0;
}

const struct reporter report_settings = {
	.name = "settings",
	.summary = "who sets each key, and what that overrides",
	.documents = DOCUMENT_FINDINGS,
	.write = write_settings,
};
