/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/expr_world.h"
#include "base/buf.h"
#include "keys/key.h"
#include "tests/tools.h"
#include <stdlib.h>
#include <string.h>

#define ROLES "client|server|load_balancer|nat_gateway|router"

static const struct world_name {
	uint8_t of;
	const char *text;
	uint8_t type, unit, kind;
	bool is_list;
	const char *words;
} world_names[] = {
	{ SUBJECT_TIER, "name", VALUE_WORD, 0, 0, false, NULL },
	{ SUBJECT_TIER, "role", VALUE_WORD, 0, 0, false, ROLES },
	{ SUBJECT_TIER, "kernel", VALUE_VERSION, 0, 0, false, NULL },
	{ SUBJECT_TIER, "hosts", VALUE_INT, 0, 0, false, NULL },
	{ SUBJECT_TIER, "memory", VALUE_INT, UNIT_BYTES, 0, false, NULL },
	{ SUBJECT_TIER, "page_size", VALUE_INT, UNIT_BYTES, 0, false, NULL },
	{ SUBJECT_TIER, "listens", VALUE_PORTS, UNIT_PORTS, 0, false, NULL },
	{ SUBJECT_TIER, "modules", VALUE_WORDS, 0, 0, false, NULL },
	{ SUBJECT_TIER, "outside", VALUE_BOOL, 0, 0, false, NULL },
	{ SUBJECT_TIER, "hops_in", 0, 0, SUBJECT_HOP, true, NULL },
	{ SUBJECT_TIER, "hops_out", 0, 0, SUBJECT_HOP, true, NULL },
	{ SUBJECT_HOP, "from", 0, 0, SUBJECT_TIER, false, NULL },
	{ SUBJECT_HOP, "to", 0, 0, SUBJECT_TIER, false, NULL },
	{ SUBJECT_HOP, "nat", VALUE_BOOL, 0, 0, false, NULL },
	{ SUBJECT_HOP, "persistent", VALUE_BOOL, 0, 0, false, NULL },
	{ SUBJECT_HOP, "closer", VALUE_WORD, 0, 0, false, "from|to|both" },
	{ SUBJECT_HOP, "rate", VALUE_INT, UNIT_RATE, 0, false, NULL },
	{ SUBJECT_HOP, "life", VALUE_INT, UNIT_TIME, 0, false, NULL },
	{ SUBJECT_TOPOLOGY, "tiers", 0, 0, SUBJECT_TIER, true, NULL },
	{ SUBJECT_TOPOLOGY, "hops", 0, 0, SUBJECT_HOP, true, NULL },
	{ SUBJECT_SETTING, "value", VALUE_WORD, 0, 0, false, NULL },
	{ SUBJECT_LINE, "mark", VALUE_WORD, 0, 0, false, "bom|nul" },
};

#define N_NAMES (sizeof world_names / sizeof world_names[0])

static const struct world_key {
	const char *path;
	struct expr_key_type type;
} world_keys[] = {
	{ "net/ipv4/tcp_tw_reuse", { VALUE_INT, 0, 1, NULL } },
	{ "net/ipv4/tcp_timestamps", { VALUE_INT, 0, 1, NULL } },
	{ "net/ipv4/tcp_fin_timeout", { VALUE_INT, UNIT_TIME, 1, NULL } },
	{ "net/ipv4/tcp_mem", { VALUE_INT, UNIT_PAGES, 3, NULL } },
	{ "net/ipv4/tcp_rmem", { VALUE_INT, UNIT_BYTES, 3, NULL } },
	{ "net/ipv4/ip_local_port_range", { VALUE_INT, UNIT_PORTS, 2, NULL } },
	{ "net/ipv4/ip_local_reserved_ports",
	  { VALUE_PORTS, UNIT_PORTS, 1, NULL } },
	{ "net/ipv4/tcp_congestion_control", { VALUE_WORD, 0, 1, NULL } },
	{ "net/ipv4/conf/*/rp_filter", { VALUE_INT, 0, 1, NULL } },
	{ "net/bridge/bridge-nf-call-iptables", { VALUE_INT, 0, 1, NULL } },
};

