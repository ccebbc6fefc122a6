/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Within model/: what is derived by walking the graph of tiers and hops. What
 * a formula can say stands in rules/derive/ instead.
 */
#ifndef MODEL_DERIVE_H
#define MODEL_DERIVE_H

#include "model/lookup.h"

struct walk {
	/* Leaves that decided go to evidence, which may be NULL. */
	void (*run)(struct model *m, uint32_t index, struct evidence *evidence,
		    struct datum *out);
};

/* NULL when the name is no graph walk. */
const struct walk *walk_find(enum subject_kind kind, uint16_t id);

void derive_nat(struct model *m, uint32_t hop, struct evidence *evidence,
		struct datum *out);
void derive_translates(struct model *m, uint32_t tier,
		       struct evidence *evidence, struct datum *out);
void derive_opens(struct model *m, uint32_t tier, struct evidence *evidence,
		  struct datum *out);
void derive_accepts(struct model *m, uint32_t tier, struct evidence *evidence,
		    struct datum *out);
void derive_forwards(struct model *m, uint32_t tier, struct evidence *evidence,
		     struct datum *out);
void derive_faces_outside(struct model *m, uint32_t tier,
			  struct evidence *evidence, struct datum *out);
void derive_carriers(struct model *m, uint32_t tier, struct evidence *evidence,
		     struct datum *out);
void derive_nat_pool(struct model *m, uint32_t tier, struct evidence *evidence,
		     struct datum *out);
void derive_own_ports(struct model *m, uint32_t tier, struct evidence *evidence,
		      struct datum *out);
void derive_nat_rate(struct model *m, uint32_t tier, struct evidence *evidence,
		     struct datum *out);
void derive_nat_open(struct model *m, uint32_t tier, struct evidence *evidence,
		     struct datum *out);
void derive_endpoints(struct model *m, uint32_t hop, struct evidence *evidence,
		      struct datum *out);
void derive_source_addresses(struct model *m, uint32_t hop,
			     struct evidence *evidence, struct datum *out);
void derive_early_bind(struct model *m, uint32_t hop, struct evidence *evidence,
		       struct datum *out);
void derive_concurrent(struct model *m, uint32_t hop, struct evidence *evidence,
		       struct datum *out);
void derive_loopback(struct model *m, uint32_t hop, struct evidence *evidence,
		     struct datum *out);
void derive_from_least(struct model *m, uint32_t hop, struct evidence *evidence,
		       struct datum *out);
void derive_from_most(struct model *m, uint32_t hop, struct evidence *evidence,
		      struct datum *out);
void derive_to_least(struct model *m, uint32_t hop, struct evidence *evidence,
		     struct datum *out);
void derive_to_most(struct model *m, uint32_t hop, struct evidence *evidence,
		    struct datum *out);
void derive_idle_min(struct model *m, uint32_t hop, struct evidence *evidence,
		     struct datum *out);

/* Whether the tier is somebody else's. That nobody said so of a tier without
 * settings is not enough to be certain that it is ours. */
struct datum derive_outside(struct model *m, const struct tier *tier);

/* Answers gathered for "is any of these so?". */
struct either {
	struct arena *arena;
	VEC(struct leaf) so, not_so, unknown;
};

/* Counts the leaf as so (its datum is true), not so, or unknown, by verdict. */
void either_add(struct either *either, struct datum verdict, struct leaf leaf);
/* Kleene's or, with the leaves that decided. */
void either_close(const struct either *either, struct evidence *evidence,
		  struct datum *out);

struct leaf leaf_of(struct model *m, struct subject s, uint16_t id,
		    struct datum datum);

#endif
