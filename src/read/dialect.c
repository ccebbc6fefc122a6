/* SPDX-License-Identifier: Apache-2.0 */
#include "read/dialect.h"

#include <limits.h>

static const char *const run_first[] = {
	"/run/sysctl.d",     "/etc/sysctl.d", "/usr/local/lib/sysctl.d",
	"/usr/lib/sysctl.d", "/lib/sysctl.d", NULL,
};
static const char *const etc_first[] = {
	"/etc/sysctl.d",     "/run/sysctl.d", "/usr/local/lib/sysctl.d",
	"/usr/lib/sysctl.d", "/lib/sysctl.d", NULL,
};
/* Built for a merged /usr, where /lib is a link. */
static const char *const merged_usr[] = {
	"/etc/sysctl.d",
	"/run/sysctl.d",
	"/usr/local/lib/sysctl.d",
	"/usr/lib/sysctl.d",
	NULL,
};
static const char *const none[] = { NULL };
static const char *const tuned_only[] = { "/run/sysctl.d", "/etc/sysctl.d",
					  NULL };

/* alpinelinux/aports main/openrc/sysctl.initd at 5c2fae7b. */
static const struct boot_place openrc_places[] = {
	{ .path = "/lib/sysctl.d" },
	{ .path = "/usr/lib/sysctl.d" },
	{ .path = "/etc/sysctl.d", .hides = true },
	{ .path = "/etc/sysctl.conf", .is_file = true },
	{ .path = "/run/sysctl.d", .hides = true },
	{ 0 },
};
/* openwrt/openwrt package/base-files/files/etc/init.d/sysctl at 04f9326c;
 * what it sets by itself before the files is not here. */
static const struct boot_place openwrt_places[] = {
	{ .path = "/etc/sysctl.d" },
	{ .path = "/etc/sysctl.conf", .is_file = true },
	{ 0 },
};

#define BLANK_TAB_EOL " \t\r\n"
#define SPACE         " \t\n\v\f\r"

/* Shared by rows; a row names only what it changes. */
#define PROCPS_3_FAULTS                                                        \
	FAULT_MISSING_KEY | FAULT_MISSING_FILE | FAULT_DANGLING_LINK |         \
		FAULT_UNREADABLE
/* is_deprecated() in its sysctl.c, from v3.3.3 to v3.3.17. */
#define RETIRED          "base_reachable_time retrans_time"
#define PROCPS_3_RETIRED .takes_patterns = true, .writing.retired = RETIRED
#define PROCPS_3                                                               \
	.family = "procps", .blanks = BLANK_TAB_EOL, .comments = "#;",         \
	.min_bytes = 2, .token_split = true, .key_rule = KEY_SWAP,             \
	.globs = GLOB_NONE, .writing.failure = 255
#define PROCPS_3_BOOT                                                          \
	PROCPS_3, PROCPS_3_RETIRED, .writing.faults = PROCPS_3_FAULTS,         \
				    .writing.boots = true
#define PROCPS_3_FGETS                                                         \
	PROCPS_3, PROCPS_3_RETIRED,                                            \
		.blank_value_broken = true,                                    \
		.writing.faults = PROCPS_3_FAULTS | FAULT_MALFORMED,           \
		.writing.boots = true
#define PROCPS_4_FAULTS                                                        \
	FAULT_MISSING_KEY | FAULT_REFUSED | FAULT_ROOT_KEY |                   \
		FAULT_MISSING_FILE | FAULT_DANGLING_LINK | FAULT_UNREADABLE
#define PROCPS_4                                                               \
	.family = "procps", .blanks = SPACE, .comments = "#;", .min_bytes = 2, \
	.newline_counts = true, .takes_patterns = true, .dash_ignores = true,  \
	.dash_excludes = true, .dash_blank_kept = true, .dash_twice = true,    \
	.key_rule = KEY_SWAP, .globs = GLOB_PROCPS, .same_text_shields = true, \
	.writing.failure = 1, .writing.boots = true, .directories = etc_first, \
	.conf_file = CONF_FILE_LAST
