/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "tests/book_try.h"

/* One book while it is printed. */
struct printer {
	struct buf out;
	const struct rules *rules;
};

static void put_text(struct printer *p, const char *name, struct pool_str s)
{
	buf_printf(&p->out, " %s=\"%.*s\"", name,
		   STR_ARG(rule_text(p->rules, s)));
}

static void put_texts(struct printer *p, const char *name, struct pool_run run)
{
	const struct pool_str *texts = p->rules->book->facts.texts;

	for (uint32_t i = 0; i < run.n; i++)
		put_text(p, name, texts[run.first + i]);
}

static void put_expr(struct printer *p, const char *name, struct expr e)
{
	const struct book *book = p->rules->book;
	struct str text;

	if (!e.root)
		return;
	text = expr_print(p->out.arena, &book->exprs, e);
	buf_printf(&p->out, " %s={%.*s} slots=%u", name, STR_ARG(text),
		   e.n_slots);
}

static void put_num(struct printer *p, const char *name, bool has, struct num n)
{
	if (has)
		buf_printf(&p->out, " %s=%.*s", name,
			   STR_ARG(num_text(p->out.arena, n)));
}

static void put_kver(struct printer *p, const char *name, struct kver v)
{
	buf_printf(&p->out, " %s=%.*s/%u", name,
		   STR_ARG(kver_text(p->out.arena, v)), v.parts);
}

static void put_row(struct printer *p, const struct fact_row *row)
{
	buf_printf(&p->out,
		   "  row default=%d range=%d gone=%d estimate=%d "
		   "scope=%u",
		   row->has_default, row->has_range, row->gone, row->estimate,
		   row->scope);
	put_kver(p, "not_before", row->not_before);
	put_kver(p, "from", row->from);
	put_text(p, "default", row->default_text);
	put_expr(p, "default", p->rules->book->expr_at[row->default_expr]);
	put_num(p, "low", row->has_low, row->low);
	put_num(p, "high", row->has_high, row->high);
	put_text(p, "note", row->note);
	buf_char(&p->out, '\n');
}

static void put_fact_runs(struct printer *p, const struct fact *fact)
{
	const struct facts *facts = &p->rules->book->facts;

	for (uint32_t i = 0; i < fact->sane.n; i++) {
		const struct fact_range *r =
			&facts->ranges[fact->sane.first + i];

		put_num(p, "sane-low", r->has_low, r->low);
		put_num(p, "sane-high", r->has_high, r->high);
	}
	for (uint32_t i = 0; i < fact->values.n; i++) {
		const struct fact_meaning *m =
			&facts->meanings[fact->values.first + i];

		put_text(p, "value", m->value);
		put_text(p, "means", m->text);
	}
	put_texts(p, "see", fact->see);
	put_texts(p, "before", fact->before);
	buf_char(&p->out, '\n');
	for (uint32_t i = 0; i < fact->history.n; i++)
		put_row(p, &facts->rows[fact->history.first + i]);
}

static void put_fact(struct printer *p, const struct fact *fact)
{
	put_text(p, "fact", fact->path);
	buf_printf(&p->out, " %u %u %u %u %u %u %u %u", fact->store, fact->type,
		   fact->unit, fact->arity, fact->unit_scale, fact->combine,
		   fact->read, fact->write);
	put_text(p, "about", fact->about);
	put_text(p, "words", fact->words);
	put_text(p, "module", fact->module);
	put_text(p, "config", fact->config);
	put_text(p, "vendor", fact->vendor);
	put_text(p, "alias", fact->alias);
	put_num(p, "most", fact->has_default_most, fact->default_most);
	put_fact_runs(p, fact);
}

static void put_derivation(struct printer *p, const struct derivation *d)
{
	put_text(p, "derivation", d->name);
	buf_printf(&p->out, " %u %u %u %d", d->kind, d->type, d->unit,
		   d->estimate);
	put_expr(p, "value", d->value);
	put_text(p, "because", d->because);
	put_text(p, "about", d->about);
	put_texts(p, "see", d->see);
	buf_char(&p->out, '\n');
}

static void put_prose(struct printer *p, const char *name, struct pool_run run)
{
	for (uint32_t i = 0; i < run.n; i++) {
		const struct prose_part *part = &p->rules->parts[run.first + i];

		if (part->expr.root)
			put_expr(p, name, part->expr);
		else
			put_text(p, name, part->text);
	}
}

static void put_fixes(struct printer *p, const struct rule *rule)
{
	for (uint32_t i = 0; i < rule->fixes.n; i++) {
		const struct fix *fix = &p->rules->fixes[rule->fixes.first + i];

		buf_printf(&p->out, "\n  fix %u %u %d", fix->tier, fix->op,
			   fix->safe);
		put_text(p, "key", fix->path);
		put_prose(p, "value", fix->value);
	}
}

static void put_rule(struct printer *p, const struct rule *rule)
{
	put_text(p, "rule", rule->id);
	put_text(p, "slug", rule->slug);
	put_text(p, "title", rule->title);
	put_text(p, "at", rule->at);
	put_text(p, "since", rule->since);
	put_text(p, "area", rule->area);
	buf_printf(&p->out, " %u %u %u %u %d %d %u", rule->severity,
		   rule->doubt, rule->each, rule->needs, rule->preview,
		   rule->assumed_only, rule->on);
	put_kver(p, "from", rule->kernel.from);
	put_kver(p, "to", rule->kernel.to);
	put_expr(p, "when", rule->when);
	put_texts(p, "after", rule->after);
	put_texts(p, "was", rule->was);
	put_texts(p, "tags", rule->tags);
	put_texts(p, "see", rule->see);
	put_prose(p, "say", rule->say);
	put_prose(p, "unless", rule->unless);
	put_prose(p, "effect", rule->effect);
	put_prose(p, "why", rule->why);
	put_fixes(p, rule);
	buf_char(&p->out, '\n');
}

static void put_topic(struct printer *p, const struct topic *topic)
{
	put_text(p, "topic", topic->slug);
	put_text(p, "title", topic->title);
	put_text(p, "summary", topic->summary);
	put_texts(p, "text", topic->text);
	put_texts(p, "related", topic->related);
	put_texts(p, "words", topic->words);
	put_texts(p, "see", topic->see);
	buf_char(&p->out, '\n');
}

static void put_word(struct printer *p, const struct word *word)
{
	put_text(p, "word", word->means);
	buf_printf(&p->out, " %u %u\n", word->list, word->index);
}

const char *book_print(struct arena *arena, const struct rules *rules)
{
	struct printer p = { .out = { .arena = arena }, .rules = rules };
	const struct book *book = rules->book;

	for (uint32_t i = 0; i < book->facts.n; i++)
		put_fact(&p, &book->facts.at[i]);
	for (uint32_t i = 0; i < book->n_derivations; i++)
		put_derivation(&p, &book->derivations[i]);
	for (uint32_t i = 0; i < rules->n; i++)
		put_rule(&p, &rules->at[i]);
	for (uint32_t i = 0; i < rules->n_topics; i++)
		put_topic(&p, &rules->topics[i]);
	for (uint32_t i = 0; i < rules->n_words; i++)
		put_word(&p, &rules->words[i]);
	return str_c(arena, buf_str(&p.out));
}
