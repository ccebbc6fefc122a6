/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tiers and hops as given: a record of fields each. A field that was not
 * given is unknown; a few have an assumed default (semantics.md 1). What
 * follows from them is model/derive.h's; reading the file is
 * read/topology_file.h's. All of it lives in the run's arena.
 */
#ifndef MODEL_TOPOLOGY_H
#define MODEL_TOPOLOGY_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "keys/value.h"
#include "model/settings.h"
#include "text/span.h"
#include <stdint.h>

/*
 * To add a field: one row in fields.def (and the manual page; a test compares
 * them). The row makes the file's schema, the name that rules use
 * (tier.hosts, hop.rate) and its type.
 */
enum tier_field {
#define TIER_FIELD(tag, name, type, unit, words, assumed, about) TIER_##tag,
#define HOP_FIELD(tag, name, type, unit, words, assumed, about)
#include "model/fields.def"
	N_TIER_FIELDS
};

enum hop_field {
#define TIER_FIELD(tag, name, type, unit, words, assumed, about)
#define HOP_FIELD(tag, name, type, unit, words, assumed, about) HOP_##tag,
#include "model/fields.def"
	N_HOP_FIELDS
};

struct field_info {
	const char *name;
	uint8_t type;        /* enum value_type */
	uint8_t unit;        /* enum unit */
	const char *words;   /* "client|server|…" of a closed word, or NULL */
	const char *assumed; /* the default's text, or NULL: unknown */
	const char *about;
};

extern const struct field_info tier_field_info[N_TIER_FIELDS];
extern const struct field_info hop_field_info[N_HOP_FIELDS];

struct tier {
	struct str name;
	struct span span; /* of the name; none for the phantom tier */
	uint32_t index;
	struct datum fields[N_TIER_FIELDS];
	/* NULL: no settings given, so every key is unknown. */
	struct settings *settings;
	/* Which loader's rules put the settings together: "systemd-257". */
	struct str loader;
	bool loader_is_given; /* else it is the usual one */
	/* The same files, as who loads by hand on this system reads them:
	 * NULL where that is not known. */
	struct str loader_by_hand;
	const struct settings *by_hand;
	bool phantom; /* stands for what a run without a topology cannot know */
};

struct hop {
	uint32_t index;
	struct span span;             /* of the whole group */
	const struct tier *from, *to; /* never NULL in a usable hop */
	const struct tier **via;
	size_t n_via;
	struct datum fields[N_HOP_FIELDS];
	bool phantom;
};

struct topology {
	struct arena *arena;
	struct str name;
	uint32_t source; /* 0: no file */
	VEC(struct tier *) tiers;
	VEC(struct hop *) hops;
};

struct topology *topology_new(struct arena *arena);

/* Every field unknown or assumed, as if nothing had been given. */
struct tier *topology_add_tier(struct topology *t, struct str name,
			       struct span span);
struct hop *topology_add_hop(struct topology *t, struct span span);

/*
 * One tier that stands for a host about which only its settings are known,
 * with one phantom hop in and one out to phantom tiers, every field unknown
 * (semantics.md 4).
 */
struct tier *topology_add_lone_host(struct topology *t, struct str name,
				    struct settings *settings);

/* NULL when there is none. */
struct tier *topology_tier(const struct topology *t, struct str name);

/* No TCP connection ends there: nat_gateway, router, or a load_balancer whose
 * mode is not proxy. Unknown where role is unknown. */
struct datum tier_forwards(const struct tier *tier);

#endif