/* Before patterns, from sysctl.c and fileio.c of the time. */
#define SYSTEMD_OLD                                                            \
	.family = "systemd", .takes_prefixes = true, .after_modules = true,     \
	.blanks = BLANK_TAB_EOL,                                               \
	.comments = "#;", .min_bytes = 1, .key_rule = KEY_SWAP,                \
	.globs = GLOB_NONE, .writing.map = true, .writing.failure = 1,         \
	.writing.boots = true, .skips_hidden = true, .directories = etc_first, \
	.conf_file = CONF_FILE_NEVER
#define SYSTEMD_OLD_FAULTS                                                     \
	FAULT_NO_EQUALS | FAULT_REFUSED | FAULT_DIRECTORY_KEY |                \
		FAULT_ROOT_KEY | FAULT_MISSING_FILE | FAULT_DIRECTORY_FILE |   \
		FAULT_UNREADABLE | FAULT_BELOW_FILE
#define SYSTEMD                                                                \
	.family = "systemd", .takes_prefixes = true, .after_modules = true,     \
	.line_limit = 1024 * 1024, .cr_ends = true, .nul_ends = true,          \
	.blanks = BLANK_TAB_EOL, .min_bytes = 1, .dash_ignores = true,         \
	.dash_excludes = true, .key_rule = KEY_SWAP, .folds_end = true,        \
	.globs = GLOB_SYSTEMD, .writing.glob_braces = true,                    \
	.writing.map = true, .writing.globs_in_order = true,                   \
	.writing.failure = 1,                                                  \
	.writing.faults =                                                      \
		FAULT_NO_EQUALS | FAULT_REFUSED | FAULT_DIRECTORY_KEY |        \
		FAULT_ROOT_KEY | FAULT_MISSING_FILE | FAULT_DIRECTORY_FILE |   \
		FAULT_UNREADABLE | FAULT_LONG_LINE | FAULT_BELOW_FILE,         \
	.writing.dash_forgives = FAULT_REFUSED | FAULT_DIRECTORY_KEY |         \
				 FAULT_ROOT_KEY | FAULT_BELOW_FILE,            \
	.writing.boots = true, .skips_hidden = true,                           \
	.conf_file = CONF_FILE_NEVER
#define BUSYBOX_READER                                                         \
	.continues = true, .blanks = SPACE, .comments = "#;", .min_bytes = 1,  \
	.value_needed = true, .key_rule = KEY_PROBE, .globs = GLOB_NONE,       \
	.writing.absolute = true, .writing.empty_not_written = true,           \
	.writing.stops_at_refusal = true, .writing.faults = FAULT_REFUSED,     \
	.writing.boots = true, .directories = none,                            \
	.conf_file = CONF_FILE_LAST
#define BUSYBOX BUSYBOX_READER, .family = "busybox", .writing.failure = 1

/* To add a loader or a version: a row, oldest first within its family. The
 * last row of a family is what its bare name means, unless usual[] says
 * otherwise. */
