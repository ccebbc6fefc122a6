/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The loaders as rows of one table. Whatever differs between two of them is a
 * column here, and the code asks for the column, never for a loader's name.
 * The columns come from runs of the real loaders and from their sources.
 */
#ifndef READ_DIALECT_H
#define READ_DIALECT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/load_policy.h"
#include "model/settings.h"
#include <stdbool.h>
#include <stdint.h>

struct key_tree;

/* How a spelling becomes a path. */
enum key_rule {
	KEY_SWAP,    /* first separator a dot: dots and slashes change places */
	KEY_PROBE,   /* as few dots become slashes as it takes to find a file */
	KEY_SLASHES, /* every dot is a slash */
	KEY_EXCHANGE, /* dots and slashes always change places */
};

/* What /etc/sysctl.conf is to the loader at boot. */
enum conf_file {
	CONF_FILE_NEVER, /* read only where a link in a sysctl.d names it */
	CONF_FILE_LAST,
	CONF_FILE_NEEDED, /* read last; its absence is a failure */
};

/* One thing that a boot script goes through. */
struct boot_place {
	const char *path;
	bool is_file;
	/* Files of its names in places before it are passed over: from the
	 * first such place on, in both directions. */
	bool hides;
};

struct dialect {
	const char *family, *version; /* version empty: there is one only */

	/* Bytes into lines. */
	uint32_t chunk_bytes; /* a longer line is cut into several; 0: never */
	uint32_t line_limit;  /* from such a line on a file is not read; 0 */
	bool cr_ends;         /* a line, as LF does */
	bool nul_ends;        /* likewise; else it cuts off what follows */
	bool continues;       /* a backslash joins the next line */

	/* Lines into key and value. */
	const char *blanks;   /* trimmed around key and value */
	const char *comments; /* first bytes of a comment */
	uint8_t min_bytes;    /* shorter lines are passed over in silence */
	bool trims_line;      /* at its end, before a NUL cuts it; the value
			       * is not trimmed there again */
	bool newline_counts;  /* its newline is one of those bytes */
	bool token_split;     /* leading '=' skipped, value ends at CR */
	bool reuses_buffer;   /* a bare key finds '=' in what an earlier line
			       * left there */
	bool value_needed;    /* nothing behind '=', or '#', breaks the line */
	bool blank_value_broken; /* and its status is FAULT_MALFORMED's */
	bool dash_ignores;    /* "-key = value": failures are forgiven */
	bool dash_excludes;   /* "-key": spares it from patterns */
	bool dash_blank_kept; /* "- key" means a key that starts blank */
	bool dash_twice;      /* "--key" is the same as "-key" */

	/* Keys into paths. */
	uint8_t key_rule;    /* enum key_rule */
	bool probe_swaps;    /* KEY_PROBE: dot before slash: swapped */
	bool folds_end;      /* "a.b." is a.b */
	uint8_t globs;       /* enum glob_policy */
	bool exclusion_patterns;
	bool same_text_shields; /* only what is spelled as the path is shields
				 * it from patterns */

	struct load_policy writing;

	/* Files. */
	bool takes_prefixes; /* --prefix, else --pattern, if it has any */
	bool takes_patterns;
	bool first_file_only;
	bool any_suffix;                /* names need not end in .conf */
	bool skips_hidden;              /* names that begin with a dot */
	const char *const *directories; /* strongest first; NULL-ended */
	/* In loading order instead, as a shell script does: names by shell
	 * pattern, regular files only. NULL: by directories. */
	const struct boot_place *places;
	bool after_modules; /* modules-load.d is done before it, at boot */
	uint8_t conf_file;              /* enum conf_file */
};

/* "systemd-257", or a family alone. A version between two rows is the older
 * one. NULL when there is none; then *out_near is a row's name, or
 * empty. */
const struct dialect *dialect_find(struct arena *arena, struct str name,
				   struct str *out_near);
const struct dialect *dialect_default(void);

/* Numbers and dots only. */
bool dialect_is_version(struct str s);
/* By numbers, so that 3.3.9 stands before 3.3.10. */
int dialect_version_cmp(struct str a, struct str b);
/* NULL past the end. */
const struct dialect *dialect_at(size_t i);
struct str dialect_name(struct arena *arena, const struct dialect *d);

/*
 * Appends the path that d makes of a spelling. keys, which may be NULL, says
 * which paths exist, for loaders that probe. False when the path's text is
 * not what the spelling led to before doubled and leading slashes were
 * folded: see same_text_shields.
 */
bool dialect_path(const struct dialect *d, const struct key_tree *keys,
		  struct str spelling, struct buf *out);

#endif
