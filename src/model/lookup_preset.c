/* SPDX-License-Identifier: Apache-2.0 */
#include "model/lookup_preset.h"
#include "model/lookup_note.h"

/* Every kernel that could be meant starts with the same value. */
static bool default_anyway(struct model *m, const struct key_memo *memo)
{
	const struct fact_at *any = lookup_on(m, memo->book, memo->fact, NULL);

	return any->known_exists && any->known_default && !any->tainted;
}

/* The tier whose memory the kernel looked at when it chose a default: of a
 * container, that of its node. NULL: not given. */
static const struct tier *sized_by(struct model *m, const struct tier *tier)
{
	const struct datum *container = &tier->fields[TIER_CONTAINER];

	if (model_node(m, tier))
		return model_node(m, tier);
	return container->known && container->value.boolean ? NULL : tier;
}

static void preset_by_sum(struct model *m, const struct tier *tier,
			  const struct key_memo *memo, uint32_t number,
			  struct datum *out)
{
	const struct tier *sized = sized_by(m, tier);
	struct expr_env env = model_env(m);

	if (!sized) {
		*out = datum_unknown(STR("the container's node is not given"));
		return;
	}
	expr_eval(&memo->book->exprs, memo->book->expr_at[number],
		  subject_of_tier(sized), &env, m->arena, NULL, out);
	if (!out->known)
		out->note = STR("computed by the kernel from what is not "
				"given, such as memory");
}

static void compute_preset(struct model *m, const struct tier *tier,
			   struct key_memo *memo, struct datum *out)
{
	const struct facts *facts = &memo->book->facts;
	const struct fact_row *row = memo->on->default_row;
	bool is_short;
	struct value v;

	if (memo->on->known_exists && !memo->on->exists) {
		*out = datum_unknown(note_gone(m, memo, tier));
		return;
	}
	if (!memo->on->known_default || !row) {
		*out = datum_unknown(
			model_kernel(m, tier).known
				? STR("the kernel's default is not known")
				: STR("the default depends on the kernel, "
				      "which is not given"));
		return;
	}
	if (row->default_expr) {
		preset_by_sum(m, tier, memo, row->default_expr, out);
	} else if (row->default_text.len &&
		   fact_read_value(facts, memo->fact, m->arena,
				   pool_text(facts->chars, row->default_text),
				   &v, &is_short)) {
		*out = datum_of(v, ORIGIN_KERNEL_DEFAULT, (struct span){ 0 });
	} else {
		*out = datum_unknown(STR("computed by the kernel"));
	}
	if (!out->known)
		return;
	out->origin = ORIGIN_KERNEL_DEFAULT;
	out->tainted |= row->estimate ||
			(memo->on->tainted && !default_anyway(m, memo));
	if (!memo->on->known_exists)
		out->tainted = true;
	out->note = note_since(m, row, row->estimate);
}

const struct datum *lookup_preset(struct model *m, const struct tier *tier,
				  struct key_memo *memo)
{
	if (memo->has_default)
		return &memo->preset;
	if (memo->busy) {
		memo->preset = datum_unknown(STR("follows from itself"));
		return &memo->preset;
	}
	memo->busy = true;
	compute_preset(m, tier, memo, &memo->preset);
	memo->busy = false;
	memo->has_default = true;
	return &memo->preset;
}
