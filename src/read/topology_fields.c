/* SPDX-License-Identifier: Apache-2.0 */
#include "read/topology_fields.h"

#include "base/buf.h"
#include "base/vec.h"
#include "keys/ports.h"
#include "keys/quantity.h"
#include "text/excerpt.h"

#define LISTED_MAX 12
#define SHOWN_MAX  60
#define NO_MAX     UINT64_MAX

#define FIELD_TYPE(type)                                                       \
	((type) == VALUE_BOOL                             ? CONF_BOOLEAN       \
	 : (type) == VALUE_PORTS || (type) == VALUE_WORDS ? CONF_ARRAY         \
							  : CONF_STRING)
/* A count is as good without quotes, one port without brackets. */
#define FIELD_ALSO(type)                                                       \
	((type) == VALUE_INT ? conf_type_bit(CONF_INTEGER)                     \
	 : (type) == VALUE_PORTS                                               \
		 ? conf_type_bit(CONF_INTEGER) | conf_type_bit(CONF_STRING)    \
		 : 0)
#define FIELD_ROW(name_, type_, about_)                                        \
	{ .name = (name_),                                                     \
	  .type = FIELD_TYPE(type_),                                           \
	  .also = FIELD_ALSO(type_),                                           \
	  .element = CONF_STRING,                                              \
	  .element_also =                                                      \
		  (type_) == VALUE_PORTS ? conf_type_bit(CONF_INTEGER) : 0,    \
	  .about = (about_) },

static const struct schema_field root_schema[] = {
	{ .name = "root",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "folder that stands for / of the tier's hosts" },
	{ 0 },
};

/* The fields of fields.def first, so that their number is their row. */
static const struct schema_field tier_schema[] = {
#define TIER_FIELD(tag, name, type, unit, words, assumed, about)               \
	FIELD_ROW(name, type, about)
#define HOP_FIELD(tag, name, type, unit, words, assumed, about)
#include "model/fields.def"
	{ .name = "name",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "what hops call the tier" },
	{ .name = "settings",
	  .type = CONF_ARRAY,
	  .also = conf_type_bit(CONF_STRING) | conf_type_bit(CONF_LIST),
	  .element = CONF_STRING,
	  .each = root_schema,
	  .each_is = "root",
	  .about = "files and folders in the order they are loaded, or "
		   "( { root = \"dir\"; } )" },
	{ .name = "loader",
	  .type = CONF_STRING,
	  .about = "what loads the settings, \"systemd-257\"" },
	{ 0 },
};

static const struct schema_field hop_schema[] = {
#define TIER_FIELD(tag, name, type, unit, words, assumed, about)
#define HOP_FIELD(tag, name, type, unit, words, assumed, about)                \
	FIELD_ROW(name, type, about)
#include "model/fields.def"
	{ .name = "from",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "the tier that opens the connections" },
	{ .name = "to",
	  .type = CONF_STRING,
	  .required = true,
	  .about = "the tier that accepts them" },
	{ .name = "via",
	  .type = CONF_ARRAY,
	  .element = CONF_STRING,
	  .about = "forwarding tiers on the path, in order" },
	{ 0 },
};

const struct schema_field topology_schema[] = {
	{ .name = "name", .type = CONF_STRING, .about = "for people" },
	{ .name = "tiers",
	  .type = CONF_LIST,
	  .required = true,
	  .each = tier_schema,
	  .each_is = "tier",
	  .about = "the kinds of hosts" },
	{ .name = "hops",
	  .type = CONF_LIST,
	  .each = hop_schema,
	  .each_is = "hop",
	  .about = "the kinds of connections between them" },
	{ 0 },
};

/* Counts of which there is at least one, and the like. To add a bound: one
 * row; numbers are in what the unit counts in. */
