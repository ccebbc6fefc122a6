/* SPDX-License-Identifier: Apache-2.0 */
/* The longer messages of the grammar, with what is likely meant. Internal to
 * conf/. */
#ifndef CONF_GRAMMAR_SAY_H
#define CONF_GRAMMAR_SAY_H

#include "conf/conf.h"
#include "conf/scan.h"

/* A word where only a string can stand. */
void say_bare_word(struct scan *scan, const struct token *word);
void say_bad_name(struct scan *scan, const struct token *name);
void say_duplicate(struct scan *scan, const struct conf_node *first,
		   const struct conf_node *again);
/* Two elements of one array. */
void say_mixed(struct scan *scan, const struct token *element,
	       const struct token *first);

#endif
