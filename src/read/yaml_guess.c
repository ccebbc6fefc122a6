/* SPDX-License-Identifier: Apache-2.0 */
#include "read/yaml_guess.h"

static bool has_yaml_name(struct str name)
{
	static const char *const engines[] = { ".j2", ".tpl", ".tmpl",
					       ".gotmpl", ".erb" };

	for (size_t i = 0; i < sizeof engines / sizeof engines[0]; i++)
		if (str_ends(name, str_of(engines[i])))
			name.len -= strlen(engines[i]);
	return str_ends(name, STR(".yaml")) || str_ends(name, STR(".yml"));
}

/* What no line of a sysctl.conf begins with. */
static bool begins_yaml(struct str line)
{
	static const char *const words[] = {
		"--- ",      "apiVersion:", "kind:",
		"services:", "- hosts:",    "- name:",
	};

	if (str_eq(line, STR("---")))
		return true;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (str_starts(line, str_of(words[i])))
			return true;
	return false;
}

bool yaml_guess(struct str name, struct str text)
{
	struct str line = { 0 };

	if (has_yaml_name(name) || str_ends(name, STR(".conf")))
		return !str_ends(name, STR(".conf"));
	if (str_starts(text, STR("\xef\xbb\xbf")))
		text = str_slice(text, 3, text.len);
	while (text.len && (str_empty(line) || line.at[0] == '#')) {
		str_split(text, '\n', &line, &text);
		line = str_trim(line);
	}
	return begins_yaml(line);
}
