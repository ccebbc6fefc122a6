/* SPDX-License-Identifier: Apache-2.0 */
#include "conf/grammar_say.h"

void say_bare_word(struct scan *scan, const struct token *word)
{
	static const char *const switches[] = { "yes", "on", "no", "off" };
	struct str shown = scan_shown(scan, word->text);

	if (!scan_report(scan, DIAG_ERROR, "conf-syntax", word->span,
			 "'%.*s' needs quotes", STR_ARG(shown)))
		return;
	for (size_t i = 0; i < sizeof(switches) / sizeof(*switches); i++) {
		if (!str_eq(word->text, str_of(switches[i])))
			continue;
		diag_hint(scan->diags, "did you mean %s?",
			  i < 2 ? "true" : "false");
		return;
	}
	diag_hint(scan->diags, "write \"%.*s\"", STR_ARG(shown));
}

void say_bad_name(struct scan *scan, const struct token *name)
{
	struct str shown = scan_shown(scan, name->text);

	if (name->kind == TOKEN_STRING) {
		scan_report(scan, DIAG_ERROR, "conf-syntax", name->span,
			    "names are written without quotes");
		return;
	}
	if (str_find(name->text, '.') < name->text.len) {
		if (scan_report(scan, DIAG_ERROR, "conf-syntax", name->span,
				"a name cannot hold a '.'"))
			diag_hint(scan->diags,
				  "the key of a setting goes into a string, "
				  "as in key = \"vm.swappiness\"");
		return;
	}
	if (scan_report(scan, DIAG_ERROR, "conf-syntax", name->span,
			"'%.*s' cannot be a name", STR_ARG(shown)))
		diag_hint(scan->diags, "a name begins with a letter, and goes "
				       "on with letters, digits, '_' and '-'");
}

void say_duplicate(struct scan *scan, const struct conf_node *first,
		   const struct conf_node *again)
{
	struct place place = place_of(scan->sources, first->name_span);

	if (scan_report(scan, DIAG_ERROR, "conf-duplicate", again->name_span,
			"'%.*s' is set twice in one group",
			STR_ARG(scan_shown(scan, again->name))))
		diag_hint(scan->diags, "it is set first in %.*s:%u:%u",
			  STR_ARG(scan_shown(scan, place.name)), place.line,
			  place.column);
}

static const char *kind_text(const struct token *token)
{
	switch (token->kind) {
	case TOKEN_STRING:
		return "a string";
	case TOKEN_BOOLEAN:
		return "true or false";
	default:
		return token->wide ? "an integer with L" : "an integer";
	}
}

void say_mixed(struct scan *scan, const struct token *element,
	       const struct token *first)
{
	if (scan_report(scan, DIAG_ERROR, "conf-syntax", element->span,
			"the values of an array have one type: this is %s, "
			"the first is %s",
			kind_text(element), kind_text(first)))
		diag_hint(scan->diags, "quote all of them or none");
}
