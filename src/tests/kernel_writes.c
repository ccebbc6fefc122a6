/* SPDX-License-Identifier: Apache-2.0 */
#include "model/load_verdict.h"
#include "tests/kernel_check.h"

#include <errno.h>
#include <string.h>

#define WRITABLE 0222
/* Of what is written, so much is shown. */
#define SHOWN   60
#define TICK_US 10000

/* One key while it is tried. */
struct trial {
	struct kernel_check *c;
	const struct live_key *key;
	struct fact_at on;
	struct arena *arena; /* of this key */
	struct str before;   /* its value when the trial began */
	bool seen_outside;
};

static bool is_number(const struct live_key *key)
{
	return key->fact->type == VALUE_INT || key->fact->type == VALUE_VECTOR;
}

/* Anything printable, as it would stand in C. */
static const char *shown(struct trial *t, struct str text)
{
	struct str out = STR("\"");

	for (size_t i = 0; i < text.len && i < SHOWN; i++) {
		const struct str c = str_slice(text, i, i + 1);

		out = str_join(t->arena, out,
			       text.at[i] == '\n'   ? STR("\\n")
			       : text.at[i] == '\t' ? STR("\\t")
						    : c,
			       STR(""));
	}
	return str_c(t->arena, str_join(t->arena, out, STR("\""), STR("")));
}

static bool reads_as(struct trial *t, struct str text, struct value *out,
		     bool *out_short)
{
	return fact_read_value(&t->key->book->facts, t->key->fact, t->arena,
			       text, out, out_short);
}

/* What the value must be after a write that was taken. */
static bool merged(struct trial *t, struct value old, struct value new,
		   struct value *out)
{
	struct num *all;

	*out = new;
	if (new.type != VALUE_VECTOR)
		return true;
	if (old.type != VALUE_VECTOR || old.n < new.n)
		return false;
	all = arena_array(t->arena, struct num, old.n);
	for (uint32_t i = 0; i < old.n; i++)
		all[i] = i < new.n ? new.vector[i] : old.vector[i];
	out->vector = all;
	out->n = old.n;
	return true;
}

/* A change inside must not be seen outside. */
static void look_outside(struct trial *t)
{
	struct kernel_check *c = t->c;
	const struct live_key *host = survey_find(&c->host, t->key->path);
	struct str now;

	if (t->seen_outside || !host || !host->has_value)
		return;
	t->seen_outside = true;
	if (netns_read_outside(&c->netns, t->arena, t->key->path, &now) < 0)
		return;
	if (str_ends(now, STR("\n")))
		now.len--;
	c->counts[COUNT_OUTSIDE]++;
	if (!str_eq(now, host->value))
		check_differs(c, DIFFERS_SCOPE, t->key,
			      "it was written inside, and the host's changed");
}

/* A time is kept in ticks of the kernel's clock, 10 ms at most. */
static bool same_but_ticks(struct value a, struct value b)
{
	struct num difference;

	if (value_eq(a, b))
		return true;
	return a.unit == UNIT_TIME && a.type == VALUE_INT &&
	       b.type == VALUE_INT &&
	       num_sub(a.integer, b.integer, &difference) &&
	       difference.magnitude <= TICK_US;
}

/* What the facts say of a write. */
struct verdict {
	enum tri taken;
	bool in_part; /* refused, but the first elements are changed */
};

/* The elements that are in although the whole was refused: those before the
 * one that is at fault. */
static bool first_elements(struct trial *t, struct str text, struct value *out)
{
	struct str left = text, word, some = { 0 };
	struct value v;
	bool is_short, any = false;

	while (str_next_word(&left, " \t\n", &word)) {
		some = str_slice(text, 0,
				 (size_t)(word.at - text.at) + word.len);
		if (!reads_as(t, some, &v, &is_short) ||
		    fact_accepts(t->key->fact, &t->on, v) != TRI_TRUE)
			break;
		*out = v;
		any = true;
	}
	return any;
}

/* What is printed is not always what is read: of a time that was rounded up
 * it can be more than fits. */
static bool printed_as(struct trial *t, struct str text, struct value *out)
{
	struct num n;
	bool is_short;

	if (t->key->fact->store != STORE_MS)
		return reads_as(t, text, out, &is_short);
	if (!num_parse(text, &n) ||
	    !num_mul(n, num_of(t->key->fact->unit_scale), &n))
		return false;
	*out = value_int(n, (enum unit)t->key->fact->unit);
	return true;
}

