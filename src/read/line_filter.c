/* SPDX-License-Identifier: Apache-2.0 */
#include "read/line_filter.h"
#include "base/buf.h"
#include "keys/key.h"
#include "model/pattern.h"

#include <string.h>

void line_filter_add_prefix(struct arena *arena, struct line_filter *filter,
			    const struct dialect *d, struct str text)
{
	struct buf path = { .arena = arena };

	dialect_path(d, NULL, text, &path);
	vec_push(arena, &filter->prefixes, buf_str(&path));
}

void line_filter_open(struct line_filter *filter, const char *pattern)
{
	filter->has_pattern = true;
	filter->is_bad = regcomp(&filter->pattern, pattern,
				 REG_EXTENDED | REG_NOSUB) != 0;
}

void line_filter_close(struct line_filter *filter)
{
	if (filter->has_pattern && !filter->is_bad)
		regfree(&filter->pattern);
}

/* procps 3.3 looks at the name, 4.0 at all that follows the blanks in front,
 * the line's end with it. */
static struct str looked_at(struct arena *arena, const struct dialect *d,
			    const struct raw_line *line,
			    const struct raw_assignment *a)
{
	size_t i = 0;

	if (d->token_split)
		return a->ignore_errors ? str_join(arena, STR("-"), a->key,
						   (struct str){ 0 })
					: a->key;
	while (i < line->text.len && line->text.at[i] &&
	       strchr(d->blanks, line->text.at[i]))
		i++;
	return str_join(arena, str_slice(line->text, i, line->text.len),
			line->ended ? STR("\n") : STR(""), (struct str){ 0 });
}

bool line_filter_takes(struct arena *arena, const struct line_filter *filter,
		       const struct dialect *d, const struct raw_line *line,
		       const struct raw_assignment *a)
{
	if (!filter || !filter->has_pattern)
		return true;
	if (filter->is_bad)
		return false;
	return regexec(&filter->pattern,
		       str_c(arena, looked_at(arena, d, line, a)), 0, NULL,
		       0) == 0;
}

bool line_filter_takes_path(const struct line_filter *filter, struct str path)
{
	if (!filter || !filter->prefixes.n || pattern_is(path))
		return true;
	for (size_t i = 0; i < filter->prefixes.n; i++)
		if (key_is_below(path, filter->prefixes.at[i]))
			return true;
	return false;
}
