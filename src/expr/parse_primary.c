/* SPDX-License-Identifier: Apache-2.0 */
/* What stands between operators: literals, references to fields, and keys. */
#include "expr/parser.h"
#include "keys/key.h"
#include "keys/unit.h"

/* How a subject is called in an expression, and in messages. */
static const char *const kind_words[N_SUBJECT_KINDS] = {
	[SUBJECT_LINE] = "line",
	[SUBJECT_FILE] = "file",
	[SUBJECT_ASSIGNMENT] = "assignment",
	[SUBJECT_SETTING] = "setting",
	[SUBJECT_TIER] = "tier",
	[SUBJECT_HOP] = "hop",
	[SUBJECT_TOPOLOGY] = "topology",
	[SUBJECT_HOST] = "host",
};

#define NEAR_MAX 4096

static void hint_near(struct parser *p, enum subject_kind kind,
		      struct str wrong)
{
	struct str *all = arena_array(p->b->arena, struct str, NEAR_MAX);
	struct str near;
	size_t n = p->names->all_names(p->names->context, kind, all, NEAR_MAX);

	near = str_nearest(wrong, all, n < NEAR_MAX ? n : NEAR_MAX);
	if (str_empty(near))
		return;
	if (kind == SUBJECT_NONE)
		near = key_dotted(p->b->arena, near);
	parser_hint(p, "did you mean '%.*s'?", STR_ARG(near));
}

static uint32_t var_node(struct parser *p, uint32_t slot, uint8_t kind,
			 struct str name, struct token t)
{
	return parser_node(p,
			   (struct expr_node){ .op = EXPR_VAR,
					       .kind = kind,
					       .a = slot,
					       .b = expr_name_id(p->b, name),
					       .start = t.start,
					       .end = t.end },
			   NULL);
}

/* Of these kinds each subject belongs to one tier. */
static bool kind_has_tier(enum subject_kind kind)
{
	return kind == SUBJECT_LINE || kind == SUBJECT_FILE ||
	       kind == SUBJECT_ASSIGNMENT || kind == SUBJECT_SETTING ||
	       kind == SUBJECT_HOST || kind == SUBJECT_TIER;
}

/* What a variable of this name refers to; SUBJECT_NONE: there is none. A live
 * host and its tier are one, and a topology is always at hand. */
static enum subject_kind variable_kind(const struct parser *p, struct str name)
{
	if (p->kind != SUBJECT_NONE &&
	    str_eq(name, str_of(kind_words[p->kind])))
		return p->kind;
	if (str_eq(name, STR("topology")))
		return SUBJECT_TOPOLOGY;
	if (str_eq(name, STR("tier")) && kind_has_tier(p->kind))
		return SUBJECT_TIER;
	if (str_eq(name, STR("host")) && p->kind == SUBJECT_TIER)
		return SUBJECT_TIER;
	return SUBJECT_NONE;
}

static uint32_t unknown_variable(struct parser *p, struct token t)
{
	struct expr_name field;
	const char *word =
		p->kind == SUBJECT_NONE ? "this" : kind_words[p->kind];

	parser_fail(p, t.start, t.end,
		    "there is no '%.*s' in an expression about a %s",
		    STR_ARG(t.text), word);
	if (p->names->name(p->names->context, p->kind, t.text, &field))
		parser_hint(p, "did you mean '%s.%.*s'?", word,
			    STR_ARG(t.text));
	else if (p->kind != SUBJECT_NONE)
		parser_hint(p, "its fields are %s.NAME", word);
	return 0;
}

static uint32_t parse_variable(struct parser *p, struct token t)
{
	enum subject_kind kind;

	for (uint32_t i = p->n_bound; i > 0; i--)
		if (str_eq(p->bound[i - 1].name, t.text))
			return var_node(p, i, p->bound[i - 1].kind, t.text, t);
	if (p->kind == SUBJECT_HOP &&
	    (str_eq(t.text, STR("from")) || str_eq(t.text, STR("to")))) {
		const uint32_t hop = var_node(p, 0, SUBJECT_HOP, STR("hop"), t);

		return parse_field(p, hop, t.text, t.start, t.end);
	}
	kind = variable_kind(p, t.text);
	if (kind == SUBJECT_NONE)
		return unknown_variable(p, t);
	return var_node(p, 0, (uint8_t)kind, str_of(kind_words[kind]), t);
}

