/* SPDX-License-Identifier: Apache-2.0 */
/* As tuned 2.28's profiles/variables.py. */
#include "read/tuned_vars.h"
#include "base/buf.h"
#include "base/map.h"

/* Values double with each variable that has another twice. */
enum { MAX_BYTES = 4096, MAX_BYTES_IN_ALL = 1024 * 1024 };

struct tuned_vars {
	struct arena *arena;
	struct map *values; /* struct str; no value: not known */
	size_t spent_bytes; /* on all that was expanded */
};

struct tuned_vars *tuned_vars_new(struct arena *arena)
{
	struct tuned_vars *vars = arena_make(arena, struct tuned_vars);

	vars->arena = arena;
	vars->values = map_new(arena);
	return vars;
}

void tuned_vars_put(struct tuned_vars *vars, struct str name, struct str value)
{
	struct str *known = arena_make(vars->arena, struct str);

	map_put(vars->values, name,
		tuned_vars_expand(vars, value, known) ? known : NULL);
}

static size_t name_length(struct str s)
{
	size_t n = 0;

	while (n < s.len &&
	       ((s.at[n] >= 'a' && s.at[n] <= 'z') ||
		(s.at[n] >= 'A' && s.at[n] <= 'Z') ||
		(s.at[n] >= '0' && s.at[n] <= '9') || s.at[n] == '_'))
		n++;
	return n;
}

/* What stands at a '$'; false where it is not known: "$NAME" is a shell's,
 * from before there were variables. Moves rest behind it. */
static bool expand_one(const struct tuned_vars *vars, struct str *rest,
		       struct buf *out)
{
	struct str inside = str_slice(*rest, 2, rest->len);
	size_t n = name_length(inside);
	const struct str *value;

	if (!str_starts(*rest, STR("${")) || !n || n == inside.len ||
	    inside.at[n] != '}')
		return false;
	value = map_get(vars->values, str_slice(inside, 0, n));
	if (!value)
		return false;
	buf_put(out, *value);
	*rest = str_slice(inside, n + 1, inside.len);
	return true;
}

bool tuned_vars_expand(struct tuned_vars *vars, struct str text,
		       struct str *out)
{
	struct buf whole = { .arena = vars->arena };

	*out = text;
	if (str_find(text, '$') == text.len)
		return true;
	while (text.len) {
		if (str_starts(text, STR("\\${"))) {
			buf_put(&whole, STR("${"));
			text = str_slice(text, 3, text.len);
		} else if (text.at[0] != '$') {
			buf_char(&whole, text.at[0]);
			text = str_slice(text, 1, text.len);
		} else if (!expand_one(vars, &text, &whole)) {
			return false;
		}
		if (whole.len > MAX_BYTES)
			return false;
	}
	vars->spent_bytes += whole.len;
	if (vars->spent_bytes > MAX_BYTES_IN_ALL)
		return false;
	*out = buf_str(&whole);
	return true;
}
