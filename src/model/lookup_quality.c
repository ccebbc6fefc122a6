/* SPDX-License-Identifier: Apache-2.0 */
/* What the facts say about a key and about the text that was written. */
#include "keys/fact_takes.h"
#include "keys/fault.h"
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

static void ask_sane(struct model *m, const struct tier *tier,
		     struct key_memo *memo, struct datum *out)
{
	lookup_key(m, tier, memo, KEY_VALUE, 0, out);
	if (out->known && memo->fact->sane.n)
		out->value = value_bool(value_is_sane(memo, &out->value));
	else if (out->known)
		*out = datum_unknown(STR("no range of sane values is known"));
}

/* What is written, read as the kernel reads it. False when it refuses that,
 * or nothing is written: *out then says so. */
static bool read_text(struct model *m, const struct tier *tier,
		      struct key_memo *memo, struct value *v, bool *out_short,
		      struct datum *out)
{
	*out_short = false;
	lookup_key(m, tier, memo, KEY_RAW, 0, out);
	return out->known && lookup_read(m, memo, v, out_short);
}

static void ask_short(struct model *m, const struct tier *tier,
		      struct key_memo *memo, struct datum *out)
{
	bool is_short;
	struct value v;

	read_text(m, tier, memo, &v, &is_short, out);
	if (out->known)
		out->value = value_bool(is_short);
}

/* Where there is such a key: whether it is there is another question. */
static void ask_refused(struct model *m, const struct tier *tier,
			struct key_memo *memo, struct datum *out)
{
	static const char *const words[] = { [REFUSED_NEVER] = "never",
					     [REFUSED_SOMETIMES] = "sometimes",
					     [REFUSED_ALWAYS] = "always" };
	enum fact_refusal refusal = REFUSED_ALWAYS;
	bool is_short, read;
	struct value v;

	read = read_text(m, tier, memo, &v, &is_short, out);
	if (!out->known)
		return;
	if (lookup_is_live(memo))
		refusal = REFUSED_NEVER;
	else if (read)
		refusal = fact_refusal(memo->on, v);
	out->value = value_word(str_of(words[refusal]));
	/* A vendor's kernel taken for mainline, where kernels differ. */
	if (read && memo->on->tainted &&
	    fact_refusal(lookup_on(m, memo->book, memo->fact, NULL), v) !=
		    refusal)
		out->tainted = true;
}

static void ask_scope(const struct key_memo *memo, struct datum *out)
{
	static const char *const scopes[] = {
		[SCOPE_HOST] = "host",   [SCOPE_NETNS] = "netns",
		[SCOPE_IPCNS] = "ipcns", [SCOPE_UTSNS] = "utsns",
		[SCOPE_PIDNS] = "pidns", [SCOPE_USERNS] = "userns",
	};

	if (memo->on->scope == SCOPE_UNKNOWN)
		*out = datum_unknown(STR("its scope is not known"));
	else
		*out = fact_says(value_word(str_of(scopes[memo->on->scope])));
}

/* The list only grew, so far as it is known. */
static void ask_pod_safe(const struct tier *tier, const struct key_memo *memo,
			 struct datum *out)
{
	const struct datum *release = &tier->fields[TIER_KUBERNETES];
	struct kver since;

	if (!kver_parse(
		    pool_text(memo->book->facts.chars, memo->fact->kubernetes),
		    &since)) {
		*out = fact_says(value_bool(false));
	} else if (!release->known) {
		*out = datum_unknown(
			STR("the release of Kubernetes is not given"));
	} else {
		*out = fact_says(value_bool(
			kver_cmp(release->value.version, since) >= 0));
		out->span = release->span;
		out->tainted = release->tainted;
	}
}

static void ask_falls(struct model *m, const struct tier *tier,
		      struct key_memo *memo, struct datum *out)
{
	bool falls = false, is_short;
	struct value v;

	if (read_text(m, tier, memo, &v, &is_short, out))
		for (uint32_t i = 1; memo->fact->rising && i < v.n; i++)
			falls |= num_cmp(v.vector[i], v.vector[i - 1]) < 0;
	if (out->known)
		out->value = value_bool(falls);
}

/* What every text would get is not asked of each rule anew. */
static void ask_fault(struct model *m, const struct tier *tier,
		      struct key_memo *memo, struct datum *out)
{
	lookup_key(m, tier, memo, KEY_RAW, 0, out);
	if (!out->known)
		return;
	/* What a kernel prints, it took. */
	if (lookup_is_live(memo) && !memo->has_fault) {
		memo->fault = FAULT_NONE;
		memo->has_fault = true;
	}
	if (!memo->has_fault) {
		memo->fault =
			(uint8_t)fact_fault(&memo->book->facts, memo->fact,
					    m->arena, out->value.word);
		memo->has_fault = true;
	}
	out->value =
		value_word(str_of(fault_name((enum value_fault)memo->fault)));
}

