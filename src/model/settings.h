/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The sysctl settings of one host and how each came to be. Every assignment
 * that was read is kept, losers too: a finding must be able to show the line
 * that overrides the one the reader is looking at. Knows nothing of files,
 * loaders or /proc; read/ fills it. Everything lives in the arena given to
 * settings_new().
 */
#ifndef MODEL_SETTINGS_H
#define MODEL_SETTINGS_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "model/load_policy.h"
#include "model/settings_file.h"
#include "text/span.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the reader noticed about a line, for SYN rules: an enumeration, no
 * prose. To add one: add it here and raise it in read/. The names are what
 * rules say: line.mark == "no-equals". */
#define MARKS(M)                                                               \
	M(NO_EQUALS, "no-equals")                                              \
	M(EMPTY_KEY, "empty-key")                                              \
	M(EMPTY_VALUE, "empty-value")                                          \
	M(BOM, "bom")                                                          \
	M(INVISIBLE, "invisible")                                              \
	M(NUL_BYTE, "nul")                                                     \
	M(LONE_CR, "lone-cr")                                                  \
	M(CRLF, "crlf")                                                        \
	M(TEMPLATE, "template")                                                \
	M(CONTINUATION, "continuation")                                        \
	M(TRAILING_COMMENT, "trailing-comment")                                \
	M(QUOTES, "quotes")                                                    \
	M(SLASH_COMMENT, "slash-comment")                                      \
	M(SEMICOLON_COMMENT, "semicolon-comment")                              \
	M(SECTION, "section")                                                  \
	M(SHELL, "shell")                                                      \
	M(TOO_LONG, "too-long")                                                \
	M(KEY_BLANK, "key-blank")                                              \
	M(KEY_PREFIX, "key-prefix")                                            \
	M(DOUBLE_EQUALS, "double-equals")                                      \
	M(NO_NEWLINE, "no-newline")                                            \
	M(BRACES, "braces")                                                    \
	M(WILDCARD, "wildcard")                                                \
	M(EXCLUSION, "exclusion")                                              \
	M(EXCLUSION_WILDCARD, "exclusion-wildcard")                            \
	M(DASH_KEY, "dash-key")                                                \
	M(DASH_BLANK, "dash-blank")                                            \
	M(DASH_TWICE, "dash-twice")                                            \
	M(SECOND_ASSIGNMENT, "second-assignment")                              \
	M(SEMICOLON_KEY, "semicolon-key")                                      \
	M(MIXED_SEPARATORS, "mixed-separators")                                \
	M(DOTTED_INTERFACE, "dotted-interface")                                \
	M(ODD_SEPARATORS, "odd-separators")                                    \
	M(DOT_DOT, "dot-dot")                                                  \
	M(HASH_VALUE, "hash-value")                                            \
	M(CUT_LINE, "cut-line")                                                \
	M(CUT_ASSIGNS, "cut-assigns")                                          \
	M(CR_ASSIGNS, "cr-assigns")                                            \
	M(UTF16, "utf-16")                                                     \
	M(BAD_NAME, "bad-name")                                                \
	M(NOT_TEXT, "not-text")                                                \
	M(MISPLACED, "misplaced")                                              \
	M(NEVER_LOADED, "never-loaded")                                        \
	M(DUMP_NOISE, "dump-noise")                                            \
	M(BOOT_NO_VALUE, "boot-no-value")                                      \
	M(BOOT_NO_KEY, "boot-no-key")                                          \
	M(TUNED_OPEN, "tuned-open")

enum mark_kind {
#define M(name, text) MARK_##name,
	MARKS(M)
#undef M
		N_MARKS
};

struct mark {
	enum mark_kind kind;
	struct span span;
	/* How many more marks of this kind the file has, where this is the
	 * last one that is kept (semantics.md 26). */
	uint32_t n_folded;
};

struct str mark_name(enum mark_kind kind);

enum assignment_kind {
	ASSIGN_EXPLICIT, /* key = value */
	ASSIGN_PATTERN,  /* key holds * ? [ : every match not set explicitly */
	ASSIGN_EXCLUDE,  /* "-key" alone */
};

/* Why nobody can say that a line counts. To add one: a row here; the text
 * stands beside the value in evidence. */
#define PERHAPS(P)                                                             \
	P(NOT, "")                                                             \
	P(BLOCK, "unless its template leaves the line out")                    \
	P(CONDITION, "only on the hosts that its condition holds for")         \
	P(RAISES, "unless the key holds more already")                         \
	P(LOWERS, "unless the key holds less already")

enum perhaps {
#define P(name, text) PERHAPS_##name,
	PERHAPS(P)
#undef P
};

struct str perhaps_text(enum perhaps perhaps);

/* Who writes what a line says. */
enum written_by {
	BY_LOADER,
	BY_KERNEL, /* from its command line, before any file is read */
	BY_UFW,    /* when it starts, after the loader */
};

