/* SPDX-License-Identifier: Apache-2.0 */
#include "conf/grammar.h"

#include "conf/grammar_say.h"

#define NESTING_MAX 32
/* libconfig looks through all names of a group for each new one: 64,000 took
 * it 33 seconds. */
#define GROUP_MAX 2000
#define PAIRS_MAX 10000000
#define NODES_MAX 100000

struct parser {
	struct scan *scan;
	size_t at;
	size_t n_nodes;
	size_t n_pairs; /* of names in one group, that were compared */
	struct token open[NESTING_MAX]; /* the brackets we are in */
	unsigned depth;
};

/* The children of the group, list or array that is being read. */
struct nodes {
	VEC(struct conf_node) list;
};

static void read_value(struct parser *p, struct conf_node *node);

static const struct token *peek(const struct parser *p, size_t ahead)
{
	size_t last = p->scan->tokens.n - 1;
	size_t at = p->at + ahead < last ? p->at + ahead : last;

	return &p->scan->tokens.at[at];
}

static enum token_kind kind(const struct parser *p)
{
	return peek(p, 0)->kind;
}

static struct token take(struct parser *p)
{
	struct token token = *peek(p, 0);

	if (token.kind != TOKEN_END)
		p->at++;
	return token;
}

static bool is_open(enum token_kind k)
{
	return k == TOKEN_GROUP_OPEN || k == TOKEN_LIST_OPEN ||
	       k == TOKEN_ARRAY_OPEN;
}

static bool is_close(enum token_kind k)
{
	return k == TOKEN_GROUP_CLOSE || k == TOKEN_LIST_CLOSE ||
	       k == TOKEN_ARRAY_CLOSE;
}

/* Whatever can stand for a name or a scalar, right or wrong: so that a wrong
 * one is told once, and reading goes on behind it. */
static bool is_wordlike(enum token_kind k)
{
	return k == TOKEN_NAME || k == TOKEN_WORD || k == TOKEN_BAD ||
	       k == TOKEN_BOOLEAN || k == TOKEN_INTEGER || k == TOKEN_STRING;
}

/* The next two tokens begin a setting, whatever went wrong before. */
static bool at_setting(const struct parser *p)
{
	return is_wordlike(kind(p)) && peek(p, 1)->kind == TOKEN_EQUALS;
}

/* This closer belongs to a bracket further out. */
static bool closes_outer(const struct parser *p, enum token_kind closer)
{
	for (unsigned i = 0; i < p->depth; i++)
		if (p->open[i].kind + 1U == (unsigned)closer)
			return true;
	return false;
}

static struct str shown(struct parser *p, const struct token *token)
{
	return scan_shown(p->scan, token->text);
}

static bool report(struct parser *p, struct span span, const char *message)
{
	return scan_report(p->scan, DIAG_ERROR, "conf-syntax", span, "%s",
			   message);
}

static void hint(struct parser *p, bool said, const char *text)
{
	if (said)
		diag_hint(p->scan->diags, "%s", text);
}

/* Too deep: everything up to the matching bracket is skipped. */
static void skip_nested(struct parser *p)
{
	size_t depth = 0;

	scan_report(p->scan, DIAG_UNREADABLE, "conf-limit", peek(p, 0)->span,
		    "brackets are nested deeper than %d", NESTING_MAX);
	do {
		enum token_kind k = take(p).kind;

		depth += is_open(k);
		depth -= is_close(k);
	} while (depth && kind(p) != TOKEN_END);
}

/* Nothing more is read; what is open stays open. */
static void give_up(struct parser *p, struct span span, const char *what)
{
	scan_report(p->scan, DIAG_UNREADABLE, "conf-limit", span,
		    "too many %s: the rest is not read", what);
	p->scan->over = true;
	p->at = p->scan->tokens.n - 1;
}

static void add_node(struct parser *p, struct nodes *nodes,
		     struct conf_node node, bool named)
{
	if (p->scan->over)
		return;
	p->n_pairs += named ? nodes->list.n : 0;
	if (++p->n_nodes > NODES_MAX)
		give_up(p, node.span, "settings and values");
	else if (named &&
		 (nodes->list.n == GROUP_MAX || p->n_pairs > PAIRS_MAX))
		give_up(p, node.name_span, "settings in large groups");
	else
		vec_push(p->scan->arena, &nodes->list, node);
}

static void give_children(struct conf_node *node, const struct nodes *nodes)
{
	node->children = nodes->list.at;
	node->n_children = nodes->list.n;
}

static struct span span_join(struct span from, struct span to)
{
	if (from.source == to.source && to.end > from.end)
		from.end = to.end;
	return from;
}

/* Strings in a row are one. */
static void read_strings(struct parser *p, struct conf_node *node)
{
	size_t first = p->at;

	node->type = CONF_STRING;
	while (kind(p) == TOKEN_STRING)
		node->span = span_join(node->span, take(p).span);
	node->decoded_map =
		string_map_join(p->scan->arena, &p->scan->tokens.at[first],
				p->at - first, &node->string);
}