static const struct dialect rows[] = {
	/*
	 * From the tags of sysctl.c: --system came with 3.3.2, where names
	 * need not end in .conf. From 3.3.3 to 3.3.7 main() forgets what went
	 * wrong in files that were named, and up to 3.3.8 in the sysctl.d of
	 * --system. In 3.3.9 the test for /etc/sysctl.conf is the wrong way
	 * round. The buffer of 4096 came with 3.3.10, the getline reader with
	 * 3.3.13.
	 */
	{ PROCPS_3, .version = "3.3.0", .chunk_bytes = 255,
	  .blank_value_broken = true,
	  .writing.faults = PROCPS_3_FAULTS | FAULT_MALFORMED | FAULT_REFUSED,
	  .first_file_only = true, .directories = none },
	{ PROCPS_3, .version = "3.3.2", .chunk_bytes = 255,
	  .blank_value_broken = true,
	  .writing.faults = FAULT_MISSING_KEY | FAULT_MISSING_FILE |
			    FAULT_UNREADABLE | FAULT_MALFORMED | FAULT_NO_CONF,
	  .first_file_only = true, .writing.boots = true, .any_suffix = true,
	  .directories = run_first, .conf_file = CONF_FILE_NEEDED },
	{ PROCPS_3, PROCPS_3_RETIRED, .version = "3.3.3", .chunk_bytes = 255,
	  .blank_value_broken = true, .writing.faults = FAULT_NO_CONF,
	  .writing.boots = true, .directories = run_first,
	  .conf_file = CONF_FILE_NEEDED },
	{ PROCPS_3, PROCPS_3_RETIRED, .version = "3.3.8", .chunk_bytes = 255,
	  .blank_value_broken = true,
	  .writing.faults = FAULT_MISSING_KEY | FAULT_MISSING_FILE |
			    FAULT_UNREADABLE | FAULT_MALFORMED | FAULT_NO_CONF,
	  .writing.boots = true, .directories = run_first,
	  .conf_file = CONF_FILE_NEEDED },
	{ PROCPS_3_FGETS, .version = "3.3.9", .chunk_bytes = 255,
	  .directories = run_first, .conf_file = CONF_FILE_NEVER },
	{ PROCPS_3, PROCPS_3_RETIRED, .version = "3.3.10", .chunk_bytes = 4095,
	  .blank_value_broken = true,
	  .writing.faults = PROCPS_3_FAULTS | FAULT_MALFORMED | FAULT_NO_CONF,
	  .writing.boots = true, .directories = run_first,
	  .conf_file = CONF_FILE_NEEDED },
	{ PROCPS_3_FGETS, .version = "3.3.11", .chunk_bytes = 4095,
	  .directories = run_first, .conf_file = CONF_FILE_LAST },
	{ PROCPS_3_FGETS, .version = "3.3.12", .chunk_bytes = 4095,
	  .directories = run_first, .conf_file = CONF_FILE_LAST },
	{ PROCPS_3_BOOT, .version = "3.3.13", .reuses_buffer = true,
	  .directories = run_first, .conf_file = CONF_FILE_LAST },
	{ PROCPS_3_BOOT, .version = "3.3.15", .reuses_buffer = true,
	  .directories = run_first, .conf_file = CONF_FILE_LAST },
	{ PROCPS_3_BOOT, .version = "3.3.16", .reuses_buffer = true,
	  .dash_ignores = true, .directories = run_first,
	  .conf_file = CONF_FILE_LAST },
	{ PROCPS_3_BOOT, .version = "3.3.17", .reuses_buffer = true,
	  .dash_ignores = true, .directories = etc_first,
	  .conf_file = CONF_FILE_LAST },
	{ PROCPS_4, .version = "4.0.0", .writing.faults = PROCPS_4_FAULTS },
	{ PROCPS_4, .version = "4.0.2", .writing.faults = PROCPS_4_FAULTS },
	{ PROCPS_4, .version = "4.0.3", .writing.faults = PROCPS_4_FAULTS },
	{ PROCPS_4, .version = "4.0.4", .writing.faults = PROCPS_4_FAULTS },
	{ PROCPS_4, .version = "4.0.5", .writing.faults = PROCPS_4_FAULTS,
	  .exclusion_patterns = true },
	{ PROCPS_4, .version = "4.0.6", .exclusion_patterns = true,
	  .writing.faults =
		  PROCPS_4_FAULTS | FAULT_DIRECTORY_KEY | FAULT_READ_ONLY_KEY },
	{ PROCPS_4, .version = "4.0.7", .exclusion_patterns = true,
	  .writing.faults =
		  PROCPS_4_FAULTS | FAULT_DIRECTORY_KEY | FAULT_READ_ONLY_KEY,
	  .writing.dash_forgives = FAULT_REFUSED },
	/* Up to 231 the order of the writes is a hash table's. A line of more
	 * than LINE_MAX is cut up to 235; from 236 on read_line() takes NUL for
	 * a line end, and CR at the latest from 243 on. */
	{ SYSTEMD_OLD, .version = "219", .chunk_bytes = 2047,
	  .writing.faults = SYSTEMD_OLD_FAULTS | FAULT_READ_ONLY_KEY },
	{ SYSTEMD_OLD, .version = "232", .chunk_bytes = 2047,
	  .writing.faults = SYSTEMD_OLD_FAULTS },
	{ SYSTEMD_OLD, .version = "236", .line_limit = 1024 * 1024,
	  .nul_ends = true,
	  .writing.faults = SYSTEMD_OLD_FAULTS | FAULT_LONG_LINE },
	{ SYSTEMD_OLD, .version = "243", .line_limit = 1024 * 1024,
	  .nul_ends = true, .cr_ends = true, .dash_ignores = true,
	  .dash_blank_kept = true,
	  .writing.faults = SYSTEMD_OLD_FAULTS | FAULT_LONG_LINE,
	  .writing.dash_forgives = FAULT_REFUSED | FAULT_DIRECTORY_KEY |
				   FAULT_ROOT_KEY | FAULT_BELOW_FILE },
	{ SYSTEMD, .version = "245", .comments = "#;",
	  .directories = etc_first },
	{ SYSTEMD, .version = "247", .comments = "#;",
	  .directories = etc_first },
	{ SYSTEMD, .version = "252", .comments = "#;",
	  .writing.refuses_dotdot = true, .writing.skips_equal = true,
	  .directories = etc_first },
	{ SYSTEMD, .version = "257", .comments = "#;",
	  .writing.refuses_dotdot = true, .writing.skips_equal = true,
	  .directories = merged_usr },
	{ SYSTEMD, .version = "262", .comments = "#",
	  .writing.refuses_dotdot = true, .writing.skips_equal = true,
	  .directories = merged_usr },
	{ BUSYBOX, .version = "1.30.1" },
	{ BUSYBOX, .version = "1.31.0", .probe_swaps = true },
	{ BUSYBOX, .version = "1.35.0", .probe_swaps = true },
	{ BUSYBOX, .version = "1.37.0", .probe_swaps = true },
	{ BUSYBOX, .version = "1.38.0", .probe_swaps = true },
	/* Each file has a process of its own. */
	{ BUSYBOX_READER, .family = "openrc", .version = "",
	  .probe_swaps = true, .writing.stops_at_file = true,
	  .writing.failure = 1, .places = openrc_places },
	{ BUSYBOX_READER, .family = "openwrt", .version = "",
	  .probe_swaps = true, .writing.stops_at_file = true,
	  .places = openwrt_places },
	/* What it applies again behind its profile: plugins/plugin_sysctl.py
	 * at 2bfa442. Python reads any line end. */
	{ .family = "tuned",
	  .version = "",
	  .cr_ends = true,
	  .blanks = SPACE,
	  .comments = "#;",
	  .min_bytes = 1,
	  .key_rule = KEY_EXCHANGE,
	  .globs = GLOB_NONE,
	  .writing.map = true,
	  .writing.map_keeps_place = true,
	  .writing.empty_not_written = true,
	  .writing.retired = RETIRED,
	  .writing.boots = true,
	  .directories = tuned_only,
	  .conf_file = CONF_FILE_LAST },
	{ .family = "toybox",
	  .version = "0.8.9",
	  .blanks = SPACE,
	  .comments = "#;",
	  .min_bytes = 1,
	  .trims_line = true,
	  .key_rule = KEY_SLASHES,
	  .globs = GLOB_NONE,
	  .writing.empty_not_written = true,
	  .writing.stops_at_refusal = true,
	  .writing.failure = 1,
	  .writing.faults =
		  FAULT_NO_EQUALS | FAULT_MISSING_KEY | FAULT_MISSING_AT_BOOT |
		  FAULT_REFUSED | FAULT_DIRECTORY_KEY | FAULT_ROOT_KEY |
		  FAULT_MISSING_FILE | FAULT_DANGLING_LINK | FAULT_UNREADABLE |
		  FAULT_READ_ONLY_KEY | FAULT_WRITE_ONLY_KEY | FAULT_NO_CONF,
	  .first_file_only = true,
	  .writing.boots = true,
	  .directories = none,
	  .conf_file = CONF_FILE_NEEDED },
};

