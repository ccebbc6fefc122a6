/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a sysctl key is worth on a tier: the line that wins, else what the
 * kernel starts with, and how far either can be trusted (semantics.md 1, 2,
 * 8, 14, 15).
 */
#include "keys/key.h"
#include "model/lookup.h"
#include "model/lookup_note.h"
#include "model/lookup_preset.h"

static bool has_written(const struct key_memo *memo)
{
	return memo->change ? !memo->change->remove : memo->winner != NULL;
}

static struct str written_text(const struct key_memo *memo)
{
	return memo->change ? memo->change->value : memo->winner->value;
}

static struct span written_span(const struct key_memo *memo)
{
	if (memo->change || !memo->winner)
		return (struct span){ 0 };
	return memo->winner->span;
}

struct datum lookup_written(const struct assignment *a, struct value v)
{
	struct datum d =
		datum_of(v, a->live ? ORIGIN_LIVE : ORIGIN_WRITTEN, a->span);

	d.tainted = a->perhaps;
	if (d.tainted)
		d.note = perhaps_text((enum perhaps)a->perhaps);
	return d;
}

static struct datum written_datum(const struct key_memo *memo, struct value v)
{
	if (!memo->change && memo->winner)
		return lookup_written(memo->winner, v);
	return datum_of(v, ORIGIN_DERIVED, written_span(memo));
}

/* Every kernel that could be meant has the key, so that a flavour taken for
 * mainline, or no kernel at all, makes no difference. */
static bool exists_anyway(struct model *m, const struct key_memo *memo)
{
	const struct fact_at *any = lookup_on(m, memo->book, memo->fact, NULL);

	return any->known_exists && any->exists;
}

/* Fewer numbers than the key has change only the first ones. */
static void fill_short(struct model *m, const struct tier *tier,
		       struct key_memo *memo, struct datum *d)
{
	const struct datum *preset = lookup_preset(m, tier, memo);
	struct num *all;

	if (!preset->known || preset->value.type != VALUE_VECTOR) {
		struct span span = d->span;

		*d = datum_unknown(STR("the numbers left out have the "
				       "kernel's default, which is not known"));
		d->span = span;
		return;
	}
	all = arena_array(m->arena, struct num, preset->value.n);
	for (uint32_t i = 0; i < preset->value.n; i++)
		all[i] = i < d->value.n ? d->value.vector[i]
					: preset->value.vector[i];
	d->value.vector = all;
	d->value.n = preset->value.n;
	d->tainted |= preset->tainted;
}

bool lookup_read(struct model *m, struct key_memo *memo, struct value *out,
		 bool *out_short)
{
	if (!memo->has_read)
		memo->is_read = fact_read_value(&memo->book->facts, memo->fact,
						m->arena, written_text(memo),
						&memo->read, &memo->is_short);
	memo->has_read = true;
	*out = memo->read;
	*out_short = memo->is_short;
	return memo->is_read;
}

static struct datum refused(struct model *m, const struct key_memo *memo)
{
	struct str text = written_text(memo);
	struct datum d = datum_unknown(
		lookup_is_live(memo)
			? STR("what the kernel holds is of another type")
			: str_format(m->arena, "the kernel refuses \"%.*s\"",
				     (int)(text.len > 60 ? 60 : text.len),
				     text.at));

	d.span = written_span(memo);
	return d;
}

static void value_written(struct model *m, const struct tier *tier,
			  struct key_memo *memo, struct datum *out)
{
	enum tri accepted;
	bool is_short;
	struct value v;

	if (!lookup_read(m, memo, &v, &is_short)) {
		*out = refused(m, memo);
		return;
	}
	accepted = lookup_is_live(memo) ? TRI_TRUE
					: fact_accepts(memo->fact, memo->on, v);
	if (accepted == TRI_FALSE) {
		*out = refused(m, memo);
		return;
	}
	*out = written_datum(memo, v);
	if (is_short)
		fill_short(m, tier, memo, out);
	/* Another kernel might refuse it, or not have the key. */
	if (!lookup_is_live(memo) &&
	    (!memo->on->known_exists || memo->on->tainted) &&
	    !exists_anyway(m, memo))
		out->tainted = true;
	if (accepted == TRI_UNKNOWN)
		out->tainted = true;
}

