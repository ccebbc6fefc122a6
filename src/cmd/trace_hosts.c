/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/trace_hosts.h"

/* What a YAML file describes is each a host of its own, as lint calls them. */
void trace_hosts_tell(const struct sources *sources,
		      const struct host_read *host, struct trace *trace)
{
	struct arena *arena = trace->arena;

	for (size_t i = 0; i < host->workloads.n; i++) {
		const struct workload *w = host->workloads.at[i];
		struct str file = source_name(sources, w->span.source);

		vec_push(arena, &trace->hosts,
			 (struct trace_host){
				 str_join(arena, file, STR(" "), w->name),
				 w->settings });
	}
	if (!host->workloads.n || settings_count(host->settings))
		vec_push(arena, &trace->hosts,
			 (struct trace_host){ .settings = host->settings });
}
