/* SPDX-License-Identifier: Apache-2.0 */
/*
 * @include "path": resolved here, below the include root and relative to the
 * including file. libconfig's own resolves relative to the process and exits
 * the program on a directory, so it never sees one.
 */
#include "conf/scan.h"

#include "base/files.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>

/* Of all files together; each file counts as often as it is included. */
#define DEPTH_MAX 16
#define FILES_MAX 1000
#define BYTES_MAX ((size_t)32 << 20)

/* Only blanks between the start of the line and here. */
static bool at_line_start(const struct cursor *c)
{
	size_t at = c->at;

	while (at > 0 &&
	       (c->text.at[at - 1] == ' ' || c->text.at[at - 1] == '\t'))
		at--;
	return at == 0 || c->text.at[at - 1] == '\n';
}

/* Joins below the root and takes out "." and "..". False when it leaves. */
static bool join_path(struct arena *arena, struct str folder, struct str path,
		      struct str *out)
{
	struct str rests[] = { folder, path };
	struct buf joined = { .arena = arena };
	struct str word;

	for (int i = 0; i < 2; i++) {
		while (str_next_word(&rests[i], "/", &word)) {
			if (str_eq(word, STR(".")))
				continue;
			if (!str_eq(word, STR(".."))) {
				if (joined.len)
					buf_char(&joined, '/');
				buf_put(&joined, word);
				continue;
			}
			if (!joined.len)
				return false;
			while (joined.len && joined.at[--joined.len] != '/')
				;
		}
	}
	*out = buf_str(&joined);
	return true;
}

static struct str folder_of(struct str path)
{
	while (path.len && path.at[path.len - 1] != '/')
		path.len--;
	if (path.len)
		path.len--;
	return path;
}

static unsigned depth_of(const struct scan_file *file)
{
	unsigned depth = 0;

	for (; file; file = file->includer)
		depth++;
	return depth;
}

/* "a.conf includes b.conf, which includes a.conf" */
static struct str cycle_text(struct scan *scan, const struct scan_file *file,
			     const struct scan_file *first, struct str name)
{
	struct str tail = scan_shown(scan, name);

	for (; file; file = file->includer) {
		struct str shown = scan_shown(
			scan, source_name(scan->sources, file->source));

		tail = str_format(
			scan->arena, "%.*s%s includes %.*s", STR_ARG(shown),
			file == first ? "" : ", which", STR_ARG(tail));
		if (file == first)
			break;
	}
	return tail;
}

/* A name of the same folder that is spelled nearly alike. */
static void suggest(struct scan *scan, struct str path)
{
	struct file_list list = { 0 };
	struct str folder = folder_of(path), nearest;
	struct str wrong =
		str_slice(path, folder.len ? folder.len + 1 : 0, path.len);
	VEC(struct str) names = { 0 };

	if (file_list_in(scan->arena, scan->root_fd,
			 folder.len ? str_c(scan->arena, folder) : ".", &list))
		return;
	for (size_t i = 0; i < list.entries.n; i++)
		vec_push(scan->arena, &names, list.entries.at[i].name);
	nearest = str_nearest(wrong, names.at, names.n);
	if (!str_empty(nearest))
		diag_hint(scan->diags, "did you mean '%.*s'?",
			  STR_ARG(scan_shown(scan, nearest)));
}

static void unreadable(struct scan *scan, struct span span, struct str path,
		       int error)
{
	const char *why = strerror(error);

	if (error == EISDIR)
		why = "it is a directory";
	else if (error == ENOTSUP)
		why = "it is not a regular file";
	else if (error == EFBIG)
		why = "all files together are above 32 MiB";
	else if (error == ENOENT)
		why = "there is no such file";
	if (scan_report(scan, DIAG_UNREADABLE, "conf-include", span,
			"cannot include '%.*s': %s",
			STR_ARG(scan_shown(scan, path)), why) &&
	    error == ENOENT)
		suggest(scan, path);
}

static bool refused(struct scan *scan, const struct scan_file *includer,
		    struct span span)
{
	if (depth_of(includer) > DEPTH_MAX) {
		scan_report(scan, DIAG_UNREADABLE, "conf-limit", span,
			    "included files are nested deeper than %d",
			    DEPTH_MAX);
		return true;
	}
	if (scan->n_files == FILES_MAX) {
		scan_report(scan, DIAG_UNREADABLE, "conf-limit", span,
			    "more than %d files are included: the rest is not "
			    "read",
			    FILES_MAX);
		scan->over = true;
		return true;
	}
	return false;
}

