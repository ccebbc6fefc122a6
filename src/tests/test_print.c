/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/expr_dice.h"
#include "tests/suites.h"
#include <string.h>

static struct world *w;

static void setup(void)
{
	w = world_new();
}

static void teardown(void)
{
	world_done(w);
}

#define printed(kind, text, expected)                                          \
	ck_assert_str_eq(world_print(w, kind, text), expected)

START_TEST(only_needed_parentheses_are_printed)
{
	printed("tier", "((1) + (2 * 3)) == 7", "1 + 2 * 3 == 7");
	printed("tier", "(1 + 2) * 3 == 9", "(1 + 2) * 3 == 9");
	printed("tier", "1 - (2 - 3) == 2", "1 - (2 - 3) == 2");
	printed("tier", "not (true and false)", "not (true and false)");
	printed("tier", "(not true) == false", "(not true) == false");
	printed("tier", "-(1 + 2) < 0", "-(1 + 2) < 0");
}
END_TEST

START_TEST(names_are_printed_in_full)
{
	printed("hop", "from.hosts > 1", "hop.from.hosts > 1");
	printed("hop", "to[net.ipv4.tcp_rmem.2] > 0",
		"hop.to[net.ipv4.tcp_rmem.2] > 0B");
	printed("tier", "tier['net/ipv4/conf/eth0.100/rp_filter'] == 1",
		"tier['net/ipv4/conf/eth0.100/rp_filter'] == 1");
	printed("tier", "tier['net/ipv4/tcp_tw_reuse'] == 1",
		"net.ipv4.tcp_tw_reuse == 1");
	printed("setting", "tier.hosts > 1", "tier.hosts > 1");
	printed("tier", "any( x in tier.hops_in :x.nat )",
		"any(x in tier.hops_in: x.nat)");
}
END_TEST

START_TEST(literals_have_one_form)
{
	printed("tier", "7200s > 1h", "7200s > 3600s");
	printed("tier", "1024B < 1MiB", "1KiB < 1MiB");
	printed("tier", "10/min < 1/s", "0.166/s < 1/s");
	printed("tier", "tier.kernel in '3.17-4.11'",
		"tier.kernel in '3.17-4.11'");
	printed("tier", "tier.kernel in '4.12-'", "tier.kernel in '4.12-'");
	printed("tier", "tier.kernel < '4.12'", "tier.kernel < 4.12");
	printed("tier", "overlaps(tier.listens, '443 80,81')",
		"overlaps(tier.listens, '80-81,443')");
}
END_TEST

START_TEST(functions_come_back)
{
	printed("tier", "min(1, 2, 3) == max(min(1, 2), 3)",
		"min(1, 2, 3) == max(min(1, 2), 3)");
	printed("tier", "ceil((1 + 2) / 3) == 1", "ceil((1 + 2) / 3) == 1");
	printed("tier", "not exists(net.ipv4.tcp_tw_reuse)",
		"gone(net.ipv4.tcp_tw_reuse)");
	printed("tier", "bytes(net.ipv4.tcp_mem.0) > bytes(3)",
		"bytes(net.ipv4.tcp_mem.0) > bytes(3)");
	printed("tier", "if(tier.outside, 1, 2) == 1",
		"if(tier.outside, 1, 2) == 1");
}
END_TEST

static bool const_eq(const struct expr_const *a, const struct expr_const *b,
		     const struct port_range *ports)
{
	return a->type == b->type && a->unit == b->unit &&
	       a->boolean == b->boolean &&
	       num_cmp(a->integer, b->integer) == 0 &&
	       memcmp(&a->versions, &b->versions, sizeof a->versions) == 0 &&
	       (a->type != VALUE_WORD || a->word.at == b->word.at) &&
	       a->n_ports == b->n_ports &&
	       (!a->n_ports ||
		memcmp(ports + a->first_port, ports + b->first_port,
		       a->n_ports * sizeof *ports) == 0);
}

/* Places differ; all else must be the same. */
static bool tree_eq(const struct expr_book *book, uint32_t a, uint32_t b)
{
	const struct expr_node *x = &book->nodes[a], *y = &book->nodes[b];

	if (x->op != y->op || x->type != y->type || x->unit != y->unit ||
	    x->kind != y->kind)
		return false;
	switch (x->op) {
	case EXPR_CONST:
		return const_eq(&book->consts[x->a], &book->consts[y->a],
				book->ports);
	case EXPR_VAR:
		return x->a == y->a && x->b == y->b;
	case EXPR_FIELD:
	case EXPR_KEY:
	case EXPR_REF:
		return x->b == y->b && x->c == y->c &&
		       tree_eq(book, x->a, y->a);
	default:
		return tree_eq(book, x->a, y->a) && tree_eq(book, x->b, y->b) &&
		       tree_eq(book, x->c, y->c);
	}
}

static struct expr parsed(struct str text)
{
	struct expr_error error;
	struct expr e;

	ck_assert_msg(expr_parse(w->builder, text, SUBJECT_TIER, VALUE_BOOL,
				 &w->names, &e, &error),
		      "%.*s: %.*s", STR_ARG(text), STR_ARG(error.message));
	return e;
}

START_TEST(what_is_printed_is_the_same_tree)
{
	struct dice dice = { .state = (uint64_t)_i };

	for (int round = 0; round < ROUNDS; round++) {
		struct buf text = { .arena = w->arena };
		struct expr_book book;
		struct expr e, again;
		struct str once, twice;

		dice_condition(&dice, &text, 4);
		e = parsed(buf_str(&text));
		book = expr_builder_book(w->builder);
		once = expr_print(w->arena, &book, e);
		again = parsed(once);
		book = expr_builder_book(w->builder);
		twice = expr_print(w->arena, &book, again);
		ck_assert_msg(tree_eq(&book, e.root, again.root), "%.*s",
			      STR_ARG(once));
		ck_str(twice, str_c(w->arena, once));
	}
}
END_TEST

Suite *suite_print(void)
{
	Suite *s = suite_create("print");
	TCase *tc = tcase_create("print");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, only_needed_parentheses_are_printed);
	tcase_add_test(tc, names_are_printed_in_full);
	tcase_add_test(tc, literals_have_one_form);
	tcase_add_test(tc, functions_come_back);
	tcase_add_loop_test(tc, what_is_printed_is_the_same_tree, 0, SEEDS);
	suite_add_tcase(s, tc);
	return s;
}
