/* SPDX-License-Identifier: Apache-2.0 */
#include "read/input_kind.h"
#include "read/yaml_guess.h"

/* A dump of a thousand keys has some 50 KiB. */
enum { LOOKED_AT_BYTES = 256 * 1024 };

/*
 * Keys that nobody can write, so that a file of settings has none of them,
 * but every dump has most: two may be a mistake, three are no accident.
 */
enum { STATES_NEEDED = 3 };
static const struct str states[] = {
	{ "kernel.osrelease", 16 },
	{ "kernel.ostype", 13 },
	{ "kernel.version", 14 },
	{ "kernel.cap_last_cap", 19 },
	{ "kernel.ngroups_max", 18 },
	{ "kernel.pty.nr", 13 },
	{ "kernel.random.boot_id", 21 },
	{ "kernel.random.uuid", 18 },
	{ "kernel.random.poolsize", 22 },
	{ "fs.dentry-state", 15 },
	{ "fs.file-nr", 10 },
	{ "fs.inode-nr", 11 },
	{ "fs.inode-state", 14 },
	{ "fs.aio-nr", 9 },
};
enum { N_STATES = sizeof states / sizeof states[0] };

/* What only one of the two key spaces has; "vm", "dev", "user" and "fs" are in
 * both, but not all of their keys. */
static const struct str bsd_keys[] = {
	{ "kern.", 5 },     { "hw.", 3 },         { "machdep.", 8 },
	{ "net.inet.", 9 }, { "net.inet6.", 10 }, { "net.link.", 9 },
	{ "net.bpf.", 8 },  { "net.local.", 10 }, { "net.isr.", 8 },
	{ "security.", 9 }, { "vfs.", 4 },        { "ddb.", 4 },
};
static const struct str linux_keys[] = {
	{ "kernel", 6 },          { "net.ipv", 7 },
	{ "net/ipv", 7 },         { "net.core", 8 },
	{ "net/core", 8 },        { "net.netf", 8 },
	{ "net/netf", 8 },        { "net.unix", 8 },
	{ "net.bridge", 10 },     { "fs/", 3 },
	{ "fs.file-", 8 },        { "fs.nr_", 6 },
	{ "fs.inotify", 10 },     { "fs.aio", 6 },
	{ "fs.suid", 7 },         { "fs.protected", 12 },
	{ "fs.pipe", 7 },         { "fs.epoll", 8 },
	{ "vm.swappiness", 13 },  { "vm.dirty_", 9 },
	{ "vm.overcommit_", 14 }, { "vm.max_map", 10 },
	{ "vm.vfs_", 7 },         { "vm.min_free", 11 },
	{ "user.max_", 9 },       { "dev.tty.", 8 },
	{ "dev.raid.", 9 },       { "abi.vsyscall", 12 },
};

#define ANY_STARTS(list, key)                                                  \
	any_starts(list, sizeof list / sizeof list[0], key)

/* What the lines of a text have in common. */
struct tally {
	size_t n_lines; /* that are neither empty nor comments */
	size_t n_bsd, n_linux;
	bool state[N_STATES];
	bool heading_first, sysctl_heading, tuned_heading, operators;
	bool boots; /* the first line holds words for a kernel */
};

static bool any_starts(const struct str *list, size_t n, struct str key)
{
	for (size_t i = 0; i < n; i++)
		if (str_starts(key, list[i]))
			return true;
	return false;
}

static void look_for_state(struct tally *t, struct str key)
{
	for (size_t i = 0; i < N_STATES; i++)
		if (str_eq(key, states[i]))
			t->state[i] = true;
}

/* tuned's: "=>100" and "=<100" where the key is not lowered, not raised. */
static bool has_operator(struct str value)
{
	return value.len > 1 && (value.at[0] == '>' || value.at[0] == '<') &&
	       value.at[1] >= '0' && value.at[1] <= '9';
}

static void look_at_heading(struct tally *t, struct str line)
{
	t->sysctl_heading |= str_starts(line, STR("[sysctl]")) ||
			     str_starts(line, STR("[sysctl."));
	t->tuned_heading |= str_starts(line, STR("[main]")) ||
			    str_starts(line, STR("[variables]"));
}

