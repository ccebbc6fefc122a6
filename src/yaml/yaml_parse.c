/* SPDX-License-Identifier: Apache-2.0 */
/* libyaml's events into nodes. It stops at the first fault: a new parser then
 * goes on at the next document. */
#include "yaml/yaml_parse.h"
#include "base/map.h"
#include "yaml/yaml_mask.h"
#include "yaml/yaml_offsets.h"

#include <yaml.h>

enum {
	NESTING_MAX = 32,
	NODES_MAX = 1000 * 1000,
	FAULTS_MAX = 20, /* broken documents, and as many equal keys */
	FEW_KEYS = 8,
};

/* A map or a list whose end has not been met. */
struct frame {
	struct yaml_node *node, *last;
	struct yaml_node *key; /* of a map: waits for its value */
	struct map *keys;      /* made for maps of many keys */
};

struct builder {
	struct arena *arena;
	struct diags *diags;
	uint32_t source;
	struct str text; /* as it stands in the source */
	struct yaml_mask mask;
	struct yaml_offsets offsets; /* of what the parser at hand reads */
	size_t base;                 /* where that begins */
	struct frame stack[NESTING_MAX];
	size_t depth;
	struct map *anchors; /* of the document at hand */
	size_t n_nodes, n_faults, n_repeated;
	struct yaml_stream *out;
};

bool yaml_is_built_in(void)
{
	return true;
}

static uint32_t byte_of(const struct builder *b, yaml_mark_t mark)
{
	return (uint32_t)b->base + yaml_offsets_byte(&b->offsets, mark.index);
}

static struct span span_of(const struct builder *b, const yaml_event_t *event)
{
	uint32_t start = byte_of(b, event->start_mark);
	uint32_t end = byte_of(b, event->end_mark);

	/* What is written below its key ends where the next thing begins. */
	while (end > start && strchr(" \t\r\n", b->text.at[end - 1]))
		end--;
	return (struct span){ b->source, start, end < start ? start : end };
}

static bool fail(struct builder *b, struct span span, const char *what)
{
	diag_add(b->diags, DIAG_UNREADABLE, "yaml-limit", span, "%s", what);
	b->out->whole = false;
	return false;
}

static struct yaml_node *node_new(struct builder *b, enum yaml_kind kind,
				  struct span span)
{
	struct yaml_node *node = arena_make(b->arena, struct yaml_node);

	node->kind = (uint8_t)kind;
	node->span = span;
	b->n_nodes++;
	return node;
}

static bool is_open(const struct builder *b, const struct yaml_node *node)
{
	for (size_t i = 0; i < b->depth; i++)
		if (b->stack[i].node == node)
			return true;
	return false;
}

static void tell_repeated(struct builder *b, const struct yaml_node *key)
{
	if (b->n_repeated++ >= FAULTS_MAX)
		return;
	diag_add(b->diags, DIAG_WARNING, "yaml-repeated-key", key->span,
		 "the map has the key '%.*s' above already",
		 STR_ARG(yaml_text(key)));
	diag_hint(b->diags, "some programs refuse that, others take the last "
			    "value");
}

static void index_pair(struct frame *f, const struct yaml_node *pair)
{
	if (yaml_is(pair->key, YAML_IS_SCALAR))
		map_put(f->keys, yaml_text(pair->key), (void *)pair);
}

static void index_map(struct builder *b, struct frame *f)
{
	f->keys = map_new(b->arena);
	f->node->index = f->keys;
	for (const struct yaml_node *p = f->node->first; p; p = p->next)
		index_pair(f, p);
}

/* The pair that has this key already, or NULL. */
static struct yaml_node *pair_find(const struct frame *f, struct str key)
{
	const struct yaml_node *p = f->node->first;

	if (f->keys)
		return map_get(f->keys, key);
	while (p && !yaml_says(p->key, key))
		p = p->next;
	return (struct yaml_node *)p;
}

static void pair_add(struct builder *b, struct frame *f, struct yaml_node *pair)
{
	struct str key = yaml_text(f->key);
	struct yaml_node *before = NULL;

	if (f->node->n == FEW_KEYS)
		index_map(b, f);
	if (yaml_is(f->key, YAML_IS_SCALAR) && !str_eq(key, STR("<<")))
		before = pair_find(f, key);
	if (before) {
		before->repeated = true;
		tell_repeated(b, f->key);
	}
	pair->key = f->key;
	f->key = NULL;
	if (f->keys)
		index_pair(f, pair);
}

