/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/lex.h"
#include "keys/unit.h"
#include <stddef.h>

/* The folders of /proc/sys: what begins so is a key, not a variable. */
static const char *const key_roots[] = {
	"abi", "crypto", "debug",  "dev",  "fs",
	"net", "kernel", "sunrpc", "user", "vm",
};

static const struct {
	const char *word;
	enum token_kind kind;
} keywords[] = {
	{ "and", TOKEN_AND }, { "or", TOKEN_OR },     { "not", TOKEN_NOT },
	{ "in", TOKEN_IN },   { "true", TOKEN_TRUE }, { "false", TOKEN_FALSE },
};

/* The longer stand first. */
static const struct {
	const char *text;
	enum token_kind kind;
} symbols[] = {
	{ "==", TOKEN_EQ },          { "!=", TOKEN_NE },
	{ "<=", TOKEN_LE },          { ">=", TOKEN_GE },
	{ "<", TOKEN_LT },           { ">", TOKEN_GT },
	{ "(", TOKEN_OPEN },         { ")", TOKEN_CLOSE },
	{ "[", TOKEN_OPEN_BRACKET }, { "]", TOKEN_CLOSE_BRACKET },
	{ ",", TOKEN_COMMA },        { ":", TOKEN_COLON },
	{ ".", TOKEN_DOT },          { "+", TOKEN_PLUS },
	{ "-", TOKEN_MINUS },        { "*", TOKEN_TIMES },
	{ "/", TOKEN_THROUGH },
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_word(char c)
{
	return is_letter(c) || is_digit(c) || c == '_';
}

static bool is_key(char c)
{
	return is_word(c) || c == '-';
}

/* The byte at i, or NUL behind the end: no class above holds NUL. */
static char byte_at(struct str s, size_t i)
{
	return i < s.len ? s.at[i] : '\0';
}

static size_t run_end(struct str s, size_t i, bool (*is)(char))
{
	while (i < s.len && is(s.at[i]))
		i++;
	return i;
}

bool lex_is_root(struct str word)
{
	for (size_t i = 0; i < COUNT(key_roots); i++)
		if (str_eq(word, str_of(key_roots[i])))
			return true;
	return false;
}

/* Behind the last part of a key that goes on at i. */
static size_t key_end(struct str s, size_t i)
{
	while (byte_at(s, i) == '.') {
		if (byte_at(s, i + 1) == '*')
			i += 2;
		else if (is_key(byte_at(s, i + 1)))
			i = run_end(s, i + 1, is_key);
		else
			break;
	}
	return i;
}

bool lex_is_bare_key(struct str dotted)
{
	const size_t root = run_end(dotted, 0, is_word);

	return lex_is_root(str_slice(dotted, 0, root)) && root < dotted.len &&
	       key_end(dotted, root) == dotted.len;
}

static struct token token_of(const struct lexer *x, enum token_kind kind,
			     size_t end)
{
	return (struct token){ .kind = kind,
			       .start = x->at,
			       .end = (uint32_t)end,
			       .text = str_slice(x->text, x->at, end) };
}

static struct token token_bad(const struct lexer *x, size_t end,
			      const char *fault)
{
	struct token t = token_of(x, TOKEN_BAD, end);

	t.fault = fault;
	return t;
}

static struct token lex_word(const struct lexer *x)
{
	const size_t end = run_end(x->text, x->at, is_word);
	const struct str word = str_slice(x->text, x->at, end);
	const size_t key = key_end(x->text, end);

	/* Behind a point it is a field, whatever its name. */
	if (x->last == TOKEN_DOT)
		return token_of(x, TOKEN_WORD, end);
	if (key > end && lex_is_root(word))
		return token_of(x, TOKEN_KEY, key);
	for (size_t i = 0; i < COUNT(keywords); i++)
		if (str_eq(word, str_of(keywords[i].word)))
			return token_of(x, keywords[i].kind, end);
	return token_of(x, TOKEN_WORD, end);
}

/* The end of the longest suffix at i: letters, or letters with "/s" behind;
 * what is no suffix ends where its letters end. */
static size_t suffix_end(struct str s, size_t i)
{
	const size_t letters = run_end(s, i, is_word);
	size_t end = letters;

	if (byte_at(s, letters) == '/' && is_letter(byte_at(s, letters + 1)))
		end = run_end(s, letters + 1, is_word);
	return unit_suffix_find(str_slice(s, i, end)) ? end : letters;
}

/* "4.12", "4.12.3", and a flavour behind: "3.10-el7". */
static size_t version_end(struct str s, size_t i)
{
	if (byte_at(s, i) == '.' && is_digit(byte_at(s, i + 1)))
		i = run_end(s, i + 1, is_digit);
	if (byte_at(s, i) == '-' && is_letter(byte_at(s, i + 1)))
		i = run_end(s, i + 1, is_word);
	return i;
}

static struct token lex_number(const struct lexer *x)
{
	size_t digits = run_end(x->text, x->at, is_digit), end;
	struct token t;
	bool point = byte_at(x->text, digits) == '.' &&
		     is_digit(byte_at(x->text, digits + 1));

	if (point)
		digits = run_end(x->text, digits + 1, is_digit);
	end = suffix_end(x->text, digits);
	if (point && end == digits)
		return token_of(x, TOKEN_VERSION, version_end(x->text, digits));
	t = token_of(x, TOKEN_NUMBER, end);
	t.digits = str_slice(x->text, x->at, digits);
	t.suffix = str_slice(x->text, digits, end);
	if (str_empty(t.suffix) || unit_suffix_find(t.suffix))
		return t;
	t.kind = TOKEN_BAD;
	t.fault = "there is no such unit";
	t.hint = unit_suffix_near(t.suffix);
	return t;
}

static bool is_plain(char c)
{
	return (unsigned char)c >= ' ' && c != '\x7f';
}

static struct token lex_quoted(const struct lexer *x)
{
	const struct str rest = str_slice(x->text, x->at + 1, x->text.len);
	const size_t len = str_find(rest, '\'');
	struct token t;

	if (len == rest.len)
		return token_bad(x, x->text.len,
				 "the quote that opens here is not closed");
	if (run_end(str_slice(rest, 0, len), 0, is_plain) < len)
		return token_bad(x, x->at + len + 2,
				 "a control byte stands in these quotes");
	t = token_of(x, TOKEN_QUOTED, x->at + len + 2);
	t.text = str_slice(rest, 0, len);
	return t;
}

static struct token lex_symbol(const struct lexer *x)
{
	const struct str rest = str_slice(x->text, x->at, x->text.len);
	struct token t =
		token_bad(x, x->at + 1u, "this byte means nothing here");

	for (size_t i = 0; i < COUNT(symbols); i++) {
		const struct str symbol = str_of(symbols[i].text);

		if (str_starts(rest, symbol))
			return token_of(x, symbols[i].kind, x->at + symbol.len);
	}
	if (rest.at[0] == '=')
		t.hint = STR("==");
	else if (rest.at[0] == '!')
		t.hint = STR("not");
	else if (rest.at[0] == '&')
		t.hint = STR("and");
	else if (rest.at[0] == '|')
		t.hint = STR("or");
	else if (rest.at[0] == '"')
		t.hint = STR("single quotes");
	return t;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct token lex_next(struct lexer *x)
{
	struct token t;
	char c;

	x->at = (uint32_t)run_end(x->text, x->at, is_blank);
	c = byte_at(x->text, x->at);
	if (x->at >= x->text.len)
		t = token_of(x, TOKEN_END, x->at);
	else if (is_letter(c))
		t = lex_word(x);
	else if (is_digit(c))
		t = lex_number(x);
	else if (c == '\'')
		t = lex_quoted(x);
	else
		t = lex_symbol(x);
	x->at = t.end;
	x->last = t.kind;
	return t;
}
