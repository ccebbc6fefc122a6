/* SPDX-License-Identifier: Apache-2.0 */
/* What `rules` can be asked to do, and where its cases are. */
#ifndef CMD_RULES_ACTION_H
#define CMD_RULES_ACTION_H

#include "base/files.h"
#include "cmd/opt.h"
#include "cmd/session.h"
#include "rulebook/rulebook.h"

/* Rules of the books from first_book on: which have no case that fires, none
 * that keeps quiet; and cases of rules that there are not. */
void rules_check_cases(struct session *session, const struct rulebook *book,
		       uint32_t first_book, const char *cases,
		       struct diags *diags);

/* Runs the cases of the rules that the words behind "test" name, or of all. */
enum status rules_test(struct session *session, const struct opts *opts,
		       const char *cases);

/* The folders in a folder, in order; 0 or -errno. */
int rules_folders(struct session *session, const char *path,
		  struct file_list *out);

#endif