static const struct bound {
	uint16_t field;
	bool of_hop;
	uint64_t min, max;
} bounds[] = {
	{ TIER_HOSTS, false, 1, NO_MAX },
	{ TIER_ACTIVE, false, 1, NO_MAX },
	{ TIER_CPUS, false, 1, NO_MAX },
	{ TIER_MEMORY, false, 1 << 20, NO_MAX },
	{ TIER_PAGE_SIZE, false, 4096, 65536 },
	{ TIER_SOURCE_ADDRESSES, false, 1, NO_MAX },
	{ TIER_NAT_ADDRESSES, false, 1, NO_MAX },
	{ TIER_NAT_PORTS, false, 1, 65536 },
	{ HOP_SOURCE_ADDRESSES, true, 1, NO_MAX },
	{ HOP_ENDPOINTS, true, 1, NO_MAX },
	{ HOP_CLOSER_SHARE, true, 0, 100 },
};

struct field {
	const struct field_info *info;
	uint16_t number;
	bool of_hop;
	struct arena *arena;
	struct diags *diags;
};

void topology_suggest(struct diags *diags, struct str wrong,
		      const struct str *words, size_t n_words)
{
	struct str near = str_nearest(wrong, words, n_words);
	struct buf all = { .arena = diags->arena };

	if (!str_empty(near)) {
		diag_hint(diags, "did you mean '%.*s'?",
			  STR_ARG(text_safe_str(diags->arena, near)));
		return;
	}
	for (size_t i = 0; i < n_words && i < LISTED_MAX; i++)
		buf_printf(&all, "%s%.*s", i ? ", " : "",
			   STR_ARG(text_safe_str(diags->arena, words[i])));
	if (n_words)
		diag_hint(diags, "there %s %.*s%s", n_words > 1 ? "are" : "is",
			  STR_ARG(buf_str(&all)),
			  n_words > LISTED_MAX ? ", ..." : "");
}

static bool read_quantity(const struct field *f, const struct conf_node *node,
			  struct value *out)
{
	struct quantity_error error = { 0 };
	struct str text = node->string;
	struct span span = node->span;

	if (node->type == CONF_INTEGER)
		text = str_format(f->arena, "%lld", (long long)node->integer);
	if (quantity_parse(f->arena, text, f->info->type, f->info->unit, out,
			   &error))
		return true;
	if (node->type == CONF_STRING && error.end > error.start)
		span = conf_string_span(node, error.start, error.end);
	diag_add(f->diags, DIAG_ERROR, "topology-value", span, "%s: %.*s",
		 f->info->name, STR_ARG(error.message));
	if (!str_empty(error.hint))
		diag_hint(f->diags, "%.*s", STR_ARG(error.hint));
	return false;
}

static bool in_bounds(const struct field *f, const struct conf_node *node,
		      struct value value)
{
	const enum unit unit = f->info->unit;

	for (size_t i = 0; i < sizeof(bounds) / sizeof(*bounds); i++) {
		const struct bound *b = &bounds[i];
		struct num min = num_of_u64(b->min), max = num_of_u64(b->max);
		bool low = num_cmp(value.integer, min) < 0;

		if (b->of_hop != f->of_hop || b->field != f->number ||
		    (!low && num_cmp(value.integer, max) <= 0))
			continue;
		diag_add(f->diags, DIAG_ERROR, "topology-value", node->span,
			 "%s must be at %s %.*s", f->info->name,
			 low ? "least" : "most",
			 STR_ARG(value_text(f->arena,
					    value_int(low ? min : max, unit))));
		return false;
	}
	return true;
}

/* Connections and bits share a unit, but not a field. */
static bool right_rate(const struct field *f, const struct conf_node *node)
{
	struct str text = node->string;
	bool is_bits = str_find_str(text, STR("bit")) < text.len;
	bool wants_bits = f->of_hop && f->number == HOP_BANDWIDTH;

	if (f->info->unit != UNIT_RATE || is_bits == wants_bits)
		return true;
	diag_add(f->diags, DIAG_ERROR, "topology-value", node->span,
		 wants_bits ? "%s counts bits, not connections"
			    : "%s counts connections, not bits",
		 f->info->name);
	diag_hint(f->diags,
		  wants_bits ? "as in \"100Mbit/s\"" : "as in \"3000/s\"");
	return false;
}

