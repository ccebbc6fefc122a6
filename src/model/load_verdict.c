/* SPDX-License-Identifier: Apache-2.0 */
#include "model/load_verdict.h"

static bool falls(struct value v)
{
	for (uint32_t i = 1; v.type == VALUE_VECTOR && i < v.n; i++)
		if (num_cmp(v.vector[i], v.vector[i - 1]) < 0)
			return true;
	return false;
}

static bool takes(const struct facts *facts, const struct fact *fact,
		  const struct fact_at *on, struct arena *arena,
		  struct str value, bool *out_short)
{
	struct value v;

	return fact_read_value(facts, fact, arena, value, &v, out_short) &&
	       fact_accepts(fact, on, v) != TRI_FALSE &&
	       !(fact->strict && falls(v));
}

/* Vectors are written element by element: the first ones may be in. */
static enum load_verdict refusal(const struct facts *facts,
				 const struct fact *fact,
				 const struct fact_at *on, struct arena *arena,
				 struct str value)
{
	struct str rest = value, first;
	bool is_short;

	if (fact->arity > 1 && !fact->whole &&
	    str_next_word(&rest, " \t", &first) &&
	    takes(facts, fact, on, arena, first, &is_short))
		return VERDICT_PARTIAL;
	return VERDICT_REFUSED;
}

enum load_verdict load_verdict(struct arena *arena,
			       const struct load_kernel *kernel,
			       struct str path, struct str value)
{
	const struct book *book;
	const struct fact *fact;
	struct fact_at on;
	bool is_short = false;

	if (!kernel)
		return VERDICT_TAKEN;
	fact = knowledge_fact(kernel->knowledge, path, &book);
	if (!fact)
		return VERDICT_TAKEN;
	on = fact_on(&book->facts, fact, &kernel->version);
	if (on.known_exists && !on.exists)
		return VERDICT_GONE;
	if (fact->write == WRITE_READONLY)
		return VERDICT_READ_ONLY;
	if (fact->read == READ_NEVER)
		return VERDICT_WRITE_ONLY;
	if (!takes(&book->facts, fact, &on, arena, value, &is_short))
		return refusal(&book->facts, fact, &on, arena, value);
	return is_short ? VERDICT_SHORT : VERDICT_TAKEN;
}