uint32_t parse_field(struct parser *p, uint32_t ref, struct str name,
		     uint32_t start, uint32_t end)
{
	const uint8_t kind = parser_at(p, ref)->kind;
	struct expr_node node = { .a = ref, .start = start, .end = end };
	struct expr_name found;

	if (!p->names->name(p->names->context, kind, name, &found)) {
		parser_fail(p, start, end, "a %s has no field '%.*s'",
			    kind_words[kind], STR_ARG(name));
		hint_near(p, kind, name);
		return 0;
	}
	node.op = found.type == VALUE_NONE && !found.is_list ? EXPR_REF
							     : EXPR_FIELD;
	node.type = found.type;
	node.unit =
		found.type == VALUE_PORTS ? (uint8_t)UNIT_PORTS : found.unit;
	node.kind = found.kind;
	node.b = found.id;
	node.c = expr_name_id(p->b, name);
	return parser_node(p, node, found.words);
}

/* "net/ipv4/tcp_rmem/2": splits the number off; false if there is none. */
static bool split_element(struct str *path, uint32_t *out_element)
{
	size_t slash = path->len;
	struct num n;

	while (slash > 0 && path->at[slash - 1] != '/')
		slash--;
	if (!slash || !num_parse(str_slice(*path, slash, path->len), &n) ||
	    n.negative || n.magnitude >= UINT8_MAX)
		return false;
	*path = str_slice(*path, 0, slash - 1);
	*out_element = (uint32_t)n.magnitude + 1;
	return true;
}

/* Type of a key or of its element; false when no fact knows it. */
static bool find_key(struct parser *p, struct str *path, uint32_t *out_element,
		     struct expr_key_type *out)
{
	struct str whole = *path;

	*out_element = 0;
	if (p->names->key(p->names->context, whole, out))
		return true;
	if (!split_element(&whole, out_element) ||
	    !p->names->key(p->names->context, whole, out) || out->arity < 2)
		return false;
	*path = whole;
	return true;
}

static uint32_t parse_key(struct parser *p, uint32_t ref, struct token t,
			  uint32_t start)
{
	struct expr_node node = { .op = EXPR_KEY, .a = ref, .start = start };
	struct str path = key_path(p->b->arena, t.text);
	struct expr_key_type type;

	if (!find_key(p, &path, &node.c, &type)) {
		parser_fail(p, t.start, t.end, "there is no fact about %.*s",
			    STR_ARG(t.text));
		hint_near(p, SUBJECT_NONE, path);
		return 0;
	}
	if (node.c > type.arity)
		return parser_fail(p, t.start, t.end,
				   "this key has elements 0 to %d",
				   type.arity - 1);
	node.type = type.type;
	if (type.arity > 1)
		node.type = node.c ? VALUE_INT : VALUE_VECTOR;
	node.unit = type.unit;
	node.b = expr_name_id(p->b, path);
	node.end = p->last_end;
	return parser_node(p, node, type.words);
}

/* The tier whose key a bare one is. */
static uint32_t own_tier(struct parser *p, struct token t)
{
	const bool wild = str_find(t.text, '*') < t.text.len;

	if (p->kind == SUBJECT_HOP) {
		parser_fail(p, t.start, t.end,
			    "a hop has two tiers, so whose key is this?");
		parser_hint(p, "say from[%.*s] or to[%.*s]", STR_ARG(t.text),
			    STR_ARG(t.text));
		return 0;
	}
	if (!kind_has_tier(p->kind)) {
		parser_fail(p, t.start, t.end,
			    "whose key is this? There is no tier here");
		parser_hint(p, "name a tier: any(t in topology.tiers: "
			       "t[...] == ...)");
		return 0;
	}
	/* The interface of "*" is the setting's, so it is passed on. */
	if (wild &&
	    (p->kind == SUBJECT_SETTING || p->kind == SUBJECT_ASSIGNMENT))
		return var_node(p, 0, (uint8_t)p->kind,
				str_of(kind_words[p->kind]), t);
	return var_node(p, 0, SUBJECT_TIER, STR("tier"), t);
}

static uint32_t parse_bare_key(struct parser *p)
{
	const struct token t = p->token;
	const uint32_t ref = own_tier(p, t);

	parser_next(p);
	return ref ? parse_key(p, ref, t, t.start) : 0;
}

/* ref[key]: the bracket is at hand. */
static uint32_t parse_key_of(struct parser *p, uint32_t ref)
{
	const uint32_t start = parser_at(p, ref)->start;
	const uint8_t kind = parser_at(p, ref)->kind;
	const bool is_reference = parser_at(p, ref)->op == EXPR_VAR ||
				  parser_at(p, ref)->op == EXPR_REF;
	struct token t;

	if (!is_reference || !kind_has_tier(kind))
		return parser_fail_node(p, ref,
					"only a tier has keys, not this");
	parser_next(p);
	t = p->token;
	if (t.kind != TOKEN_KEY && t.kind != TOKEN_QUOTED)
		return parser_unexpected(p, "a sysctl key");
	parser_next(p);
	if (!parser_expect(p, TOKEN_CLOSE_BRACKET, "']'"))
		return 0;
	/* The subject's own key is the same as a bare one. */
	if (parser_at(p, ref)->op == EXPR_VAR && !parser_at(p, ref)->a)
		ref = own_tier(p, t);
	return parse_key(p, ref, t, start);
}

