/* SPDX-License-Identifier: Apache-2.0 */
#include "model/load.h"
#include "keys/key.h"
#include "model/pattern.h"

#include <stdlib.h>

/* A pattern line matches as many keys as there are: bounds the product. */
enum { MAX_STEPS = 4 * 1000 * 1000 };

struct loader {
	struct arena *arena;
	const struct loading *how;
	const struct load_policy *d;
	const struct settings *settings;
	struct key_tree *keys;
	const struct load_kernel *kernel;
	bool booted, guessed;         /* guessed: no keys were given */
	bool is_one;                  /* its steps are not wanted */
	struct load_outcome *outcome; /* of the assignment at hand */
	struct load *out;
};

struct str load_result_name(enum load_result result)
{
	static const char *const names[] = {
#define R(name, text) text,
		LOAD_RESULTS(R)
#undef R
	};

	return str_of(names[result]);
}

static void fail(const struct loader *l, uint32_t fault, bool forgiving)
{
	const struct load_policy *d = l->d;

	if ((d->faults & fault) && !(forgiving && (d->dash_forgives & fault)))
		l->out->exit_status = d->failure;
}

/* The same write once more right behind the first says nothing new. */
static bool repeats_last(const struct load *load, const struct load_step *s)
{
	const struct load_step *last;

	if (!load->steps.n || s->result != LOAD_APPLIED)
		return false;
	last = &load->steps.at[load->steps.n - 1];
	return last->result == LOAD_APPLIED && str_eq(last->path, s->path) &&
	       str_eq(last->value, s->value);
}

static void step(const struct loader *l, const struct assignment *a,
		 struct str path, enum load_result result)
{
	struct load_step s = { .path = path,
			       .value = a->value,
			       .result = (uint8_t)result,
			       .span = a->span };

	l->outcome->is_written = true;
	l->outcome->result = s.result;
	if (l->is_one || repeats_last(l->out, &s))
		return;
	if (l->out->steps.n < MAX_STEPS)
		vec_push(l->arena, &l->out->steps, s);
	else
		l->out->cut = true;
}

static struct str without_end_slash(struct str path)
{
	while (path.len && path.at[path.len - 1] == '/')
		path.len--;
	return path;
}

static bool has_dotdot(struct str path)
{
	struct str part;

	/* Few have a dot. */
	while (str_find(path, '.') < path.len &&
	       str_next_word(&path, "/", &part))
		if (str_eq(part, STR("..")))
			return true;
	return false;
}

static bool opens_to_read(const struct load_policy *d)
{
	return d->skips_equal;
}

static void missing(const struct loader *l, const struct assignment *a,
		    struct str path)
{
	step(l, a, without_end_slash(path), LOAD_NO_SUCH_KEY);
	fail(l, l->booted ? FAULT_MISSING_AT_BOOT : FAULT_MISSING_KEY,
	     a->ignore_errors);
}

/* Another error than that of a missing key: not every loader passes it. */
static void below_file(const struct loader *l, const struct assignment *a,
		       struct str path)
{
	missing(l, a, path);
	fail(l, FAULT_BELOW_FILE, a->ignore_errors);
}

static void refuse(const struct loader *l, const struct assignment *a,
		   struct str path, enum load_result result)
{
	step(l, a, path, result);
	fail(l, FAULT_REFUSED, a->ignore_errors);
	l->out->stopped = l->d->stops_at_refusal;
	l->outcome->stops = l->out->stopped;
	l->out->stopped_source = a->span.source;
}

static void take(const struct loader *l, const struct assignment *a,
		 struct str path, uint32_t node, enum load_result result)
{
	if (l->keys)
		key_tree_set(l->keys, node, a->value);
	step(l, a, path, result);
}

static void hand_to_kernel(const struct loader *l, const struct assignment *a,
			   struct str path, uint32_t node)
{
	bool *sure = &l->outcome->is_sure;

	switch (load_verdict(l->arena, l->kernel, path, a->value, sure)) {
	case VERDICT_GONE:
		/* Whoever gave the keys knows better. */
		if (l->guessed)
			missing(l, a, path);
		else
			take(l, a, path, node, LOAD_APPLIED);
		break;
	case VERDICT_READ_ONLY:
		step(l, a, path, LOAD_NOT_WRITABLE);
		fail(l, FAULT_READ_ONLY_KEY, false);
		break;
	case VERDICT_WRITE_ONLY:
		step(l, a, path,
		     opens_to_read(l->d) ? LOAD_NOT_WRITABLE : LOAD_APPLIED);
		fail(l, FAULT_WRITE_ONLY_KEY, false);
		break;
	case VERDICT_REFUSED:
		refuse(l, a, path, LOAD_REFUSED);
		break;
	case VERDICT_PARTIAL:
		refuse(l, a, path, LOAD_PARTIAL);
		break;
	case VERDICT_SHORT:
		take(l, a, path, node, LOAD_PARTIAL);
		break;
	default:
		take(l, a, path, node, LOAD_APPLIED);
	}
}