/* By device and inode, since a link gives a file a second name. */
static bool is_cycle(struct scan *scan, const struct scan_file *file,
		     struct span span, struct str name)
{
	const struct scan_file *at = file->includer;

	while (at && (at->device != file->device || at->inode != file->inode))
		at = at->includer;
	if (!at)
		return false;
	scan_report(scan, DIAG_ERROR, "conf-include", span,
		    "the files include each other in a circle: %.*s",
		    STR_ARG(cycle_text(scan, file->includer, at, name)));
	return true;
}

/* path is below the root already; name is what people are shown. */
static void enter(struct scan *scan, const struct scan_file *includer,
		  struct span span, struct str path)
{
	struct scan_file file = { .includer = includer };
	struct str root = str_of(scan->include_root), name = path, text;
	const char *path_c = str_c(scan->arena, path);
	struct file_about about;
	int error;

	if (!str_eq(root, STR(".")))
		name = str_format(scan->arena, "%.*s%s%.*s", STR_ARG(root),
				  str_ends(root, STR("/")) ? "" : "/",
				  STR_ARG(path));
	error = file_about_in(scan->root_fd, path_c, &about);
	if (!error) {
		file.device = about.device;
		file.inode = about.inode;
		if (is_cycle(scan, &file, span, name))
			return;
		error = file_read_in(scan->arena, scan->root_fd, path_c,
				     BYTES_MAX - scan->n_bytes, &text);
	}
	if (error) {
		unreadable(scan, span, path, -error);
		return;
	}
	scan->n_files++;
	scan->n_bytes += text.len;
	file.folder = folder_of(path);
	file.source = source_add(scan->sources, name, text);
	scan_run(scan, &file);
}

static void follow(struct cursor *c, const struct token *token)
{
	struct scan *scan = c->scan;
	struct str path = token->text, below;

	if (!scan->diags)
		return;
	if (!scan->include_root) {
		scan_report(scan, DIAG_ERROR, "conf-include", token->span,
			    "@include is not allowed in this file");
		return;
	}
	if (str_empty(path) || path.at[0] == '/' ||
	    !join_path(scan->arena, c->file->folder, path, &below) ||
	    str_empty(below)) {
		if (scan_report(scan, DIAG_ERROR, "conf-include", token->span,
				"@include may not leave the folder '%s'",
				scan->include_root))
			diag_hint(scan->diags,
				  "write the path relative to this file");
		return;
	}
	if (scan->root_fd < 0) {
		unreadable(scan, token->span, below, -scan->root_fd);
		return;
	}
	if (!refused(scan, c->file, token->span))
		enter(scan, c->file, token->span, below);
}

void scan_include(struct cursor *c)
{
	struct scan *scan = c->scan;
	size_t from = c->at, n_tokens = scan->tokens.n;
	bool at_start = at_line_start(c);
	struct token token;

	if (!str_starts(str_slice(c->text, from, c->text.len),
			STR("@include"))) {
		scan_stray(c);
		return;
	}
	c->at += strlen("@include");
	while (c->at < c->text.len &&
	       (c->text.at[c->at] == ' ' || c->text.at[c->at] == '\t'))
		c->at++;
	if (c->at < c->text.len && c->text.at[c->at] == '"')
		scan_string(c);
	/* The path is no token of the file. */
	token = scan->tokens.n > n_tokens ? scan->tokens.at[n_tokens]
					  : (struct token){ 0 };
	scan->tokens.n = n_tokens;
	if (!at_start || token.kind == TOKEN_END) {
		scan_report(scan, DIAG_ERROR, "conf-include",
			    cursor_span(c, from, from + strlen("@include")),
			    "%s",
			    at_start ? "@include needs a path in quotes"
				     : "@include must be the first word of "
				       "its line");
		return;
	}
	/* What stands before the directive first, then the file. */
	buf_put(&scan->spliced, str_slice(c->text, c->copied, from));
	buf_char(&scan->spliced, '\n');
	c->copied = c->at;
	if (token.kind == TOKEN_STRING)
		follow(c, &token);
	buf_char(&scan->spliced, '\n');
}
