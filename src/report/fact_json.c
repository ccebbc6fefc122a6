/* SPDX-License-Identifier: Apache-2.0 */
#include "report/fact_json.h"

#include "report/fact_text.h"

/* What a fact is asked with. */
struct writer {
	struct arena *arena;
	const struct rulebook *rulebook;
	const struct book *book;
	const struct fact *fact;
};

static void put(struct json *o, const char *name, struct str text)
{
	json_put(o, name,
		 str_empty(text) ? json_new_null() : json_new_text(text));
}

static struct str own(const struct writer *w, struct pool_str text)
{
	return pool_text(w->book->facts.chars, text);
}

/* The index-th word of a list, as facts write it. */
static struct str word_at(enum word_list list, unsigned index)
{
	struct str rest = str_of(word_list_words(list)), word = STR("");

	for (unsigned i = 0; i <= index; i++)
		str_next_word(&rest, "|", &word);
	return word;
}

static struct json *number(const struct writer *w, bool known, struct num n)
{
	return known ? json_new_text(fact_text_number(w->arena, w->fact, n))
		     : json_new_null();
}

/* null: an open end. */
static struct json *range(const struct writer *w, const struct fact_range *r)
{
	struct json *o = json_new_object();

	json_put(o, "low", number(w, r->has_low, r->low));
	json_put(o, "high", number(w, r->has_high, r->high));
	return o;
}

static struct json *row_json(const struct writer *w, const struct fact_row *row)
{
	const struct fact_range r = { row->low, row->high, row->has_low,
				      row->has_high };
	struct json *o = json_new_object();

	json_put_text(o, "from", fact_text_since(w->arena, row));
	put(o, "default",
	    row->has_default
		    ? fact_text_default(w->arena, w->rulebook, w->book, row)
		    : STR(""));
	json_put_bool(o, "estimate", row->estimate);
	json_put(o, "accepts", row->has_range ? range(w, &r) : json_new_null());
	put(o, "scope",
	    row->scope ? word_at(WORDS_SCOPE, row->scope) : STR(""));
	json_put_bool(o, "gone", row->gone);
	json_put_bool(o, "idle", row->idle);
	put(o, "note", own(w, row->note));
	return o;
}

static struct json *history(const struct writer *w)
{
	struct json *list = json_new_array();

	for (uint32_t i = 0; i < w->fact->history.n; i++)
		json_push(list,
			  row_json(w,
				   &w->book->facts
					    .rows[w->fact->history.first + i]));
	return list;
}

static struct json *values(const struct writer *w)
{
	struct json *list = json_new_array();

	for (uint32_t i = 0; i < w->fact->values.n; i++) {
		const struct fact_meaning *m =
			&w->book->facts.meanings[w->fact->values.first + i];
		struct json *o = json_new_object();

		json_put_text(o, "value", own(w, m->value));
		json_put_text(o, "means", own(w, m->text));
		json_push(list, o);
	}
	return list;
}

static struct json *on_kernel(const struct writer *w, const struct kver *kernel)
{
	const struct fact_at at = fact_on(&w->book->facts, w->fact, kernel);
	struct json *o = json_new_object();

	json_put_text(o, "kernel", kver_text(w->arena, *kernel));
	json_put(o, "exists",
		 at.known_exists ? json_new_bool(at.exists) : json_new_null());
	put(o, "default",
	    at.default_row ? fact_text_default(w->arena, w->rulebook, w->book,
					       at.default_row)
			   : STR(""));
	json_put(o, "accepts",
		 at.known_range ? range(w, &at.range) : json_new_null());
	put(o, "scope", at.scope ? word_at(WORDS_SCOPE, at.scope) : STR(""));
	json_put_bool(o, "certain", !fact_at_is_vague(&at));
	return o;
}

static void put_ways(struct json *o, const struct writer *w)
{
	const struct fact *fact = w->fact;

	json_put_text(o, "write", word_at(WORDS_WRITE, fact->write));
	json_put_text(o, "read", word_at(WORDS_READ, fact->read));
	put(o, "combine",
	    fact->combine ? word_at(WORDS_COMBINE, fact->combine) : STR(""));
	put(o, "same_as",
	    fact_text_key(w->arena, &w->book->facts, fact->alias));
	put(o, "instead", own(w, fact->instead));
}

struct json *fact_json(struct arena *arena, const struct rulebook *rulebook,
		       const struct book *book, const struct fact *fact,
		       const struct kver *kernel)
{
	const struct writer w = { arena, rulebook, book, fact };
	struct json *o = json_new_object();

	json_put_text(o, "key", fact_text_key(arena, &book->facts, fact->path));
	json_put_text(o, "about", own(&w, fact->about));
	json_put_text(o, "type", word_at(WORDS_TYPE, fact->store));
	json_put_number(o, "elements", fact->arity);
	put(o, "unit", own(&w, fact->unit_name));
	put(o, "module", own(&w, fact->module));
	put(o, "config", own(&w, fact->config));
	put(o, "vendor", own(&w, fact->vendor));
	put_ways(o, &w);
	json_put(o, "sensible",
		 fact->sane.n ? range(&w, &book->facts.ranges[fact->sane.first])
			      : json_new_null());
	json_put(o, "values", values(&w));
	json_put(o, "history", history(&w));
	json_put(o, "on", kernel ? on_kernel(&w, kernel) : json_new_null());
	return o;
}
