/* SPDX-License-Identifier: Apache-2.0 */
/* What an expression is about, as a number: who knows the model resolves it. */
#ifndef EXPR_SUBJECT_H
#define EXPR_SUBJECT_H

#include <stdint.h>

/*
 * What an expression can be about, and what a bound variable can be. FROM and
 * TO are names for the tiers of a hop, not kinds of their own.
 */
enum subject_kind {
	SUBJECT_NONE,
	SUBJECT_LINE,       /* index of a mark in the host's settings */
	SUBJECT_FILE,       /* index of a file of the host */
	SUBJECT_ASSIGNMENT, /* index in the settings' log */
	SUBJECT_SETTING,    /* index of a path of the settings */
	SUBJECT_TIER,
	SUBJECT_HOP,
	SUBJECT_TOPOLOGY,
	SUBJECT_HOST, /* a live host; equals its tier */
	N_SUBJECT_KINDS
};

/* One thing of the model. tier is the tier it belongs to, where the kind is
 * line, file, assignment or setting. */
struct subject {
	uint8_t kind; /* enum subject_kind */
	uint32_t index;
	uint32_t tier;
};

#endif