uint32_t parse_reference(struct parser *p)
{
	const uint32_t start = p->token.start;
	uint32_t ref;

	if (p->token.kind != TOKEN_WORD)
		return parser_unexpected(p, "a name");
	ref = parse_variable(p, p->token);
	parser_next(p);
	while (ref && parser_take(p, TOKEN_DOT)) {
		const struct token t = p->token;

		if (t.kind != TOKEN_WORD)
			return parser_unexpected(p, "the name of a field");
		if (parser_at(p, ref)->op == EXPR_FIELD)
			return parser_fail(p, t.start, t.end,
					   "what stands before this point has "
					   "no fields");
		ref = parse_field(p, ref, t.text, t.start, t.end);
		if (ref)
			parser_at(p, ref)->start = start;
		parser_next(p);
	}
	if (ref && p->token.kind == TOKEN_OPEN_BRACKET)
		return parse_key_of(p, ref);
	return ref;
}

static uint32_t parse_name(struct parser *p)
{
	const uint32_t ref = parse_reference(p);
	const struct expr_node *node = ref ? parser_at(p, ref) : NULL;
	bool is_list;

	if (!node || node->type != VALUE_NONE)
		return ref;
	is_list = node->op == EXPR_FIELD;
	parser_fail_node(p, ref,
			 is_list ? "a list is no value" : "a %s is no value",
			 kind_words[node->kind]);
	if (is_list)
		parser_hint(p, "ask it: any(x in %.*s: ...)",
			    (int)(node->end - node->start),
			    p->lexer.text.at + node->start);
	else
		parser_hint(p, "name a field of it");
	return 0;
}

static uint32_t const_node(struct parser *p, struct expr_const c)
{
	const struct token t = p->token;

	parser_next(p);
	vec_push(p->b->arena, &p->b->consts, c);
	return parser_node(
		p,
		(struct expr_node){ .op = EXPR_CONST,
				    .type = c.type,
				    .unit = c.unit,
				    .a = (uint32_t)p->b->consts.n - 1,
				    .start = t.start,
				    .end = t.end },
		NULL);
}

static uint32_t parse_number(struct parser *p)
{
	static const struct unit_suffix plain = { "", UNIT_NONE, 1, 1 };
	const struct token t = p->token;
	const struct unit_suffix *suffix =
		str_empty(t.suffix) ? &plain : unit_suffix_find(t.suffix);
	struct expr_const c = { .type = VALUE_INT, .unit = suffix->unit };

	if (!unit_scale(t.digits, suffix, &c.integer)) {
		parser_fail(p, t.start, t.end,
			    "%.*s is too large, or no whole number of what %s "
			    "counts in",
			    STR_ARG(t.text), unit_name(suffix->unit));
		return 0;
	}
	return const_node(p, c);
}

static uint32_t parse_version(struct parser *p)
{
	struct expr_const c = { .type = VALUE_VERSION };

	if (!kver_parse(p->token.text, &c.versions.from))
		return parser_fail(p, p->token.start, p->token.end,
				   "'%.*s' is no kernel version",
				   STR_ARG(p->token.text));
	return const_node(p, c);
}

static uint32_t parse_parenthesis(struct parser *p)
{
	const uint32_t start = p->token.start;
	uint32_t node;

	parser_next(p);
	node = parse_expression(p);
	if (!node || !parser_expect(p, TOKEN_CLOSE, "')'"))
		return 0;
	parser_at(p, node)->start = start;
	parser_at(p, node)->end = p->last_end;
	return node;
}

/* Whether a parenthesis follows the word at hand. */
static bool is_call(const struct parser *p)
{
	struct lexer ahead = p->lexer;

	return lex_next(&ahead).kind == TOKEN_OPEN;
}

uint32_t parse_primary(struct parser *p)
{
	switch (p->token.kind) {
	case TOKEN_NUMBER:
		return parse_number(p);
	case TOKEN_VERSION:
		return parse_version(p);
	case TOKEN_TRUE:
	case TOKEN_FALSE:
		return const_node(
			p, (struct expr_const){ .type = VALUE_BOOL,
						.boolean = p->token.kind ==
							   TOKEN_TRUE });
	case TOKEN_QUOTED:
		return const_node(
			p, (struct expr_const){
				   .type = VALUE_WORD,
				   .word = expr_intern(p->b, p->token.text) });
	case TOKEN_KEY:
		return parse_bare_key(p);
	case TOKEN_OPEN:
		return parse_parenthesis(p);
	case TOKEN_WORD:
		return is_call(p) ? parse_call(p) : parse_name(p);
	default:
		return parser_unexpected(p, "a value");
	}
}