static void value_unwritten(struct model *m, const struct tier *tier,
			    struct key_memo *memo, struct datum *out)
{
	if (!tier->settings) {
		*out = datum_unknown(STR("settings not given"));
		return;
	}
	*out = *lookup_preset(m, tier, memo);
	if (!out->known || settings_complete(tier->settings))
		return;
	out->tainted = true;
	out->origin = ORIGIN_ASSUMED;
	out->note = str_format(m->arena, "%.*s, unless another file sets it",
			       STR_ARG(out->note));
}

/* What a container cannot have of its own is its node's. What runs on the
 * hosts of another tier is a container, said or not. */
static bool is_nodes(const struct model *m, const struct tier *tier,
		     const struct key_memo *memo)
{
	const struct datum *container = &tier->fields[TIER_CONTAINER];
	bool is_container = container->known ? container->value.boolean
					     : model_node(m, tier) != NULL;

	return is_container && memo->on->scope == SCOPE_HOST;
}

const struct tier *model_key_home(struct model *m, const struct tier *tier,
				  struct str path)
{
	const struct tier *node = model_node(m, tier);

	return node && is_nodes(m, tier, lookup_key_memo(m, tier, path)) ? node
									 : tier;
}

static void compute_value(struct model *m, const struct tier *tier,
			  struct key_memo *memo, struct datum *out)
{
	const struct tier *node = model_node(m, tier);

	if (memo->on->known_exists && !memo->on->exists &&
	    !lookup_is_live(memo)) {
		*out = datum_unknown(note_gone(m, memo, tier));
		out->span = written_span(memo);
	} else if (is_nodes(m, tier, memo) && node) {
		model_key(m, node, memo->path, KEY_VALUE, 0, out);
	} else if (is_nodes(m, tier, memo)) {
		*out = datum_unknown(STR("the node decides, and its tier is "
					 "not given"));
	} else if (has_written(memo)) {
		value_written(m, tier, memo, out);
	} else {
		value_unwritten(m, tier, memo, out);
	}
}

static const struct datum *value_of(struct model *m, const struct tier *tier,
				    struct key_memo *memo)
{
	if (!memo->has_value) {
		compute_value(m, tier, memo, &memo->value);
		memo->has_value = true;
	}
	return &memo->value;
}

bool lookup_key_differs(struct model *m, const struct tier *tier,
			struct str path)
{
	struct key_memo *memo = lookup_key_memo(m, tier, path);
	const struct datum *value, *preset;

	if (!memo->fact)
		return false;
	value = value_of(m, tier, memo);
	preset = lookup_preset(m, tier, memo);
	return value->known && preset->known && !preset->tainted &&
	       !value_eq(value->value, preset->value);
}

/* Who wrote what a running kernel holds is not known, but where it is not
 * what the kernel started with, somebody did. */
static void ask_set_live(struct model *m, const struct tier *tier,
			 struct key_memo *memo, struct datum *out)
{
	const struct datum *preset =
		memo->fact ? lookup_preset(m, tier, memo) : NULL;

	if (lookup_key_differs(m, tier, memo->path))
		*out = written_datum(memo, value_bool(true));
	else if (preset && preset->known && !preset->tainted)
		*out = written_datum(memo, value_bool(false));
	else
		*out = datum_unknown(STR("what the kernel started with is not "
					 "known"));
}

static void ask_set(struct model *m, const struct tier *tier,
		    struct key_memo *memo, struct datum *out)
{
	if (lookup_is_live(memo)) {
		ask_set_live(m, tier, memo, out);
	} else if (has_written(memo)) {
		*out = written_datum(memo, value_bool(true));
	} else if (!tier->settings) {
		*out = datum_unknown(STR("settings not given"));
	} else if (!settings_complete(tier->settings)) {
		*out = datum_unknown(STR("another file may set it"));
	} else {
		*out = datum_of(value_bool(false), ORIGIN_DERIVED,
				(struct span){ 0 });
		out->note = STR("nobody sets it");
	}
}

