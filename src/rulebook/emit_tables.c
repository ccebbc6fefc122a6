/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/family.h"
#include "keys/near.h"
#include "rulebook/emit.h"

#include <inttypes.h>

/* A field that is zero is left out: most of a row is. */
static void put_number(struct buf *out, const char *name, uint32_t n)
{
	if (n)
		buf_printf(out, " .%s = %" PRIu32 "u,", name, n);
}

static void put_num(struct buf *out, const char *name, struct num n)
{
	if (!n.magnitude)
		return;
	buf_printf(out, " .%s = ", name);
	emit_num(out, n);
	buf_char(out, ',');
}

static void put_text(struct buf *out, const char *name, struct pool_str s)
{
	if (!s.len)
		return;
	buf_printf(out, " .%s = ", name);
	emit_text(out, s);
	buf_char(out, ',');
}

static void put_run(struct buf *out, const char *name, struct pool_run run)
{
	if (!run.n)
		return;
	buf_printf(out, " .%s = ", name);
	emit_run(out, run);
	buf_char(out, ',');
}

static void put_kver(struct buf *out, const char *name, struct kver v)
{
	if (!v.parts)
		return;
	buf_printf(out, " .%s = ", name);
	emit_kver(out, v);
	buf_char(out, ',');
}

static void put_expr(struct buf *out, const char *name, struct expr e)
{
	if (!e.root)
		return;
	buf_printf(out, " .%s = ", name);
	emit_expr(out, e);
	buf_char(out, ',');
}

#define NUMBER(row, field) put_number(out, #field, (row)->field)
#define NUM(row, field)    put_num(out, #field, (row)->field)
#define TEXT(row, field)   put_text(out, #field, (row)->field)
#define RUN(row, field)    put_run(out, #field, (row)->field)
#define KVER(row, field)   put_kver(out, #field, (row)->field)
#define EXPR(row, field)   put_expr(out, #field, (row)->field)

static void emit_row(struct buf *out, const struct fact_row *row)
{
	buf_put(out, STR("\t{"));
	KVER(row, not_before);
	KVER(row, from);
	NUMBER(row, has_default);
	NUMBER(row, has_range);
	NUMBER(row, gone);
	NUMBER(row, estimate);
	NUMBER(row, idle);
	NUMBER(row, scope);
	TEXT(row, default_text);
	NUMBER(row, default_expr);
	NUM(row, low);
	NUM(row, high);
	NUMBER(row, has_low);
	NUMBER(row, has_high);
	NUMBER(row, has_most);
	NUM(row, most_low);
	NUM(row, most_high);
	NUMBER(row, has_most_low);
	NUMBER(row, has_most_high);
	TEXT(row, note);
	buf_put(out, STR(" },\n"));
}

static void emit_fact(struct buf *out, const struct fact *fact)
{
	buf_put(out, STR("\t{"));
	TEXT(fact, path);
	TEXT(fact, about);
	NUMBER(fact, store);
	NUMBER(fact, type);
	NUMBER(fact, unit);
	NUMBER(fact, arity);
	NUMBER(fact, unit_scale);
	NUMBER(fact, combine);
	NUMBER(fact, read);
	NUMBER(fact, write);
	TEXT(fact, unit_name);
	TEXT(fact, words);
	TEXT(fact, module);
	TEXT(fact, config);
	TEXT(fact, vendor);
	TEXT(fact, alias);
	TEXT(fact, kubernetes);
	TEXT(fact, instead);
	NUMBER(fact, longest);
	NUMBER(fact, rising);
	NUMBER(fact, strict);
	NUMBER(fact, whole);
	RUN(fact, sane);
	RUN(fact, values);
	RUN(fact, history);
	RUN(fact, see);
	RUN(fact, before);
	NUM(fact, default_most);
	NUMBER(fact, has_default_most);
	buf_put(out, STR(" },\n"));
}

static void emit_ranges(struct buf *out, const struct loader *l)
{
	emit_open(out, "struct fact_range", "ranges");
	for (size_t i = 0; i < l->ranges.n; i++) {
		const struct fact_range *range = &l->ranges.at[i];

		buf_put(out, STR("\t{ "));
		emit_num(out, range->low);
		buf_put(out, STR(", "));
		emit_num(out, range->high);
		buf_printf(out, ", %d, %d },\n", range->has_low,
			   range->has_high);
	}
	emit_close(out, l->ranges.n);
}

static void emit_families(struct buf *out, const struct loader *l)
{
	emit_open(out, "struct family", "families");
	for (size_t i = 0; i < l->families.n; i++) {
		const struct family *family = &l->families.at[i];

		buf_put(out, STR("\t{"));
		NUMBER(family, open);
		TEXT(family, name);
		TEXT(family, about);
		RUN(family, keys);
		TEXT(family, module);
		RUN(family, brought_by);
		RUN(family, see);
		buf_put(out, STR(" },\n"));
	}
	emit_close(out, l->families.n);
}

static void emit_family_keys(struct buf *out, const struct facts *facts)
{
	emit_open(out, "struct family_key", "family_keys");
	for (uint32_t i = 0; i < facts->n_family_keys; i++) {
		const struct family_key *key = &facts->family_keys[i];

		buf_put(out, STR("\t{"));
		TEXT(key, text);
		NUMBER(key, begins);
		NUMBER(key, family);
		NUMBER(key, within);
		buf_put(out, STR(" },\n"));
	}
	emit_close(out, facts->n_family_keys);
}

