/* SPDX-License-Identifier: Apache-2.0 */
#include "rulebook/fact_load.h"
#include "text/excerpt.h"

/* How the kernel reads a key, and what it then is. To add one: a row here,
 * and in the manual page. */
static const struct {
	const char *name;
	enum fact_store store;
	enum value_type type;
	bool many; /* "int*3" is a vector */
} types[] = {
	{ "int", STORE_INT, VALUE_INT, true },
	{ "uint", STORE_UINT, VALUE_INT, true },
	{ "long", STORE_LONG, VALUE_INT, true },
	{ "ulong", STORE_ULONG, VALUE_INT, true },
	{ "u8", STORE_U8, VALUE_INT, true },
	{ "string", STORE_STRING, VALUE_WORD, false },
	{ "word", STORE_WORD, VALUE_WORD, false },
	{ "ports", STORE_PORTS, VALUE_PORTS, false },
	{ "hex", STORE_HEX, VALUE_WORD, false },
	{ "ms", STORE_MS, VALUE_INT, false },
	{ "command", STORE_COMMAND, VALUE_WORD, false },
};
#define N_TYPES (sizeof types / sizeof types[0])

/* What a key counts in: our unit, and how many of ours one is. Things that
 * are only counted have no unit, whatever they are called. */
static const struct {
	const char *name;
	enum unit unit;
	uint32_t scale;
} units[] = {
	{ "us", UNIT_TIME, 1 },
	{ "ms", UNIT_TIME, 1000 },
	{ "cs", UNIT_TIME, 10000 },
	{ "s", UNIT_TIME, 1000000 },
	{ "min", UNIT_TIME, 60000000 },
	{ "bytes", UNIT_BYTES, 1 },
	{ "KiB", UNIT_BYTES, 1024 },
	{ "MiB", UNIT_BYTES, 1048576 },
	{ "pages", UNIT_PAGES, 1 },
	{ "/s", UNIT_RATE, 1000 },
	{ "ports", UNIT_PORTS, 1 },
	{ "none", UNIT_NONE, 1 },
	{ "flag", UNIT_NONE, 1 },
	{ "mode", UNIT_NONE, 1 },
	{ "bitmask", UNIT_NONE, 1 },
	{ "count", UNIT_NONE, 1 },
	{ "percent", UNIT_NONE, 1 },
	{ "packets", UNIT_NONE, 1 },
	{ "segments", UNIT_NONE, 1 },
	{ "connections", UNIT_NONE, 1 },
	{ "sockets", UNIT_NONE, 1 },
	{ "entries", UNIT_NONE, 1 },
	{ "buckets", UNIT_NONE, 1 },
	{ "probes", UNIT_NONE, 1 },
	{ "retries", UNIT_NONE, 1 },
	{ "files", UNIT_NONE, 1 },
	{ "processes", UNIT_NONE, 1 },
	{ "ns", UNIT_NONE, 1 }, /* finer than our time */
};
#define N_UNITS   (sizeof units / sizeof units[0])
#define ARITY_MAX 16

static void suggest(struct loader *l, struct str wrong, const struct str *known,
		    size_t n)
{
	const struct str nearest = str_nearest(wrong, known, n);
	struct buf all = { .arena = l->arena };

	for (size_t i = 0; i < n; i++)
		buf_printf(&all, "%s%.*s", i ? " " : "", STR_ARG(known[i]));
	if (str_empty(nearest))
		diag_hint(l->diags, "there are %.*s", STR_ARG(buf_str(&all)));
	else
		diag_hint(l->diags, "did you mean '%.*s'?", STR_ARG(nearest));
}

static bool unit_load(struct loader *l, const struct conf_node *root,
		      struct fact *fact)
{
	const struct conf_node *node = schema_get(root, "unit", CONF_STRING);
	struct str known[N_UNITS];

