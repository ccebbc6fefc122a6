/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Text to tokens, one at a time. A bare key is one token, and so is a number
 * with its suffix. Knows nothing of names or types; borrows the text.
 */
#ifndef EXPR_LEX_H
#define EXPR_LEX_H

#include "base/str.h"
#include <stdbool.h>
#include <stdint.h>

enum token_kind {
	TOKEN_END,
	TOKEN_BAD, /* fault and hint say why */
	TOKEN_WORD,
	TOKEN_KEY,     /* net.ipv4.tcp_rmem.2 */
	TOKEN_NUMBER,  /* digits and suffix */
	TOKEN_VERSION, /* 4.19, 3.10-el7 */
	TOKEN_QUOTED,  /* text is what stands between the quotes */
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_OPEN_BRACKET,
	TOKEN_CLOSE_BRACKET,
	TOKEN_COMMA,
	TOKEN_COLON,
	TOKEN_DOT,
	TOKEN_PLUS,
	TOKEN_MINUS,
	TOKEN_TIMES,
	TOKEN_THROUGH,
	TOKEN_EQ,
	TOKEN_NE,
	TOKEN_LT,
	TOKEN_LE,
	TOKEN_GT,
	TOKEN_GE,
	TOKEN_AND,
	TOKEN_OR,
	TOKEN_NOT,
	TOKEN_IN,
	TOKEN_TRUE,
	TOKEN_FALSE,
};

struct token {
	enum token_kind kind;
	uint32_t start, end;
	struct str text;
	struct str digits, suffix; /* of a number; suffix may be empty */
	const char *fault;         /* of TOKEN_BAD */
	struct str hint;
};

struct lexer {
	struct str text;
	uint32_t at;
	enum token_kind last;
};

struct token lex_next(struct lexer *lexer);

/* Is it the first component of sysctl keys (net, vm …)? */
bool lex_is_root(struct str word);
/* Can this be written as a bare key? */
bool lex_is_bare_key(struct str dotted);

#endif
