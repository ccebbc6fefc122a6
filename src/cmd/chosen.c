/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/chosen.h"
#include "base/buf.h"

#include <string.h>

static struct str known_names(struct session *session, struct str name)
{
	struct buf names = { .arena = session->arena };
	const struct dialect *d;
	struct str id = name, version, of_system;

	str_split(name, '-', &id, &version);
	of_system = loaders_of(session->arena, id);
	buf_put(&names, STR("known are "));
	if (!str_empty(of_system))
		buf_put(&names, of_system);
	for (size_t i = 0; str_empty(of_system) && (d = dialect_at(i)) != NULL;
	     i++)
		buf_printf(&names, "%s%.*s", i ? ", " : "",
			   STR_ARG(dialect_name(session->arena, d)));
	return buf_str(&names);
}

enum status chosen_by_name(struct session *session, const char *name,
			   struct chosen *out)
{
	struct str id = str_of(name), version, near = { 0 };

	*out = (struct chosen){ 0 };
	if (loaders_find(session->arena, str_of(name), &out->loaders, &near)) {
		out->is_given = true;
		if (!str_empty(out->loaders.system))
			out->because =
				str_format(session->arena, "--loader %s", name);
		return STATUS_CLEAN;
	}
	session_fail(session, STATUS_USAGE, "there is no loader '%s'", name);
	str_split(str_of(name), '-', &id, &version);
	/* Another release is no slip of the pen. */
	if (!str_empty(near) && str_empty(loaders_of(session->arena, id)))
		session_hint(session,
			     str_format(session->arena, "did you mean '%.*s'?",
					STR_ARG(near)));
	else
		session_hint(session, known_names(session, str_of(name)));
	return STATUS_USAGE;
}

void chosen_by_root(struct session *session, const char *root,
		    struct chosen *out)
{
	const char *file = NULL;
	struct str shown = str_of(root);

	*out = chosen_default();
	if (!loaders_of_root(session->arena, root, &out->loaders, &file))
		return;
	out->is_given = true;
	while (str_ends(shown, STR("/")))
		shown.len--;
	out->because =
		str_format(session->arena, "%.*s%s says %.*s", STR_ARG(shown),
			   file, STR_ARG(out->loaders.system));
}

struct chosen chosen_default(void)
{
	return (struct chosen){ .loaders = loaders_default() };
}
