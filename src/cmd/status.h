/* SPDX-License-Identifier: Apache-2.0 */
/* What the program tells its caller when it ends, the same in each command. */
#ifndef CMD_STATUS_H
#define CMD_STATUS_H

enum status {
	STATUS_CLEAN = 0,
	STATUS_FINDINGS = 1, /* ran completely, found something */
	STATUS_USAGE = 2,    /* usage, configuration, rule or topology error */
	STATUS_PARTIAL = 3,  /* some input could not be read */
	STATUS_LOST = 4,     /* output lost, or our own error */
};

/* The one that wins where both are due: 4 > 2 > 3 > 1 > 0. */
enum status status_worse(enum status a, enum status b);

#endif
