/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Keys that every network interface has: what an interface's line says, and
 * what conf.all's and conf.default's say beside it. How they act together is
 * the fact's `combine`.
 */
#include "keys/key.h"
#include "keys/near.h"
#include "model/lookup.h"
#include "model/pattern.h"

#include <stdio.h>

/* A longer name is no interface's: the kernel's have 15 bytes. */
enum { PATH_MAX_BYTES = 256 };

struct twin {
	char at[PATH_MAX_BYTES];
	struct str path; /* empty: there is none */
};

static void twin_of(const struct key_parts *parts, const char *who,
		    struct twin *out)
{
	int n = snprintf(out->at, sizeof out->at, "%.*s%s/%.*s",
			 STR_ARG(parts->folder), who, STR_ARG(parts->leaf));

	out->path = (struct str){ out->at, (size_t)n };
	if (n < 0 || (size_t)n >= sizeof out->at)
		out->path = (struct str){ 0 };
}

static void ask_twin(struct model *m, const struct tier *tier,
		     const struct key_parts *parts, const char *who, bool order,
		     struct datum *out)
{
	struct twin twin;

	twin_of(parts, who, &twin);
	if (!str_empty(twin.path))
		model_key(m, tier, twin.path, order ? KEY_ORDER : KEY_VALUE, 0,
			  out);
}

static bool is_sibling(const struct assignment *a, struct str path,
		       const struct key_parts *parts, bool also_default)
{
	struct key_parts other;

	return a->kind != ASSIGN_EXCLUDE &&
	       str_starts(a->path, parts->folder) && !str_eq(a->path, path) &&
	       key_parts(a->path, &other) &&
	       !str_eq(other.interface, STR("all")) &&
	       (also_default || !str_eq(other.interface, STR("default"))) &&
	       (str_eq(other.leaf, parts->leaf) ||
		(a->kind == ASSIGN_PATTERN && pattern_is(other.leaf)));
}

/* Walks the host's lines: few settings ask. */
static void count_siblings(const struct tier *tier, struct str path,
			   const struct key_parts *parts, bool also_default,
			   struct datum *out)
{
	uint64_t n = 0;

	for (uint32_t i = 0; i < settings_count(tier->settings); i++)
		n += is_sibling(settings_at(tier->settings, i), path, parts,
				also_default);
	*out = datum_of(value_int(num_of_u64(n), UNIT_NONE), ORIGIN_DERIVED,
			(struct span){ 0 });
}

static struct str combine_name(const struct fact *fact)
{
	struct str rest = STR(FACT_COMBINES), word = { 0 };

	for (unsigned i = 0; i <= fact->combine; i++)
		str_next_word(&rest, "|", &word);
	return word;
}

static void ask_combine(struct model *m, struct str path, struct datum *out)
{
	const struct fact *fact = knowledge_fact(m->knowledge, path, NULL);

	if (fact)
		*out = datum_of(value_word(combine_name(fact)), ORIGIN_DERIVED,
				(struct span){ 0 });
	else
		*out = datum_unknown(STR("nothing is known of this key"));
}

static void ask_word(struct model *m, struct str path,
		     const struct key_parts *parts, uint16_t id,
		     struct datum *out)
{
	struct str folder = parts->folder;

	if (id == NAME_SETTING_INTERFACE)
		*out = datum_of(value_word(parts->interface), ORIGIN_DERIVED,
				(struct span){ 0 });
	else if (id == NAME_SETTING_INTERFACE_MEANT)
		*out = datum_of(value_word(near_interface(parts->interface)),
				ORIGIN_DERIVED, (struct span){ 0 });
	else if (id == NAME_SETTING_LEAF)
		*out = datum_of(value_word(parts->leaf), ORIGIN_DERIVED,
				(struct span){ 0 });
	else if (id == NAME_SETTING_FOLDER)
		*out = datum_of(value_word(key_dotted(
					m->arena,
					str_slice(folder, 0, folder.len - 1))),
				ORIGIN_DERIVED, (struct span){ 0 });
	else
		ask_combine(m, path, out);
}

static bool ask_own(struct model *m, const struct tier *tier, struct str path,
		    uint16_t id, struct datum *out)
{
	if (id == NAME_SETTING_NUMBER)
		model_key(m, tier, path, KEY_VALUE, 0, out);
	else if (id == NAME_SETTING_PRESET)
		model_key(m, tier, path, KEY_DEFAULT, 0, out);
	else if (id == NAME_SETTING_ORDER)
		model_key(m, tier, path, KEY_ORDER, 0, out);
	else
		return false;
	return true;
}

bool lookup_twins(struct model *m, const struct tier *tier, struct str path,
		  uint16_t id, struct datum *out)
{
	struct key_parts parts;

	if (id < NAME_SETTING_NUMBER || id > NAME_SETTING_N_SIBLINGS)
		return false;
	if (ask_own(m, tier, path, id, out))
		return true;
	*out = datum_unknown(STR("the key belongs to no interface"));
	if (!key_parts(path, &parts))
		parts = (struct key_parts){ STR("/"), STR(""), STR("") };
	if (id == NAME_SETTING_INTERFACE || id == NAME_SETTING_COMBINE ||
	    id == NAME_SETTING_INTERFACE_MEANT || id == NAME_SETTING_FOLDER || id == NAME_SETTING_LEAF)
		ask_word(m, path, &parts, id, out);
	else if (str_empty(parts.leaf))
		return true;
	else if (id == NAME_SETTING_N_SIBLINGS ||
		 id == NAME_SETTING_N_INTERFACES)
		count_siblings(tier, path, &parts,
			       id == NAME_SETTING_N_SIBLINGS, out);
	else
		ask_twin(m, tier, &parts,
			 id <= NAME_SETTING_ALL_ORDER ? "all" : "default",
			 id == NAME_SETTING_ALL_ORDER ||
				 id == NAME_SETTING_DEFAULT_ORDER,
			 out);
	return true;
}