static void ask_raw(const struct key_memo *memo, struct datum *out)
{
	if (has_written(memo))
		*out = written_datum(memo, value_word(written_text(memo)));
	else
		*out = datum_unknown(STR("nobody sets it"));
}

static void ask_exists(struct model *m, const struct tier *tier,
		       const struct key_memo *memo, struct datum *out)
{
	if (lookup_is_live(memo)) {
		*out = written_datum(memo, value_bool(true));
		return;
	}
	if (!memo->on->known_exists) {
		*out = datum_unknown(model_kernel(m, tier).known
					     ? STR("not known for this kernel")
					     : STR("kernel not given"));
		return;
	}
	*out = datum_of(value_bool(memo->on->exists), ORIGIN_DERIVED,
			model_kernel(m, tier).span);
	if (!memo->on->exists)
		out->note = note_gone(m, memo, tier);
	out->tainted = memo->on->tainted && !exists_anyway(m, memo);
}

/* The same answer from every kernel that could be meant. */
static bool accepted_anyway(struct model *m, const struct key_memo *memo,
			    struct value v, enum tri accepted)
{
	const struct fact_at *any = lookup_on(m, memo->book, memo->fact, NULL);

	return fact_accepts(memo->fact, any, v) == accepted;
}

static void ask_in_range(struct model *m, struct key_memo *memo,
			 struct datum *out)
{
	enum tri accepted = TRI_FALSE;
	bool is_short, read;
	struct value v;

	if (!has_written(memo)) {
		*out = datum_unknown(STR("nobody sets it"));
		return;
	}
	if (lookup_is_live(memo)) {
		*out = written_datum(memo, value_bool(true));
		return;
	}
	read = lookup_read(m, memo, &v, &is_short);
	if (read)
		accepted = fact_accepts(memo->fact, memo->on, v);
	if (accepted == TRI_UNKNOWN)
		*out = datum_unknown(STR("the range is not known"));
	else
		*out = written_datum(memo, value_bool(accepted == TRI_TRUE));
	/* A vendor's kernel taken for mainline, where kernels differ. */
	if (read && memo->on->tainted && !accepted_anyway(m, memo, v, accepted))
		out->tainted = true;
}

static void pick_element(uint32_t element, struct datum *d)
{
	if (!d->known || element == 0)
		return;
	if (d->value.type != VALUE_VECTOR || element > d->value.n) {
		*d = datum_unknown(STR("it has no such element"));
		return;
	}
	d->value = value_int(d->value.vector[element - 1], d->value.unit);
}

void lookup_key(struct model *m, const struct tier *tier, struct key_memo *memo,
		enum key_question question, uint32_t element, struct datum *out)
{
	if (question == KEY_SET) {
		ask_set(m, tier, memo, out);
	} else if (question == KEY_RAW) {
		ask_raw(memo, out);
	} else if (question == KEY_ORDER) {
		lookup_order(tier, memo, out);
	} else if (!memo->fact) {
		*out = datum_unknown(STR("nothing is known of this key"));
	} else if (question == KEY_EXISTS) {
		ask_exists(m, tier, memo, out);
	} else if (question == KEY_IN_RANGE) {
		ask_in_range(m, memo, out);
	} else {
		*out = question == KEY_DEFAULT ? *lookup_preset(m, tier, memo)
					       : *value_of(m, tier, memo);
		pick_element(element, out);
	}
	m->seen.spoken |= datum_speaks(out);
}

void model_key(struct model *m, const struct tier *tier, struct str path,
	       enum key_question question, uint32_t element, struct datum *out)
{
	lookup_key(m, tier, lookup_key_memo(m, tier, path), question, element,
		   out);
}