#define N_KEYS (sizeof world_keys / sizeof world_keys[0])

static bool find_name(const void *context, enum subject_kind kind,
		      struct str name, struct expr_name *out)
{
	(void)context;
	for (uint16_t i = 0; i < N_NAMES; i++) {
		const struct world_name *n = &world_names[i];

		if (n->of != kind || !str_eq(str_of(n->text), name))
			continue;
		*out = (struct expr_name){ i,       n->type,    n->unit,
					   n->kind, n->is_list, n->words };
		return true;
	}
	return false;
}

static bool find_key(const void *context, struct str path,
		     struct expr_key_type *out)
{
	const struct world *w = context;
	struct str pattern, interface;

	if (key_split_interface(w->arena, path, &pattern, &interface))
		path = pattern;
	for (size_t i = 0; i < N_KEYS; i++)
		if (str_eq(str_of(world_keys[i].path), path)) {
			*out = world_keys[i].type;
			return true;
		}
	return false;
}

static size_t all_names(const void *context, enum subject_kind kind,
			struct str *out, size_t max)
{
	size_t n = 0;

	(void)context;
	if (kind == SUBJECT_NONE)
		for (size_t i = 0; i < N_KEYS && n < max; i++)
			out[n++] = str_of(world_keys[i].path);
	for (size_t i = 0; i < N_NAMES && n < max; i++)
		if (world_names[i].of == kind)
			out[n++] = str_of(world_names[i].text);
	return n;
}

static struct str subject_name(void *context, struct subject s)
{
	struct world *w = context;

	if (s.kind == SUBJECT_TIER)
		return str_format(w->arena, "tier %s", w->tiers[s.index].at);
	if (s.kind == SUBJECT_HOP)
		return str_format(w->arena, "hop %s -> %s",
				  w->tiers[w->hops[s.index].from].at,
				  w->tiers[w->hops[s.index].to].at);
	if (s.kind == SUBJECT_SETTING)
		return str_format(w->arena, "setting of %s",
				  w->tiers[s.tier].at);
	return STR("topology");
}

static void look_up(struct world *w, struct subject s, const char *name,
		    struct datum *out)
{
	const struct str of = subject_name(w, s);
	const struct datum *found = map_get(
		w->data, str_format(w->arena, "%.*s: %s", STR_ARG(of), name));

	*out = found ? *found : datum_unknown(STR("not given"));
}

static void env_field(void *context, struct subject s, uint16_t id,
		      struct evidence *evidence, struct datum *out)
{
	(void)evidence;
	look_up(context, s, world_names[id].text, out);
}

static void env_key(void *context, struct subject tier, struct str path,
		    enum key_question question, uint32_t element,
		    struct evidence *evidence, struct datum *out)
{
	static const char *const forms[] = {
		[KEY_VALUE] = "%s",
		[KEY_SET] = "set(%s)",
		[KEY_DEFAULT] = "default(%s)",
		[KEY_RAW] = "raw(%s)",
		[KEY_EXISTS] = "exists(%s)",
		[KEY_IN_RANGE] = "in_range(%s)",
		[KEY_ORDER] = "order(%s)",
	};
	struct world *w = context;
	char name[128];

	(void)evidence;
	strcpy(name, forms[question]);
	*strchr(name, '%') = '\0';
	strcat(name, str_c(w->arena, key_dotted(w->arena, path)));
	if (question != KEY_VALUE)
		strcat(name, ")");
	look_up(w, tier, name, out);
	if (!out->known || out->value.type != VALUE_VECTOR || !element)
		return;
	out->value = value_int(out->value.vector[element - 1], out->value.unit);
}

static bool env_follow(void *context, struct subject s, uint16_t id,
		       struct subject *out)
{
	const struct world *w = context;
	const bool from = strcmp(world_names[id].text, "from") == 0;
	const uint32_t tier =
		from ? w->hops[s.index].from : w->hops[s.index].to;

