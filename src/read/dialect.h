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
#include "model/settings.h"
#include <stdbool.h>
#include <stdint.h>

struct key_tree;

/* How a spelling becomes a path. */
enum key_rule {
	KEY_SWAP,    /* first separator a dot: dots and slashes change places */
	KEY_PROBE,   /* as few dots become slashes as it takes to find a file */
	KEY_SLASHES, /* every dot is a slash */
};

/* What /etc/sysctl.conf is to the loader at boot. */
enum conf_file {
	CONF_FILE_NEVER, /* read only where a link in a sysctl.d names it */
	CONF_FILE_LAST,
	CONF_FILE_NEEDED, /* read last; its absence is a failure */
};

/* What can go wrong, as bits. */
enum loader_fault {
	FAULT_NO_EQUALS = 1 << 0,
	FAULT_MISSING_KEY = 1 << 1,     /* when files were named */
	FAULT_MISSING_AT_BOOT = 1 << 2, /* the same, in the boot order */
	FAULT_REFUSED = 1 << 3,         /* the value */
	FAULT_DIRECTORY_KEY = 1 << 4,
	FAULT_ROOT_KEY = 1 << 5, /* the empty key: /proc/sys itself */
	FAULT_MISSING_FILE = 1 << 6,
	FAULT_DIRECTORY_FILE = 1 << 7,
	FAULT_DANGLING_LINK = 1 << 8,
	FAULT_UNREADABLE = 1 << 9,
	FAULT_LONG_LINE = 1 << 10,
	FAULT_READ_ONLY_KEY = 1 << 11,
	FAULT_WRITE_ONLY_KEY = 1 << 12, /* read back what was written */
};

struct dialect {
	const char *family, *version;

	/* Bytes into lines. */
	uint32_t chunk_bytes; /* a longer line is cut into several; 0: never */
	uint32_t line_limit;  /* from such a line on a file is not read; 0 */
	bool cr_and_nul_end;  /* CR and NUL end a line as LF does */
	bool continues;       /* a backslash joins the next line */

	/* Lines into key and value. */
	const char *blanks;   /* trimmed around key and value */
	const char *comments; /* first bytes of a comment */
	uint8_t min_bytes;    /* shorter lines are passed over in silence */
	bool newline_counts;  /* its newline is one of those bytes */
	bool token_split;     /* leading '=' skipped, value ends at CR */
	bool reuses_buffer;   /* a bare key finds '=' in what an earlier line
			       * left there */
	bool value_needed;    /* nothing behind '=', or '#', breaks the line */
	bool dash_ignores;    /* "-key = value": failures are forgiven */
	bool dash_excludes;   /* "-key": spares it from patterns */
	bool dash_blank_kept; /* "- key" means a key that starts blank */
	bool dash_twice;      /* "--key" is the same as "-key" */

	/* Keys into paths. */
	uint8_t key_rule;    /* enum key_rule */
	bool probe_swaps;    /* KEY_PROBE: dot before slash: swapped */
	bool folds_end;      /* "a.b." is a.b */
	bool refuses_dotdot; /* else "x/../a" is a */
	bool absolute;       /* "/proc/sys/a" is a; "/a" is no key */
	uint8_t globs;       /* enum glob_policy */
	bool glob_braces;    /* braces expand where there is a wildcard */
	bool exclusion_patterns;
	bool same_text_shields; /* only what is spelled as the path is shields
				 * it from patterns */

	/* Writing. */
	bool map;               /* one write a key, at its last change */
	bool globs_in_order;    /* as the directory lists; else sorted */
	bool skips_equal;       /* what the key holds already is not written */
	bool empty_not_written; /* an empty value never reaches the kernel */
	bool stops_at_refusal;
	uint8_t failure;        /* exit status */
	uint32_t faults;        /* enum loader_fault that set it */
	uint32_t dash_forgives; /* ... but not behind a '-' */

	/* Files. */
	bool first_file_only;
	bool boots;                     /* has a boot order at all */
	const char *const *directories; /* strongest first; NULL-ended */
	uint8_t conf_file;              /* enum conf_file */
};

/* "systemd-257", a family alone, or "debian-13". A version between two rows is
 * the older one. NULL when there is none; then *out_near is a row's name, or
 * empty. */
const struct dialect *dialect_find(struct arena *arena, struct str name,
				   struct str *out_near);
const struct dialect *dialect_default(void);
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
