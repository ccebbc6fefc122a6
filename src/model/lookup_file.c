/* SPDX-License-Identifier: Apache-2.0 */
/* Files of a host, and what hangs on their order. */
#include "model/lookup.h"
#include "model/written.h"

static struct str base_name(struct str path)
{
	size_t i = path.len;

	while (i && path.at[i - 1] != '/')
		i--;
	return str_slice(path, i, path.len);
}

void lookup_by_hand(struct model *m, struct subject s, struct str path,
		    struct datum *out)
{
	const struct settings *by_hand = model_tier(m, s)->by_hand;
	const struct assignment *a =
		by_hand ? settings_winner(by_hand, path) : NULL;

	*out = a ? written_word(a->value, a->span)
		 : written_word(STR(""), (struct span){ 0 });
}

/* The number that a file's name begins with; false when it has none. */
static bool file_number(const struct model *m, struct span span,
			unsigned long *out)
{
	struct str name;
	size_t i = 0;

	if (!m->sources || !span.source)
		return false;
	name = base_name(source_name(m->sources, span.source));
	for (*out = 0;
	     i < name.len && i < 9 && name.at[i] >= '0' && name.at[i] <= '9';
	     i++)
		*out = *out * 10 + (unsigned long)(name.at[i] - '0');
	return i > 0;
}

/* 9-a.conf is read behind 10-b.conf: names are sorted by their bytes. */
static bool against_numbers(struct model *m, const struct settings *settings,
			    struct str path)
{
	struct effective e = settings_effective(settings, m->arena, path);
	unsigned long winner, loser;

	if (e.n_losers == 0 || !e.winner ||
	    !file_number(m, e.winner->span, &winner))
		return false;
	for (size_t i = 0; i < e.n_losers; i++)
		if (e.losers[i]->kind == ASSIGN_EXPLICIT &&
		    e.winner->kind == ASSIGN_EXPLICIT &&
		    !str_eq(e.losers[i]->value, e.winner->value) &&
		    file_number(m, e.losers[i]->span, &loser) && loser > winner)
			return true;
	return false;
}

void lookup_against_numbers(struct model *m, struct subject s, struct str path,
			    struct datum *out)
{
	const struct settings *settings = model_tier(m, s)->settings;
	const struct assignment *winner = settings_winner(settings, path);

	*out = written_bool(against_numbers(m, settings, path),
			    winner ? winner->span : (struct span){ 0 });
}

/* What became of it hangs on the loader, which may be the usual one only. */
static struct datum by_loader(const struct tier *tier, struct datum d)
{
	if (!tier->loader_is_given) {
		d.origin = ORIGIN_ASSUMED;
		d.tainted = true;
		d.note = STR("no distribution and no loader is known");
	}
	return d;
}

static size_t n_assignments(const struct settings *settings,
			    const struct settings_file *file)
{
	size_t n = file->n_assignments;

	for (uint32_t i = 0; i < settings_count(settings); i++)
		n += settings_at(settings, i)->span.source == file->source;
	return n;
}

static struct str ending(struct str name)
{
	while (str_find(name, '.') < name.len)
		name = str_slice(name, str_find(name, '.') + 1, name.len);
	return name;
}

static void ask_file_name(struct model *m, const struct settings_file *file,
			  uint16_t id, struct datum *out)
{
	struct span span = { .source = file->source };
	struct str name;

	*out = datum_unknown(STR("not known"));
	if (!m->sources || !file->source)
		return;
	name = source_name(m->sources, file->source);
	if (id == NAME_FILE_NAME)
		*out = written_word(name, span);
	else if (id == NAME_FILE_ENDING)
		*out = written_word(ending(base_name(name)), span);
	else
		*out = written_bool(str_starts(base_name(name), STR(".")),
				    span);
}

void lookup_file(struct model *m, struct subject s, uint16_t id,
		 struct datum *out)
{
	const struct tier *tier = model_tier(m, s);
	const struct settings *settings = tier->settings;
	const struct settings_file *file =
		&settings_files(settings)->list.at[s.index];
	struct span span = { .source = file->source };

	if (id == NAME_FILE_N_ASSIGNMENTS)
		*out = written_count(n_assignments(settings, file), span);
	else if (id == NAME_FILE_KIND)
		*out = written_word(input_kind_name(file->kind), span);
	else if (id == NAME_FILE_READ_AS)
		*out = written_word(input_kind_name(file->read_as), span);
	else if (id == NAME_FILE_RECOGNISED)
		*out = written_bool(file->recognised, span);
	else if (id == NAME_FILE_FATE)
		*out = by_loader(
			tier, written_word(file_fate_name(file->fate), span));
	else if (id == NAME_FILE_WHY)
		*out = written_word(file->why, span);
	else if (id == NAME_FILE_BY_HAND)
		*out = written_bool(file->by_hand, span);
	else if (id == NAME_FILE_N_LOST)
		*out = written_count(file->n_lost, span);
	else if (id == NAME_FILE_LOST)
		*out = written_word(file->lost, span);
	else
		ask_file_name(m, file, id, out);
}
