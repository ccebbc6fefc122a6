/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a command that judges hosts is about: rules, and a topology that was
 * given or stands for the hosts that were. Shared by lint, recommend and
 * topology; knows the options they have in common.
 */
#ifndef CMD_INPUTS_H
#define CMD_INPUTS_H

#include "base/vec.h"
#include "cmd/opt.h"
#include "cmd/session.h"
#include "engine/engine.h"
#include "model/model.h"
#include "model/topology.h"
#include "report/report.h"
#include "rulebook/rulebook.h"

/* The rows that such a command has among its options. */
/* clang-format off */
#define INPUT_OPTIONS                                                          \
	{ 't', "topology", "FILE", "the tiers and hops to look at" },          \
	{ 0, "tier", "NAME", "only this tier" },                               \
	{ 'r', "root", "DIR", "a host: the files below DIR, in boot order" },  \
	{ 0, "dump", "FILE", "a host: what sysctl -a printed; may be repeated" }, \
	{ 0, "cmdline", "FILE", "the kernel's command line, of one host" },    \
	{ 0, "as-one", NULL, "all PATHs are one host's, in this order" },      \
	{ 0, "loader", "NAME", "read files as this loader does" },             \
	{ 'k', "kernel", "VERSION", "the kernel of every tier that is ours" }, \
	{ 0, "kubernetes", "VERSION", "the Kubernetes that runs containers" }, \
	{ 0, "memory", "SIZE", "memory of a host, such as 16GiB" },            \
	{ 0, "cpus", "N", "processors of a host" },                            \
	{ 0, "rules", "DIR", "rules and facts of your own; may be repeated" }, \
	{ 0, "no-builtin-rules", NULL, "only those of --rules" },              \
	{ 0, "select", "IDS", "only these rules: ids or areas, with commas" }, \
	{ 0, "ignore", "IDS", "not these rules" },                             \
	{ 0, "preview", NULL, "rules of the next edition as well" }
/* clang-format on */

struct inputs {
	struct rulebook rulebook;
	struct topology *topology;
	struct model *model;
	const struct tier *only; /* --tier, or NULL */
	struct engine_options engine;
	VEC(struct str) names; /* what was asked about, as the user said it */
};

/* The rules of --rules and those compiled in. */
enum status inputs_rules(struct session *session, const struct opts *opts,
			 struct rulebook *out);

/* STATUS_USAGE when nothing sensible can be looked at; faults in files are
 * diagnostics and leave STATUS_CLEAN. */
enum status inputs_open(struct session *session, const struct opts *opts,
			struct inputs *out);

/* Is this finding about the tier that --tier names? True without one. */
bool inputs_concern(const struct inputs *inputs, const struct finding *f);

/* Drops the findings that are not about --tier's. */
void inputs_narrow(const struct inputs *inputs, struct findings *findings);

/* The report's fields that are about input. */
void inputs_report(const struct inputs *inputs, const char *command,
		   struct session *session, struct report_input *out);

#endif
