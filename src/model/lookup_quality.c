/* SPDX-License-Identifier: Apache-2.0 */
/* What the facts say about a key and about the text that was written. */
#include "model/lookup.h"

static struct datum fact_says(struct value v)
{
	return datum_of(v, ORIGIN_DERIVED, (struct span){ 0 });
}

static bool in_fact_range(const struct fact_range *range, struct num n)
{
	return (!range->has_low || num_cmp(n, range->low) >= 0) &&
	       (!range->has_high || num_cmp(n, range->high) <= 0);
}

static bool value_is_sane(const struct key_memo *memo, const struct value *v)
{
	const struct fact_range *range =
		&memo->book->facts.ranges[memo->fact->sane.first];

	if (v->type == VALUE_INT)
		return in_fact_range(range, v->integer);
	for (uint32_t i = 0; v->type == VALUE_VECTOR && i < v->n; i++) {
		if (!in_fact_range(range, v->vector[i]))
			return false;
	}
	return true;
}

static void ask_sane(struct model *m, const struct tier *tier, struct str path,
		     const struct key_memo *memo, struct datum *out)
{
	model_key(m, tier, path, KEY_VALUE, 0, out);
	if (out->known && memo->fact->sane.n)
		out->value = value_bool(value_is_sane(memo, &out->value));
	else if (out->known)
		*out = datum_unknown(STR("no range of sane values is known"));
}

static void ask_short(struct model *m, const struct tier *tier, struct str path,
		      const struct key_memo *memo, struct datum *out)
{
	bool is_short = false;
	struct value v;

	model_key(m, tier, path, KEY_RAW, 0, out);
	if (!out->known)
		return;
	if (!fact_read_value(&memo->book->facts, memo->fact, m->arena,
			     out->value.word, &v, &is_short))
		*out = datum_unknown(STR("the kernel refuses it"));
	else
		out->value = value_bool(is_short);
}

static void ask_scope(const struct key_memo *memo, struct datum *out)
{
	static const char *const scopes[] = {
		[SCOPE_HOST] = "host",	 [SCOPE_NETNS] = "netns",
		[SCOPE_IPCNS] = "ipcns", [SCOPE_UTSNS] = "utsns",
		[SCOPE_PIDNS] = "pidns", [SCOPE_USERNS] = "userns",
	};

	if (memo->on.scope == SCOPE_UNKNOWN)
		*out = datum_unknown(STR("its scope is not known"));
	else
		*out = fact_says(value_word(str_of(scopes[memo->on.scope])));
}

void lookup_key_quality(struct model *m, const struct tier *tier,
			struct str path, uint16_t id, struct datum *out)
{
	static const char *const writes[] = { [WRITE_YES] = "yes",
					      [WRITE_ONCE] = "once",
					      [WRITE_COMMAND] = "command",
					      [WRITE_READONLY] = "readonly" };
	const struct key_memo *memo = lookup_key_memo(m, tier, path);

	if (!memo->fact)
		*out = datum_unknown(STR("nothing is known of this key"));
	else if (id == NAME_SETTING_IS_SANE)
		ask_sane(m, tier, path, memo, out);
	else if (id == NAME_SETTING_IS_SHORT)
		ask_short(m, tier, path, memo, out);
	else if (id == NAME_SETTING_SCOPE)
		ask_scope(memo, out);
	else if (id == NAME_SETTING_MODULE)
		*out = fact_says(value_word(pool_text(memo->book->facts.chars,
						      memo->fact->module)));
	else
		*out = fact_says(value_word(str_of(writes[memo->fact->write])));
}