static void ask_reads(struct model *m, const struct tier *tier,
		      struct key_memo *memo, struct datum *out)
{
	bool is_short;
	struct value v;

	if (read_text(m, tier, memo, &v, &is_short, out))
		out->value = value_word(
			value_sysctl_text(m->arena, v, memo->fact->unit_scale));
	else if (out->known)
		*out = datum_unknown(STR("the kernel refuses it"));
}

static struct num in_own_unit(const struct fact *fact, struct num n)
{
	struct num own;

	return num_div(n, num_of(fact->unit_scale), &own) ? own : n;
}

static struct str lost_digit(struct model *m, const struct fact *fact,
			     const struct value *v)
{
	const uint32_t n = v->type == VALUE_VECTOR ? v->n : 1;

	for (uint32_t i = 0; i < n; i++) {
		const uint64_t all = num_lost_digit(in_own_unit(
			fact,
			v->type == VALUE_VECTOR ? v->vector[i] : v->integer));

		if (all)
			return num_text(m->arena, num_of_u64(all));
	}
	return STR("");
}

static void ask_lost_digit(struct model *m, const struct tier *tier,
			   struct key_memo *memo, struct datum *out)
{
	struct str lost = { 0 };
	bool is_short;
	struct value v;

	if (read_text(m, tier, memo, &v, &is_short, out) &&
	    (v.type == VALUE_INT || v.type == VALUE_VECTOR))
		lost = lost_digit(m, memo->fact, &v);
	if (out->known)
		out->value = value_word(lost);
}

static void ask_longest(const struct key_memo *memo, struct datum *out)
{
	const bool is_number = memo->fact->type == VALUE_INT ||
			       memo->fact->type == VALUE_VECTOR;
	const uint32_t longest =
		is_number ? FACT_NUMBERS_LOOKED_AT : memo->fact->longest;

	if (longest)
		*out = fact_says(value_int(num_of_u64(longest), UNIT_NONE));
	else
		*out = datum_unknown(STR("not known"));
}

/* What the fact says without a look at what is written. */
static void ask_fact(struct model *m, const struct key_memo *memo, uint16_t id,
		     struct datum *out)
{
	static const char *const writes[] = { [WRITE_YES] = "yes",
					      [WRITE_ONCE] = "once",
					      [WRITE_COMMAND] = "command",
					      [WRITE_READONLY] = "readonly" };
	const struct fact *fact = memo->fact;
	const struct facts *facts = &memo->book->facts;

	if (id == NAME_SETTING_SCOPE)
		ask_scope(memo, out);
	else if (id == NAME_SETTING_LONGEST)
		ask_longest(memo, out);
	else if (id == NAME_SETTING_MODULE)
		*out = fact_says(
			value_word(pool_text(facts->chars, fact->module)));
	else if (id == NAME_SETTING_TAKES)
		*out = fact_says(value_word(
			fact_takes(m->arena, facts, fact, memo->on)));
	else if (id == NAME_SETTING_READ)
		*out = fact_says(value_word(
			fact->read == READ_NEVER ? STR("never") : STR("yes")));
	else if (id == NAME_SETTING_ARITY)
		*out = fact_says(value_int(num_of_u64(fact->arity), UNIT_NONE));
	else
		*out = fact_says(value_word(str_of(writes[fact->write])));
}

void lookup_key_quality(struct model *m, const struct tier *tier,
			struct key_memo *memo, uint16_t id, struct datum *out)
{
	if (!memo)
		*out = datum_unknown(STR("nothing is known of this key"));
	else if (id == NAME_SETTING_IS_SANE)
		ask_sane(m, tier, memo, out);
	else if (id == NAME_SETTING_IS_SHORT)
		ask_short(m, tier, memo, out);
	else if (id == NAME_SETTING_REFUSED)
		ask_refused(m, tier, memo, out);
	else if (id == NAME_SETTING_POD_SAFE)
		ask_pod_safe(tier, memo, out);
	else if (id == NAME_SETTING_FALLS)
		ask_falls(m, tier, memo, out);
	else if (id == NAME_SETTING_FAULT)
		ask_fault(m, tier, memo, out);
	else if (id == NAME_SETTING_READS)
		ask_reads(m, tier, memo, out);
	else if (id == NAME_SETTING_LOST_DIGIT)
		ask_lost_digit(m, tier, memo, out);
	else
		ask_fact(m, memo, id, out);
}
