/* SPDX-License-Identifier: Apache-2.0 */
/* The page about one sysctl key: what its fact file says, on one release
 * where that is asked, and which rules look at it. */
#include "base/buf.h"
#include "report/fact_text.h"
#include "report/page.h"
#include "report/page_uses.h"

static const char *const stores[] = {
	[STORE_INT] = "int: a signed number of 32 bits",
	[STORE_UINT] = "uint: a number of 32 bits without a sign",
	[STORE_LONG] = "long: a signed number of 64 bits",
	[STORE_ULONG] = "ulong: a number of 64 bits without a sign",
	[STORE_U8] = "u8: a byte; before 5.13 an int",
	[STORE_STRING] = "string: bytes as they are written",
	[STORE_WORD] = "word: one of a set of names",
	[STORE_PORTS] = "ports: numbers and ranges with commas, no blanks",
	[STORE_HEX] = "hex: hexadecimal digits",
	[STORE_COMMAND] = "command: writing it does something",
};

static const char *const combines[] = {
	[COMBINE_NONE] = "",
	[COMBINE_OR] = "on where conf.all or the interface is",
	[COMBINE_AND] = "on where conf.all and the interface are",
	[COMBINE_MAX] = "the larger of conf.all and the interface",
	[COMBINE_OWN] = "the interface alone counts",
	[COMBINE_FAN_OUT] = "writing conf.all writes every interface",
	[COMBINE_BY_FORWARDING] = "either on a host, both on a router",
};

static const char *const writes[] = {
	[WRITE_YES] = "",
	[WRITE_ONCE] = "once: it cannot be taken back until the next boot",
	[WRITE_COMMAND] = "command: writing acts, there is no value to keep",
	[WRITE_READONLY] = "readonly",
};

static struct str type_text(const struct page *page, const struct fact *fact)
{
	if (fact->arity < 2)
		return str_of(stores[fact->store]);
	return str_format(page->arena, "%s; %u of them, with blanks",
			  stores[fact->store], fact->arity);
}

static struct str words_text(const struct page *page, struct str words)
{
	struct buf out = { .arena = page->arena };
	struct str word;

	while (str_next_word(&words, "|", &word))
		buf_printf(&out, "%s%.*s", out.len ? ", " : "", STR_ARG(word));
	return buf_str(&out);
}

static void put_fields(struct page *page, const struct facts *facts,
		       const struct fact *fact)
{
	page_field(page, "type", type_text(page, fact));
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
	page_field(page, "instead", pool_text(facts->chars, fact->instead));
	page_field(page, "scope",
		   fact_text_scope(fact_text_scope_now(facts, fact)));
	page_field(page, "module", pool_text(facts->chars, fact->module));
	page_field(page, "interfaces", str_of(combines[fact->combine]));
	page_field(page, "same as",
		   fact_text_key(page->arena, facts, fact->alias));
	page_field(page, "write before",
		   fact_text_keys(page->arena, facts, fact->before));
	page_field(page, "writing", str_of(writes[fact->write]));
	if (fact->read == READ_NEVER)
		page_field(page, "reading", STR("never: it has side effects"));
}

static void put_values(struct page *page, const struct facts *facts,
		       const struct fact *fact)
{
	if (fact->values.n)
		page_heading(page, STR("Values"));
	for (uint32_t i = 0; i < fact->values.n; i++) {
		const struct fact_meaning *m =
			&facts->meanings[fact->values.first + i];

		page_field_named(page,
				 fact_text_number(page->arena, fact, m->value),
				 pool_text(facts->chars, m->text));
	}
}

static void put_history(struct page *page, const struct book *book,
			const struct fact *fact)
{
	const struct facts *facts = &book->facts;

	page_heading(page, STR("By release"));
	for (uint32_t i = 0; i < fact->history.n; i++) {
		const struct fact_row *row =
			&facts->rows[fact->history.first + i];

		page_field_named(page, fact_text_since(page->arena, row),
				 fact_text_row(page->arena, book, fact, row));
	}
}

static void put_kernel(struct page *page, const struct book *book,
		       const struct fact *fact, const struct kver *kernel)
{
	const struct fact_at at = fact_on(&book->facts, fact, kernel);

	page_heading(page,
		     str_format(page->arena, "On Linux %.*s",
				STR_ARG(kver_text(page->arena, *kernel))));
	if (at.known_exists && !at.exists) {
		page_put(page, BLOCK_PARAGRAPH, STR("There is no such key."));
		return;
	}
	page_field(page, "there",
		   at.known_exists ? STR("yes") : STR("not known"));
	page_field(page, "default",
		   fact_text_default(page->arena, book, at.default_row));
	page_field(page, "accepted",
		   fact_text_accepted(page->arena, fact, &at));
	page_field(page, "scope", fact_text_scope((enum fact_scope)at.scope));
	if (at.tainted)
		page_field(page, "certainty",
			   STR("an estimate, or mainline's number for a "
			       "vendor's kernel: it may differ"));
}

void page_key(struct page *page, const struct page_options *options,
	      const struct entry *entry)
{
	const struct book *book = entry->rules->book;
	const struct fact *fact = entry->fact;

	page->title = page->name;
	page->summary = entry_summary(entry);
	if (options->kernel)
		put_kernel(page, book, fact, options->kernel);
	if (options->kernel)
		page_heading(page, STR("On all"));
	put_fields(page, &book->facts, fact);
	put_values(page, &book->facts, fact);
	put_history(page, book, fact);
	page_uses(page, options->rulebook, entry);
	page_relate_topics(page, options->rulebook, entry);
	page_sources(page, entry->rules, fact->see);
}
