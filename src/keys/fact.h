/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is known of a sysctl key, as tables that the build can write out: its
 * type, unit and range, and its history by kernel release. rulebook/ reads
 * them from rules/keys/; defaults that are computed are expressions, known
 * here by number only.
 */
#ifndef KEYS_FACT_H
#define KEYS_FACT_H

#include "base/pool.h"
#include "base/tri.h"
#include "keys/kver.h"
#include "keys/value.h"
#include <stdbool.h>
#include <stdint.h>

struct family;
struct family_key;

/* How the kernel's handler reads what is written: decides what is refused. */
enum fact_store {
	STORE_INT,
	STORE_UINT,
	STORE_LONG,
	STORE_ULONG,
	STORE_U8,     /* unchecked int before 5.13: a row's range says so */
	STORE_STRING, /* bytes as they are */
	STORE_WORD,   /* a registered name: unknown ones are ENOENT */
	STORE_PORTS,  /* bitmap: no blanks, no trailing comment */
	STORE_HEX,
	STORE_MS, /* of a number of milliseconds the low 32 bits are read */
	STORE_COMMAND, /* writing does something, there is no value */
};

/* Who has a variable of its own under the key: the host, or each namespace of
 * a kind. The order is that of fact_history.c's words. */
enum fact_scope {
	SCOPE_UNKNOWN,
	SCOPE_HOST,
	SCOPE_NETNS,
	SCOPE_IPCNS,
	SCOPE_UTSNS,
	SCOPE_PIDNS,
	SCOPE_USERNS,
};
/* The words in the order of the enumerators. */
#define FACT_COMBINES "none|or|and|max|own|fan_out|by_forwarding|min|all_first"
enum fact_combine {
	COMBINE_NONE,
	COMBINE_OR,
	COMBINE_AND,
	COMBINE_MAX,
	COMBINE_OWN,           /* conf.all is stored and changes nothing */
	COMBINE_FAN_OUT,       /* writing conf.all writes every interface */
	COMBINE_BY_FORWARDING, /* accept_redirects: OR on hosts, AND on routers
				*/
	COMBINE_MIN,
	COMBINE_ALL_FIRST, /* conf.all unless it is 0 */
};
enum fact_read { READ_YES, READ_NEVER };
enum fact_write { WRITE_YES, WRITE_ONCE, WRITE_COMMAND, WRITE_READONLY };

/* From this release on; each row says only what changed. */
struct fact_row {
	struct kver not_before; /* of a bracket "4.17..4.18": inside it the */
	struct kver from;       /* row is unknown; equal to from without one */
	/* A row for a vendor's kernel ("3.10-el7") has the flavour in from. */
	bool has_default, has_range, gone, estimate;
	bool idle;                    /* there, and without effect */
	uint8_t scope;                /* enum fact_scope; unknown: as before */
	struct pool_str default_text; /* as the kernel would print it, or … */
	uint32_t default_expr; /* … the book's expression, 0: none; a row with
				* has_default and neither is "computed" */
	/* Enforced range, when has_range; in our unit, as all numbers here. */
	struct num low, high;
	bool has_low, has_high;
	/* Where a build option moves its ends: what some kernel takes. */
	bool has_most;
	struct num most_low, most_high;
	bool has_most_low, has_most_high;
	struct pool_str note;
};

struct fact {
	struct pool_str path; /* "*" stands for an interface */
	struct pool_str about;
	uint8_t store;       /* enum fact_store */
	uint8_t type;        /* enum value_type it evaluates to */
	uint8_t unit;        /* enum unit */
	uint8_t arity;       /* 1, or elements of a vector */
	uint32_t unit_scale; /* how many microseconds, bytes … one is */
	uint8_t combine, read, write; /* enums above */
	struct pool_str unit_name;    /* as the file says it, or empty */
	struct pool_str words;        /* "a|b" of a closed word */
	struct pool_str module; /* needed before the key exists, or empty */
	struct pool_str config; /* options the kernel is built with, or empty */
	struct pool_str vendor; /* in whose kernels only it is, or empty */
	struct pool_str alias;  /* path of the same variable, or empty */
	struct pool_str kubernetes; /* first release that calls it safe */
	struct pool_str instead;    /* what does its work where it is gone */
	uint32_t longest; /* bytes that are kept of a text; 0: not known */
	bool rising;      /* no number of a vector is below the one before */
	bool strict;      /* and a vector that falls is refused */
	bool whole;       /* a vector that is refused changes nothing */
	struct pool_run sane; /* 0 or 1 rows of ranges: what means something */
	struct pool_run values; /* meanings: rows of {value, text} */
	struct pool_run
		history;     /* none: its file had a fault, all is unknown */
	struct pool_run see; /* sources: rows of texts */
	/* Keys that must be written after this one: rows of texts (paths). */
	struct pool_run before;
	/* No kernel, and no memory size, gives a larger default: what a raise
	 * may not fall below when the current value is unknown. */
	struct num default_most;
	bool has_default_most;
};