static void write_file(const struct loader *l, const struct assignment *a,
		       struct str path, uint32_t node)
{
	struct str holds;

	if (l->d->empty_not_written && str_empty(a->value))
		/* Opened, but nothing reaches the kernel. */
		step(l, a, path, LOAD_REFUSED);
	else if (l->d->skips_equal && l->keys &&
		 key_tree_value(l->keys, node, &holds) &&
		 str_eq(holds, a->value))
		step(l, a, path, LOAD_SKIPPED_EQUAL);
	else
		hand_to_kernel(l, a, path, node);
}

/* Where absolute names are names of files, the tree holds none of them. */
static enum key_found find(const struct loader *l, struct str path,
			   uint32_t *out_node)
{
	if (l->d->absolute && path.len && path.at[0] == '/')
		return KEY_MISSING;
	if (!l->keys)
		return KEY_FILE;
	return key_tree_find(l->keys, path, out_node);
}

/* Names that the loader itself passes over, with a message. */
static bool is_retired(const struct load_policy *d, struct str path)
{
	const struct str whole = without_end_slash(path);
	struct str names = str_of(d->retired), name;
	size_t from = whole.len;

	while (from && whole.at[from - 1] != '/')
		from--;
	while (str_next_word(&names, " ", &name))
		if (str_eq(name, str_slice(whole, from, whole.len)))
			return true;
	return false;
}

static void write_path(const struct loader *l, const struct assignment *a,
		       struct str path)
{
	uint32_t node = 0;

	if (l->d->retired && is_retired(l->d, path)) {
		step(l, a, path, LOAD_REFUSED);
		return;
	}
	if (l->d->refuses_dotdot && has_dotdot(path)) {
		refuse(l, a, path, LOAD_REFUSED);
		return;
	}
	switch (find(l, path, &node)) {
	case KEY_FILE:
		write_file(l, a, path, node);
		break;
	case KEY_DIRECTORY:
		step(l, a, without_end_slash(path), LOAD_NOT_WRITABLE);
		fail(l, node ? FAULT_DIRECTORY_KEY : FAULT_ROOT_KEY,
		     a->ignore_errors);
		break;
	case KEY_BELOW_FILE:
		below_file(l, a, path);
		break;
	default:
		missing(l, a, path);
	}
}

struct match {
	struct str path;
	uint32_t node;
};

struct match_list {
	VEC(struct match) list;
};

static int by_path(const void *a, const void *b)
{
	return str_cmp(((const struct match *)a)->path,
		       ((const struct match *)b)->path);
}

static void expand_way(const struct loader *l, struct str pattern,
		       struct match_list *out)
{
	struct key_matches found = { 0 };
	size_t from = out->list.n;

	key_tree_glob(l->keys, l->arena, pattern, &found);
	for (size_t i = 0; i < found.nodes.n; i++) {
		uint32_t node = found.nodes.at[i];
		struct match m = { key_tree_path(l->keys, l->arena, node),
				   node };

		vec_push(l->arena, &out->list, m);
	}
	if (!l->d->globs_in_order && out->list.n > from)
		qsort(out->list.at + from, out->list.n - from,
		      sizeof out->list.at[0], by_path);
}

static bool is_asked_for(const struct loader *l, struct str path)
{
	const struct loading *how = l->how;

	for (size_t i = 0; i < how->n_prefixes; i++)
		if (key_is_below(path, how->prefixes[i]))
			return true;
	return how->n_prefixes == 0;
}

static void write_match(const struct loader *l, const struct assignment *a,
			struct str path)
{
	if (settings_shields(l->settings, a, path) || !is_asked_for(l, path))
		return;
	if (l->d->refuses_dotdot && has_dotdot(a->path))
		refuse(l, a, path, LOAD_REFUSED);
	else
		write_path(l, a, path);
}

static void write_pattern(const struct loader *l, const struct assignment *a)
{
	struct pattern_list ways = { 0 };
	struct match_list matches = { 0 };

	if (l->guessed) {
		vec_push(l->arena, &l->out->open_patterns, *a);
		return;
	}
	if (l->d->glob_braces)
		pattern_expand(l->arena, a->path, &ways);
	else
		vec_push(l->arena, &ways.patterns, a->path);
	for (size_t i = 0; i < ways.patterns.n && !l->out->cut; i++)
		expand_way(l, ways.patterns.at[i], &matches);
	for (size_t i = 0; i < matches.list.n && !l->out->cut; i++)
		write_match(l, a, matches.list.at[i].path);
}

static void write_one(const struct loader *l, const struct assignment *a)
{
	*l->outcome = (struct load_outcome){ .is_sure = true };
	if (l->d->stops_at_file && a->span.source != l->out->stopped_source)
		l->out->stopped = false;
	if (l->out->stopped)
		step(l, a, a->path, LOAD_ABORTED);
	else if (a->kind == ASSIGN_EXPLICIT)
		write_path(l, a, a->path);
	else if (a->kind == ASSIGN_PATTERN)
		write_pattern(l, a);
}

