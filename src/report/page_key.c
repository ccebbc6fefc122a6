/* SPDX-License-Identifier: Apache-2.0 */
/* The page about one sysctl key: what its fact file says, on one release
 * where that is asked, and which rules look at it. */
#include "base/buf.h"
#include "report/fact_text.h"
#include "report/page.h"
#include "report/page_uses.h"

static struct str type_text(const struct page *page,
			    const struct rulebook *rulebook,
			    const struct fact *fact)
{
	const struct str store =
		rulebook_word(rulebook, WORDS_TYPE, fact->store);

	if (fact->arity < 2)
		return store;
	return str_format(page->arena, "%.*s; %u of them, with blanks",
			  STR_ARG(store), fact->arity);
}

/* What the first word of a list means goes without saying. */
static void put_word(struct page *page, const char *name,
		     const struct rulebook *rulebook, enum word_list list,
		     unsigned index)
{
	if (index)
		page_field(page, name, rulebook_word(rulebook, list, index));
}

static struct str words_text(const struct page *page, struct str words)
{
	struct buf out = { .arena = page->arena };
	struct str word;

	while (str_next_word(&words, "|", &word))
		buf_printf(&out, "%s%.*s", out.len ? ", " : "", STR_ARG(word));
	return buf_str(&out);
}

static void put_fields(struct page *page, const struct rulebook *rulebook,
		       const struct facts *facts, const struct fact *fact)
{
	page_field(page, "type", type_text(page, rulebook, fact));
	page_field(page, "unit", pool_text(facts->chars, fact->unit_name));
	page_field(page, "words",
		   words_text(page, pool_text(facts->chars, fact->words)));
	if (fact->sane.n)
		page_field(page, "sensible",
			   fact_text_range(page->arena, fact,
					   &facts->ranges[fact->sane.first]));
	if (fact->rising)
		page_field(page, "order", STR("rising"));
	if (fact->longest)
		page_field(page, "longest",
			   str_format(page->arena, "%u bytes", fact->longest));
	page_field(page, "safe in pods",
		   pool_text(facts->chars, fact->kubernetes));
	page_field(page, "instead", pool_text(facts->chars, fact->instead));
	put_word(page, "scope", rulebook, WORDS_SCOPE,
		 fact_text_scope_now(facts, fact));
	page_field(page, "only with", pool_text(facts->chars, fact->vendor));
	page_field(page, "module", pool_text(facts->chars, fact->module));
	page_field(page, "built with", pool_text(facts->chars, fact->config));
	put_word(page, "interfaces", rulebook, WORDS_COMBINE, fact->combine);
	page_field(page, "same as",
		   fact_text_key(page->arena, facts, fact->alias));
	page_field(page, "write before",
		   fact_text_keys(page->arena, facts, fact->before));
	put_word(page, "writing", rulebook, WORDS_WRITE, fact->write);
	put_word(page, "reading", rulebook, WORDS_READ, fact->read);
}

static bool is_plain_flag(const struct facts *facts, const struct fact *fact)
{
	return !fact->values.n &&
	       str_eq(pool_text(facts->chars, fact->unit_name), STR("flag"));
}

static void put_values(struct page *page, const struct rulebook *rulebook,
		       const struct facts *facts, const struct fact *fact)
{
	const bool is_flag = is_plain_flag(facts, fact);

	if (fact->values.n || is_flag)
		page_heading(page, STR("Values"));
	if (is_flag) {
		page_field(page, "0",
			   rulebook_word(rulebook, WORDS_PAGE, PAGE_FLAG_OFF));
		page_field(page, "1",
			   rulebook_word(rulebook, WORDS_PAGE, PAGE_FLAG_ON));
	}
	for (uint32_t i = 0; i < fact->values.n; i++) {
		const struct fact_meaning *m =
			&facts->meanings[fact->values.first + i];

		page_field_named(page,
				 pool_text(facts->chars, m->value),
				 pool_text(facts->chars, m->text));
	}
}

static void put_history(struct page *page, const struct rulebook *rulebook,
			const struct book *book, const struct fact *fact)
{
	const struct facts *facts = &book->facts;

	page_heading(page, STR("By release"));
	for (uint32_t i = 0; i < fact->history.n; i++) {
		const struct fact_row *row =
			&facts->rows[fact->history.first + i];

		page_field_named(
			page, fact_text_since(page->arena, row),
			fact_text_row(page->arena, rulebook, book, fact, row));
	}
}

static void put_kernel(struct page *page, const struct page_options *options,
		       const struct book *book, const struct fact *fact)
{
	const struct rulebook *rulebook = options->rulebook;
	const struct kver *kernel = options->kernel;
	const struct fact_at at = fact_on(&book->facts, fact, kernel);

	page_heading(page,
		     str_format(page->arena, "On Linux %.*s",
				STR_ARG(kver_text(page->arena, *kernel))));
	if (at.known_exists && !at.exists) {
		page_put(page, BLOCK_PARAGRAPH,
			 rulebook_word(rulebook, WORDS_PAGE, PAGE_NO_KEY));
		return;
	}
	page_field(page, "there",
		   at.known_exists
			   ? STR("yes")
			   : rulebook_word(rulebook, WORDS_PAGE, PAGE_UNKNOWN));
	page_field(
		page, "default",
		fact_text_default(page->arena, rulebook, book, at.default_row));
	page_field(page, "accepted",
		   fact_text_accepted(page->arena, fact, &at));
	put_word(page, "scope", rulebook, WORDS_SCOPE, at.scope);
	if (fact_at_is_vague(&at))
		page_field(page, "certainty",
			   rulebook_word(rulebook, WORDS_PAGE, PAGE_ESTIMATE));
}

void page_key(struct page *page, const struct page_options *options,
	      const struct entry *entry)
{
	const struct book *book = entry->rules->book;
	const struct fact *fact = entry->fact;

	page->fact = fact;
	page->book = book;
	page->rulebook = options->rulebook;
	page->kernel = options->kernel;
	page->title = page->name;
	page->summary = entry_summary(entry);
	if (options->kernel)
		put_kernel(page, options, book, fact);
	if (options->kernel)
		page_heading(page, STR("On all"));
	put_fields(page, options->rulebook, &book->facts, fact);
	put_values(page, options->rulebook, &book->facts, fact);
	put_history(page, options->rulebook, book, fact);
	page_uses(page, options->rulebook, entry);
	page_relate_topics(page, options->rulebook, entry);
	page_sources(page, entry->rules, fact->see);
}
