/* SPDX-License-Identifier: Apache-2.0 */
#include "rulebook/rule_load.h"

#include "base/utf8.h"
#include "rulebook/cycle.h"
#include "rulebook/prose.h"
#include "text/excerpt.h"

#include <stdlib.h>

const struct schema_field rule_fields[] = {
	{ .name = "id",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "letters of the area, a dash, three digits" },
	{ .name = "title",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "at most 72 characters" },
	{ .name = "severity",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "error, warning, advice or info" },
	{ .name = "each",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "what it looks at: tier, hop, setting" },
	{ .name = "when",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "the condition" },
	{ .name = "kernel",
	  .type = CONF_STRING,
	  .about = "range of versions in which it holds" },
	{ .name = "needs",
	  .type = CONF_ARRAY,
	  .element = CONF_STRING,
	  .about = "topology, live, kernel, memory" },
	{ .name = "doubt",
	  .type = CONF_STRING,
	  .about = "severity of the doubtful form" },
	{ .name = "assumed_only",
	  .type = CONF_BOOLEAN,
	  .about = "true: in doubt only where it is true on an assumption" },
	{ .name = "after",
	  .type = CONF_ARRAY,
	  .element = CONF_STRING,
	  .about = "rules that mute this one where they fired" },
	{ .name = "say",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "one sentence about this host" },
	{ .name = "unless",
	  .type = CONF_STRING,
	  .about = "what would rule a doubtful finding out" },
	{ .name = "effect",
	  .type = CONF_STRING,
	  .about = "what users will notice" },
	{ .name = "why", .type = CONF_STRING, .about = "the mechanism" },
	{ .name = "fix",
	  .type = CONF_LIST,
	  .each = fix_fields,
	  .about = "changes that apply together" },
	{ .name = "see",
	  .type = CONF_ARRAY,
	  .element = CONF_STRING,
	  .about = "sources" },
	{ .name = "since",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "the edition it came with" },
	{ .name = "preview",
	  .type = CONF_BOOLEAN,
	  .about = "true: runs only with --preview" },
	{ .name = "was",
	  .type = CONF_ARRAY,
	  .element = CONF_STRING,
	  .about = "ids it had before" },
	{ .name = "tags",
	  .type = CONF_ARRAY,
	  .element = CONF_STRING,
	  .about = "words to select it by" },
	{ .name = "at",
	  .type = CONF_STRING,
	  .about = "the key whose line is the place" },
	{ .name = "on",
	  .type = CONF_STRING,
	  .about = "from or to: the tier of a hop that it is about" },
	{ 0 },
};

static bool bad_field(struct loader *l, const struct conf_node *node,
		      const char *what, const char *hint)
{
	diag_add(l->diags, DIAG_ERROR, "rule-field", node->span, "%s", what);
	diag_hint(l->diags, "%s", hint);
	return false;
}

static size_t n_characters(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; n++) {
		uint32_t character;
		const size_t bytes = utf8_decode(s, i, &character);

		i += bytes ? bytes : 1;
	}
	return n;
}

static bool title_load(struct loader *l, const struct conf_node *root,
		       struct rule *rule)
{
	const struct conf_node *node = schema_get(root, "title", CONF_STRING);

	if (!node)
		return false;
	rule->title = loader_text(l, node->string);
	if (str_empty(node->string))
		return bad_field(l, node, "the title is empty",
				 "say in a few words what is wrong");
	if (n_characters(node->string) > RULE_TITLE_MAX)
		return bad_field(l, node,
				 "the title has more than 72 characters",
				 "the sentence about the host belongs in "
				 "'say'");
	return true;
}

static bool severities_load(struct loader *l, const struct conf_node *root,
			    struct rule *rule)
{
	static const char words[] = "info|advice|warning|error";
	const struct conf_node *doubt = schema_get(root, "doubt", CONF_STRING);
	unsigned severity = 0, doubtful = 0;
	bool good = loader_word(l, root, "severity", words, &severity);

	good = loader_word(l, root, "doubt", words, &doubtful) && good;
	if (!good)
		return false;
	rule->severity = (uint8_t)(severity + SEVERITY_INFO);
	if (!doubt)
		return true;
	rule->doubt = (uint8_t)(doubtful + SEVERITY_INFO);
	if (rule->doubt > rule->severity)
		return bad_field(l, doubt, "'doubt' is above 'severity'",
				 "what is in doubt is at most as bad");
	return true;
}

static bool each_load(struct loader *l, const struct conf_node *root,
		      struct rule *rule)
{
	static const uint8_t kinds[] = {
		SUBJECT_LINE, SUBJECT_FILE, SUBJECT_ASSIGNMENT, SUBJECT_SETTING,
		SUBJECT_TIER, SUBJECT_HOP,  SUBJECT_TOPOLOGY,   SUBJECT_HOST,
	};
	const struct conf_node *node = schema_get(root, "each", CONF_STRING);
	unsigned index = 0;

	if (!node ||
	    !loader_word_at(l, node,
			    "line|file|assignment|setting|tier|hop|topology|"
			    "host",
			    &index))
		return false;
	rule->each = kinds[index];
	return true;
}