/* A kernel's own: a boot loader's first word, or one of ours among others. */
static bool is_command_line(struct str line)
{
	size_t n_words = 0, n_ours = 0;
	struct str word;

	if (str_starts(line, STR("BOOT_IMAGE=")))
		return true;
	if (str_starts(line, STR("sysctl ")))
		return false;
	while (str_next_word(&line, " \t", &word)) {
		n_words++;
		n_ours += (str_starts(word, STR("sysctl.")) ||
			   str_starts(word, STR("sysctl/"))) &&
			  str_find(word, '=') < word.len;
	}
	return n_ours > 0 && n_words > 0;
}

static void look_at(struct tally *t, struct str line)
{
	struct str key, value;
	bool assigns = str_split(line, '=', &key, &value);

	if (t->n_lines++ == 0) {
		t->heading_first = line.at[0] == '[';
		t->boots = is_command_line(line);
	}
	if (line.at[0] == '[') {
		look_at_heading(t, line);
		return;
	}
	t->n_bsd += ANY_STARTS(bsd_keys, key);
	t->n_linux += ANY_STARTS(linux_keys, key);
	if (!assigns)
		return;
	look_for_state(t, str_trim(key));
	t->operators |= has_operator(value);
}

static void look_over(struct tally *t, struct str text)
{
	struct str line;

	text = str_slice(text, 0, LOOKED_AT_BYTES);
	while (text.len) {
		str_split(text, '\n', &line, &text);
		line = str_trim(line);
		if (line.len && line.at[0] != '#' && line.at[0] != ';')
			look_at(t, line);
	}
}

static struct str base_of(struct str name)
{
	while (str_find(name, '/') < name.len)
		name = str_slice(name, str_find(name, '/') + 1, name.len);
	return name;
}

/* "99-tuned.conf" is a name for a sysctl.d; ".ktune" was what tuned had before
 * it had profiles, with the same operators. */
static bool is_tuned_name(struct str base)
{
	struct str front = base;

	while (front.len && front.at[0] >= '0' && front.at[0] <= '9')
		front = str_slice(front, 1, front.len);
	return str_ends(base, STR(".ktune")) ||
	       (str_ends(base, STR("tuned.conf")) &&
		!str_eq(front, STR("-tuned.conf")));
}

/* "[sysctl]" alone is what people copy into a sysctl.d by mistake. */
static bool is_tuned(const struct tally *t)
{
	return t->heading_first && t->sysctl_heading &&
	       (t->tuned_heading || t->operators);
}

static bool is_dump(const struct tally *t)
{
	size_t n = 0;

	for (size_t i = 0; i < N_STATES; i++)
		n += t->state[i];
	return n >= STATES_NEEDED;
}

bool input_kind_is_key(struct str text)
{
	/* In a map of anything these might be a name or a host. */
	static const struct str too_common[] = { { "user.", 5 },
						 { "dev.", 4 },
						 { "abi.", 4 } };

	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.at[i] <= ' ' || text.at[i] == ':')
			return false;
	if (str_find(text, '.') == text.len && str_find(text, '/') == text.len)
		return false;
	return str_starts(text, STR("vm.")) || str_starts(text, STR("vm/")) ||
	       (ANY_STARTS(linux_keys, text) && !ANY_STARTS(too_common, text));
}

enum input_kind input_kind_of(struct str name, struct str text)
{
	struct str base = base_of(name);
	struct tally t = { 0 };

	if (yaml_guess(base, text))
		return INPUT_YAML;
	look_over(&t, text);
	if (is_tuned_name(base) || is_tuned(&t))
		return INPUT_TUNED;
	if (is_dump(&t) || str_eq(base, STR("sysctl_-a")))
		return INPUT_DUMP;
	if (t.n_lines == 1 && (t.boots || str_eq(base, STR("cmdline"))))
		return INPUT_CMDLINE;
	if (t.n_bsd > 0 && t.n_linux == 0)
		return INPUT_BSD;
	return INPUT_SYSCTL;
}

bool input_kind_is_place(struct str name)
{
	struct str base = base_of(name);
	struct str folder = str_slice(name, 0, name.len - base.len);

	return str_ends(folder, STR("sysctl.d/")) ||
	       (str_ends(folder, STR("etc/")) &&
		str_eq(base, STR("sysctl.conf")));
}
