/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/expr_dice.h"
#include <string.h>

#define PICK(dice, array)                                                      \
	((array)[dice_below(dice, sizeof(array) / sizeof(array)[0])])

static const struct {
	const char *what;
	const char *values[4];
} data[] = {
	{ "tier web: hosts", { "0", "1", "2", "18446744073709551615" } },
	{ "tier web: outside", { "true", "false", "true", "false" } },
	{ "tier web: role",
	  { "'server'", "'router'", "'client'", "'server'" } },
	{ "tier web: kernel", { "4.11", "4.12", "6.1", "3.10-el7" } },
	{ "tier web: memory", { "1GiB", "16GiB", "1B", "7KiB" } },
	{ "tier web: listens", { "'80'", "'1024-2000'", "'80,443'", "''" } },
	{ "tier web: net.ipv4.tcp_tw_reuse", { "0", "1", "2", "1" } },
	{ "tier web: net.ipv4.tcp_timestamps", { "0", "1", "1", "2" } },
	{ "tier web: net.ipv4.tcp_fin_timeout", { "0s", "60s", "90s", "7s" } },
	{ "tier web: set(net.ipv4.tcp_timestamps)",
	  { "true", "false", "true", "false" } },
	{ "tier web: exists(net.ipv4.tcp_tw_reuse)",
	  { "true", "false", "true", "false" } },
	{ "hop lb -> web: nat", { "true", "false", "true", "false" } },
	{ "hop cache -> web: nat", { "true", "false", "true", "false" } },
	{ "hop lb -> web: rate", { "0/s", "1/s", "500/s", "0.5/s" } },
	{ "hop cache -> web: rate", { "0/s", "1/s", "500/s", "0.5/s" } },
	{ "hop lb -> web: closer", { "'from'", "'to'", "'both'", "'to'" } },
	{ "hop cache -> web: closer", { "'from'", "'to'", "'both'", "'to'" } },
	{ "tier lb: hosts", { "1", "2", "3", "0" } },
};

#define N_DATA (sizeof data / sizeof data[0])

const char *dice_datum(size_t i)
{
	return i < N_DATA ? data[i].what : NULL;
}

struct subject dice_world(struct world *w)
{
	const uint32_t lb = world_tier(w, "lb"), web = world_tier(w, "web");
	const uint32_t db = world_tier(w, "db");
	const uint32_t cache = world_tier(w, "cache");

	world_hop(w, lb, web);
	world_hop(w, web, db);
	world_hop(w, cache, web);
	return world_subject("tier", web);
}

void dice_data(struct dice *dice, struct world *w)
{
	for (size_t i = 0; i < N_DATA; i++) {
		const char *value = PICK(dice, data[i].values);

		if (dice_below(dice, 4) == 0)
			value = str_format(w->arena, "~%s", value).at;
		world_set(w, data[i].what,
			  dice_below(dice, 4) == 0 ? "?" : value);
	}
}

static void put(struct buf *out, const char *text)
{
	buf_put(out, str_of(text));
}

static const char *const leaves[][3] = {
	[UNIT_NONE] = { "tier.hosts", "net.ipv4.tcp_tw_reuse", "3" },
	[UNIT_BYTES] = { "tier.memory", "4KiB", "1536MiB" },
	[UNIT_PAGES] = { "12pages", "3pages", "0pages" },
	[UNIT_TIME] = { "net.ipv4.tcp_fin_timeout", "60s", "1500us" },
	[UNIT_RATE] = { "sum(h in tier.hops_in: h.rate)", "10/min",
			"max(h in tier.hops_in: h.rate)" },
	[UNIT_PORTS] = { "size(tier.listens)", "100ports",
			 "size(ports(10, 20))" },
};

static void dice_call(struct dice *dice, struct buf *out, enum unit unit,
		      int depth)
{
	static const char *const names[] = { "min(", "max(" };

	put(out, PICK(dice, names));
	dice_number(dice, out, unit, depth);
	put(out, ", ");
	dice_number(dice, out, unit, depth);
	put(out, ")");
}

/* (a OP b), each of its own unit. */
static void dice_pair(struct dice *dice, struct buf *out, enum unit a,
		      const char *op, enum unit b, int depth)
{
	put(out, "(");
	dice_number(dice, out, a, depth);
	put(out, op);
	dice_number(dice, out, b, depth);
	put(out, ")");
}

void dice_number(struct dice *dice, struct buf *out, enum unit unit, int depth)
{
	const int less = depth - 1;

	switch (depth <= 0 ? 0 : dice_below(dice, 9)) {
	case 1:
		dice_pair(dice, out, unit, " + ", unit, less);
		break;
	case 2:
		dice_pair(dice, out, unit, " - ", unit, less);
		break;
	case 3:
		dice_pair(dice, out, unit, " * ", UNIT_NONE, less);
		break;
	case 4:
		dice_pair(dice, out, unit, " / ", UNIT_NONE, less);
		break;
	case 5:
		put(out, "ceil");
		dice_pair(dice, out, unit, " / ", UNIT_NONE, less);
		break;
	case 6:
		put(out, "if(");
		dice_condition(dice, out, less);
		put(out, ", ");
		dice_number(dice, out, unit, less);
		put(out, ", ");
		dice_number(dice, out, unit, less);
		put(out, ")");
		break;
	case 7:
		dice_call(dice, out, unit, less);
		break;
	case 8:
		put(out, "-");
		dice_number(dice, out, unit, less);
		break;
	default:
		put(out, PICK(dice, leaves[unit]));
		break;
	}
}

static void dice_comparison(struct dice *dice, struct buf *out, int depth)
{
	static const char *const relations[] = { " == ", " != ", " < ",
						 " <= ", " > ",  " >= " };
	const enum unit unit = (enum unit)dice_below(dice, UNIT_PORTS + 1);

	put(out, "(");
	dice_number(dice, out, unit, depth);
	put(out, PICK(dice, relations));
	dice_number(dice, out, unit, depth);
	put(out, ")");
}

static void dice_leaf(struct dice *dice, struct buf *out)
{
	static const char *const all[] = {
		"tier.outside",
		"true",
		"false",
		"set(net.ipv4.tcp_timestamps)",
		"gone(net.ipv4.tcp_tw_reuse)",
		"exists(net.ipv4.tcp_tw_reuse)",
		"tier.role in 'router|server'",
		"tier.role == 'client'",
		"tier.kernel < 4.12",
		"tier.kernel in '-4.11'",
		"any(h in tier.hops_in: h.nat)",
		"all(h in tier.hops_in: h.nat or h.closer == 'to')",
		"any(h in tier.hops_in: h.from.hosts > 1)",
		"overlaps(tier.listens, '1024-1100')",
		"count(h in tier.hops_in: h.nat) > 1",
		"overlaps(without(tier.listens, '80'), ports(0, 90))",
	};

	put(out, PICK(dice, all));
}

void dice_condition(struct dice *dice, struct buf *out, int depth)
{
	const int less = depth - 1;

	put(out, "(");
	switch (depth <= 0 ? 0 : dice_below(dice, 6)) {
	case 1:
	case 2:
		dice_condition(dice, out, less);
		put(out, dice_below(dice, 2) ? " and " : " or ");
		dice_condition(dice, out, less);
		break;
	case 3:
		put(out, "not ");
		dice_condition(dice, out, less);
		break;
	case 4:
		dice_comparison(dice, out, less);
		break;
	default:
		dice_leaf(dice, out);
		break;
	}
	put(out, ")");
}
