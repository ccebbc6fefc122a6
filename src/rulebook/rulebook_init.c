/* SPDX-License-Identifier: Apache-2.0 */
/* Apart from rulebook.c: the tool that makes builtin.c links all but this. */
#include "rulebook/rulebook.h"

void rulebook_init(struct rulebook *rulebook, bool with_builtin)
{
	*rulebook = (struct rulebook){ 0 };
	if (with_builtin)
		rulebook_add(rulebook, &builtin_rules);
}
