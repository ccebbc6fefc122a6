/* SPDX-License-Identifier: Apache-2.0 */
#include "rulebook/fact_load.h"

#include "keys/key.h"
#include "text/excerpt.h"

const struct schema_field fact_meaning_fields[] = {
	{ .name = "value",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "a number, or text as it is written" },
	{ .name = "means",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "what the kernel does then" },
	{ 0 },
};

const struct schema_field fact_fields[] = {
	{ .name = "key",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "the key, with dots; an interface is *" },
	{ .name = "type",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "how the kernel reads it: int, u8, ulong*3" },
	{ .name = "unit",
	  .type = CONF_STRING,
	  .about = "what one of it is: s, KiB, pages, ports" },
	{ .name = "words",
	  .type = CONF_STRING,
	  .about = "the closed set of a word, separated by |" },
	{ .name = "about",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "one sentence" },
	{ .name = "range",
	  .type = CONF_STRING,
	  .about = "what the handler has enforced from the first row on" },
	{ .name = "sane",
	  .type = CONF_STRING,
	  .about = "range of the values that mean something" },
	{ .name = "values",
	  .type = CONF_LIST,
	  .each = fact_meaning_fields,
	  .about = "what single values mean" },
	{ .name = "scope",
	  .type = CONF_STRING,
	  .about = "whose it is, from the first row on: host, netns" },
	{ .name = "module",
	  .type = CONF_STRING,
	  .about = "needed before the key exists" },
	{ .name = "config",
	  .type = CONF_STRING,
	  .about = "the kernel is built with it, or lacks the key" },
	{ .name = "vendor",
	  .type = CONF_STRING,
	  .about = "in whose kernels only the key is" },
	{ .name = "read",
	  .type = CONF_STRING,
	  .about = "never, where reading has side effects" },
	{ .name = "write",
	  .type = CONF_STRING,
	  .about = "once, command or readonly" },
	{ .name = "combine",
	  .type = CONF_STRING,
	  .about = "how conf.all and an interface act together" },
	{ .name = "alias",
	  .type = CONF_STRING,
	  .about = "another key that is the same variable" },
	{ .name = "kubernetes",
	  .type = CONF_STRING,
	  .about = "the first release that lets every pod set it" },
	{ .name = "instead",
	  .type = CONF_STRING,
	  .about = "what does its work on kernels without it" },
	{ .name = "longest",
	  .type = CONF_STRING,
	  .about = "bytes that are kept of a text; the rest is cut off" },
	{ .name = "order",
	  .type = CONF_STRING,
	  .about = "rising: no number below the one before it; strict: the "
		   "kernel refuses it" },
	{ .name = "whole",
	  .type = CONF_BOOLEAN,
	  .about = "true: a vector that is refused changes nothing" },
	{ .name = "before",
	  .type = CONF_ARRAY,
	  .element = CONF_STRING,
	  .about = "keys that must be written after this one" },
	{ .name = "default_most",
	  .type = CONF_STRING,
	  .about = "no kernel and no memory gives a larger default" },
	{ .name = "history",
	  .type = CONF_LIST,
	  .required = true,
	  .each = fact_row_fields,
	  .about = "what changed when, ordered by from" },
	{ .name = "see",
	  .type = CONF_ARRAY,
	  .element = CONF_STRING,
	  .about = "sources" },
	{ 0 },
};

/* Where the fault is that the whole file has. */
static struct span file_span(const struct conf_node *root, const char *name)
{
	const struct conf_node *node = schema_get(root, name, CONF_STRING);

	return node ? node->span : root->span;
}

static bool path_load(struct loader *l, const struct book_file *file,
		      struct fact *fact)
{
	const struct str key = loader_string(file->root, "key");
	const struct str path = key_path(l->arena, key);

	if (str_empty(key))
		return false;
	fact->path = loader_text(l, path);
	if (str_eq(path, key_path(l->arena, file->stem)))
		return true;
	diag_add(l->diags, DIAG_ERROR, "fact-name",
		 file_span(file->root, "key"),
		 "the file is called '%.*s', its key is '%.*s'",
		 STR_ARG(text_safe_str(l->arena, file->stem)),
		 STR_ARG(text_safe_str(l->arena, key)));
	diag_hint(l->diags, "call it '%.*s.conf'",
		  STR_ARG(text_safe_str(l->arena, key)));
	return false;
}

