/* SPDX-License-Identifier: Apache-2.0 */
#include "read/template.h"

static const struct tag {
	struct str opens, closes;
} tags[N_TEMPLATE_TAGS] = {
	[TAG_EXPRESSION] = { { "{{", 2 }, { "}}", 2 } },
	[TAG_STATEMENT] = { { "{%", 2 }, { "%}", 2 } },
	[TAG_COMMENT] = { { "{#", 2 }, { "#}", 2 } },
	[TAG_RUBY] = { { "<%", 2 }, { "%>", 2 } },
	[TAG_TERRAFORM] = { { "%{", 2 }, { "}", 1 } },
};

/* A tag that is longer was not meant as one. */
enum { TAG_BYTES = 4096 };

void template_start(struct template_scan *scan, struct str text)
{
	*scan = (struct template_scan){ .text = text };
}

static bool is_name(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c >= '0' && c <= '9') || c == '_';
}

static struct str first_word(struct str s)
{
	size_t n = 0;

	s = str_trim_set(s, " \t\r\n-+=~#%");
	while (n < s.len && is_name(s.at[n]))
		n++;
	return str_slice(s, 0, n);
}

static bool is_one_of(struct str word, struct str words)
{
	struct str one;

	while (str_next_word(&words, " ", &one))
		if (str_eq(one, word))
			return true;
	return false;
}

static void open_block(struct template_scan *scan, bool opens)
{
	scan->depth += opens;
}

static void close_block(struct template_scan *scan, bool closes)
{
	scan->depth -= closes && scan->depth;
}

/* Ruby's blocks, and Puppet's, which have braces. */
static void enter_ruby(struct template_scan *scan, struct str inside)
{
	struct str word = first_word(inside);
	struct str code = str_trim_set(inside, " \t\r\n-");

	if (str_empty(code) || code.at[0] == '=' || code.at[0] == '#')
		return;
	close_block(scan, str_eq(word, STR("end")) || code.at[0] == '}');
	open_block(
		scan,
		is_one_of(word, STR("if unless for while until case begin")) ||
			str_find_str(code, STR(" do ")) < code.len ||
			str_ends(code, STR(" do")) ||
			str_ends(code, STR("{")) ||
			(str_ends(code, STR("|")) &&
			 (str_find_str(code, STR("do|")) < code.len ||
			  str_find(code, '{') < code.len)));
}

static void enter(struct template_scan *scan, enum template_tag tag,
		  struct str inside)
{
	struct str word = first_word(inside);

	switch (tag) {
	case TAG_EXPRESSION:
		open_block(scan,
			   is_one_of(word, STR("if range with block define")));
		close_block(scan, str_eq(word, STR("end")));
		break;
	case TAG_STATEMENT:
		open_block(scan, is_one_of(word, STR("if for block macro call "
						     "filter raw with trans "
						     "autoescape")));
		close_block(scan, str_starts(word, STR("end")));
		break;
	case TAG_TERRAFORM:
		open_block(scan, is_one_of(word, STR("if for")));
		close_block(scan, str_starts(word, STR("end")));
		break;
	case TAG_RUBY:
		enter_ruby(scan, inside);
		break;
	default:
		break;
	}
}

/* "{{{" folds lines for an editor, "{#" and "%{" may mean anything, but in
 * front of a line and of a word. */
static bool is_certain(const struct template_scan *scan, enum template_tag tag,
		       size_t start, size_t at)
{
	struct str rest = str_slice(scan->text, at + 2, at + 12);

	if (tag == TAG_COMMENT)
		return str_empty(str_trim(str_slice(scan->text, start, at)));
	if (tag == TAG_EXPRESSION)
		return !str_starts(rest, STR("{")) &&
		       !(at > start && scan->text.at[at - 1] == '{');
	if (tag != TAG_TERRAFORM)
		return true;
	return is_one_of(first_word(rest), STR("if for else endif endfor"));
}

/* The tag that opens at, or N_TEMPLATE_TAGS. */
static enum template_tag tag_at(const struct template_scan *scan, size_t start,
				size_t at)
{
	struct str rest = str_slice(scan->text, at, at + 2);

	for (int tag = 0; tag < N_TEMPLATE_TAGS; tag++)
		if (str_eq(rest, tags[tag].opens) &&
		    is_certain(scan, (enum template_tag)tag, start, at))
			return (enum template_tag)tag;
	return N_TEMPLATE_TAGS;
}

/* Where the tag that opens at is closed, or the text's end. Searched for once
 * a closing sign, however many tags there are in front of it. */
static size_t closing(struct template_scan *scan, enum template_tag tag,
		      size_t at)
{
	size_t *found = &scan->closes_at[tag];

	if (*found < at + 2)
		*found = at + 2 +
			 str_find_str(
				 str_slice(scan->text, at + 2, scan->text.len),
				 tags[tag].closes);
	return *found;
}

/* Behind the tag, or at end where it is not closed: then the line alone is
 * the engine's. */
static size_t pass_tag(struct template_scan *scan, enum template_tag tag,
		       size_t at, size_t end)
{
	size_t closes = closing(scan, tag, at);

	if (closes >= scan->text.len || closes - at > TAG_BYTES)
		return end;
	enter(scan, tag, str_slice(scan->text, at + 2, closes));
	return closes + tags[tag].closes.len;
}

/* "${NAME}", and "@NAME@" in capitals, outside of comments. */
static bool is_placeholder(struct str s)
{
	bool at = s.len && s.at[0] == '@';
	size_t from = at ? 1 : 2, n = from;

	if (!at && !str_starts(s, STR("${")))
		return false;
	while (n < s.len && is_name(s.at[n]) &&
	       !(at && s.at[n] >= 'a' && s.at[n] <= 'z'))
		n++;
	return n > from && n < s.len && s.at[n] == (at ? '@' : '}');
}

static bool is_comment(struct str line)
{
	line = str_trim(line);
	return line.len && (line.at[0] == '#' || line.at[0] == ';');
}

bool template_takes(struct template_scan *scan, size_t start, size_t end)
{
	struct str text = scan->text;
	size_t at = scan->until > start ? scan->until : start;
	bool takes = scan->until > start;
	bool comment = is_comment(str_slice(text, start, end));

	while (at < end) {
		enum template_tag tag;

		switch (text.at[at]) {
		case '{':
		case '<':
		case '%':
			tag = tag_at(scan, start, at);
			if (tag == N_TEMPLATE_TAGS) {
				at++;
				break;
			}
			takes = true;
			at = pass_tag(scan, tag, at, end);
			break;
		case '$':
		case '@':
			takes |= !comment &&
				 is_placeholder(str_slice(text, at, end));
			at++;
			break;
		default:
			at++;
		}
	}
	scan->until = at;
	return takes;
}