	*out = (struct subject){ SUBJECT_TIER, tier, tier };
	return true;
}

/* The i-th of those hops that begin or end at this tier. */
static bool hop_of(const struct world *w, uint32_t tier, bool in, size_t i,
		   struct subject *out)
{
	for (uint32_t h = 0; h < w->n_hops; h++) {
		const uint32_t end = in ? w->hops[h].to : w->hops[h].from;

		if (end != tier || i-- > 0)
			continue;
		*out = (struct subject){ .kind = SUBJECT_HOP, .index = h };
		return true;
	}
	return false;
}

static bool env_element(void *context, struct subject s, uint16_t id, size_t i,
			struct subject *out)
{
	const struct world *w = context;
	const char *name = world_names[id].text;

	if (strncmp(name, "hops_", 5) == 0)
		return hop_of(w, s.index, strcmp(name, "hops_in") == 0, i, out);
	*out = (struct subject){ .kind = SUBJECT_TIER,
				 .index = (uint32_t)i,
				 .tier = (uint32_t)i };
	if (strcmp(name, "tiers") == 0)
		return i < w->n_tiers;
	*out = (struct subject){ .kind = SUBJECT_HOP, .index = (uint32_t)i };
	return i < w->n_hops;
}

struct world *world_new(void)
{
	struct arena *arena = arena_new();
	struct world *w = arena_make(arena, struct world);

	w->arena = arena;
	w->builder = expr_builder_new(arena);
	w->names = (struct expr_names){ w, find_name, find_key, all_names };
	w->env = (struct expr_env){ w,          env_field,   env_key,
				    env_follow, env_element, subject_name,
				    NULL };
	w->data = map_new(arena);
	return w;
}

void world_done(struct world *w)
{
	arena_free(w->arena);
}

uint32_t world_tier(struct world *w, const char *name)
{
	w->tiers[w->n_tiers] = str_of(name);
	return w->n_tiers++;
}

uint32_t world_hop(struct world *w, uint32_t from, uint32_t to)
{
	w->hops[w->n_hops] = (struct world_hop){ from, to };
	return w->n_hops++;
}

static struct value vector_of(struct world *w, struct str text)
{
	struct num *at = arena_array(w->arena, struct num, WORLD_MAX);
	struct value v = { .type = VALUE_VECTOR, .vector = at };
	struct str word;

	while (str_next_word(&text, " ", &word))
		ck_assert(num_parse(word, &at[v.n++]));
	return v;
}

static struct value words_of(struct world *w, struct str text)
{
	struct str *at = arena_array(w->arena, struct str, WORLD_MAX);
	struct value v = { .type = VALUE_WORDS, .words = at };

	while (str_next_word(&text, "|'", &at[v.n]))
		v.n++;
	return v;
}

static struct value constant(struct world *w, struct str text,
			     enum value_type want)
{
	struct expr_error error;
	struct expr_book book;
	struct expr e;
	struct datum d;

	ck_assert_msg(expr_parse(w->builder, text, SUBJECT_NONE, want,
				 &w->names, &e, &error),
		      "%.*s: %.*s", STR_ARG(text), STR_ARG(error.message));
	book = expr_builder_book(w->builder);
	expr_eval(&book, e, (struct subject){ 0 }, &w->env, w->arena, NULL, &d);
	return d.value;
}

void world_set(struct world *w, const char *what, const char *value)
{
	struct datum *d = arena_make(w->arena, struct datum);
	struct str text = str_of(value);

	d->known = strcmp(value, "?") != 0;
	d->tainted = str_skip(&text, '~');
	d->origin = d->tainted ? ORIGIN_ASSUMED : ORIGIN_GIVEN;
	if (!d->known)
		*d = datum_unknown(STR("not given"));
	else if (text.at[0] != '\'' && str_find(text, ' ') < text.len)
		d->value = vector_of(w, text);
	else if (strstr(what, "modules"))
		d->value = words_of(w, text);
	else if (strstr(what, "listens") || strstr(what, "reserved"))
		d->value = constant(w, text, VALUE_PORTS);
	else
		d->value = constant(w, text, VALUE_NONE);
	map_put(w->data, str_of(what), d);
}