static bool words_load(struct loader *l, const struct conf_node *root,
		       struct fact *fact)
{
	unsigned combine = fact->combine, read = fact->read;
	unsigned write = fact->write;
	bool good;

	good = loader_word(l, root, "combine",
			   word_list_words(WORDS_COMBINE), &combine);
	good = loader_word(l, root, "read", word_list_words(WORDS_READ), &read) &&
	       good;
	good = loader_word(l, root, "write", word_list_words(WORDS_WRITE),
			   &write) &&
	       good;
	fact->combine = (uint8_t)combine;
	fact->read = (uint8_t)read;
	fact->write = (uint8_t)write;
	return good;
}

static bool kubernetes_load(struct loader *l, const struct conf_node *root,
			    struct fact *fact)
{
	struct str text = loader_string(root, "kubernetes");
	struct kver release;

	fact->kubernetes = loader_string_text(l, root, "kubernetes");
	if (str_empty(text) || kver_parse(text, &release))
		return true;
	diag_add(l->diags, DIAG_ERROR, "fact-kubernetes",
		 file_span(root, "kubernetes"), "this is no release");
	diag_hint(l->diags, "write it as in \"1.29\"");
	return false;
}

static bool sane_load(struct loader *l, const struct conf_node *root,
		      struct fact *fact)
{
	const struct conf_node *node = schema_get(root, "sane", CONF_STRING);
	struct fact_range range;

	fact->sane.first = (uint32_t)l->ranges.n;
	if (!node)
		return true;
	if (!fact_range_load(l, fact, node, &range))
		return false;
	vec_push(l->arena, &l->ranges, range);
	fact->sane.n = 1;
	return true;
}

static bool values_load(struct loader *l, const struct conf_node *root,
			struct fact *fact)
{
	const struct conf_node *list = schema_get(root, "values", CONF_LIST);
	const bool is_text =
		fact->type == VALUE_WORD || fact->type == VALUE_WORDS;
	bool good = true;

	fact->values.first = (uint32_t)l->meanings.n;
	for (size_t i = 0; list && i < list->n_children; i++) {
		const struct conf_node *group = &list->children[i];
		const struct conf_node *value =
			group->type == CONF_GROUP
				? schema_get(group, "value", CONF_STRING)
				: NULL;
		struct fact_meaning meaning = { 0 };
		struct num number;

		if (!value)
			continue;
		if (!is_text && !fact_number_load(l, fact, value,
						  value->string, &number)) {
			good = false;
			continue;
		}
		meaning.value = loader_text(l, value->string);
		meaning.text = loader_string_text(l, group, "means");
		vec_push(l->arena, &l->meanings, meaning);
		fact->values.n++;
	}
	return good;
}

/* Other keys are named by their path; they need no fact of their own. */
static void keys_load(struct loader *l, const struct conf_node *root,
		      struct fact *fact)
{
	const struct conf_node *array = schema_get(root, "before", CONF_ARRAY);
	const struct str alias = loader_string(root, "alias");

	fact->alias = loader_text(l, key_path(l->arena, alias));
	fact->before.first = (uint32_t)l->texts.n;
	for (size_t i = 0; array && i < array->n_children; i++) {
		const struct str key = array->children[i].string;

		vec_push(l->arena, &l->texts,
			 loader_text(l, key_path(l->arena, key)));
		fact->before.n++;
	}
}

/* "CONFIG_A CONFIG_B": with both. */
static bool config_load(struct loader *l, const struct conf_node *root,
			struct fact *fact)
{
	const struct conf_node *node = schema_get(root, "config", CONF_STRING);
	struct str rest = loader_string(root, "config"), word;

	while (str_next_word(&rest, " ", &word)) {
		if (str_starts(word, STR("CONFIG_")))
			continue;
		diag_add(l->diags, DIAG_ERROR, "fact-config", node->span,
			 "'%.*s' is no option of the kernel's configuration",
			 STR_ARG(text_safe_str(l->arena, word)));
		diag_hint(l->diags, "write \"CONFIG_SYN_COOKIES\"");
		return false;
	}
	fact->config = loader_string_text(l, root, "config");
	return true;
}

static bool most_load(struct loader *l, const struct conf_node *root,
		      struct fact *fact)
{
	const struct conf_node *node =
		schema_get(root, "default_most", CONF_STRING);

	if (!node)
		return true;
	fact->has_default_most = fact_number_load(l, fact, node, node->string,
						  &fact->default_most);
	return fact->has_default_most;
}

