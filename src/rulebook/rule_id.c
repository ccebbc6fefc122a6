/* SPDX-License-Identifier: Apache-2.0 */
#include "rulebook/rule_load.h"

#define ID_DIGITS 3
#define AREA_MAX  8

static bool all_between(struct str s, char low, char high, const char *also)
{
	for (size_t i = 0; i < s.len; i++)
		if ((s.at[i] < low || s.at[i] > high) &&
		    str_find(str_of(also), s.at[i]) == str_of(also).len)
			return false;
	return s.len > 0;
}

static bool is_id(struct str id, struct str *out_area)
{
	struct str digits;

	return str_split(id, '-', out_area, &digits) &&
	       out_area->len <= AREA_MAX && digits.len == ID_DIGITS &&
	       all_between(*out_area, 'A', 'Z', "") &&
	       all_between(digits, '0', '9', "");
}

static bool complain(struct loader *l, const struct conf_node *node,
		     const char *what, struct str hint)
{
	diag_add(l->diags, DIAG_ERROR, "rule-id", node->span, "%s", what);
	diag_hint(l->diags, "%.*s", STR_ARG(hint));
	return false;
}

static struct str lower(struct arena *arena, struct str s)
{
	char *at = arena_array(arena, char, s.len);

	for (size_t i = 0; i < s.len; i++)
		at[i] = (char)(s.at[i] | 0x20);
	return (struct str){ at, s.len };
}

static bool file_agrees(struct loader *l, const struct book_file *file,
			const struct conf_node *node, struct str area,
			struct str *out_slug)
{
	const struct str folder = lower(l->arena, area);

	if (!str_eq(file->folder, folder))
		return complain(
			l, node, "the file is in another area's folder",
			str_format(l->arena,
				   "rules of this area are in lint/%.*s",
				   STR_ARG(folder)));
	*out_slug = str_slice(file->stem, node->string.len, file->stem.len);
	if (str_starts(file->stem, node->string) && str_skip(out_slug, '-') &&
	    all_between(*out_slug, 'a', 'z', "0123456789-"))
		return true;
	return complain(l, node, "the file's name does not fit the id",
			str_format(l->arena,
				   "call it '%.*s-some-words.conf', in small "
				   "letters",
				   STR_ARG(node->string)));
}

static bool is_twice(const struct loader *l, struct pool_str id)
{
	for (size_t i = 0; i < l->ids.n; i++)
		if (l->ids.at[i].at == id.at && l->ids.at[i].len == id.len)
			return true;
	return false;
}

bool rule_id_load(struct loader *l, const struct book_file *file,
		  struct rule *rule)
{
	const struct conf_node *node =
		schema_get(file->root, "id", CONF_STRING);
	struct str area, slug;

	if (!node)
		return false;
	if (!is_id(node->string, &area))
		return complain(l, node, "this is no rule id",
				STR("write the area in capital letters, a "
				    "dash and three digits: \"TW-007\""));
	rule->id = loader_text(l, node->string);
	rule->area = loader_text(l, area);
	if (is_twice(l, rule->id))
		return complain(l, node, "another file has this id already",
				STR("an id is never used again: take a new "
				    "one"));
	vec_push(l->arena, &l->ids, rule->id);
	if (!file_agrees(l, file, node, area, &slug))
		return false;
	rule->slug = loader_text(l, slug);
	return true;
}