enum { N_ROWS = sizeof rows / sizeof rows[0] };

/* Families without a version, where that is not the newest row but what
 * today's stable distributions ship. */
static const struct {
	const char *family, *version;
} usual[] = {
	{ "systemd", "257" },
	{ "procps", "4.0.4" },
};
enum { N_USUAL = sizeof usual / sizeof usual[0] };

const struct dialect *dialect_at(size_t i)
{
	return i < N_ROWS ? &rows[i] : NULL;
}

struct str dialect_name(struct arena *arena, const struct dialect *d)
{
	return *d->version ? str_format(arena, "%s-%s", d->family, d->version)
			   : str_of(d->family);
}

static uint32_t next_number(struct str *rest)
{
	uint32_t n = 0;
	size_t i = 0;

	for (; i < rest->len && rest->at[i] >= '0' && rest->at[i] <= '9'; i++)
		n = n > UINT_MAX / 100 ? n
				       : n * 10 + (uint32_t)(rest->at[i] - '0');
	*rest = str_slice(*rest, i < rest->len ? i + 1 : i, rest->len);
	return n;
}

int dialect_version_cmp(struct str a, struct str b)
{
	while (a.len || b.len) {
		uint32_t x = next_number(&a), y = next_number(&b);

		if (x != y)
			return x < y ? -1 : 1;
	}
	return 0;
}