static bool read_integer(const struct field *f, const struct conf_node *node,
			 struct value *out)
{
	return read_quantity(f, node, out) && right_rate(f, node) &&
	       in_bounds(f, node, *out);
}

static bool read_word(const struct field *f, const struct conf_node *node,
		      struct value *out)
{
	struct str rest = str_of(f->info->words), word;
	VEC(struct str) words = { 0 };

	if (!read_quantity(f, node, out))
		return false;
	while (str_next_word(&rest, "|", &word)) {
		if (str_eq(word, out->word))
			return true;
		vec_push(f->arena, &words, word);
	}
	if (!words.n)
		return true;
	diag_add(f->diags, DIAG_ERROR, "topology-word", node->span,
		 "there is no %s '%.*s'", f->info->name,
		 STR_ARG(text_safe_str(f->arena,
				       str_slice(out->word, 0, SHOWN_MAX))));
	topology_suggest(f->diags, out->word, words.at, words.n);
	return false;
}

static bool read_words(const struct field *f, const struct conf_node *node,
		       struct value *out)
{
	struct str *words = arena_array(f->arena, struct str, node->n_children);

	for (size_t i = 0; i < node->n_children; i++) {
		if (node->children[i].type != CONF_STRING)
			return false;
		words[i] = node->children[i].string;
	}
	*out = (struct value){ .type = VALUE_WORDS,
			       .n = (uint32_t)node->n_children,
			       .words = words };
	return true;
}

/* One wrong port leaves the set unknown: part of it would mislead. */
static bool read_ports(const struct field *f, const struct conf_node *node,
		       struct value *out)
{
	VEC(struct port_range) ranges = { 0 };
	bool good = true;

	if (node->type != CONF_ARRAY)
		return read_quantity(f, node, out);
	for (size_t i = 0; i < node->n_children; i++) {
		const struct conf_node *element = &node->children[i];
		struct value part = { 0 };

		if (element->type != CONF_STRING &&
		    element->type != CONF_INTEGER)
			return false; /* told by the schema */
		good = read_quantity(f, element, &part) && good;
		for (uint32_t j = 0; j < part.n; j++)
			vec_push(f->arena, &ranges, part.ports[j]);
	}
	*out = ports_of(ranges.at, ranges.n);
	return good;
}

static bool read_value(const struct field *f, const struct conf_node *node,
		       struct value *out)
{
	switch ((enum value_type)f->info->type) {
	case VALUE_BOOL:
		*out = value_bool(node->boolean);
		return true;
	case VALUE_INT:
		return read_integer(f, node, out);
	case VALUE_WORD:
		return read_word(f, node, out);
	case VALUE_WORDS:
		return read_words(f, node, out);
	case VALUE_PORTS:
		return read_ports(f, node, out);
	default:
		return read_quantity(f, node, out);
	}
}

static void read_field(const struct field *f, const struct conf_node *group,
		       const struct schema_field *row, struct datum *out)
{
	const struct conf_node *node;
	struct value value = { 0 };

	/* Most fields are not given. */
	if (!conf_child(group, str_of(row->name)))
		return;
	node = schema_field_get(group, row);
	if (node && read_value(f, node, &value))
		*out = datum_of(value, ORIGIN_GIVEN, node->span);
	else
		*out = datum_unknown(STR("what is given cannot be read"));
}

void topology_fields_tier(const struct conf_node *group, struct tier *tier,
			  struct arena *arena, struct diags *diags)
{
	for (uint16_t i = 0; i < N_TIER_FIELDS; i++) {
		struct field f = { &tier_field_info[i], i, false, arena,
				   diags };

		read_field(&f, group, &tier_schema[i], &tier->fields[i]);
	}
}

void topology_fields_hop(const struct conf_node *group, struct hop *hop,
			 struct arena *arena, struct diags *diags)
{
	for (uint16_t i = 0; i < N_HOP_FIELDS; i++) {
		struct field f = { &hop_field_info[i], i, true, arena, diags };

		read_field(&f, group, &hop_schema[i], &hop->fields[i]);
	}
}
