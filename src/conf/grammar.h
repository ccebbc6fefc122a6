/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What may follow what in libconfig's syntax, over the scanner's tokens.
 * Reports every fault, goes on at the next sensible point, and builds the
 * tree as we read it; conf/conf_parse.c lets libconfig have the last word on it.
 * Internal to conf/.
 */
#ifndef CONF_GRAMMAR_H
#define CONF_GRAMMAR_H

#include "conf/conf.h"
#include "conf/scan.h"

/* The whole text as one group. Of use only if the scan has no errors. */
struct conf_node *grammar_read(struct scan *scan, uint32_t source);

#endif