bool dialect_is_version(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.at[i] != '.' && (s.at[i] < '0' || s.at[i] > '9'))
			return false;
	return s.len > 0;
}

/* "1.30" stands for 1.30.1. */
static bool begins_with(struct str version, struct str asked)
{
	return str_starts(version, asked) && version.len > asked.len &&
	       version.at[asked.len] == '.';
}

static const struct dialect *find_version(struct str family, struct str version)
{
	const struct dialect *best = NULL;

	for (size_t i = 0; i < N_ROWS; i++)
		if (str_eq(str_of(rows[i].family), family) &&
		    (dialect_version_cmp(str_of(rows[i].version), version) <=
			     0 ||
		     (!best && begins_with(str_of(rows[i].version), version))))
			best = &rows[i];
	return best;
}

static const struct dialect *find_newest(struct str family)
{
	const struct dialect *newest = NULL;

	for (size_t i = 0; i < N_USUAL; i++)
		if (str_eq(str_of(usual[i].family), family))
			return find_version(family, str_of(usual[i].version));
	for (size_t i = 0; i < N_ROWS; i++)
		if (str_eq(str_of(rows[i].family), family))
			newest = &rows[i];
	return newest;
}

const struct dialect *dialect_find(struct arena *arena, struct str name,
				   struct str *out_near)
{
	struct str family = name, version = { 0 };
	const struct dialect *found = NULL;
	struct str names[2 * N_ROWS];
	size_t n = 0;

	*out_near = (struct str){ 0 };
	if (!str_split(name, '-', &family, &version))
		found = find_newest(name);
	else if (dialect_is_version(version))
		found = find_version(family, version);
	if (found)
		return found;
	for (size_t i = 0; i < N_ROWS; i++) {
		names[n++] = dialect_name(arena, &rows[i]);
		names[n++] = str_of(rows[i].family);
	}
	*out_near = str_nearest(name, names, n);
	return NULL;
}

const struct dialect *dialect_default(void)
{
	return find_newest(STR("systemd"));
}
