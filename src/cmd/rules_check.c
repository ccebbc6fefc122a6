/* SPDX-License-Identifier: Apache-2.0 */
#include "base/files.h"
#include "cmd/rules_action.h"
#include <fcntl.h>
#include <string.h>

int rules_folders(struct session *session, const char *path,
		  struct file_list *out)
{
	struct file_list all = { 0 };
	const int error = file_list_in(session->arena, AT_FDCWD, path, &all);

	*out = (struct file_list){ 0 };
	for (size_t i = 0; i < all.entries.n; i++)
		if (all.entries.at[i].kind == FILE_DIRECTORY)
			vec_push(session->arena, &out->entries,
				 all.entries.at[i]);
	return error;
}

static bool has_case(const struct file_list *cases, struct str prefix)
{
	for (size_t i = 0; i < cases->entries.n; i++)
		if (str_starts(cases->entries.at[i].name, prefix))
			return true;
	return false;
}

static void want_case(const struct file_list *cases, struct str id,
		      const char *kind, const char *what, struct diags *diags)
{
	if (has_case(cases, str_of(kind)))
		return;
	diag_add_subject(diags, DIAG_ERROR, "rule-case", id, "no case shows %s",
			 what);
	diag_hint(diags, "add a folder %.*s/%s<why> to the cases", STR_ARG(id),
		  kind);
}

static void check_rule(struct session *session, struct str id,
		       const char *cases, struct diags *diags)
{
	struct str path =
		str_format(session->arena, "%s/%.*s", cases, STR_ARG(id));
	struct file_list list;

	/* Where there is no folder, both kinds are missing. */
	rules_folders(session, str_c(session->arena, path), &list);
	want_case(&list, id, "fires-", "where it fires", diags);
	want_case(&list, id, "quiet-", "where it keeps quiet", diags);
}

static void check_folders(struct session *session, const struct rulebook *book,
			  const char *cases, struct diags *diags)
{
	const struct rules *rules;
	struct file_list list;
	const int error = rules_folders(session, cases, &list);

	if (error)
		diag_add_subject(diags, DIAG_UNREADABLE, "rule-case",
				 str_of(cases), "the cases: %s",
				 strerror(-error));
	for (size_t i = 0; i < list.entries.n; i++) {
		const struct str id = list.entries.at[i].name;

		if (!rulebook_find(book, id, &rules))
			diag_add_subject(diags, DIAG_ERROR, "rule-case", id,
					 "there are cases, but no rule");
	}
}

void rules_check_cases(struct session *session, const struct rulebook *book,
		       uint32_t first_book, const char *cases,
		       struct diags *diags)
{
	for (uint32_t b = first_book; b < book->n_books; b++) {
		const struct rules *rules = book->rules[b];

		for (uint32_t i = 0; i < rules->n; i++)
			check_rule(session, rule_text(rules, rules->at[i].id),
				   cases, diags);
	}
	check_folders(session, book, cases, diags);
}