static void attach(struct builder *b, struct yaml_node *node)
{
	struct frame *f;

	if (b->depth == 0) {
		vec_push(b->arena, &b->out->documents, node);
		return;
	}
	f = &b->stack[b->depth - 1];
	if (f->node->kind == YAML_IS_MAP) {
		if (!f->key) {
			f->key = node;
			return;
		}
		pair_add(b, f, node);
	}
	if (f->last)
		f->last->next = node;
	else
		f->node->first = node;
	f->last = node;
	f->node->n++;
}

static void name_anchor(struct builder *b, const yaml_char_t *anchor,
			struct yaml_node *node)
{
	if (!anchor)
		return;
	if (!b->anchors)
		b->anchors = map_new(b->arena);
	map_put(b->anchors, str_copy(b->arena, str_of((const char *)anchor)),
		node);
}

static bool add_scalar(struct builder *b, const yaml_event_t *event)
{
	struct span span = span_of(b, event);
	struct yaml_node *node = node_new(b, YAML_IS_SCALAR, span);
	yaml_scalar_style_t style = event->data.scalar.style;
	struct str value = { (const char *)event->data.scalar.value,
			     event->data.scalar.length };

	node->text = str_copy(b->arena, value);
	node->plain =
		style == YAML_PLAIN_SCALAR_STYLE && !event->data.scalar.tag;
	node->block = style == YAML_LITERAL_SCALAR_STYLE ||
		      style == YAML_FOLDED_SCALAR_STYLE;
	node->placeholder =
		b->mask.end &&
		yaml_has_placeholder(str_slice(b->text, span.start, span.end));
	name_anchor(b, event->data.scalar.anchor, node);
	attach(b, node);
	return true;
}

static bool add_alias(struct builder *b, const yaml_event_t *event)
{
	const char *name = (const char *)event->data.alias.anchor;
	struct span span = span_of(b, event);
	struct yaml_node *target = NULL, *node;

	if (b->anchors)
		target = map_get(b->anchors, str_of(name));
	if (target && !is_open(b, target)) {
		node = node_new(b, YAML_IS_ALIAS, span);
		node->target = target;
	} else {
		node = node_new(b, YAML_IS_SCALAR, span);
		node->plain = true;
		diag_add(b->diags, DIAG_UNREADABLE, "yaml-alias", span,
			 target ? "'*%s' stands within what it refers to"
				: "no '&%s' stands above it in this document",
			 name);
		b->n_faults++;
	}
	attach(b, node);
	return b->n_faults < FAULTS_MAX;
}

static bool open_node(struct builder *b, const yaml_event_t *event,
		      enum yaml_kind kind, const yaml_char_t *anchor)
{
	struct span span = span_of(b, event);
	struct yaml_node *node = node_new(b, kind, span);

	if (b->depth == NESTING_MAX)
		return fail(b, span,
			    "nested more than 32 deep, the limit: the rest of "
			    "the document is not read");
	name_anchor(b, anchor, node);
	attach(b, node);
	b->stack[b->depth++] = (struct frame){ .node = node };
	return true;
}

/* A block ends, for libyaml, where the next thing begins: for us it ends with
 * its last child, as does what a fault cut off. end 0: no bracket closes it. */
static void close_node(struct builder *b, uint32_t end)
{
	const struct frame *f = &b->stack[--b->depth];

	if (f->last && f->last->span.end > f->node->span.end)
		f->node->span.end = f->last->span.end;
	if (end > f->node->span.end)
		f->node->span.end = end;
}

static uint32_t bracket_end(const struct builder *b, const yaml_event_t *event)
{
	return event->start_mark.index == event->end_mark.index
		       ? 0
		       : span_of(b, event).end;
}

