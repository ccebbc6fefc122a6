/* SPDX-License-Identifier: Apache-2.0 */
/* In the place of yaml_parse.c where configure found no libyaml. */
#include "yaml/yaml_parse.h"

bool yaml_is_built_in(void)
{
	return false;
}

void yaml_parse(struct arena *arena, const struct sources *sources,
		uint32_t source, struct diags *diags, struct yaml_stream *out)
{
	(void)arena;
	*out = (struct yaml_stream){ 0 };
	diag_add_subject(diags, DIAG_UNREADABLE, "yaml-missing",
			 source_name(sources, source),
			 "a YAML file, and this program was built without "
			 "libyaml");
	diag_hint(diags, "install libyaml's development files and build again; "
			 "'sysctl-advisor --version' says what is in");
}
