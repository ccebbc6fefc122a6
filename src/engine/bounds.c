/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/bounds.h"

#include "base/buf.h"

static size_t n_elements(const struct value *v)
{
	return v->type == VALUE_VECTOR ? v->n : 1;
}

static struct num element(const struct value *v, size_t i)
{
	return v->type == VALUE_VECTOR ? v->vector[i] : v->integer;
}

static bool is_number(const struct wanted *w)
{
	return w->typed &&
	       (w->value.type == VALUE_INT || w->value.type == VALUE_VECTOR);
}

bool wanted_equal(const struct wanted *a, const struct wanted *b)
{
	if (a->typed && b->typed)
		return value_eq(a->value, b->value);
	return str_eq(a->text, b->text);
}

/* Every element of a is at least that of b; texts only when equal. */
static bool is_at_least(const struct wanted *a, const struct wanted *b)
{
	if (!is_number(a) || !is_number(b))
		return wanted_equal(a, b);
	for (size_t i = 0;
	     i < n_elements(&a->value) && i < n_elements(&b->value); i++)
		if (num_cmp(element(&a->value, i), element(&b->value, i)) < 0)
			return false;
	return true;
}

struct wanted wanted_extreme(struct arena *arena, struct bounds_style style,
			     const struct wanted *a, const struct wanted *b,
			     bool larger)
{
	const struct wanted *longer, *shorter;
	struct wanted out;
	struct num *elements;

	if (!is_number(a) || !is_number(b) || is_at_least(a, b))
		return larger ? *a : *b;
	if (is_at_least(b, a))
		return larger ? *b : *a;
	longer = n_elements(&a->value) >= n_elements(&b->value) ? a : b;
	shorter = longer == a ? b : a;
	out = *longer;
	elements = arena_array(arena, struct num, longer->value.n);
	for (size_t i = 0; i < longer->value.n; i++) {
		elements[i] = element(&longer->value, i);
		if (i < n_elements(&shorter->value) &&
		    (num_cmp(element(&shorter->value, i), elements[i]) > 0) ==
			    larger)
			elements[i] = element(&shorter->value, i);
	}
	out.value.vector = elements;
	out.text = value_sysctl_text(arena, out.value, style.scale);
	return out;
}

/* Whether the words of some are all among those of all. */
static bool has_words(struct str all, struct str some)
{
	struct str wanted, word;

	while (str_next_word(&some, " \t,", &wanted)) {
		struct str rest = all;
		bool found = false;

		while (!found && str_next_word(&rest, " \t,", &word))
			found = str_eq(word, wanted);
		if (!found)
			return false;
	}
	return true;
}

static struct str words_union(struct arena *arena, char separator,
			      struct str all, struct str more)
{
	struct buf out = { .arena = arena };
	struct str word;

	buf_put(&out, str_trim(all));
	while (str_next_word(&more, " \t,", &word)) {
		if (has_words(all, word))
			continue;
		if (out.len > 0)
			buf_char(&out, separator);
		buf_put(&out, word);
	}
	return buf_str(&out);
}

static bool holds_together(const struct bounds *b)
{
	if (b->remove)
		return !b->has_set && !b->has_low && !b->has_high &&
		       !b->has_add;
	if (b->has_low && b->has_high && !is_at_least(&b->high, &b->low))
		return false;
	if (b->has_add && (b->has_low || b->has_high))
		return false;
	if (!b->has_set)
		return true;
	return (!b->has_low || is_at_least(&b->set, &b->low)) &&
	       (!b->has_high || is_at_least(&b->high, &b->set)) &&
	       (!b->has_add || has_words(b->set.text, b->add.text));
}

static bool take(struct bounds *b, struct arena *arena,
		 struct bounds_style style, enum fix_op op, struct wanted want)
{
	switch (op) {
	case FIX_SET:
		if (b->has_set && !wanted_equal(&b->set, &want))
			return false;
		b->set = want;
		b->has_set = true;
		return true;
	case FIX_AT_LEAST:
		b->low = b->has_low ? wanted_extreme(arena, style, &b->low,
						     &want, true)
				    : want;
		b->has_low = true;
		return true;
	case FIX_AT_MOST:
		b->high = b->has_high ? wanted_extreme(arena, style, &b->high,
						       &want, false)
				      : want;
		b->has_high = true;
		return true;
	case FIX_ADD:
		if (b->has_add)
			want.text = words_union(arena, style.separator,
						b->add.text, want.text);
		b->add = want;
		b->has_add = true;
		return true;
	case FIX_REMOVE:
		b->remove = true;
		return true;
	}
	return false;
}

bool bounds_join(struct bounds *bounds, struct arena *arena,
		 struct bounds_style style, enum fix_op op, struct wanted want)
{
	struct bounds joined = *bounds;

	if (!take(&joined, arena, style, op, want) || !holds_together(&joined))
		return false;
	*bounds = joined;
	return true;
}

bool bounds_resolve(const struct bounds *bounds, struct arena *arena,
		    struct bounds_style style, const struct wanted *current,
		    struct wanted *out)
{
	if (bounds->has_set) {
		*out = bounds->set;
	} else if (bounds->has_add) {
		*out = bounds->add;
		if (current)
			out->text =
				words_union(arena, style.separator,
					    current->text, bounds->add.text);
		out->typed = false;
	} else {
		*out = current           ? *current
		       : bounds->has_low ? bounds->low
					 : bounds->high;
		if (bounds->has_low)
			*out = wanted_extreme(arena, style, out, &bounds->low,
					      true);
		if (bounds->has_high)
			*out = wanted_extreme(arena, style, out, &bounds->high,
					      false);
	}
	return !current || !wanted_equal(out, current);
}
