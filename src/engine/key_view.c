/* SPDX-License-Identifier: Apache-2.0 */
/* What a kernel makes of a key and a value, for the advice. */
#include "engine/rounds.h"

struct key_view key_view(const struct advising *a, const struct tier *tier,
			 struct str path)
{
	struct key_view view = { .style = { .separator = ' ', .scale = 1 } };
	struct datum kernel = model_kernel(a->model, tier);

	view.fact = knowledge_fact(model_knowledge(a->model), path, &view.book);
	if (!view.fact)
		return view;
	if (view.fact->unit_scale)
		view.style.scale = view.fact->unit_scale;
	if (view.fact->store == STORE_PORTS)
		view.style.separator = ',';
	view.on = fact_on(&view.book->facts, view.fact,
			  kernel.known ? &kernel.value.version : NULL);
	return view;
}

struct wanted wanted_of(const struct advising *a, const struct key_view *view,
			struct str text)
{
	struct wanted want = { .text = str_trim(text) };
	bool is_short;

	if (view->fact)
		want.typed = fact_read_value(&view->book->facts, view->fact,
					     a->arena, want.text, &want.value,
					     &is_short);
	return want;
}

bool key_default_extreme(const struct advising *a, const struct key_view *view,
			 bool largest, struct wanted *out)
{
	const struct fact *fact = view->fact;
	bool any = false;

	if (!fact)
		return false;
	if (largest && fact->has_default_most) {
		*out = wanted_of(a, view,
				 num_text(a->arena, fact->default_most));
		return out->typed;
	}
	for (uint32_t i = 0; i < fact->history.n; i++) {
		const struct fact_row *row =
			&view->book->facts.rows[fact->history.first + i];
		struct wanted w;

		if (!row->has_default)
			continue;
		if (row->default_text.len == 0)
			return false;
		w = wanted_of(
			a, view,
			pool_text(view->book->facts.chars, row->default_text));
		*out = any ? wanted_extreme(a->arena, view->style, out, &w,
					    largest)
			   : w;
		any = true;
	}
	return any;
}

static bool is_outside(const struct fact_row *row, struct num n)
{
	return (row->has_low && num_cmp(n, row->low) < 0) ||
	       (row->has_high && num_cmp(n, row->high) > 0);
}

static bool row_refuses(const struct fact_row *row, const struct value *v)
{
	if (!row->has_range)
		return false;
	if (v->type == VALUE_INT)
		return is_outside(row, v->integer);
	if (v->type != VALUE_VECTOR)
		return false;
	for (uint32_t i = 0; i < v->n; i++)
		if (is_outside(row, v->vector[i]))
			return true;
	return false;
}

/* Kernel unknown, and the releases differ: all of them must take it. The
 * numbers of a fact's rows are in the key's own unit; so are these. */
static bool some_row_refuses(const struct key_view *view, struct value v)
{
	for (uint32_t i = 0; i < view->fact->history.n; i++)
		if (row_refuses(&view->book->facts
					 .rows[view->fact->history.first + i],
				&v))
			return true;
	return false;
}

struct str key_refuses(const struct advising *a, const struct tier *tier,
		       const struct key_view *view, const struct wanted *want)
{
	const struct datum *container = &tier->fields[TIER_CONTAINER];
	enum tri accepts;

	(void)a;
	if (!view->fact)
		return (struct str){ 0 };
	if (!view->on.known_exists)
		return STR("whether the key exists depends on the kernel, "
			   "which is not given");
	if (!view->on.exists)
		return STR("the tier's kernel does not have the key");
	if (container->known && container->value.boolean &&
	    view->on.scope == SCOPE_HOST)
		return STR("the key belongs to the whole host, and a container "
			   "cannot set it");
	if (!want->typed)
		return STR("the kernel cannot read this value");
	accepts = fact_accepts(view->fact, &view->on, want->value);
	if (accepts == TRI_FALSE ||
	    (accepts == TRI_UNKNOWN && some_row_refuses(view, want->value)))
		return STR("the kernel refuses this value");
	return (struct str){ 0 };
}
