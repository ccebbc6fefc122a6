/* SPDX-License-Identifier: Apache-2.0 */
#include "rulebook/emit.h"

#include <inttypes.h>

#define CHARS_A_LINE 16

void emit_num(struct buf *out, struct num n)
{
	buf_printf(out, "{ %" PRIu64 "u, %d }", n.magnitude, n.negative);
}

void emit_kver(struct buf *out, struct kver v)
{
	buf_printf(out, "{ %u, %u, %u, %u, \"%s\" }", v.a, v.b, v.c, v.parts,
		   v.flavour);
}

void emit_text(struct buf *out, struct pool_str s)
{
	buf_printf(out, "{ %" PRIu32 "u, %" PRIu32 "u }", s.at, s.len);
}

void emit_run(struct buf *out, struct pool_run run)
{
	buf_printf(out, "{ %" PRIu32 "u, %" PRIu32 "u }", run.first, run.n);
}

void emit_expr(struct buf *out, struct expr e)
{
	buf_printf(out, "{ %" PRIu32 "u, ", e.root);
	emit_text(out, e.text);
	buf_printf(out, ", %" PRIu32 "u }", e.n_slots);
}

void emit_open(struct buf *out, const char *type, const char *name)
{
	buf_printf(out, "static const %s %s[] = {\n", type, name);
}

void emit_close(struct buf *out, size_t n)
{
	buf_printf(out, "%s};\n\n", n ? "" : "\t{ 0 },\n");
}

/* A string literal of this length is not portable; single bytes are. */
static void emit_chars(struct buf *out, const struct loader *l)
{
	const char *at = l->builder->chars.at;

	emit_open(out, "char", "chars");
	for (size_t i = 0; i < l->builder->chars.n; i++) {
		const unsigned char c = (unsigned char)at[i];

		if (i % CHARS_A_LINE == 0)
			buf_put(out, STR("\t"));
		if (c >= ' ' && c < 0x7f && c != '\'' && c != '\\')
			buf_printf(out, "'%c',", c);
		else
			buf_printf(out, "'\\x%02x',", c);
		if (i % CHARS_A_LINE == CHARS_A_LINE - 1)
			buf_char(out, '\n');
	}
	buf_put(out, STR("\n\t0,\n};\n\n"));
}

static void emit_nodes(struct buf *out, const struct loader *l)
{
	const struct expr_builder *b = l->builder;

	emit_open(out, "struct expr_node", "nodes");
	for (size_t i = 0; i < b->nodes.n; i++) {
		const struct expr_node *n = &b->nodes.at[i];

		buf_printf(out,
			   "\t{ %u, %u, %u, %u, %" PRIu32 "u, %" PRIu32
			   "u, %" PRIu32 "u, %" PRIu32 "u, %" PRIu32 "u },\n",
			   n->op, n->type, n->unit, n->kind, n->a, n->b, n->c,
			   n->start, n->end);
	}
	emit_close(out, b->nodes.n);
}

static void emit_const(struct buf *out, const struct expr_const *c)
{
	buf_printf(out, "\t{ %u, %u, %d, ", c->type, c->unit, c->boolean);
	emit_num(out, c->integer);
	buf_put(out, STR(",\n\t  { "));
	emit_kver(out, c->versions.from);
	buf_put(out, STR(", "));
	emit_kver(out, c->versions.to);
	buf_put(out, STR(" }, "));
	emit_text(out, c->word);
	buf_printf(out, ", %" PRIu32 "u, %" PRIu32 "u },\n", c->first_port,
		   c->n_ports);
}

static void emit_exprs(struct buf *out, const struct loader *l)
{
	const struct expr_builder *b = l->builder;

	emit_nodes(out, l);
	emit_open(out, "struct expr_const", "consts");
	for (size_t i = 0; i < b->consts.n; i++)
		emit_const(out, &b->consts.at[i]);
	emit_close(out, b->consts.n);
	emit_open(out, "struct expr_key", "keys");
	for (size_t i = 0; i < b->keys.n; i++) {
		buf_put(out, STR("\t{ "));
		emit_text(out, b->keys.at[i].path);
		buf_put(out, STR(" },\n"));
	}
	emit_close(out, b->keys.n);
	emit_open(out, "struct port_range", "ports");
	for (size_t i = 0; i < b->ports.n; i++)
		buf_printf(out, "\t{ %u, %u },\n", b->ports.at[i].low,
			   b->ports.at[i].high);
	emit_close(out, b->ports.n);
	emit_open(out, "struct expr", "exprs");
	for (size_t i = 0; i < l->exprs.n; i++) {
		buf_char(out, '\t');
		emit_expr(out, l->exprs.at[i]);
		buf_put(out, STR(",\n"));
	}
	emit_close(out, l->exprs.n);
}

static void emit_derivations(struct buf *out, const struct loader *l)
{
	emit_open(out, "struct derivation", "derivations");
	for (size_t i = 0; i < l->derivations.n; i++) {
		const struct derivation *d = &l->derivations.at[i];

		buf_printf(out, "\t{ %u, %u, %u, ", d->kind, d->type, d->unit);
		emit_text(out, d->name);
		buf_put(out, STR(", "));
		emit_expr(out, d->value);
		buf_put(out, STR(",\n\t  "));
		emit_text(out, d->because);
		buf_put(out, STR(", "));
		emit_text(out, d->about);
		buf_put(out, STR(", "));
		emit_run(out, d->see);
		buf_printf(out, ", %d },\n", d->estimate);
	}
	emit_close(out, l->derivations.n);
}

void emit_book(struct buf *out, const struct loader *l)
{
	buf_put(out, STR("/* SPDX-License-Identifier: Apache-2.0 */\n"
			 "/* Made from rules/ by rulebook-compile: change "
			 "those. */\n"
			 "#include \"keys/family.h\"\n"
			 "#include \"keys/near.h\"\n"
			 "#include \"rulebook/rulebook.h\"\n\n"));
	emit_chars(out, l);
	emit_exprs(out, l);
	emit_derivations(out, l);
	emit_facts(out, l);
	emit_rules(out, l);
	emit_topics(out, l);
	emit_words(out, l);
	buf_printf(out,
		   "static const struct book book = {\n"
		   "\t{ chars, facts, %zuu, rows, ranges, meanings, texts,\n"
		   "\t  families, %zuu, family_keys, %" PRIu32 "u, hints,\n"
		   "\t  slots, %" PRIu32 "u, %" PRIu32 "u },\n"
		   "\t{ chars, nodes, consts, keys, ports },\n"
		   "\texprs, derivations, %zuu,\n};\n\n"
		   "const struct rules builtin_rules = {\n"
		   "\t&book, rules, %zuu, parts, fixes, topics, %zuu,\n"
		   "\twords, %zuu,\n};\n",
		   l->facts.n, l->families.n, l->book->facts.n_family_keys,
		   l->book->facts.n_slots, l->book->facts.path_max,
		   l->derivations.n, l->rules.n, l->topics.n, l->words.n);
}