/* One line that says something about a key, in the order of loading. */
struct assignment {
	struct str path;  /* canonical, as this loader resolves the spelling */
	struct str value; /* as the loader would write it */
	struct span span; /* key, '=' and value */
	struct span key_span, value_span;
	uint8_t kind;       /* enum assignment_kind */
	bool ignore_errors; /* written "-key = value" */
	bool live;          /* what a running kernel holds: nobody's line */
	uint8_t perhaps;    /* enum perhaps: it may not count */
	uint8_t by;         /* enum written_by */
	/* Spelled so that the loader, which compares texts, does not see
	 * that it is this path when it looks what shields it from patterns;
	 * and so does not see what shields a match of this pattern. */
	bool odd_spelling;
	uint32_t next_same; /* index + 1 of the next assignment of this path */
	uint32_t text;      /* settings' own: where it keeps the path */
};

struct settings;

/* complete: a key that nobody sets has the kernel's default for certain
 * (semantics.md 2). */
struct settings *settings_new(struct arena *arena, bool complete);

/* In loading order. Returns the assignment's index. */
uint32_t settings_add(struct settings *s, struct assignment a);
void settings_mark(struct settings *s, struct mark mark);
/* One more like mark i, which is not kept. */
void settings_mark_fold(struct settings *s, size_t i);

/* What was read, whether or not it set anything. */
void settings_add_file(struct settings *s, struct settings_file file);
const struct settings_files *settings_files(const struct settings *s);
/* Who loads by hand reads the file of this source as well. */
void settings_file_by_hand(struct settings *s, uint32_t source);

/* Something of the host could not be read: it may set any key. */
void settings_set_incomplete(struct settings *s);
/* What is there is all there is. */
void settings_set_complete(struct settings *s);
bool settings_complete(const struct settings *s);
size_t settings_count(const struct settings *s);
const struct assignment *settings_at(const struct settings *s, uint32_t index);
size_t settings_n_marks(const struct settings *s);
const struct mark *settings_mark_at(const struct settings *s, size_t i);

/* Who decides about a path once everything is loaded. How explicit lines,
 * patterns and exclusions beat each other depends on the loader. */
enum glob_policy {
	GLOB_NONE,    /* no patterns: procps 3.3, busybox, toybox */
	GLOB_PROCPS,  /* explicit beats pattern; exclusions spare from patterns
		       */
	GLOB_SYSTEMD, /* as procps, and a later "-key" cancels key = value */
};

/* Before the first pattern is added. braces: "{a,b}" in a pattern stands for
 * both. */
void settings_set_policy(struct settings *s, enum glob_policy policy,
			 bool exclusion_patterns, bool braces);
enum glob_policy settings_policy(const struct settings *s);

/* How they are loaded; whoever reads them fills it in. */
struct loading *settings_loading(struct settings *s);

struct effective {
	const struct assignment *winner; /* NULL: nobody sets it */
	/* Everything else that touches the path, strongest first. */
	const struct assignment **losers;
	size_t n_losers;
	/* The exclusion that keeps a pattern (or, on systemd, a line) from
	 * the path, or NULL. */
	const struct assignment *excluded_by;
};

/* NULL winner when nothing sets it. The losers array lives in the arena. */
struct effective settings_effective(const struct settings *s,
				    struct arena *arena, struct str path);

/* The same, winner only, without allocation: what rules ask. */
const struct assignment *settings_winner(const struct settings *s,
					 struct str path);
/* The same of an assignment's path, without a search for the path. */
const struct assignment *settings_winner_over(const struct settings *s,
					      const struct assignment *a);
/* Its index, for settings_at(); false when nobody sets it. */
bool settings_winner_index(const struct settings *s, struct str path,
			   uint32_t *out_index);

/* The loader never comes to assignments where lost_to has another's index + 1:
 * none of them wins. For loaders without patterns. */
void settings_lose(struct settings *s, const uint32_t *lost_to);

/* This pattern does not reach the path: a line names it, or an exclusion
 * spares it. */
bool settings_shields(const struct settings *s,
		      const struct assignment *pattern, struct str path);

/* Some pattern matches it, whether or not it decides. */
bool settings_is_matched(const struct settings *s, struct str path);

/* Every explicit path once, in first-seen order. */
size_t settings_n_paths(const struct settings *s);
struct str settings_path(const struct settings *s, size_t i);
const struct assignment *settings_path_winner(const struct settings *s,
					      size_t i);
/* Index + 1 of an explicit path, 0: none. */
uint32_t settings_path_index(const struct settings *s, struct str path);

/* Index + 1 of the first assignment, of any kind, whose path is this very
 * text; next_same leads on from there. 0: none. */
uint32_t settings_first(const struct settings *s, struct str path);

#endif