/* False: the rest of the document is not looked at. */
static bool take_event(struct builder *b, const yaml_event_t *event)
{
	if (b->n_nodes >= NODES_MAX)
		return fail(b, span_of(b, event),
			    "more than a million values, the limit: the rest "
			    "is not read");
	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		b->anchors = NULL;
		return true;
	case YAML_SCALAR_EVENT:
		return add_scalar(b, event);
	case YAML_ALIAS_EVENT:
		return add_alias(b, event);
	case YAML_SEQUENCE_START_EVENT:
		return open_node(b, event, YAML_IS_LIST,
				 event->data.sequence_start.anchor);
	case YAML_MAPPING_START_EVENT:
		return open_node(b, event, YAML_IS_MAP,
				 event->data.mapping_start.anchor);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		close_node(b, bracket_end(b, event));
		return true;
	default:
		return true;
	}
}

static struct span fault_span(const struct builder *b,
			      const yaml_parser_t *parser)
{
	uint32_t at = parser->error == YAML_READER_ERROR
			      ? (uint32_t)(b->base + parser->problem_offset)
			      : byte_of(b, parser->problem_mark);
	uint32_t end;

	if (at > b->text.len)
		at = (uint32_t)b->text.len;
	end = at < b->text.len && b->text.at[at] != '\n' ? at + 1 : at;
	return (struct span){ b->source, at, end };
}

static void tell_fault(struct builder *b, const yaml_parser_t *parser)
{
	struct span span = fault_span(b, parser);

	b->n_faults++;
	b->out->whole = false;
	diag_add(b->diags, DIAG_UNREADABLE, "yaml-syntax", span,
		 "no YAML: %s%s%s", parser->context ? parser->context : "",
		 parser->context ? ", " : "",
		 parser->problem ? parser->problem : "out of memory");
	if (span.end > span.start && b->text.at[span.start] == '\t')
		diag_hint(b->diags,
			  "YAML is indented with blanks, never with tabs");
}

/* One parser, from base on. Where the text was left, or its end. */
static size_t parse_from(struct builder *b, size_t base)
{
	struct str rest = str_slice(b->mask.text, base, b->mask.text.len);
	size_t left = b->text.len;
	yaml_parser_t parser;
	yaml_event_t event;
	bool more = true;

	if (!yaml_parser_initialize(&parser))
		return left;
	b->base = base;
	b->offsets = yaml_offsets_of(b->arena, rest);
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parser, (const unsigned char *)rest.at,
				     rest.len);
	while (more) {
		if (!yaml_parser_parse(&parser, &event)) {
			tell_fault(b, &parser);
			left = fault_span(b, &parser).start;
			break;
		}
		more = event.type != YAML_STREAM_END_EVENT;
		if (!take_event(b, &event)) {
			left = byte_of(b, event.end_mark);
			more = false;
		}
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	return left;
}

/* The next line that begins a document, or the text's end. */
static size_t next_document(struct str text, size_t from)
{
	struct str rest = str_slice(text, from, text.len);
	size_t n = str_find_str(rest, STR("\n---"));

	return n == rest.len ? text.len : from + n + 1;
}

/* A text of UTF-16 or UTF-32 begins with a mark or has a NUL near its start;
 * libyaml would read it, but places would be in another text. */
static bool is_utf8(struct builder *b)
{
	struct str head = str_slice(b->text, 0, 4);
	struct span start = { b->source, 0, (uint32_t)head.len };

	if (!str_starts(head, STR("\xff\xfe")) &&
	    !str_starts(head, STR("\xfe\xff")) &&
	    str_find(head, '\0') == head.len)
		return true;
	diag_add(b->diags, DIAG_UNREADABLE, "yaml-encoding", start,
		 "the text is in UTF-16 or UTF-32");
	diag_hint(b->diags, "save it as UTF-8");
	return false;
}

void yaml_parse(struct arena *arena, const struct sources *sources,
		uint32_t source, struct diags *diags, struct yaml_stream *out)
{
	struct builder b = { .arena = arena,
			     .diags = diags,
			     .source = source,
			     .text = source_text(sources, source),
			     .out = out };
	size_t at = 0;

	*out = (struct yaml_stream){ 0 };
	if (!is_utf8(&b))
		return;
	out->whole = true;
	b.mask = yaml_mask(arena, b.text);
	if (b.mask.end)
		out->placeholder =
			(struct span){ source, b.mask.start, b.mask.end };
	while (at < b.text.len && b.n_faults < FAULTS_MAX &&
	       b.n_nodes < NODES_MAX) {
		at = next_document(b.text, parse_from(&b, at));
		while (b.depth)
			close_node(&b, 0);
	}
}
