/* SPDX-License-Identifier: Apache-2.0 */
#include "model/load_verdict.h"

static bool falls(struct value v)
{
	for (uint32_t i = 1; v.type == VALUE_VECTOR && i < v.n; i++)
		if (num_cmp(v.vector[i], v.vector[i - 1]) < 0)
			return true;
	return false;
}

/* One write, and what is known of the key. */
struct asked {
	struct arena *arena;
	struct load_fact of;
};

static enum tri takes(const struct asked *q, const struct fact_at *on,
		      struct str value, bool *out_short)
{
	struct value v;

	if (!fact_read_value(q->of.facts, q->of.fact, q->arena, value, &v,
			     out_short))
		return TRI_FALSE;
	if (q->of.fact->strict && falls(v))
		return TRI_FALSE;
	return fact_accepts(q->of.fact, on, v);
}

/* Vectors are written element by element: the first ones may be in. */
static enum load_verdict refusal(const struct asked *q, struct str value)
{
	struct str rest = value, first;
	bool is_short;

	if (q->of.fact->arity > 1 && !q->of.fact->whole &&
	    str_next_word(&rest, " \t", &first) &&
	    takes(q, q->of.on, first, &is_short) != TRI_FALSE)
		return VERDICT_PARTIAL;
	return VERDICT_REFUSED;
}

static bool exists_for_sure(const struct asked *q)
{
	const struct fact_at *on = q->of.on, *anyway = q->of.anyway;

	if (!on->known_exists)
		return false;
	return !on->tainted ||
	       (anyway->known_exists && anyway->exists == on->exists);
}

static enum load_verdict of_value(const struct asked *q, struct str value,
				  bool *out_sure)
{
	bool is_short = false;
	enum tri taken = takes(q, q->of.on, value, &is_short);

	*out_sure = taken != TRI_UNKNOWN && exists_for_sure(q) &&
		    (!q->of.on->tainted ||
		     takes(q, q->of.anyway, value, &is_short) == taken);
	if (taken == TRI_FALSE)
		return refusal(q, value);
	return is_short ? VERDICT_SHORT : VERDICT_TAKEN;
}

static enum load_verdict of_fact(const struct asked *q, struct str value,
				 bool *out_sure)
{
	*out_sure = exists_for_sure(q);
	if (q->of.on->known_exists && !q->of.on->exists)
		return VERDICT_GONE;
	if (q->of.fact->write == WRITE_READONLY)
		return VERDICT_READ_ONLY;
	if (q->of.fact->read == READ_NEVER)
		return VERDICT_WRITE_ONLY;
	return of_value(q, value, out_sure);
}

enum load_verdict load_verdict(struct arena *arena,
			       const struct load_kernel *kernel,
			       struct str path, struct str value,
			       bool *out_sure)
{
	struct asked q = { .arena = arena };
	struct fact_at on, anyway;
	const struct book *book;

	*out_sure = true;
	if (!kernel)
		return VERDICT_TAKEN;
	if (kernel->known) {
		q.of = *kernel->known;
		return q.of.fact ? of_fact(&q, value, out_sure) : VERDICT_TAKEN;
	}
	q.of.fact = knowledge_fact(kernel->knowledge, path, &book);
	if (!q.of.fact)
		return VERDICT_TAKEN;
	q.of.facts = &book->facts;
	anyway = fact_on(q.of.facts, q.of.fact, NULL);
	on = kernel->any ? anyway
			 : fact_on(q.of.facts, q.of.fact, &kernel->version);
	q.of.on = &on;
	q.of.anyway = &anyway;
	return of_fact(&q, value, out_sure);
}