/* A closer that belongs to no bracket. True when there was one. */
static bool skip_closer(struct parser *p)
{
	struct token token = *peek(p, 0);

	if (!is_close(token.kind) || closes_outer(p, token.kind))
		return false;
	scan_report(p->scan, DIAG_ERROR, "conf-syntax", token.span,
		    "this '%.*s' closes nothing", STR_ARG(token.text));
	take(p);
	return true;
}

static bool at_end(const struct parser *p)
{
	return kind(p) == TOKEN_END || is_close(kind(p));
}

/* False when no value can be read after this name. A name and '=' in the next
 * line begin the next setting: then the value is what is missing. */
static bool read_equals(struct parser *p, const struct token *name)
{
	struct span equals = peek(p, 0)->span;
	bool next;

	if (kind(p) != TOKEN_EQUALS) {
		next = is_open(kind(p)) ||
		       (is_wordlike(kind(p)) && !at_setting(p));
		if (name->kind != TOKEN_BAD || is_open(kind(p)))
			scan_report(p->scan, DIAG_ERROR, "conf-syntax",
				    name->span,
				    next ? "expected '=' after '%.*s'"
					 : "expected '=' and a value after "
					   "'%.*s'",
				    STR_ARG(shown(p, name)));
		return next && name->kind != TOKEN_BAD;
	}
	take(p);
	while (kind(p) == TOKEN_EQUALS)
		report(p, take(p).span, "one '=' is enough");
	if (is_open(kind(p)) || (is_wordlike(kind(p)) &&
				 (!at_setting(p) || kind(p) == TOKEN_STRING)))
		return true;
	scan_report(p->scan, DIAG_ERROR, "conf-syntax",
		    span_join(name->span, equals),
		    "the value of '%.*s' is missing", STR_ARG(shown(p, name)));
	if (kind(p) == TOKEN_SEMICOLON || kind(p) == TOKEN_COMMA)
		take(p);
	return false;
}

/* Behind a value: ';' or ',' or nothing, then the next name. */
static void read_terminator(struct parser *p, bool quiet)
{
	if (is_wordlike(kind(p)) && !at_setting(p)) {
		bool said = !quiet && report(p, peek(p, 0)->span,
					     "a setting has one value; this "
					     "is a second one");

		hint(p, said,
		     "a quantity with its unit goes into quotes: \"16GiB\"; "
		     "several values go into [ ]");
		while (is_wordlike(kind(p)) && !at_setting(p))
			take(p);
	}
	if (kind(p) == TOKEN_SEMICOLON || kind(p) == TOKEN_COMMA)
		take(p);
}

/* Linear, as libconfig's own search: PAIRS_MAX bounds both. */
static const struct conf_node *find_name(const struct nodes *nodes,
					 struct str name)
{
	for (size_t i = 0; i < nodes->list.n; i++)
		if (str_eq(nodes->list.at[i].name, name))
			return &nodes->list.at[i];
	return NULL;
}

static void read_setting(struct parser *p, struct nodes *nodes)
{
	struct token name = take(p);
	struct conf_node node = { .name = name.text, .name_span = name.span };
	const struct conf_node *first;
	unsigned errors;

	/* A fault's left-over, already reported. */
	if (name.kind == TOKEN_BAD && kind(p) != TOKEN_EQUALS)
		return;
	if (name.kind != TOKEN_NAME && name.kind != TOKEN_BAD)
		say_bad_name(p->scan, &name);
	if (!read_equals(p, &name))
		return;
	errors = p->scan->n_errors;
	read_value(p, &node);
	if (name.kind == TOKEN_NAME) {
		first = find_name(nodes, node.name);
		if (first)
			say_duplicate(p->scan, first, &node);
		add_node(p, nodes, node, true);
	}
	read_terminator(p, errors != p->scan->n_errors);
}

/* '=', ';' or ',' where a name should be. */
static void stray_sign(struct parser *p)
{
	struct token token = take(p);
	struct conf_node lost = { 0 };

	if (token.kind != TOKEN_EQUALS) {
		scan_report(p->scan, DIAG_ERROR, "conf-syntax", token.span,
			    "this '%.*s' ends nothing: remove it",
			    STR_ARG(token.text));
		return;
	}
	scan_report(p->scan, DIAG_ERROR, "conf-syntax", token.span,
		    "the name before '%.*s' is missing", STR_ARG(token.text));
	if (is_wordlike(kind(p)) && !at_setting(p)) {
		read_value(p, &lost);
		read_terminator(p, true);
	}
}

static void read_settings(struct parser *p, struct nodes *nodes)
{
	for (;;) {
		struct conf_node lost = { 0 };

		if (skip_closer(p))
			continue;
		if (at_end(p))
			return;
		if (is_wordlike(kind(p))) {
			read_setting(p, nodes);
		} else if (is_open(kind(p))) {
			report(p, peek(p, 0)->span,
			       "this value has no name: expected 'name ='");
			read_value(p, &lost);
			read_terminator(p, true);
		} else {
			stray_sign(p);
		}
	}
}

