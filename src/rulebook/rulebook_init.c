/* SPDX-License-Identifier: Apache-2.0 */
/* Apart from rulebook.c: the tool that makes builtin.c links all but this. */
#include "rulebook/rulebook.h"

void rulebook_init(struct rulebook *rulebook, bool with_builtin)
{
	*rulebook = (struct rulebook){ 0 };
	if (with_builtin)
		rulebook_add(rulebook, &builtin_rules);
}

static struct str word_in(const struct rules *rules, enum word_list list,
			  unsigned index)
{
	for (uint32_t i = 0; i < rules->n_words; i++)
		if (rules->words[i].list == list &&
		    rules->words[i].index == index)
			return rule_text(rules, rules->words[i].means);
	return STR("");
}

/* Pages are written in the program's words also where no other rule of its
 * own is wanted. */
struct str rulebook_word(const struct rulebook *rulebook, enum word_list list,
			 unsigned index)
{
	for (uint32_t b = rulebook->n_books; b-- > 0;) {
		const struct str found =
			word_in(rulebook->rules[b], list, index);

		if (!str_empty(found))
			return found;
	}
	return word_in(&builtin_rules, list, index);
}