static void look_back(struct trial *t, struct str text,
		      const struct verdict *verdict)
{
	const bool taken = verdict->taken == TRI_TRUE;
	struct value old, new, want, is;
	struct str now;
	bool is_short, changes;

	if (!is_number(t->key) || !live_read(t->arena, t->key->path, &now))
		return;
	if (!str_eq(now, t->before))
		look_outside(t);
	if (!reads_as(t, t->before, &old, &is_short) ||
	    !printed_as(t, now, &is))
		return;
	want = old;
	changes = taken ? reads_as(t, text, &new, &is_short)
			: verdict->in_part && first_elements(t, text, &new);
	if (changes && !merged(t, old, new, &want))
		return;
	t->c->counts[COUNT_STORED]++;
	if (!same_but_ticks(want, is))
		check_differs(t->c, DIFFERS_STORES, t->key,
			      "%s was %s, and then it is \"%.*s\", not "
			      "\"%.*s\"",
			      shown(t, text), taken ? "taken" : "refused",
			      STR_ARG(now),
			      STR_ARG(value_text(t->arena, want)));
}

static struct verdict verdict_of(struct trial *t, struct str text)
{
	const struct load_kernel kernel = { .knowledge = t->c->knowledge,
					    .version = t->c->kernel };
	struct verdict verdict = { TRI_TRUE, false };
	struct value v;
	bool is_short, is_sure;

	switch (load_verdict(t->arena, &kernel, t->key->path, text, &is_sure)) {
	case VERDICT_TAKEN:
	case VERDICT_SHORT:
		break;
	case VERDICT_PARTIAL:
		verdict.in_part = true;
		verdict.taken = TRI_FALSE;
		return verdict;
	default:
		verdict.taken = TRI_FALSE;
		return verdict;
	}
	/* What the facts do not say is taken for granted there. */
	if (is_number(t->key) && reads_as(t, text, &v, &is_short))
		verdict.taken = fact_accepts(t->key->fact, &t->on, v);
	return verdict;
}

static void try_text(struct trial *t, struct str text)
{
	const struct verdict verdict = verdict_of(t, text);
	const int error = live_write(t->arena, t->key->path, text);

	t->c->counts[COUNT_WRITES]++;
	if (verdict.taken == TRI_UNKNOWN)
		t->c->counts[COUNT_NO_RANGE]++;
	else if (verdict.taken == TRI_TRUE && error)
		check_differs(t->c, DIFFERS_RANGE, t->key,
			      "%s is refused (%s), and the fact allows it",
			      shown(t, text), strerror(error));
	else if (verdict.taken == TRI_FALSE && !error)
		check_differs(t->c, DIFFERS_RANGE, t->key,
			      "%s is taken, and the fact forbids it",
			      shown(t, text));
	else if (verdict.taken != TRI_UNKNOWN)
		look_back(t, text, &verdict);
	live_write(t->arena, t->key->path, t->before);
}

static void try_key(struct trial *t)
{
	struct texts texts = { 0 };
	int error;

	if (!live_read(t->arena, t->key->path, &t->before))
		return;
	error = live_write(t->arena, t->key->path, t->before);
	if (error == EACCES || error == EPERM || error == EROFS) {
		t->c->counts[COUNT_NO_WRITE]++;
		return;
	}
	t->c->counts[COUNT_WRITTEN]++;
	if (error && t->before.len)
		check_differs(t->c, DIFFERS_RANGE, t->key,
			      "its own value %s is refused (%s)",
			      shown(t, t->before), strerror(error));
	probe_texts(t->arena, t->key, &t->on, t->before, &texts);
	for (size_t i = 0; i < texts.list.n; i++)
		try_text(t, texts.list.at[i]);
}

/* The same inode as outside is the same key: its value is the host's. */
static bool is_own(const struct kernel_check *c, const struct live_key *key)
{
	const struct live_key *host = survey_find(&c->host, key->path);

	return !host || host->inode != key->inode;
}

static bool is_tried(const struct kernel_check *c, const struct live_key *key,
		     bool of_net)
{
	return is_of_net(key) == of_net && key->fact && key->has_value &&
	       key->mode & WRITABLE && key->fact->write == WRITE_YES &&
	       key->fact->read != READ_NEVER && is_own(c, key) &&
	       check_asked(c, key->path);
}

void check_writes(struct kernel_check *c, bool of_net)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < c->inside.keys.n; i++) {
		const struct live_key *key = &c->inside.keys.at[i];
		struct trial trial = { .c = c, .key = key, .arena = arena };

		if (!is_tried(c, key, of_net))
			continue;
		trial.on = check_on(c, key);
		try_key(&trial);
		arena_reset(arena);
	}
	arena_free(arena);
}
