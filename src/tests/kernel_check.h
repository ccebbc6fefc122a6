/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the parts of kernel_check share: the facts, the running kernel, and
 * the list of what differs between them.
 */
#ifndef TESTS_KERNEL_CHECK_H
#define TESTS_KERNEL_CHECK_H

#include "cmd/session.h"
#include "model/model.h"
#include "prove/netns.h"
#include "rulebook/rulebook.h"
#include "tests/kernel_exceptions.h"
#include "tests/kernel_survey.h"

/* What the summary counts, in its order. */
#define KERNEL_COUNTS(C)                                                       \
	C(EXIST, "facts found", 1)                                             \
	C(KEYS, "keys that have a fact", 1)                                    \
	C(MODES, "modes", 1)                                                   \
	C(SCOPES, "scopes", 1)                                                 \
	C(DEFAULTS, "defaults in a fresh namespace", 1)                        \
	C(BOOTED, "values as booted, which a host may have set", 1)            \
	C(ESTIMATES, "of these estimates, within a factor of two", 1)          \
	C(WRITTEN, "keys written", 1)                                          \
	C(WRITES, "writes", 1)                                                 \
	C(STORED, "values read back", 1)                                       \
	C(OUTSIDE, "keys seen unchanged on the host during a write", 1)        \
	C(UNCHANGED, "keys of the host, the same before and after", 1)         \
	C(EXCEPTED, "differences explained by exceptions", 1)                  \
	C(NO_MODULE, "facts not found: they need a module", 0)                 \
	C(NO_FACT_HERE, "facts not known on this kernel", 0)                   \
	C(NO_DEFAULT, "keys without a known default", 0)                       \
	C(NO_RANGE, "writes whose outcome the facts leave open", 0)            \
	C(NO_WRITE, "keys of the namespace that may not be written here", 0)   \
	C(HIDDEN, "keys that a user's namespace lacks", 0)                     \
	C(OPEN, "keys of families that are not enumerated", 0)                 \
	C(NOT_BUILT,                                                           \
	  "facts not found: their build option is off, or not known", 0)

enum kernel_count {
#define C(tag, text, compared) COUNT_##tag,
	KERNEL_COUNTS(C)
#undef C
		N_KERNEL_COUNTS
};

struct kernel_check {
	struct session session;
	struct rulebook rulebook;
	const struct knowledge *knowledge;
	struct kver kernel;
	struct kernel_build build;
	struct kernel_exceptions exceptions;
	struct model *model;
	const struct tier *tier; /* this machine */
	VEC(struct str) only;    /* patterns of paths; none: all */
	bool booted;  /* nobody has set a key since this host was booted */
	bool initial; /* host is what the initial namespaces have */
	struct survey host, inside;
	struct netns netns;
	enum netns_owner owner;
	/* In memory that the processes in the namespaces share. */
	size_t *counts;
	size_t *n_differences;
	/* What was said last, so that one fault is not a hundred lines. */
	struct {
		struct str path;
		enum kernel_difference what;
		size_t n;
	} last;
};

/* --only may leave the key out. */
bool check_asked(const struct kernel_check *c, struct str path);

/* What the facts say of a key on this kernel. */
struct fact_at check_on(const struct kernel_check *c,
			const struct live_key *key);

/* One line about a key, unless an exception explains it. What the facts do
 * not say for certain (a vendor's kernel) is only noted. */
void check_differs(struct kernel_check *c, enum kernel_difference what,
		   const struct live_key *key, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* How many more lines like the last one there would be. */
void check_flush(struct kernel_check *c);
/* A line that fails nothing. */
void check_note(struct kernel_check *c, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* kernel_keys.c: each fact has its key and each key its fact, with the mode
 * that it says. */
void check_keys(struct kernel_check *c);
void check_key(struct kernel_check *c, const struct live_key *key);

/* kernel_scopes.c: which keys a namespace has of its own. Inside only, of
 * keys of the network or of the others. */
void check_scopes(struct kernel_check *c, bool of_net);
bool is_of_net(const struct live_key *key);

/* kernel_defaults.c: outside those of the host, inside those of the fresh
 * namespace. */
void check_booted(struct kernel_check *c);
void check_defaults(struct kernel_check *c, bool of_net);

/* kernel_writes.c: inside only, and only where the kernel lets who is not
 * root outside; keys of the network, or the others. */
void check_writes(struct kernel_check *c, bool of_net);

/* kernel_texts.c: what is written to a key that now is as current says. */
struct texts {
	VEC(struct str) list;
};
void probe_texts(struct arena *arena, const struct live_key *key,
		 const struct fact_at *on, struct str current,
		 struct texts *out);

#endif
