/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rules as tables: what a rule file says, checked and typed, without a
 * pointer in it (semantics.md 20). The compiled-in book and one read at run
 * time have the same shape. Field meanings: sysctl-advisor-rules(5).
 */
#ifndef RULEBOOK_RULE_H
#define RULEBOOK_RULE_H

#include "base/pool.h"
#include "expr/expr.h"
#include "keys/kver.h"
#include "model/knowledge.h"
#include "rulebook/topic.h"
#include "rulebook/word.h"
#include <stdbool.h>
#include <stdint.h>

enum severity {
	SEVERITY_NONE,
	SEVERITY_INFO,
	SEVERITY_ADVICE,
	SEVERITY_WARNING,
	SEVERITY_ERROR
};

/* What a rule cannot do without; missing: listed as not checked. */
enum need {
	NEED_TOPOLOGY = 1,
	NEED_LIVE = 2,
	NEED_KERNEL = 4,
	NEED_MEMORY = 8
};

/* A sentence with {expression} holes: alternating text and expression. */
struct prose_part {
	struct pool_str text; /* literal text, when expr.root is 0 */
	struct expr expr;
};

enum fix_op { FIX_SET, FIX_AT_LEAST, FIX_AT_MOST, FIX_ADD, FIX_REMOVE };
/* Whose settings a fix changes, seen from the rule's subject. */
enum fix_tier { FIX_SELF, FIX_FROM, FIX_TO };

struct fix {
	uint8_t tier, op;
	bool safe; /* `fix` may apply it without --unsafe */
	struct pool_str path;
	struct pool_run value; /* prose parts; typed against the key's fact */
};

struct rule {
	struct pool_str id, slug, title;
	uint8_t severity;
	uint8_t doubt; /* SEVERITY_NONE: no doubtful form */
	uint8_t each;  /* enum subject_kind */
	uint8_t needs; /* bits of enum need */
	bool preview;
	/* In doubt only where the condition is true on an assumption; where it
	 * cannot be decided, not checked. */
	bool assumed_only;
	uint8_t on; /* enum fix_tier: whose settings the finding is about */
	struct expr when;
	struct kver_range kernel; /* of the subject's tier; open when absent */
	struct pool_str at;       /* path whose line is the place, or empty */
	struct pool_run after;    /* ids: rows of texts */
	struct pool_run was, tags, see;
	struct pool_run say, unless, effect, why; /* prose parts */
	struct pool_run fixes;
	struct pool_str since; /* edition */
	struct pool_str area;  /* letters before the dash */
};

struct rules {
	const struct book *book; /* facts.texts and exprs serve rules too */
	const struct rule *at;   /* sorted by id */
	uint32_t n;
	const struct prose_part *parts;
	const struct fix *fixes;
	const struct topic *topics; /* sorted by slug */
	uint32_t n_topics;
	const struct word *words;
	uint32_t n_words;
};

struct str severity_name(enum severity s);
bool severity_parse(struct str s, enum severity *out);

/* Text of a rule's field: pool_text(rules->book->facts.chars, …). */
struct str rule_text(const struct rules *rules, struct pool_str s);

#endif
