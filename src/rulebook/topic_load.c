/* SPDX-License-Identifier: Apache-2.0 */
#include "rulebook/topic_load.h"

#include "keys/key.h"
#include "text/excerpt.h"

#include <stdlib.h>
#include <string.h>

#define SUMMARY_MAX 96
/* Of a drawn line, so that it fits 80 columns wherever a page puts it. */
#define DRAWN_MAX 78

const struct schema_field topic_fields[] = {
	{ .name = "slug",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "what one asks for: small letters, digits, dashes" },
	{ .name = "title",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "the page's title" },
	{ .name = "summary",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "one line" },
	{ .name = "text",
	  .type = CONF_ARRAY,
	  .element = CONF_STRING,
	  .required = true,
	  .about = "paragraphs, headings, list items, lines of drawings" },
	{ .name = "related",
	  .type = CONF_ARRAY,
	  .element = CONF_STRING,
	  .about = "rule ids, keys and topics" },
	{ .name = "words",
	  .type = CONF_ARRAY,
	  .element = CONF_STRING,
	  .about = "what else one may look for" },
	{ .name = "see",
	  .type = CONF_ARRAY,
	  .element = CONF_STRING,
	  .about = "sources" },
	{ 0 },
};

static bool is_slug(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-", s.at[i]))
			return false;
	return !str_empty(s) && s.at[0] != '-' && s.at[s.len - 1] != '-';
}

static bool slug_load(struct loader *l, const struct book_file *file,
		      struct topic *topic)
{
	const struct conf_node *node =
		schema_get(file->root, "slug", CONF_STRING);

	if (!node)
		return false;
	topic->slug = loader_text(l, node->string);
	if (is_slug(node->string) && str_eq(node->string, file->stem))
		return true;
	diag_add(l->diags, DIAG_ERROR, "topic-slug", node->span,
		 is_slug(node->string)
			 ? "the file is not called as its slug"
			 : "a slug is small letters, digits and dashes");
	diag_hint(l->diags, "call it '%.*s'",
		  STR_ARG(text_safe_str(l->arena, file->stem)));
	return false;
}

static bool too_long(struct loader *l, const struct conf_node *node,
		     size_t most, const char *what)
{
	if (!node || node->string.len <= most)
		return false;
	diag_add(l->diags, DIAG_ERROR, "topic-length", node->span,
		 "%s of %zu bytes, where %zu fit", what, node->string.len,
		 most);
	return true;
}

static bool text_fits(struct loader *l, const struct conf_node *root)
{
	const struct conf_node *text = schema_get(root, "text", CONF_ARRAY);
	bool good = !too_long(l, schema_get(root, "summary", CONF_STRING),
			      SUMMARY_MAX, "a summary");

	for (size_t i = 0; text && i < text->n_children; i++)
		if (text->children[i].type == CONF_STRING &&
		    str_starts(text->children[i].string, STR(TOPIC_DRAWN)))
			good = !too_long(l, &text->children[i], DRAWN_MAX,
					 "a drawn line") &&
			       good;
	return good;
}

void topic_load(struct loader *l, const struct book_file *file)
{
	const struct conf_node *root = file->root;
	struct topic topic = { 0 };
	bool good = schema_check(root, topic_fields, "topic", l->diags);

	good = slug_load(l, file, &topic) && good;
	good = text_fits(l, root) && good;
	if (!good)
		return;
	topic.title = loader_string_text(l, root, "title");
	topic.summary = loader_string_text(l, root, "summary");
	topic.text = loader_texts(l, root, "text");
	topic.see = loader_texts(l, root, "see");
	topic.related = loader_texts(l, root, "related");
	topic.words = loader_texts(l, root, "words");
	vec_push(l->arena, &l->topics, topic);
	vec_push(l->arena, &l->topic_related,
		 schema_get(root, "related", CONF_ARRAY));
}

static struct str text_of(const struct loader *l, struct pool_str s)
{
	return pool_text(l->builder->chars.at, s);
}

/* Files are read in the order of their names, and a name is a slug with
 * ".conf": "a.conf" comes behind "a-b.conf", "a" before "a-b". */
static void sort(struct loader *l)
{
	for (size_t i = 1; i < l->topics.n; i++) {
		const struct topic topic = l->topics.at[i];
		const struct conf_node *related = l->topic_related.at[i];
		size_t k = i;

		for (; k > 0 && str_cmp(text_of(l, l->topics.at[k - 1].slug),
					text_of(l, topic.slug)) > 0;
		     k--) {
			l->topics.at[k] = l->topics.at[k - 1];
			l->topic_related.at[k] = l->topic_related.at[k - 1];
		}
		l->topics.at[k] = topic;
		l->topic_related.at[k] = related;
	}
}

static bool names_topic(const struct loader *l, struct str name)
{
	const struct rules *rules;

	for (size_t i = 0; i < l->topics.n; i++)
		if (str_eq(text_of(l, l->topics.at[i].slug), name))
			return true;
	return l->earlier && rulebook_topic(l->earlier, name, &rules);
}

static bool names_rule(const struct loader *l, struct str name)
{
	const struct rules *rules;

	for (size_t i = 0; i < l->ids.n; i++)
		if (str_eq(text_of(l, l->ids.at[i]), name))
			return true;
	return l->earlier && rulebook_find(l->earlier, name, &rules);
}

static bool names_key(struct loader *l, struct str name)
{
	const struct book *book;

	return str_find(name, '.') < name.len &&
	       knowledge_fact(&l->knowledge, key_path(l->arena, name), &book);
}

static void suggest(struct loader *l, struct str wrong)
{
	VEC(struct str) known = { 0 };
	struct str nearest;

	for (size_t i = 0; i < l->topics.n; i++)
		vec_push(l->arena, &known, text_of(l, l->topics.at[i].slug));
	for (size_t i = 0; i < l->ids.n; i++)
		vec_push(l->arena, &known, text_of(l, l->ids.at[i]));
	for (size_t i = 0; i < l->facts.n; i++)
		vec_push(l->arena, &known,
			 key_dotted(l->arena, text_of(l, l->facts.at[i].path)));
	nearest = str_nearest(wrong, known.at, known.n);
	if (!str_empty(nearest))
		diag_hint(l->diags, "did you mean '%.*s'?", STR_ARG(nearest));
}

static void related_check(struct loader *l, const struct conf_node *array)
{
	for (size_t i = 0; array && i < array->n_children; i++) {
		const struct conf_node *node = &array->children[i];

		if (node->type != CONF_STRING || names_topic(l, node->string) ||
		    names_rule(l, node->string) || names_key(l, node->string))
			continue;
		diag_add(l->diags, DIAG_ERROR, "topic-related", node->span,
			 "'%.*s' is no topic, rule or key",
			 STR_ARG(text_safe_str(l->arena, node->string)));
		suggest(l, node->string);
	}
}

void topic_load_end(struct loader *l)
{
	sort(l);
	for (size_t i = 0; i < l->topics.n; i++)
		related_check(l, l->topic_related.at[i]);
}