static bool needs_load(struct loader *l, const struct conf_node *root,
		       struct rule *rule)
{
	const struct conf_node *array = schema_get(root, "needs", CONF_ARRAY);
	bool good = true;

	for (size_t i = 0; array && i < array->n_children; i++) {
		const struct conf_node *node = &array->children[i];
		unsigned index = 0;

		/* Index 0 is NEED_TOPOLOGY, the lowest bit. */
		if (node->type == CONF_STRING &&
		    loader_word_at(l, node, "topology|live|kernel|memory",
				   &index))
			rule->needs |= (uint8_t)(1U << index);
		else
			good = false;
	}
	return good;
}

static bool kernel_load(struct loader *l, const struct conf_node *root,
			struct rule *rule)
{
	const struct conf_node *node = schema_get(root, "kernel", CONF_STRING);

	if (!node || kver_range_parse(node->string, &rule->kernel))
		return true;
	return bad_field(l, node, "this is no range of kernels",
			 "write \"4.12-\", \"-4.11\" or \"3.17-4.11\"");
}

static bool since_load(struct loader *l, const struct conf_node *root,
		       struct rule *rule)
{
	const struct conf_node *node = schema_get(root, "since", CONF_STRING);
	struct str year, edition;
	struct num n;

	if (!node)
		return false;
	rule->since = loader_text(l, node->string);
	if (str_split(node->string, '.', &year, &edition) && year.len == 4 &&
	    num_parse(year, &n) && !n.negative && num_parse(edition, &n) &&
	    !n.negative)
		return true;
	return bad_field(l, node, "this is no edition",
			 "write the year and a number, \"2026.1\"");
}

static bool at_load(struct loader *l, const struct conf_node *root,
		    struct rule *rule)
{
	const struct conf_node *node = schema_get(root, "at", CONF_STRING);
	const struct fact *fact;
	const struct book *book;
	struct str path;

	if (!node)
		return true;
	if (!loader_key(l, node, &path, &fact, &book))
		return false;
	rule->at = loader_text(l, path);
	return true;
}

static bool on_load(struct loader *l, const struct conf_node *root,
		    struct rule *rule)
{
	const struct conf_node *node = schema_get(root, "on", CONF_STRING);

	if (!node)
		return true;
	if (rule->each != SUBJECT_HOP)
		return bad_field(l, node, "only a hop has two tiers",
				 "leave it out");
	if (str_eq(node->string, STR("from")))
		rule->on = FIX_FROM;
	else if (str_eq(node->string, STR("to")))
		rule->on = FIX_TO;
	else
		return bad_field(l, node, "a hop has no such tier",
				 "from or to");
	return true;
}

static bool when_load(struct loader *l, const struct conf_node *root,
		      struct rule *rule)
{
	const struct conf_node *node = schema_get(root, "when", CONF_STRING);

	return node && loader_expr(l, node, 0, node->string.len,
				   (enum subject_kind)rule->each, VALUE_BOOL,
				   &rule->when);
}

static bool prose_field_load(struct loader *l, const struct conf_node *root,
			     const char *name, const struct rule *rule,
			     struct pool_run *out)
{
	const struct conf_node *node = schema_get(root, name, CONF_STRING);

	return !node || prose_load(l, node, (enum subject_kind)rule->each, out);
}

static bool sentences_load(struct loader *l, const struct conf_node *root,
			   struct rule *rule)
{
	bool good = prose_field_load(l, root, "say", rule, &rule->say);

	good = prose_field_load(l, root, "unless", rule, &rule->unless) && good;
	good = prose_field_load(l, root, "effect", rule, &rule->effect) && good;
	return prose_field_load(l, root, "why", rule, &rule->why) && good;
}

void rule_load(struct loader *l, const struct book_file *file)
{
	const struct conf_node *root = file->root;
	const struct conf_node *preview =
		schema_get(root, "preview", CONF_BOOLEAN);
	const struct conf_node *assumed =
		schema_get(root, "assumed_only", CONF_BOOLEAN);
	struct rule rule = { 0 };
	bool good = schema_check(root, rule_fields, "rule", l->diags);

	good = rule_id_load(l, file, &rule) && good;
	good = title_load(l, root, &rule) && good;
	good = severities_load(l, root, &rule) && good;
	good = needs_load(l, root, &rule) && good;
	good = kernel_load(l, root, &rule) && good;
	good = since_load(l, root, &rule) && good;
	good = at_load(l, root, &rule) && good;
	/* Without its subject no expression can be read. */
	if (!each_load(l, root, &rule))
		return;
	good = on_load(l, root, &rule) && good;
	good = when_load(l, root, &rule) && good;
	good = sentences_load(l, root, &rule) && good;
	good = rule_fixes_load(l, root, &rule) && good;
	if (!good)
		return;
	rule.preview = preview && preview->boolean;
	rule.assumed_only = assumed && assumed->boolean;
	rule.after = loader_texts(l, root, "after");
	rule.was = loader_texts(l, root, "was");
	rule.tags = loader_texts(l, root, "tags");
	rule.see = loader_texts(l, root, "see");
	vec_push(l->arena, &l->rules, rule);
	vec_push(l->arena, &l->rule_after,
		 schema_get(root, "after", CONF_ARRAY));
}
