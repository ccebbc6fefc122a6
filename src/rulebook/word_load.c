/* SPDX-License-Identifier: Apache-2.0 */
#include "rulebook/word_load.h"

#include "text/excerpt.h"

const struct schema_field word_group_fields[] = {
	{ .name = "word",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "as facts write it" },
	{ .name = "means",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "what pages say in its place" },
	{ 0 },
};

const struct schema_field word_fields[] = {
	{ .name = "list",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "the field of facts whose words these are" },
	{ .name = "words",
	  .type = CONF_LIST,
	  .required = true,
	  .each = word_group_fields,
	  .about = "each word of the list" },
	{ 0 },
};

static const struct {
	const char *name, *words;
} lists[] = {
#define LIST(name, NAME, words) { #name, words },
#include "rulebook/word_list.h"
#undef LIST
};

const char *word_list_words(enum word_list list)
{
	return lists[list].words;
}

/* False where there is no such list, or the file is not called so. */
static bool list_load(struct loader *l, const struct book_file *file,
		      struct word *word)
{
	const struct conf_node *node =
		schema_get(file->root, "list", CONF_STRING);
	struct buf known = { .arena = l->arena };
	unsigned list = 0;

	for (size_t i = 0; i < N_WORD_LISTS; i++)
		buf_printf(&known, "%s%s", i ? "|" : "", lists[i].name);
	if (!node ||
	    !loader_word_at(l, node, str_c(l->arena, buf_str(&known)), &list))
		return false;
	word->list = (uint8_t)list;
	if (str_eq(node->string, file->stem))
		return true;
	diag_add(l->diags, DIAG_ERROR, "word-list", node->span,
		 "the file is not called as its list");
	diag_hint(l->diags, "call it '%.*s.conf'",
		  STR_ARG(text_safe_str(l->arena, node->string)));
	return false;
}

static bool is_known(const struct loader *l, const struct word *word)
{
	for (size_t i = 0; i < l->words.n; i++)
		if (l->words.at[i].list == word->list &&
		    l->words.at[i].index == word->index)
			return true;
	return false;
}

static void one_load(struct loader *l, const struct conf_node *group,
		     struct word word)
{
	const struct conf_node *node = schema_get(group, "word", CONF_STRING);
	unsigned index = 0;

	if (!node || !loader_word_at(l, node, lists[word.list].words, &index))
		return;
	word.index = (uint8_t)index;
	word.means = loader_string_text(l, group, "means");
	if (!is_known(l, &word)) {
		vec_push(l->arena, &l->words, word);
		return;
	}
	diag_add(l->diags, DIAG_ERROR, "word-twice", node->span,
		 "this word has been said already");
}

/* A page could not say what a word means that is left out. */
static void all_are_there(struct loader *l, const struct conf_node *words,
			  struct word word)
{
	struct str rest = str_of(lists[word.list].words), name;

	for (word.index = 0; str_next_word(&rest, "|", &name); word.index++)
		if (!is_known(l, &word))
			diag_add(l->diags, DIAG_ERROR, "word-missing",
				 words->span, "the word '%.*s' is left out",
				 STR_ARG(name));
}

void word_load(struct loader *l, const struct book_file *file)
{
	const struct conf_node *words =
		schema_get(file->root, "words", CONF_LIST);
	struct word word = { 0 };

	if (!schema_check(file->root, word_fields, "list of words", l->diags) ||
	    !words || !list_load(l, file, &word))
		return;
	for (size_t i = 0; i < words->n_children; i++)
		if (words->children[i].type == CONF_GROUP)
			one_load(l, &words->children[i], word);
	all_are_there(l, words, word);
}