	if (fact->type == VALUE_PORTS)
		fact->unit = UNIT_PORTS;
	if (!node)
		return true;
	for (size_t i = 0; i < N_UNITS; i++) {
		known[i] = str_of(units[i].name);
		if (!str_eq(known[i], node->string))
			continue;
		fact->unit = (uint8_t)units[i].unit;
		fact->unit_scale = units[i].scale;
		fact->unit_name = loader_text(l, node->string);
		return true;
	}
	diag_add(l->diags, DIAG_ERROR, "fact-unit", node->span,
		 "there is no unit '%.*s'",
		 STR_ARG(text_safe_str(l->arena, node->string)));
	suggest(l, node->string, known, N_UNITS);
	return false;
}

static bool arity_load(struct loader *l, const struct conf_node *node,
		       struct str text, struct fact *fact)
{
	struct num n;

	if (num_parse(text, &n) && !n.negative && n.magnitude >= 2 &&
	    n.magnitude <= ARITY_MAX) {
		fact->arity = (uint8_t)n.magnitude;
		fact->type = VALUE_VECTOR;
		return true;
	}
	diag_add(l->diags, DIAG_ERROR, "fact-type", node->span,
		 "'%.*s' is no number of elements",
		 STR_ARG(text_safe_str(l->arena, text)));
	diag_hint(l->diags, "write \"int*3\": from 2 to %d", ARITY_MAX);
	return false;
}

bool fact_type_load(struct loader *l, const struct conf_node *root,
		    struct fact *fact)
{
	const struct conf_node *node = schema_get(root, "type", CONF_STRING);
	struct str name, arity, known[N_TYPES];
	bool is_vector;

	if (!node)
		return false;
	is_vector = str_split(node->string, '*', &name, &arity);
	for (size_t i = 0; i < N_TYPES; i++) {
		known[i] = str_of(types[i].name);
		if (!str_eq(known[i], name) || (is_vector && !types[i].many))
			continue;
		fact->store = (uint8_t)types[i].store;
		fact->type = (uint8_t)types[i].type;
		return unit_load(l, root, fact) &&
		       (!is_vector || arity_load(l, node, arity, fact));
	}
	diag_add(l->diags, DIAG_ERROR, "fact-type", node->span,
		 "there is no type '%.*s'",
		 STR_ARG(text_safe_str(l->arena, node->string)));
	suggest(l, name, known, N_TYPES);
	return false;
}

bool fact_number_load(struct loader *l, const struct fact *fact,
		      const struct conf_node *node, struct str text,
		      struct num *out)
{
	if (num_parse(text, out) &&
	    num_mul(*out, num_of_u64(fact->unit_scale), out))
		return true;
	diag_add(l->diags, DIAG_ERROR, "fact-number", node->span,
		 "'%.*s' is no number", STR_ARG(text_safe_str(l->arena, text)));
	diag_hint(l->diags, "digits only, in the key's unit");
	return false;
}

static bool range_is_sound(struct loader *l, const struct conf_node *node,
			   const struct fact_range *range)
{
	if (!range->has_low || !range->has_high ||
	    num_cmp(range->low, range->high) <= 0)
		return true;
	diag_add(l->diags, DIAG_ERROR, "fact-range", node->span,
		 "this range begins above its end");
	return false;
}

bool fact_range_load(struct loader *l, const struct fact *fact,
		     const struct conf_node *node, struct fact_range *out)
{
	const size_t dots = str_find_str(node->string, STR(".."));
	const struct str low = str_slice(node->string, 0, dots);
	const struct str high =
		str_slice(node->string, dots + 2, node->string.len);

	*out = (struct fact_range){ .has_low = !str_empty(low),
				    .has_high = !str_empty(high) };
	if (str_eq(node->string, STR("any"))) {
		*out = (struct fact_range){ 0 };
		return true;
	}
	if (dots == node->string.len || (!out->has_low && !out->has_high)) {
		diag_add(l->diags, DIAG_ERROR, "fact-range", node->span,
			 "'%.*s' is no range",
			 STR_ARG(text_safe_str(l->arena, node->string)));
		diag_hint(l->diags, "write \"0..2\", \"1..\" or \"any\"");
		return false;
	}
	return (!out->has_low ||
		fact_number_load(l, fact, node, low, &out->low)) &&
	       (!out->has_high ||
		fact_number_load(l, fact, node, high, &out->high)) &&
	       range_is_sound(l, node, out);
}
