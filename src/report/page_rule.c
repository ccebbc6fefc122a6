/* SPDX-License-Identifier: Apache-2.0 */
/* The page about one rule: what it looks at, says and wants. */
#include "keys/key.h"
#include "report/page.h"
#include "report/page_uses.h"
#include "report/words.h"

/* As the files call them. */
static const char *const kinds[] = {
	[SUBJECT_NONE] = "",           [SUBJECT_LINE] = "line",
	[SUBJECT_FILE] = "file",       [SUBJECT_ASSIGNMENT] = "assignment",
	[SUBJECT_SETTING] = "setting", [SUBJECT_TIER] = "tier",
	[SUBJECT_HOP] = "hop",         [SUBJECT_TOPOLOGY] = "topology",
	[SUBJECT_HOST] = "host",
};

/* Holes stay holes: a page is about no host. */
static struct str prose(const struct page *page, const struct rules *rules,
			struct pool_run parts)
{
	struct buf out = { .arena = page->arena };

	for (uint32_t i = 0; i < parts.n; i++) {
		const struct prose_part *part = &rules->parts[parts.first + i];

		if (part->expr.root == 0)
			buf_put(&out, rule_text(rules, part->text));
		else
			buf_printf(&out, "{%.*s}",
				   STR_ARG(rule_text(rules, part->expr.text)));
	}
	return buf_str(&out);
}

static struct str texts(const struct page *page, const struct rules *rules,
			struct pool_run run)
{
	struct buf out = { .arena = page->arena };

	for (uint32_t i = 0; i < run.n; i++)
		buf_printf(&out, "%s%.*s", i ? ", " : "",
			   STR_ARG(rule_text(
				   rules,
				   rules->book->facts.texts[run.first + i])));
	return buf_str(&out);
}

static struct str kernels(const struct page *page, struct kver_range range)
{
	const struct str from = kver_text(page->arena, range.from);
	const struct str to = kver_text(page->arena, range.to);

	if (!range.from.parts && !range.to.parts)
		return STR("");
	if (!range.to.parts)
		return str_format(page->arena, "%.*s and later", STR_ARG(from));
	if (!range.from.parts)
		return str_format(page->arena, "up to %.*s", STR_ARG(to));
	return str_format(page->arena, "%.*s to %.*s", STR_ARG(from),
			  STR_ARG(to));
}

static struct str needs(const struct page *page, uint8_t bits)
{
	static const struct {
		enum need need;
		const char *name;
	} names[] = {
		{ NEED_TOPOLOGY, "topology" },
		{ NEED_LIVE, "live" },
		{ NEED_KERNEL, "kernel" },
		{ NEED_MEMORY, "memory" },
	};
	struct buf out = { .arena = page->arena };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (bits & names[i].need)
			buf_printf(&out, "%s%s", out.len ? ", " : "",
				   names[i].name);
	return buf_str(&out);
}

static struct str severity(const struct page *page, const struct rule *rule)
{
	const struct str certain = severity_name((enum severity)rule->severity);
	const struct str doubt = severity_name((enum severity)rule->doubt);

	if (rule->doubt == SEVERITY_NONE)
		return str_format(page->arena, "%.*s; in doubt not checked",
				  STR_ARG(certain));
	return str_format(page->arena, "%.*s; in doubt %.*s", STR_ARG(certain),
			  STR_ARG(doubt));
}

static void put_fields(struct page *page, const struct entry *entry)
{
	const struct rule *rule = entry->rule;
	const struct rules *rules = entry->rules;

	page_field(page, "severity", severity(page, rule));
	page_field(page, "looks at", str_of(kinds[rule->each]));
	page_field(page, "kernels", kernels(page, rule->kernel));
	page_field(page, "needs", needs(page, rule->needs));
	page_field(page, "mute after", texts(page, rules, rule->after));
	page_field(page, "since", rule_text(rules, rule->since));
	if (rule->preview)
		page_field(page, "preview", STR("only with --preview"));
	page_field(page, "was", texts(page, rules, rule->was));
	page_field(page, "tags", texts(page, rules, rule->tags));
}

static struct str fix_text(const struct page *page, const struct rules *rules,
			   const struct fix *fix)
{
	static const char *const tiers[] = {
		[FIX_SELF] = "",
		[FIX_FROM] = "on the opener: ",
		[FIX_TO] = "on the acceptor: ",
	};
	struct buf out = { .arena = page->arena };
	const struct fix_entry entry = {
		.path = rule_text(rules, fix->path),
		.op = fix->op,
		.value = prose(page, rules, fix->value),
		.known = true,
	};

	buf_put(&out, str_of(tiers[fix->tier]));
	words_fix(&out, page->arena, &entry, false);
	if (!fix->safe)
		buf_put(&out, STR(" (not unasked)"));
	return buf_str(&out);
}

static void put_said(struct page *page, const char *heading, struct str text)
{
	if (str_empty(text))
		return;
	page_heading(page, str_of(heading));
	page_put(page, BLOCK_PARAGRAPH, text);
}

static void put_fixes(struct page *page, const struct entry *entry)
{
	const struct pool_run fixes = entry->rule->fixes;

	if (fixes.n)
		page_heading(page, STR("Fix"));
	for (uint32_t i = 0; i < fixes.n; i++)
		page_put(page, BLOCK_ITEM,
			 fix_text(page, entry->rules,
				  &entry->rules->fixes[fixes.first + i]));
}

/* The keys of its fixes, and the one whose line is the place. */
static void relate_keys(struct page *page, const struct page_options *options,
			const struct entry *entry)
{
	const struct rules *rules = entry->rules;
	const struct rule *rule = entry->rule;
	struct entry key;

	for (uint32_t i = 0; i <= rule->fixes.n; i++) {
		const struct pool_str path =
			i == 0 ? rule->at
			       : rules->fixes[rule->fixes.first + i - 1].path;

		if (path.len &&
		    entry_find(options->rulebook, page->arena,
			       key_dotted(page->arena, rule_text(rules, path)),
			       &key))
			page_relate(page, &key);
	}
}

/* Those that name the rule; else those that name a key of it. */
static void relate_topics(struct page *page, const struct rulebook *rulebook,
			  const struct entry *entry)
{
	const size_t n_keys = page->related.n;
	struct entry key;

	page_relate_topics(page, rulebook, entry);
	if (page->related.n > n_keys)
		return;
	for (size_t i = 0; i < n_keys; i++)
		if (entry_find(rulebook, page->arena, page->related.at[i].name,
			       &key))
			page_relate_topics(page, rulebook, &key);
}

void page_rule(struct page *page, const struct page_options *options,
	       const struct entry *entry)
{
	const struct rule *rule = entry->rule;
	const struct rules *rules = entry->rules;

	page->title = str_format(page->arena, "%.*s: %.*s",
				 STR_ARG(rule_text(rules, rule->id)),
				 STR_ARG(rule_text(rules, rule->title)));
	put_fields(page, entry);
	put_said(page, "Says", prose(page, rules, rule->say));
	put_said(page, "Effect", prose(page, rules, rule->effect));
	put_said(page, "Why", prose(page, rules, rule->why));
	put_said(page, "Unless", prose(page, rules, rule->unless));
	put_fixes(page, entry);
	put_said(page, "Condition", rule_text(rules, rule->when.text));
	relate_keys(page, options, entry);
	page_uses_named(page, options->rulebook, entry);
	relate_topics(page, options->rulebook, entry);
	page_sources(page, rules, rule->see);
}