/* first: of the array, TOKEN_END before it was seen. */
static void check_array_element(struct parser *p, struct token *first)
{
	struct token token = *peek(p, 0);
	bool said;

	if (is_open(token.kind)) {
		said = report(p, token.span,
			      "an array [ ] holds single values only");
		hint(p, said, "use a list: ( ... )");
		return;
	}
	if (token.kind != TOKEN_STRING && token.kind != TOKEN_BOOLEAN &&
	    token.kind != TOKEN_INTEGER)
		return;
	if (first->kind == TOKEN_END)
		*first = token;
	if (first->kind == token.kind && first->wide == token.wide)
		return;
	say_mixed(p->scan, &token, first);
}

/* Behind an element; quiet when that was wrong already. */
static void read_separator(struct parser *p, bool quiet)
{
	struct token token = *peek(p, 0);

	if (token.kind == TOKEN_COMMA) {
		take(p);
		if (is_close(kind(p)))
			report(p, token.span,
			       "nothing follows this ',': remove it");
	} else if (token.kind == TOKEN_SEMICOLON) {
		take(p);
		if (!quiet)
			report(p, token.span,
			       is_close(kind(p))
				       ? "no ';' behind the last element: "
					 "remove it"
				       : "elements are separated by ',', not "
					 "by "
					 "';'");
	} else if (!at_end(p) && !quiet) {
		report(p, token.span, "a ',' is missing before this");
	}
}

static void read_element(struct parser *p, struct nodes *nodes)
{
	struct conf_node node = { 0 };
	unsigned errors = p->scan->n_errors;

	if (at_setting(p)) {
		bool said = report(p, peek(p, 0)->span,
				   "a named setting in a list or array");

		hint(p, said, "write { } around the settings of one element");
		take(p);
		take(p);
		if (at_end(p))
			return;
	}
	if (!is_open(kind(p)) && !is_wordlike(kind(p))) {
		struct token token = take(p);

		scan_report(p->scan, DIAG_ERROR, "conf-syntax", token.span,
			    "expected a value before this '%.*s'",
			    STR_ARG(token.text));
		return;
	}
	read_value(p, &node);
	node.name_span = node.span;
	add_node(p, nodes, node, false);
	read_separator(p, errors != p->scan->n_errors);
}

static void read_elements(struct parser *p, struct nodes *nodes, bool array)
{
	struct token first = { .kind = TOKEN_END };

	for (;;) {
		if (skip_closer(p))
			continue;
		if (at_end(p))
			return;
		if (array)
			check_array_element(p, &first);
		read_element(p, nodes);
	}
}

static void read_nested(struct parser *p, struct conf_node *node)
{
	struct token open = *peek(p, 0);
	struct nodes nodes = { 0 };

	if (p->depth == NESTING_MAX) {
		skip_nested(p);
		return;
	}
	take(p);
	p->open[p->depth++] = open;
	node->type = open.kind == TOKEN_GROUP_OPEN  ? CONF_GROUP
		     : open.kind == TOKEN_LIST_OPEN ? CONF_LIST
						    : CONF_ARRAY;
	if (node->type == CONF_GROUP)
		read_settings(p, &nodes);
	else
		read_elements(p, &nodes, node->type == CONF_ARRAY);
	p->depth--;
	give_children(node, &nodes);
	if (kind(p) == open.kind + 1U)
		node->span = span_join(open.span, take(p).span);
	else if (!p->scan->over)
		scan_report(p->scan, DIAG_ERROR, "conf-syntax", open.span,
			    "this '%.*s' is never closed", STR_ARG(open.text));
}

/* At a bracket or something like a word. */
static void read_value(struct parser *p, struct conf_node *node)
{
	struct token token = *peek(p, 0);

	node->span = token.span;
	if (is_open(token.kind)) {
		read_nested(p, node);
		return;
	}
	if (token.kind == TOKEN_STRING) {
		read_strings(p, node);
		return;
	}
	take(p);
	if (token.kind == TOKEN_NAME || token.kind == TOKEN_WORD)
		say_bare_word(p->scan, &token);
	node->type = token.kind == TOKEN_BOOLEAN ? CONF_BOOLEAN : CONF_INTEGER;
	node->integer = token.integer;
	node->boolean = token.boolean;
}

struct conf_node *grammar_read(struct scan *scan, uint32_t source)
{
	struct conf_node *root = arena_make(scan->arena, struct conf_node);
	uint32_t end = (uint32_t)source_text(scan->sources, source).len;
	struct parser p = { .scan = scan };
	struct nodes nodes = { 0 };
	struct token last = { .span = { source, end, end } };

	vec_push(scan->arena, &scan->tokens, last);
	root->type = CONF_GROUP;
	root->span = (struct span){ source, 0, end };
	root->name_span = (struct span){ source, 0, 0 };
	read_settings(&p, &nodes);
	give_children(root, &nodes);
	return root;
}
