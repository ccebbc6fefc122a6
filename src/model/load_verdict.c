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
	const struct facts *facts;
	const struct fact *fact;
	struct fact_at on, anyway; /* on no kernel in particular */
};

static enum tri takes(const struct asked *q, const struct fact_at *on,
		      struct str value, bool *out_short)
{
	struct value v;

	if (!fact_read_value(q->facts, q->fact, q->arena, value, &v, out_short))
		return TRI_FALSE;
	if (q->fact->strict && falls(v))
		return TRI_FALSE;
	return fact_accepts(q->fact, on, v);
}

/* Vectors are written element by element: the first ones may be in. */
static enum load_verdict refusal(const struct asked *q, struct str value)
{
	struct str rest = value, first;
	bool is_short;

	if (q->fact->arity > 1 && !q->fact->whole &&
	    str_next_word(&rest, " \t", &first) &&
	    takes(q, &q->on, first, &is_short) != TRI_FALSE)
		return VERDICT_PARTIAL;
	return VERDICT_REFUSED;
}

static bool exists_for_sure(const struct asked *q)
{
	if (!q->on.known_exists)
		return false;
	return !q->on.tainted ||
	       (q->anyway.known_exists && q->anyway.exists == q->on.exists);
}

static enum load_verdict of_value(const struct asked *q, struct str value,
				  bool *out_sure)
{
	bool is_short = false;
	enum tri taken = takes(q, &q->on, value, &is_short);

	*out_sure = taken != TRI_UNKNOWN && exists_for_sure(q) &&
		    (!q->on.tainted ||
		     takes(q, &q->anyway, value, &is_short) == taken);
	if (taken == TRI_FALSE)
		return refusal(q, value);
	return is_short ? VERDICT_SHORT : VERDICT_TAKEN;
}

enum load_verdict load_verdict(struct arena *arena,
			       const struct load_kernel *kernel,
			       struct str path, struct str value,
			       bool *out_sure)
{
	struct asked q = { .arena = arena };
	const struct book *book;

	*out_sure = true;
	if (!kernel)
		return VERDICT_TAKEN;
	q.fact = knowledge_fact(kernel->knowledge, path, &book);
	if (!q.fact)
		return VERDICT_TAKEN;
	q.facts = &book->facts;
	q.anyway = fact_on(q.facts, q.fact, NULL);
	q.on = kernel->any ? q.anyway
			   : fact_on(q.facts, q.fact, &kernel->version);
	*out_sure = exists_for_sure(&q);
	if (q.on.known_exists && !q.on.exists)
		return VERDICT_GONE;
	if (q.fact->write == WRITE_READONLY)
		return VERDICT_READ_ONLY;
	if (q.fact->read == READ_NEVER)
		return VERDICT_WRITE_ONLY;
	return of_value(&q, value, out_sure);
}
