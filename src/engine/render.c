/* SPDX-License-Identifier: Apache-2.0 */
/* A rule's sentences and fixes, with the values of one subject in the holes. */
#include "base/buf.h"
#include "engine/run.h"

/* A certain finding may hold a hole that did not decide and is not known. */
static void put_value(struct buf *out, struct arena *arena,
		      const struct datum *d)
{
	if (d->known)
		buf_put(out, value_text(arena, d->value));
	else
		buf_put(out, STR("(unknown)"));
}

static const struct expr_book *exprs_of(const struct run *run)
{
	return &run->rules->book->exprs;
}

struct str prose_render(const struct run *run, struct pool_run parts,
			struct subject subject)
{
	struct buf out = { .arena = run->arena };
	struct datum value;

	for (uint32_t i = 0; i < parts.n; i++) {
		const struct prose_part *part =
			&run->rules->parts[parts.first + i];

		if (part->expr.root == 0) {
			buf_put(&out, rule_text(run->rules, part->text));
			continue;
		}
		expr_eval(exprs_of(run), part->expr, subject, &run->env,
			  run->arena, NULL, &value);
		put_value(&out, run->arena, &value);
	}
	return buf_str(&out);
}

static uint32_t key_scale(const struct run *run, struct str path)
{
	const struct book *book;
	const struct fact *fact =
		knowledge_fact(model_knowledge(run->model), path, &book);

	return fact && fact->unit_scale ? fact->unit_scale : 1;
}

/* Of what an expression rests on: the names it has itself, and what was
 * written, given or assumed; `topology` shows the steps between. */
static bool is_input(const struct leaf *leaf, struct str expression)
{
	size_t colon = str_find_str(leaf->text, STR(": "));
	struct str name = str_slice(leaf->text, colon + 2, leaf->text.len);

	if (leaf->kind == LEAF_COUNT || leaf->kind == LEAF_MORE)
		return false;
	if (leaf->datum.known && leaf->datum.origin != ORIGIN_DERIVED)
		return true;
	return colon == leaf->text.len ||
	       str_find_str(expression, name) < expression.len;
}

static void put_inputs(struct buf *sum, const struct run *run, struct str text,
		       const struct evidence *evidence)
{
	const char *before = " (";

	for (size_t i = 0; i < evidence->leaves.n; i++) {
		const struct leaf *leaf = &evidence->leaves.at[i];

		if (!is_input(leaf, text))
			continue;
		buf_put(sum, str_of(before));
		buf_put(sum, leaf->text);
		buf_put(sum, STR(" = "));
		put_value(sum, run->arena, &leaf->datum);
		before = ", ";
	}
	if (before[0] == ',')
		buf_char(sum, ')');
}

/* "tier.time_wait * 2 = 240000 (hop a -> b: rate = 2000/s, …)" */
static void put_sum(struct buf *sum, const struct run *run, struct expr expr,
		    const struct datum *value, const struct evidence *evidence)
{
	struct str text = rule_text(run->rules, expr.text);

	if (evidence->leaves.n == 0)
		return;
	if (sum->len > 0)
		buf_put(sum, STR("; "));
	buf_put(sum, text);
	buf_put(sum, STR(" = "));
	put_value(sum, run->arena, value);
	put_inputs(sum, run, text, evidence);
}

static void put_hole(const struct run *run, struct subject subject,
		     struct expr expr, struct fix_entry *entry,
		     struct buf *text, struct buf *sum)
{
	struct evidence evidence = { .arena = run->arena };
	struct datum value;

	expr_eval(exprs_of(run), expr, subject, &run->env, run->arena,
		  &evidence, &value);
	put_sum(sum, run, expr, &value, &evidence);
	if (!value.known) {
		entry->known = false;
		return;
	}
	buf_put(text, value_sysctl_text(run->arena, value.value,
					key_scale(run, entry->path)));
}

/* A line is taken out where it is; a value is written where it acts. */
static const struct tier *fix_tier(const struct run *run,
				   struct subject subject,
				   const struct fix *fix, struct str path)
{
	const struct tier *tier = subject_tier(run, subject, fix->tier);
	const struct tier *home = model_key_home(run->model, tier, path);
	struct datum set;

	model_key(run->model, tier, path, KEY_SET, 0, &set);
	if ((fix->op == FIX_REMOVE && set.known && set.value.boolean) ||
	    !tier_is_ours(home))
		return tier;
	return home;
}

static struct fix_entry
fix_render(const struct run *run, struct subject subject, const struct fix *fix)
{
	struct buf text = { .arena = run->arena };
	struct buf sum = { .arena = run->arena };
	struct fix_entry entry = {
		.path = subject_key(run, subject,
				    rule_text(run->rules, fix->path)),
		.op = fix->op,
		.safe = fix->safe,
		.known = true,
		.group = run->n_groups,
	};

	entry.tier = fix_tier(run, subject, fix, entry.path);
	for (uint32_t i = 0; i < fix->value.n; i++) {
		const struct prose_part *part =
			&run->rules->parts[fix->value.first + i];

		if (part->expr.root == 0)
			buf_put(&text, rule_text(run->rules, part->text));
		else
			put_hole(run, subject, part->expr, &entry, &text, &sum);
	}
	entry.value = buf_str(&text);
	entry.sum = buf_str(&sum);
	return entry;
}

static bool fix_applies(const struct run *run, struct subject subject,
			const struct fix *fix)
{
	const struct tier *tier = subject_tier(run, subject, fix->tier);
	struct str path = rule_text(run->rules, fix->path);

	return tier && tier_is_ours(tier) &&
	       !str_empty(subject_key(run, subject, path));
}

void fixes_render(struct run *run, struct subject subject,
		  struct finding *finding)
{
	const struct pool_run fixes = run->rule->fixes;

	for (uint32_t i = 0; i < fixes.n; i++)
		if (!fix_applies(run, subject,
				 &run->rules->fixes[fixes.first + i]))
			return;
	for (uint32_t i = 0; i < fixes.n; i++)
		vec_push(run->arena, &finding->fixes,
			 fix_render(run, subject,
				    &run->rules->fixes[fixes.first + i]));
	run->n_groups++;
}