static enum subject_kind kind_of(const char *kind)
{
	static const char *const words[] = {
		[SUBJECT_NONE] = "nothing",    [SUBJECT_LINE] = "line",
		[SUBJECT_SETTING] = "setting", [SUBJECT_TIER] = "tier",
		[SUBJECT_HOP] = "hop",         [SUBJECT_TOPOLOGY] = "topology",
		[SUBJECT_HOST] = "host",
	};

	for (uint8_t i = 0; i < N_SUBJECT_KINDS; i++)
		if (words[i] && strcmp(words[i], kind) == 0)
			return i;
	ck_abort_msg("no kind %s", kind);
	return SUBJECT_NONE;
}

struct subject world_subject(const char *kind, uint32_t index)
{
	return (struct subject){ .kind = (uint8_t)kind_of(kind),
				 .index = index,
				 .tier = index };
}

static const char *error_text(struct world *w, const struct expr_error *error)
{
	return str_format(w->arena, "%u-%u: %.*s%s%.*s%s", error->start,
			  error->end, STR_ARG(error->message),
			  error->hint.len ? " [" : "", STR_ARG(error->hint),
			  error->hint.len ? "]" : "")
		.at;
}

static const char *datum_text(struct world *w, const struct datum *d)
{
	struct str text;

	if (!d->known)
		return str_format(w->arena, "unknown (%.*s)", STR_ARG(d->note))
			.at;
	text = value_text(w->arena, d->value);
	return str_format(w->arena, "%.*s%s", STR_ARG(text),
			  d->tainted ? ", assumed" : "")
		.at;
}

static const char *evaluate(struct world *w, struct subject s, const char *text,
			    struct evidence *evidence)
{
	struct expr_error error;
	struct expr_book book;
	struct expr e;
	struct datum d;

	if (!expr_parse(w->builder, str_of(text), s.kind, VALUE_NONE, &w->names,
			&e, &error))
		return error_text(w, &error);
	book = expr_builder_book(w->builder);
	expr_eval(&book, e, s, &w->env, w->arena, evidence, &d);
	return datum_text(w, &d);
}

const char *world_eval(struct world *w, struct subject s, const char *text)
{
	return evaluate(w, s, text, NULL);
}

static int line_order(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *world_evidence(struct world *w, struct subject s, const char *text)
{
	struct evidence evidence = { .arena = w->arena };
	struct buf out = { .arena = w->arena };
	const char *lines[EVIDENCE_MAX];
	size_t n;

	evaluate(w, s, text, &evidence);
	n = evidence.leaves.n;
	for (size_t i = 0; i < n; i++) {
		const struct leaf *leaf = &evidence.leaves.at[i];

		lines[i] = str_format(w->arena, "%s%.*s = %s",
				      leaf->deciding ? "!" : "",
				      STR_ARG(leaf->text),
				      datum_text(w, &leaf->datum))
				   .at;
	}
	qsort(lines, n, sizeof lines[0], line_order);
	for (size_t i = 0; i < n; i++)
		buf_printf(&out, "%s%s", i ? "; " : "", lines[i]);
	return str_c(w->arena, buf_str(&out));
}

const char *world_error(struct world *w, const char *kind, const char *text)
{
	struct expr_error error;
	struct expr e;

	if (expr_parse(w->builder, str_of(text), kind_of(kind), VALUE_NONE,
		       &w->names, &e, &error))
		return "";
	return error_text(w, &error);
}

const char *world_print(struct world *w, const char *kind, const char *text)
{
	struct expr_error error;
	struct expr_book book;
	struct expr e;

	if (!expr_parse(w->builder, str_of(text), kind_of(kind), VALUE_NONE,
			&w->names, &e, &error))
		return error_text(w, &error);
	book = expr_builder_book(w->builder);
	return str_c(w->arena, expr_print(w->arena, &book, e));
}
