/* SPDX-License-Identifier: Apache-2.0 */
/* An advice as a unified diff of each tier's effective settings, one line a
 * key: those that files set, in the order in which they are first set. */
#include "base/vec.h"
#include "model/settings.h"
#include "report/advice_words.h"
#include "report/report.h"

#define CONTEXT_LINES 3

struct diff_row {
	char sign; /* ' ', '-' or '+' */
	struct str text;
};

struct diff {
	struct arena *arena;
	VEC(struct diff_row) rows;
};

static const struct advice_line *line_about(const struct report_input *input,
					    const struct tier *tier,
					    struct str path)
{
	for (size_t i = 0; i < input->advice->lines.n; i++) {
		const struct advice_line *line = &input->advice->lines.at[i];

		if (line->tier == tier && str_eq(line->path, path))
			return line;
	}
	return NULL;
}

static void add_row(struct diff *diff, char sign, struct str path,
		    struct str value)
{
	struct buf text = { .arena = diff->arena };

	advice_put_setting(&text, path, value);
	vec_push(diff->arena, &diff->rows,
		 (struct diff_row){ sign, buf_str(&text) });
}

static void add_old(struct diff *diff, const struct report_input *input,
		    const struct tier *tier, struct str path)
{
	const struct assignment *winner = settings_winner(tier->settings, path);
	const struct advice_line *line = line_about(input, tier, path);

	if (!winner)
		return;
	add_row(diff, line ? '-' : ' ', path, winner->value);
	if (line && !line->remove)
		add_row(diff, '+', path, line->value);
}

static bool is_written(const struct tier *tier, struct str path)
{
	return tier->settings && settings_winner(tier->settings, path);
}

static void diff_make(struct diff *diff, const struct report_input *input,
		      const struct tier *tier)
{
	size_t n = tier->settings ? settings_n_paths(tier->settings) : 0;

	for (size_t i = 0; i < n; i++)
		add_old(diff, input, tier, settings_path(tier->settings, i));
	for (size_t i = 0; i < input->advice->lines.n; i++) {
		const struct advice_line *line = &input->advice->lines.at[i];

		if (line->tier == tier && !line->remove &&
		    !is_written(tier, line->path))
			add_row(diff, '+', line->path, line->value);
	}
}

/* Whether a change is at most the context away. */
static bool is_near(const struct diff *diff, size_t i)
{
	size_t from = i < CONTEXT_LINES ? 0 : i - CONTEXT_LINES;

	for (; from <= i + CONTEXT_LINES && from < diff->rows.n; from++)
		if (diff->rows.at[from].sign != ' ')
			return true;
	return false;
}

static size_t count_rows(const struct diff *diff, size_t from, size_t to,
			 char not_sign)
{
	size_t n = 0;

	for (; from < to; from++)
		n += diff->rows.at[from].sign != not_sign;
	return n;
}

/* "-3,7"; an empty range stands before the line that follows it. */
static void put_range(struct buf *out, const struct diff *diff, size_t from,
		      size_t to, char sign)
{
	char other = sign == '-' ? '+' : '-';
	size_t before = count_rows(diff, 0, from, other);
	size_t n = count_rows(diff, from, to, other);

	buf_printf(out, "%c%zu,%zu", sign, n > 0 ? before + 1 : before, n);
}

static void put_hunk(struct buf *out, const struct diff *diff, size_t from,
		     size_t to)
{
	buf_put(out, STR("@@ "));
	put_range(out, diff, from, to, '-');
	buf_char(out, ' ');
	put_range(out, diff, from, to, '+');
	buf_put(out, STR(" @@\n"));
	for (; from < to; from++) {
		buf_char(out, diff->rows.at[from].sign);
		buf_put(out, diff->rows.at[from].text);
		buf_char(out, '\n');
	}
}

static void put_hunks(struct buf *out, const struct diff *diff)
{
	for (size_t i = 0; i < diff->rows.n; i++) {
		size_t from = i;

		while (i < diff->rows.n && is_near(diff, i))
			i++;
		if (i > from)
			put_hunk(out, diff, from, i);
	}
}

static void put_tier(struct buf *out, const struct report_input *input,
		     const struct tier *tier)
{
	struct diff diff = { .arena = out->arena };

	diff_make(&diff, input, tier);
	if (count_rows(&diff, 0, diff.rows.n, ' ') == 0)
		return;
	buf_put(out, STR("--- "));
	advice_put_tier(out, tier);
	buf_put(out, STR(", as it is\n+++ "));
	advice_put_tier(out, tier);
	buf_put(out, STR(", as advised\n"));
	put_hunks(out, &diff);
}

static int advice_diff_write(FILE *file, const struct report_input *input)
{
	const struct topology *topology = model_topology(input->model);
	struct buf out = { .arena = input->advice->after.arena };

	for (size_t i = 0; i < topology->tiers.n; i++)
		if (advice_shows_tier(input, topology->tiers.at[i]))
			put_tier(&out, input, topology->tiers.at[i]);
	fwrite(out.at, 1, out.len, file);
	return 0;
}

const struct reporter report_advice_diff = {
	.name = "diff",
	.summary = "what would change in each tier's settings, as a diff",
	.documents = DOCUMENT_ADVICE,
	.write = advice_diff_write,
};
