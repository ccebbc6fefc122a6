/* SPDX-License-Identifier: Apache-2.0 */
#include "report/fact_text.h"

#include "base/buf.h"
#include "keys/key.h"

struct str fact_text_number(struct arena *arena, const struct fact *fact,
			    struct num n)
{
	struct num own;

	if (fact->unit_scale > 1 && num_div(n, num_of(fact->unit_scale), &own))
		n = own;
	return num_text(arena, n);
}

struct str fact_text_range(struct arena *arena, const struct fact *fact,
			   const struct fact_range *range)
{
	const struct str low = fact_text_number(arena, fact, range->low);
	const struct str high = fact_text_number(arena, fact, range->high);

	if (range->has_low && range->has_high &&
	    num_cmp(range->low, range->high) == 0)
		return str_format(arena, "%.*s only", STR_ARG(low));
	if (range->has_low && range->has_high)
		return str_format(arena, "%.*s to %.*s", STR_ARG(low),
				  STR_ARG(high));
	if (range->has_low)
		return str_format(arena, "%.*s and more", STR_ARG(low));
	if (range->has_high)
		return str_format(arena, "%.*s and less", STR_ARG(high));
	return STR("any number");
}

static bool has_numbers(const struct fact *fact)
{
	return fact->type == VALUE_INT || fact->type == VALUE_VECTOR;
}

struct str fact_text_accepted(struct arena *arena, const struct fact *fact,
			      const struct fact_at *at)
{
	struct str narrow, wide;

	if (!has_numbers(fact))
		return STR("");
	narrow = fact_text_range(arena, fact, &at->range);
	if (at->known_range)
		return narrow;
	wide = fact_text_range(arena, fact, &at->wide);
	return str_format(arena, "%.*s for certain, %.*s perhaps",
			  STR_ARG(narrow), STR_ARG(wide));
}

enum fact_scope fact_text_scope_now(const struct facts *facts,
				    const struct fact *fact)
{
	const struct kver newest = { .a = UINT16_MAX, .parts = 1 };

	return (enum fact_scope)fact_on(facts, fact, &newest).scope;
}

/* A formula as people would write it: a page is about no tier. */
static struct str without_tier(struct arena *arena, struct str formula)
{
	const struct str tier = STR("tier.");
	struct buf out = { .arena = arena };
	size_t at;

	while ((at = str_find_str(formula, tier)) < formula.len) {
		buf_put(&out, str_slice(formula, 0, at));
		formula = str_slice(formula, at + tier.len, formula.len);
	}
	buf_put(&out, formula);
	return buf_str(&out);
}

struct str fact_text_default(struct arena *arena,
			     const struct rulebook *rulebook,
			     const struct book *book,
			     const struct fact_row *row)
{
	const char *chars = book->facts.chars;

	if (!row)
		return rulebook_word(rulebook, WORDS_PAGE, PAGE_UNKNOWN);
	if (row->default_expr)
		return str_format(
			arena, "%s%.*s", row->estimate ? "about " : "",
			STR_ARG(without_tier(
				arena,
				pool_text(chars,
					  book->expr_at[row->default_expr]
						  .text))));
	if (!row->default_text.len)
		return rulebook_word(rulebook, WORDS_PAGE, PAGE_COMPUTED);
	/* A list without an entry is a line end. */
	if (str_empty(str_trim(pool_text(chars, row->default_text))))
		return STR("empty");
	return pool_text(chars, row->default_text);
}

struct str fact_text_since(struct arena *arena, const struct fact_row *row)
{
	const struct str from = kver_text(arena, row->from);

	if (!row->not_before.parts || kver_cmp(row->not_before, row->from) == 0)
		return from;
	return str_format(arena, "%.*s..%.*s",
			  STR_ARG(kver_text(arena, row->not_before)),
			  STR_ARG(from));
}

static void part(struct buf *out, struct str text)
{
	if (str_empty(text))
		return;
	if (out->len)
		buf_put(out, STR("; "));
	buf_put(out, text);
}

struct str fact_text_row(struct arena *arena, const struct rulebook *rulebook,
			 const struct book *book, const struct fact *fact,
			 const struct fact_row *row)
{
	const struct fact_range range = { .low = row->low,
					  .high = row->high,
					  .has_low = row->has_low,
					  .has_high = row->has_high };
	struct buf out = { .arena = arena };

	if (row->gone)
		part(&out, STR("gone"));
	if (row->has_default)
		part(&out,
		     str_format(arena, "default %.*s",
				STR_ARG(fact_text_default(arena, rulebook,
							  book, row))));
	if (row->has_range && has_numbers(fact))
		part(&out,
		     str_format(arena, "accepts %.*s",
				STR_ARG(fact_text_range(arena, fact, &range))));
	if (row->idle)
		part(&out, rulebook_word(rulebook, WORDS_PAGE, PAGE_IDLE));
	if (row->scope)
		part(&out, rulebook_word(rulebook, WORDS_SCOPE, row->scope));
	part(&out, pool_text(book->facts.chars, row->note));
	return out.len ? buf_str(&out) : STR("there");
}

struct str fact_text_key(struct arena *arena, const struct facts *facts,
			 struct pool_str path)
{
	return key_dotted(arena, pool_text(facts->chars, path));
}

struct str fact_text_keys(struct arena *arena, const struct facts *facts,
			  struct pool_run paths)
{
	struct buf out = { .arena = arena };

	for (uint32_t i = 0; i < paths.n; i++)
		buf_printf(
			&out, "%s%.*s", i ? ", " : "",
			STR_ARG(fact_text_key(arena, facts,
					      facts->texts[paths.first + i])));
	return buf_str(&out);
}