struct fact_range {
	struct num low, high;
	bool has_low, has_high;
};

struct fact_meaning {
	struct pool_str value; /* as written: a number in the unit, or text */
	struct pool_str text;
};

struct near_hint;

struct facts {
	const char *chars;
	const struct fact *at; /* sorted by path, bytewise */
	uint32_t n;
	const struct fact_row *rows;
	const struct fact_range *ranges;
	const struct fact_meaning *meanings;
	const struct pool_str *texts;
	const struct family *families; /* sorted by name */
	uint32_t n_families;
	const struct family_key *family_keys; /* sorted by text */
	uint32_t n_family_keys;
	const struct near_hint *hints; /* one a fact, see near.h */
	/* By hash of the path, index + 1 into at; NULL: there is none. */
	const uint32_t *slots;
	uint32_t n_slots;  /* a power of two */
	uint32_t path_max; /* bytes of the longest path */
};

/* Once the facts are all there, and sorted: the table of hashes. */
void fact_slots_fill(struct facts *facts, struct arena *arena);

/* NULL when the key is not known. An interface's key finds its "*" fact. */
const struct fact *fact_find(const struct facts *facts, struct str path);

/* What holds on one kernel. */
struct fact_at {
	bool known_exists; /* false inside a bracket, or kernel unknown and the
			    * rows disagree */
	bool exists;
	bool known_idle, idle; /* writing it changes nothing */
	bool tainted; /* a flavour taken for mainline */
	bool known_default, known_range;
	const struct fact_row *default_row; /* NULL when unknown */
	/* Within range it is accepted on every kernel that this can be, and
	 * outside wide refused on each; the same when known_range. */
	struct fact_range range, wide;
	uint8_t scope;
};

static inline bool fact_at_is_vague(const struct fact_at *at)
{
	return at->tainted || (at->default_row && at->default_row->estimate);
}

/* kernel NULL: unknown. The rows of a flavour first, else mainline, tainted. */
struct fact_at fact_on(const struct facts *facts, const struct fact *fact,
		       const struct kver *kernel);

/* Whether a row speaks of a kernel: of another flavour it does not. */
enum fact_row_state { ROW_LATER, ROW_MAYBE, ROW_HOLDS };

enum fact_row_state fact_row_on(const struct fact_row *row,
				const struct kver *kernel);
bool fact_same_range(struct fact_range a, struct fact_range b);
bool fact_same_default(const struct facts *facts, const struct fact_row *a,
		       const struct fact_row *b);

/* Of a number's file the kernel looks at one page without its last byte. */
#define FACT_NUMBERS_LOOKED_AT 4095

/*
 * Reads a value as the kernel's handler does (leading numbers, octal and hex,
 * a rest behind a blank is ignored for numbers, elements missing from a
 * vector are left out). False when the handler refuses it; *out_short when a
 * vector has fewer elements than the key.
 */
bool fact_read_value(const struct facts *facts, const struct fact *fact,
		     struct arena *arena, struct str text, struct value *out,
		     bool *out_short);

/* The value in range on this kernel? Unknown range: TRI_UNKNOWN. */
enum tri fact_accepts(const struct fact *fact, const struct fact_at *on,
		      struct value v);

/* Of a value that has been read: outside of what its builds, or the kernels
 * that it can be, take. */
enum fact_refusal { REFUSED_NEVER, REFUSED_SOMETIMES, REFUSED_ALWAYS };

enum fact_refusal fact_refusal(const struct fact_at *on, struct value v);

#endif
