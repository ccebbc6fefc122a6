/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/kernel_exceptions.h"

#include "base/files.h"
#include "keys/key.h"
#include "model/pattern.h"

#define FILE_MAX (256 * 1024)
#define BLANKS   " \t"

static const char *const names[N_KERNEL_DIFFERENCES] = {
#define D(tag, name) name,
	KERNEL_DIFFERENCES(D)
#undef D
};

const char *kernel_difference_name(enum kernel_difference what)
{
	return names[what];
}

static bool next_line(struct str *rest, struct str *line)
{
	if (rest->len == 0)
		return false;
	if (!str_split(*rest, '\n', line, rest))
		*rest = (struct str){ 0 };
	return true;
}

bool kernel_build_option(const struct kernel_build *build, struct str name,
			 struct str *out)
{
	struct str rest = build->config, line, left, right;

	*out = STR("n");
	while (next_line(&rest, &line))
		if (str_split(line, '=', &left, &right) && str_eq(left, name))
			*out = str_trim_set(right, "\"");
	return build->config.len > 0;
}

/* Of the whole line only: what the word before the blanks is. */
static bool word(struct str *rest, struct str *out)
{
	return str_next_word(rest, BLANKS, out);
}

static bool what_of(struct str name, enum kernel_difference *out)
{
	for (int i = 0; i < N_KERNEL_DIFFERENCES; i++)
		if (str_eq(name, str_of(names[i]))) {
			*out = (enum kernel_difference)i;
			return true;
		}
	return false;
}

static void judge(struct kernel_exception *e, const struct kernel_build *build)
{
	struct str option, wanted, is;

	if (str_eq(e->where, STR("any"))) {
		e->holds = true;
	} else if (str_eq(e->where, STR("user"))) {
		e->holds = e->of_user = true;
	} else if (str_split(e->where, '=', &option, &wanted)) {
		/* Without a .config it may be so. */
		e->strict = kernel_build_option(build, option, &is) &&
			    str_eq(is, wanted);
		e->holds = e->strict || build->config.len == 0;
	} else {
		e->holds = e->strict = str_starts(build->release, e->where);
	}
}

/* WHERE WHAT KEY -- WHY */
static bool line_read(struct str line, struct arena *arena,
		      struct kernel_exception *e)
{
	const struct str dashes = STR("-- ");
	const size_t why = str_find_str(line, dashes);
	struct str rest = str_slice(line, 0, why), what, key;

	if (!word(&rest, &e->where) || !word(&rest, &what) ||
	    !word(&rest, &key) || !str_empty(str_trim(rest)) ||
	    !what_of(what, &e->what))
		return false;
	e->pattern = key_path(arena, key);
	e->why = str_trim(str_slice(line, why + dashes.len, line.len));
	return !str_empty(e->why);
}

int kernel_exceptions_read(struct kernel_exceptions *e, struct arena *arena,
			   const char *path, const struct kernel_build *build,
			   struct diags *diags)
{
	struct str text, line;
	uint32_t number = 0;
	const int error = file_read(arena, path, FILE_MAX, &text);

	while (!error && next_line(&text, &line)) {
		struct kernel_exception one = { .line = ++number };

		line = str_trim(line);
		if (str_empty(line) || line.at[0] == '#')
			continue;
		if (!line_read(line, arena, &one) ||
		    e->list.n == KERNEL_EXCEPTIONS_MAX) {
			diag_add_subject(diags, DIAG_ERROR, "exception",
					 str_of(path),
					 "line %u is not "
					 "\"WHERE WHAT KEY -- WHY\"",
					 number);
			continue;
		}
		judge(&one, build);
		vec_push(arena, &e->list, one);
	}
	return error;
}

bool kernel_excepted(struct kernel_exceptions *e, enum kernel_difference what,
		     struct str path)
{
	bool found = false;

	for (size_t i = 0; i < e->list.n; i++) {
		const struct kernel_exception *one = &e->list.at[i];

		if (!one->holds || one->what != what ||
		    (one->of_user && !e->of_user) ||
		    !pattern_matches(one->pattern, path, true))
			continue;
		e->n_used[i]++;
		found = true;
	}
	return found;
}

bool kernel_exception_is_stale(const struct kernel_exceptions *e, size_t i)
{
	return e->list.at[i].strict && e->n_used[i] == 0;
}