static bool same_entry(const struct assignment *a, const struct assignment *b)
{
	return (a->kind == ASSIGN_EXCLUDE) == (b->kind == ASSIGN_EXCLUDE) &&
	       str_eq(a->value, b->value);
}

/*
 * In a map by path, a line that changes an entry takes its place at the end;
 * one that repeats it changes nothing, but that it may forgive failures. So
 * the entry stands where the last run of equal lines began. i is the first
 * line of its path.
 */
static uint32_t find_entry(const struct settings *s, uint32_t i,
			   bool *out_forgives)
{
	const struct assignment *entry = NULL, *a;
	uint32_t at = i;
	bool forgives = false;

	for (uint32_t k = i + 1; k; k = a->next_same) {
		a = settings_at(s, k - 1);
		if (!entry || !same_entry(entry, a)) {
			entry = a;
			at = k - 1;
			forgives = false;
		}
		forgives = forgives || a->ignore_errors;
	}
	*out_forgives = forgives;
	return at;
}

uint32_t load_position(struct settings *settings, uint32_t index)
{
	const struct load_policy *policy = settings_loading(settings)->policy;
	struct str path = settings_at(settings, index)->path;
	bool forgives;

	if (!policy || !policy->map)
		return index;
	return find_entry(settings, settings_first(settings, path) - 1,
			  &forgives);
}

void load_entries(const struct settings *settings, bool *flags)
{
	uint32_t n = (uint32_t)settings_count(settings);
	bool forgives;

	for (uint32_t i = 0; i < n; i++)
		if (settings_first(settings, settings_at(settings, i)->path) ==
		    i + 1)
			flags[find_entry(settings, i, &forgives)] = true;
}

static void write_map(const struct loader *l)
{
	uint32_t n = (uint32_t)settings_count(l->settings);
	bool *flags = arena_array(l->arena, bool, n);

	load_entries(l->settings, flags);
	for (uint32_t i = 0; i < n; i++) {
		struct assignment a = *settings_at(l->settings, i);

		if (!flags[i])
			continue;
		find_entry(l->settings, settings_first(l->settings, a.path) - 1,
			   &a.ignore_errors);
		write_one(l, &a);
	}
}

/* The last value of each path, where its first line is. */
static void write_map_in_place(const struct loader *l)
{
	for (uint32_t i = 0; i < settings_count(l->settings); i++) {
		const struct assignment *a = settings_at(l->settings, i);

		if (settings_first(l->settings, a->path) != i + 1)
			continue;
		while (a->next_same)
			a = settings_at(l->settings, a->next_same - 1);
		write_one(l, a);
	}
}

static struct key_tree *guess_keys(struct arena *arena,
				   const struct settings *s)
{
	struct key_tree *keys = key_tree_new(arena);

	for (size_t i = 0; i < settings_n_paths(s); i++)
		key_tree_add(keys, settings_path(s, i), NULL);
	return keys;
}

static struct loader loader_of(struct arena *arena, struct settings *settings,
			       const struct load_kernel *kernel,
			       struct load *out, struct load_outcome *outcome)
{
	static const struct load_policy writes_all = { 0 };
	const struct loading *how = settings_loading(settings);

	*out = (struct load){ 0 };
	*outcome = (struct load_outcome){ .is_sure = true };
	return (struct loader){
		.arena = arena,
		.how = how,
		.d = how->policy ? how->policy : &writes_all,
		.settings = settings,
		.kernel = kernel,
		.booted = how->booted,
		.guessed = true,
		.out = out,
		.outcome = outcome,
	};
}

void load_run(struct arena *arena, struct settings *settings,
	      struct key_tree *keys, const struct load_kernel *kernel,
	      struct load *out)
{
	const uint32_t faults = settings_loading(settings)->faults;
	struct load_outcome outcome;
	struct loader l = loader_of(arena, settings, kernel, out, &outcome);

	l.guessed = !keys;
	l.keys = keys ? keys : guess_keys(arena, settings);
	fail(&l, faults & ~(uint32_t)FAULT_MALFORMED, false);
	if (l.booted && !l.d->boots)
		out->exit_status = l.d->failure;
	if (l.d->map && l.d->map_keeps_place)
		write_map_in_place(&l);
	else if (l.d->map)
		write_map(&l);
	else
		for (uint32_t i = 0; i < settings_count(settings); i++)
			write_one(&l, settings_at(settings, i));
	if (!out->exit_status && (faults & l.d->faults & FAULT_MALFORMED))
		out->exit_status = 254; /* -2; one fault more makes it -1 */
}

struct load_outcome load_one(struct arena *arena, struct settings *settings,
			     const struct load_kernel *kernel, uint32_t index)
{
	struct load_outcome outcome;
	struct load load;
	struct loader l = loader_of(arena, settings, kernel, &load, &outcome);

	l.is_one = true;
	write_one(&l, settings_at(settings, index));
	return outcome;
}
