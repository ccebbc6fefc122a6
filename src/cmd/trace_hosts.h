/* SPDX-License-Identifier: Apache-2.0 */
/* Whose settings `trace` shows, when a file describes several hosts. */
#ifndef CMD_TRACE_HOSTS_H
#define CMD_TRACE_HOSTS_H

#include "read/sysctl_host.h"
#include "report/trace.h"

/* Fills trace->hosts. */
void trace_hosts_tell(const struct sources *sources,
		      const struct host_read *host, struct trace *trace);

#endif
