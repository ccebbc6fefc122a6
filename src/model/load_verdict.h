/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a kernel says to a write, as far as the facts tell: a key without a
 * fact takes everything. Knows nothing of loaders.
 */
#ifndef MODEL_LOAD_VERDICT_H
#define MODEL_LOAD_VERDICT_H

#include "base/arena.h"
#include "base/str.h"
#include "keys/fact.h"
#include "keys/kver.h"
#include "model/knowledge.h"

/* What is known of a key. */
struct load_fact {
	const struct facts *facts;
	const struct fact *fact; /* NULL: nothing is */
	const struct fact_at *on, *anyway; /* anyway: on no kernel at hand */
};

struct load_kernel {
	const struct knowledge *knowledge;
	struct kver version;
	bool any; /* which one is not known: version is none */
	/* Of the only key that is asked about; NULL: it is looked up. */
	const struct load_fact *known;
};

enum load_verdict {
	VERDICT_TAKEN,
	VERDICT_REFUSED,
	VERDICT_PARTIAL,    /* an error, but the first elements are changed */
	VERDICT_SHORT,      /* no error; the last elements stay as they were */
	VERDICT_READ_ONLY,  /* by its mode */
	VERDICT_WRITE_ONLY, /* taken, but by who opens it for reading too */
	VERDICT_GONE,       /* this kernel has no such key */
};

/* kernel NULL: nothing is known, everything is taken. *out_sure: every kernel
 * that could be meant says so. */
enum load_verdict load_verdict(struct arena *arena,
			       const struct load_kernel *kernel,
			       struct str path, struct str value,
			       bool *out_sure);

#endif
