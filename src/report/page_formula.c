/* SPDX-License-Identifier: Apache-2.0 */
/* The page about one formula: what a name that rules use stands for. */
#include "keys/unit.h"
#include "report/page.h"
#include "report/page_uses.h"

static struct str type_text(const struct derivation *d)
{
	static const char *const types[] = {
		[VALUE_BOOL] = "true or false",
		[VALUE_WORD] = "a word",
		[VALUE_PORTS] = "ports",
	};

	if (d->type == VALUE_BOOL || d->type == VALUE_WORD ||
	    d->type == VALUE_PORTS)
		return str_of(types[d->type]);
	return STR("a number");
}

void page_formula(struct page *page, const struct page_options *options,
		  const struct entry *entry)
{
	const struct derivation *d = entry->formula;
	const struct rules *rules = entry->rules;

	page->title = page->name;
	page->summary = entry_summary(entry);
	page_field(page, "type", type_text(d));
	if (d->unit != UNIT_NONE && d->type == VALUE_INT)
		page_field(page, "unit", str_of(unit_name((enum unit)d->unit)));
	if (d->estimate)
		page_field(page, "certainty", STR("an estimate"));
	page_heading(page, STR("Formula"));
	page_put(page, BLOCK_PARAGRAPH, rule_text(rules, d->value.text));
	page_heading(page, STR("In words"));
	page_put(page, BLOCK_PARAGRAPH, rule_text(rules, d->because));
	page_uses(page, options->rulebook, entry);
	page_uses_named(page, options->rulebook, entry);
	page_relate_topics(page, options->rulebook, entry);
	page_sources(page, rules, d->see);
}
