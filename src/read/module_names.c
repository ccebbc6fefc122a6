/* SPDX-License-Identifier: Apache-2.0 */
/* As systemd 247 to 257 src/modules-load/modules-load.c has it; names by
 * kmod, to which '-' and '_' are the same. */
#include "read/module_names.h"

enum { MAX_NAMES = 50000 };

static void add_name(struct module_names *m, struct str name, struct span span)
{
	char *copy;

	if (str_empty(name) || m->list.n >= MAX_NAMES)
		return;
	copy = arena_array(m->arena, char, name.len);
	for (size_t i = 0; i < name.len; i++)
		copy[i] = name.at[i] == '-' ? '_' : name.at[i];
	name.at = copy;
	if (map_get(m->seen, name))
		return;
	map_put(m->seen, name, m);
	vec_push(m->arena, &m->list, name);
	if (span_is_none(m->first))
		m->first = span;
}

void module_names_init(struct module_names *m, struct arena *arena)
{
	*m = (struct module_names){ .arena = arena, .seen = map_new(arena) };
}

void module_names_lines(struct module_names *m, uint32_t source,
			struct str text)
{
	struct str rest = text, line, name;
	uint32_t at;

	while (rest.len) {
		str_split(rest, '\n', &line, &rest);
		line = str_trim(line);
		if (str_empty(line) || line.at[0] == '#' || line.at[0] == ';' ||
		    !str_next_word(&line, " \t\r", &name))
			continue;
		at = (uint32_t)(name.at - text.at);
		add_name(m, name,
			 (struct span){ source, at, at + (uint32_t)name.len });
	}
}

void module_names_parameters(struct module_names *m, struct str text)
{
	static const char *const names[] = { "modules_load", "modules-load",
					     "rd.modules_load",
					     "rd.modules-load" };
	struct str word, key, value, name;

	while (str_next_word(&text, " \t\r\n", &word)) {
		bool is_ours = false;

		if (!str_split(word, '=', &key, &value))
			continue;
		for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
			is_ours = is_ours || str_eq(key, str_of(names[i]));
		while (is_ours && str_next_word(&value, ",\"", &name))
			add_name(m, name, (struct span){ 0 });
	}
}

/* The last part of a path, up to its first dot. */
static struct str stem(struct str path)
{
	struct str left, right;

	while (str_split(path, '/', &left, &right))
		path = right;
	str_split(path, '.', &left, &right);
	return left;
}

void module_names_paths(struct module_names *m, struct str text)
{
	struct str path;

	while (str_next_word(&text, "\n", &path))
		add_name(m, stem(path), (struct span){ 0 });
}

static bool has(struct str s, struct str what)
{
	return str_find_str(s, what) < s.len;
}

/* A rule, with the lines that a backslash joins to it. */
static struct str next_rule(struct str *rest)
{
	struct str rule;
	size_t end = 0;

	while (end < rest->len &&
	       (rest->at[end] != '\n' || (end && rest->at[end - 1] == '\\')))
		end++;
	rule = str_slice(*rest, 0, end);
	*rest = str_slice(*rest, end + 1, rest->len);
	return rule;
}

/* What rules say of whatever module it is. */
static bool is_common(struct str word)
{
	return str_eq(word, STR("add")) || str_eq(word, STR("module"));
}

/* What is matched with "==": KERNEL=="nf_conntrack|br_netfilter". Whatever
 * stands there names modules as well as anything; a pattern names any. */
static bool take_matches(struct module_names *m, struct str rule)
{
	struct str before, quoted, word;
	bool named = false;

	while (str_split(rule, '"', &before, &rule)) {
		str_split(rule, '"', &quoted, &rule);
		if (!str_ends(str_trim(before), STR("==")))
			continue;
		while (str_next_word(&quoted, "|", &word)) {
			word = stem(word);
			named = named || !is_common(word);
			m->any = m->any || has(word, STR("*"));
			add_name(m, word, (struct span){ 0 });
		}
	}
	return named;
}

void module_names_udev(struct module_names *m, struct str text)
{
	bool speaks =
		has(text, STR("\"module\"")) || has(text, STR("/module/"));

	while (speaks && text.len) {
		struct str rule = next_rule(&text);

		if (has(rule, STR("sysctl")) && rule.at[0] != '#' &&
		    !has(rule, STR("\"net\"")) && !take_matches(m, rule))
			m->any = true;
	}
}

/* "install nf_conntrack modprobe ... && sysctl ...": and the module that it
 * is loaded for is one whose keys are written again. */
void module_names_modprobe(struct module_names *m, struct str text)
{
	struct str line, word;

	while (text.len) {
		str_split(text, '\n', &line, &text);
		if (str_next_word(&line, " \t", &word) &&
		    str_eq(word, STR("install")) && has(line, STR("sysctl")) &&
		    str_next_word(&line, " \t", &word))
			add_name(m, word, (struct span){ 0 });
	}
}