/* Since 5.13 a u8 handler refuses what does not fit; before, nothing did. */
static bool u8_is_bounded(struct loader *l, const struct conf_node *root,
			  const struct fact *fact)
{
	const struct kver last = { .a = UINT16_MAX, .parts = 1 };
	struct fact_at at;

	if (fact->store != STORE_U8)
		return true;
	loader_publish(l);
	at = fact_on(&l->book->facts, fact, &last);
	if (!at.exists || at.range.has_high)
		return true;
	diag_add(l->diags, DIAG_ERROR, "fact-range", file_span(root, "type"),
		 "a u8 key has a range from 5.13 on, and none is given");
	diag_hint(l->diags,
		  "add { from = \"5.13\"; range = \"0..255\"; } to history");
	return false;
}

static bool longest_load(struct loader *l, const struct conf_node *root,
			 struct fact *fact)
{
	const struct conf_node *node = schema_get(root, "longest", CONF_STRING);
	struct num n;

	if (!node)
		return true;
	if (fact->store == STORE_STRING &&
	    fact_number_load(l, fact, node, node->string, &n) &&
	    n.magnitude > 0 && n.magnitude <= UINT32_MAX) {
		fact->longest = (uint32_t)n.magnitude;
		return true;
	}
	diag_add(l->diags, DIAG_ERROR, "fact-longest", node->span,
		 "this is the number of bytes of a string");
	return false;
}

static bool whole_load(struct loader *l, const struct conf_node *root,
		       struct fact *fact)
{
	const struct conf_node *node = schema_get(root, "whole", CONF_BOOLEAN);

	fact->whole = node && node->boolean;
	if (!fact->whole || fact->type == VALUE_VECTOR)
		return true;
	diag_add(l->diags, DIAG_ERROR, "fact-whole", node->span,
		 "a single number is always written whole");
	return false;
}

static bool order_load(struct loader *l, const struct conf_node *root,
		       struct fact *fact)
{
	const struct conf_node *node = schema_get(root, "order", CONF_STRING);
	unsigned order = 0;

	if (!loader_word(l, root, "order", "any|rising|strict", &order))
		return false;
	fact->rising = order == 1;
	fact->strict = order == 2;
	if (!order || fact->type == VALUE_VECTOR)
		return true;
	diag_add(l->diags, DIAG_ERROR, "fact-order", node->span,
		 "a single number has no order");
	return false;
}

static bool is_known_twice(struct loader *l, const struct book_file *file,
			   const struct fact *fact)
{
	for (size_t i = 0; i < l->facts.n; i++)
		if (l->facts.at[i].path.at == fact->path.at &&
		    l->facts.at[i].path.len == fact->path.len) {
			diag_add(l->diags, DIAG_ERROR, "fact-name",
				 file_span(file->root, "key"),
				 "another file is about this key already");
			return true;
		}
	return false;
}

void fact_load(struct loader *l, const struct book_file *file)
{
	const struct conf_node *root = file->root;
	struct fact fact = { .arity = 1, .unit_scale = 1 };
	bool good = schema_check(root, fact_fields, "fact", l->diags);

	if (!path_load(l, file, &fact) || !fact_type_load(l, root, &fact) ||
	    is_known_twice(l, file, &fact))
		return;
	fact.about = loader_string_text(l, root, "about");
	fact.module = loader_string_text(l, root, "module");
	fact.vendor = loader_string_text(l, root, "vendor");
	fact.words = loader_string_text(l, root, "words");
	fact.instead = loader_string_text(l, root, "instead");
	fact.see = loader_texts(l, root, "see");
	keys_load(l, root, &fact);
	good = kubernetes_load(l, root, &fact) && good;
	good = words_load(l, root, &fact) && good;
	good = sane_load(l, root, &fact) && good;
	good = values_load(l, root, &fact) && good;
	good = most_load(l, root, &fact) && good;
	good = longest_load(l, root, &fact) && good;
	good = order_load(l, root, &fact) && good;
	good = whole_load(l, root, &fact) && good;
	good = config_load(l, root, &fact) && good;
	good = fact_history_load(l, root, &fact) && good;
	good = good && u8_is_bounded(l, root, &fact);
	/* The key is known all the same, so that rules about it are not
	 * refused too; but nothing is said of it. */
	if (!good)
		fact.history.n = 0;
	vec_push(l->arena, &l->facts, fact);
}
