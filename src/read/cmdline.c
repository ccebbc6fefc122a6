/* SPDX-License-Identifier: Apache-2.0 */
/* As linux-6.12 lib/cmdline.c next_arg() and fs/proc/proc_sysctl.c
 * process_sysctl_arg() have it; the words are known since 5.8. */
#include "read/cmdline.h"
#include "keys/key.h"

#include <string.h>

/* Parameters that were there before, and are sysctls by another name. */
static const struct {
	struct str name, path;
} aliases[] = {
	{ { "hardlockup_all_cpu_backtrace", 28 },
	  { "kernel/hardlockup_all_cpu_backtrace", 35 } },
	{ { "hung_task_panic", 15 }, { "kernel/hung_task_panic", 22 } },
	{ { "numa_zonelist_order", 19 }, { "vm/numa_zonelist_order", 22 } },
	{ { "softlockup_all_cpu_backtrace", 28 },
	  { "kernel/softlockup_all_cpu_backtrace", 35 } },
};

/* One parameter: name and, behind the first '=', a value. */
struct word {
	struct str all, name, value;
	bool has_value;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' ||
	       c == '\v';
}

/* A quote goes where it stands at an end, not within. */
static struct str unquoted(struct str s)
{
	if (str_skip(&s, '"') && s.len && s.at[s.len - 1] == '"')
		s.len--;
	return s;
}

/* Blanks within double quotes are part of a word. */
static bool next_word(struct str *rest, struct word *out)
{
	size_t from = 0, end;
	bool quoted = false;
	struct str s;

	while (from < rest->len && is_blank(rest->at[from]))
		from++;
	for (end = from; end < rest->len; end++) {
		if (!quoted && is_blank(rest->at[end]))
			break;
		quoted ^= rest->at[end] == '"';
	}
	*out = (struct word){ .all = str_slice(*rest, from, end) };
	*rest = str_slice(*rest, end, rest->len);
	s = unquoted(out->all);
	out->has_value = str_split(s, '=', &out->name, &out->value);
	/* The last quote of the word is the value's, whichever began it. */
	if (out->value.len && out->value.at[0] == '"')
		out->value = unquoted(out->value);
	return out->all.len > 0;
}

static bool is_ours(struct str name, struct str prefix)
{
	return name.len > prefix.len + 1 && str_starts(name, prefix) &&
	       (name.at[prefix.len] == '.' || name.at[prefix.len] == '/');
}

/* Every dot is a slash, and slashes stay; empty: not one of ours. */
static struct str path_of(struct arena *arena, struct str name)
{
	struct str path = str_slice(name, strlen("sysctl."), name.len);
	char *copy;

	for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++)
		if (str_eq(name, aliases[i].name))
			return aliases[i].path;
	if (!is_ours(name, STR("sysctl")))
		return (struct str){ 0 };
	copy = arena_array(arena, char, path.len);
	for (size_t i = 0; i < path.len; i++)
		copy[i] = path.at[i] == '.' ? '/' : path.at[i];
	return (struct str){ copy, path.len };
}

/* Meant for a sysctl, but in capitals: the kernel passes it over. */
static bool is_capital(struct str name)
{
	static const char lower[] = "sysctl";
	char small[sizeof lower - 1] = { 0 };

	for (size_t i = 0; i < sizeof small && i < name.len; i++)
		small[i] = (char)(name.at[i] | 0x20);
	return name.len > sizeof small &&
	       memcmp(small, lower, sizeof small) == 0 &&
	       !str_starts(name, STR("sysctl")) &&
	       (name.at[sizeof small] == '.' || name.at[sizeof small] == '/');
}

static struct span span_of_part(uint32_t source, struct str text, struct str s)
{
	uint32_t at = s.at ? (uint32_t)(s.at - text.at) : 0;

	return (struct span){ source, at, at + (uint32_t)s.len };
}

static void mark(struct host_builder *b, enum mark_kind kind, struct span span)
{
	settings_mark(b->out->settings,
		      (struct mark){ .kind = kind, .span = span });
}

/* No pattern, and no way to write a dot that belongs to a name. */
static bool names_no_key(struct arena *arena, struct str path)
{
	return str_find(path, '*') < path.len ||
	       str_find(path, '?') < path.len ||
	       !str_eq(key_join_interface(arena, path), path);
}

static void take_word(struct host_builder *b, uint32_t source, struct str text,
		      const struct word *word)
{
	struct str path = path_of(b->r->arena, word->name);
	struct span span = span_of_part(source, text, word->all);

	if (is_capital(word->name)) {
		mark(b, MARK_BOOT_NO_KEY, span);
	} else if (str_empty(path)) {
		return;
	} else if (str_empty(word->value)) {
		mark(b, MARK_BOOT_NO_VALUE, span);
	} else if (names_no_key(b->r->arena, path)) {
		mark(b, MARK_BOOT_NO_KEY, span);
	} else {
		settings_add(b->out->settings,
			     (struct assignment){
				     .path = path,
				     .value = word->value,
				     .span = span,
				     .key_span = span_of_part(source, text,
							      word->name),
				     .value_span = span_of_part(source, text,
								word->value),
				     .by = BY_KERNEL });
	}
}

/* What stands behind "--" is for init. */
static bool ends_parameters(const struct word *word)
{
	return str_eq(word->all, STR("--"));
}

void cmdline_read(struct host_builder *b, uint32_t source)
{
	struct str text = source_text(b->r->sources, source), rest = text;
	struct word word;

	while (next_word(&rest, &word) && !ends_parameters(&word))
		take_word(b, source, text, &word);
}

bool cmdline_speaks(struct str text)
{
	struct word word;

	while (next_word(&text, &word) && !ends_parameters(&word)) {
		if (is_ours(word.name, STR("sysctl")) || is_capital(word.name))
			return true;
		for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++)
			if (str_eq(word.name, aliases[i].name))
				return true;
	}
	return false;
}