static void emit_hints(struct buf *out, const struct facts *facts)
{
	emit_open(out, "struct near_hint", "hints");
	for (uint32_t i = 0; i < facts->n; i++) {
		const struct near_hint *hint = &facts->hints[i];

		buf_printf(out,
			   "\t{ %" PRIu64 "u, %" PRIu32 "u, %u, %u, %u },\n",
			   hint->letters, hint->leaf, hint->len, hint->parts,
			   hint->before);
	}
	emit_close(out, facts->n);
}

static void emit_slots(struct buf *out, const struct facts *facts)
{
	emit_open(out, "uint32_t", "slots");
	for (uint32_t i = 0; i < facts->n_slots; i++)
		buf_printf(out,
			   i % 16 == 15 ? "%" PRIu32 "u,\n" : "%" PRIu32 "u, ",
			   facts->slots[i]);
	emit_close(out, facts->n_slots);
}

void emit_facts(struct buf *out, const struct loader *l)
{
	emit_open(out, "struct pool_str", "texts");
	for (size_t i = 0; i < l->texts.n; i++) {
		buf_char(out, '\t');
		emit_text(out, l->texts.at[i]);
		buf_put(out, STR(",\n"));
	}
	emit_close(out, l->texts.n);
	emit_ranges(out, l);
	emit_open(out, "struct fact_meaning", "meanings");
	for (size_t i = 0; i < l->meanings.n; i++) {
		buf_put(out, STR("\t{ "));
		emit_text(out, l->meanings.at[i].value);
		buf_put(out, STR(", "));
		emit_text(out, l->meanings.at[i].text);
		buf_put(out, STR(" },\n"));
	}
	emit_close(out, l->meanings.n);
	emit_open(out, "struct fact_row", "rows");
	for (size_t i = 0; i < l->rows.n; i++)
		emit_row(out, &l->rows.at[i]);
	emit_close(out, l->rows.n);
	emit_open(out, "struct fact", "facts");
	for (size_t i = 0; i < l->facts.n; i++)
		emit_fact(out, &l->facts.at[i]);
	emit_close(out, l->facts.n);
	emit_families(out, l);
	emit_family_keys(out, &l->book->facts);
	emit_hints(out, &l->book->facts);
	emit_slots(out, &l->book->facts);
}

static void emit_rule(struct buf *out, const struct rule *rule)
{
	buf_put(out, STR("\t{"));
	TEXT(rule, id);
	TEXT(rule, slug);
	TEXT(rule, title);
	NUMBER(rule, severity);
	NUMBER(rule, doubt);
	NUMBER(rule, each);
	NUMBER(rule, needs);
	NUMBER(rule, preview);
	NUMBER(rule, assumed_only);
	NUMBER(rule, on);
	EXPR(rule, when);
	KVER(rule, kernel.from);
	KVER(rule, kernel.to);
	TEXT(rule, at);
	RUN(rule, after);
	RUN(rule, was);
	RUN(rule, tags);
	RUN(rule, see);
	RUN(rule, say);
	RUN(rule, unless);
	RUN(rule, effect);
	RUN(rule, why);
	RUN(rule, fixes);
	TEXT(rule, since);
	TEXT(rule, area);
	buf_put(out, STR(" },\n"));
}

static void emit_fix(struct buf *out, const struct fix *fix)
{
	buf_put(out, STR("\t{"));
	NUMBER(fix, tier);
	NUMBER(fix, op);
	NUMBER(fix, safe);
	TEXT(fix, path);
	RUN(fix, value);
	buf_put(out, STR(" },\n"));
}

void emit_rules(struct buf *out, const struct loader *l)
{
	emit_open(out, "struct prose_part", "parts");
	for (size_t i = 0; i < l->parts.n; i++) {
		buf_put(out, STR("\t{"));
		TEXT(&l->parts.at[i], text);
		EXPR(&l->parts.at[i], expr);
		buf_put(out, STR(" },\n"));
	}
	emit_close(out, l->parts.n);
	emit_open(out, "struct fix", "fixes");
	for (size_t i = 0; i < l->fixes.n; i++)
		emit_fix(out, &l->fixes.at[i]);
	emit_close(out, l->fixes.n);
	emit_open(out, "struct rule", "rules");
	for (size_t i = 0; i < l->rules.n; i++)
		emit_rule(out, &l->rules.at[i]);
	emit_close(out, l->rules.n);
}

void emit_topics(struct buf *out, const struct loader *l)
{
	emit_open(out, "struct topic", "topics");
	for (size_t i = 0; i < l->topics.n; i++) {
		const struct topic *topic = &l->topics.at[i];

		buf_put(out, STR("\t{"));
		TEXT(topic, slug);
		TEXT(topic, title);
		TEXT(topic, summary);
		RUN(topic, text);
		RUN(topic, see);
		RUN(topic, related);
		RUN(topic, words);
		buf_put(out, STR(" },\n"));
	}
	emit_close(out, l->topics.n);
}

void emit_words(struct buf *out, const struct loader *l)
{
	emit_open(out, "struct word", "words");
	for (size_t i = 0; i < l->words.n; i++) {
		const struct word *word = &l->words.at[i];

		buf_put(out, STR("\t{"));
		NUMBER(word, list);
		NUMBER(word, index);
		TEXT(word, means);
		buf_put(out, STR(" },\n"));
	}
	emit_close(out, l->words.n);
}
