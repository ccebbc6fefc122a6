/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/kernel_check.h"

#include "keys/family.h"

#define WRITABLE 0222
#define READABLE 0444

/* Facts by path, of those that have a key on this machine. */
static struct map *facts_seen(const struct kernel_check *c)
{
	struct map *seen = map_new(c->session.arena);

	for (size_t i = 0; i < c->host.keys.n; i++) {
		struct live_key *key = &c->host.keys.at[i];

		if (key->fact)
			map_put(seen,
				pool_text(key->book->facts.chars,
					  key->fact->path),
				key);
	}
	return seen;
}

/* An option that the fact asks for is off in the kernel's .config, or may be
 * where that is not known. */
static bool is_not_built(const struct kernel_check *c,
			 const struct live_key *wanted)
{
	struct str rest =
		pool_text(wanted->book->facts.chars, wanted->fact->config);
	struct str option, is;

	while (str_next_word(&rest, " ", &option))
		if (!kernel_build_option(&c->build, option, &is) ||
		    str_eq(is, STR("n")))
			return true;
	return false;
}

/* The fact says that the kernel has it, and there is none. */
static void is_absent(struct kernel_check *c, const struct live_key *wanted)
{
	const struct fact_at on = check_on(c, wanted);

	if (!c->initial && is_of_net(wanted) && on.scope != SCOPE_NETNS)
		return;
	if (is_not_built(c, wanted))
		c->counts[COUNT_NOT_BUILT]++;
	else if (wanted->fact->module.len)
		c->counts[COUNT_NO_MODULE]++;
	else
		check_differs(c, DIFFERS_ABSENT, wanted,
			      "the kernel has no such key");
}

static void check_fact(struct kernel_check *c, const struct map *seen,
		       const struct book *book, const struct fact *fact)
{
	const struct live_key wanted = {
		.path = pool_text(book->facts.chars, fact->path),
		.fact = fact,
		.book = book,
	};
	const struct book *best;
	struct fact_at on;

	/* A later book has another fact in its place. */
	if (knowledge_fact(c->knowledge, wanted.path, &best) != fact ||
	    !check_asked(c, wanted.path))
		return;
	on = check_on(c, &wanted);
	if (!on.known_exists)
		c->counts[COUNT_NO_FACT_HERE]++;
	else if (map_get(seen, wanted.path))
		c->counts[COUNT_EXIST]++;
	else if (on.exists)
		is_absent(c, &wanted);
}

static void check_mode(struct kernel_check *c, const struct live_key *key)
{
	const bool is_readonly = key->fact->write == WRITE_READONLY;
	const bool is_shown = key->fact->store != STORE_COMMAND &&
			      key->fact->write != WRITE_COMMAND;

	c->counts[COUNT_MODES]++;
	if (is_readonly && key->mode & WRITABLE)
		check_differs(c, DIFFERS_MODE, key,
			      "its mode is 0%03o, so it can be written",
			      key->mode);
	/* In another namespace than the first a mode says less. */
	if (!is_readonly && !(key->mode & WRITABLE) && c->initial)
		check_differs(c, DIFFERS_MODE, key,
			      "its mode is 0%03o, so it is read-only",
			      key->mode);
	if (is_shown && !(key->mode & READABLE))
		check_differs(c, DIFFERS_MODE, key,
			      "its mode is 0%03o, so it cannot be read",
			      key->mode);
}

static bool is_of_open_family(const struct kernel_check *c, struct str path)
{
	for (uint32_t b = 0; b < c->knowledge->n_books; b++) {
		const struct family *family =
			family_find(&c->knowledge->books[b]->facts, path);

		if (family)
			return family->open;
	}
	return false;
}

void check_key(struct kernel_check *c, const struct live_key *key)
{
	struct fact_at on;

	if (!check_asked(c, key->path))
		return;
	if (!key->fact && is_of_open_family(c, key->path)) {
		c->counts[COUNT_OPEN]++;
		return;
	}
	if (!key->fact) {
		check_differs(c, DIFFERS_UNKNOWN, key,
			      "the kernel has it (mode 0%03o)", key->mode);
		return;
	}
	on = check_on(c, key);
	c->counts[COUNT_KEYS]++;
	if (on.known_exists && !on.exists)
		check_differs(c, DIFFERS_ABSENT, key,
			      "the fact says that this kernel has none");
	check_mode(c, key);
}

void check_keys(struct kernel_check *c)
{
	const struct map *seen = facts_seen(c);

	for (uint32_t b = 0; b < c->knowledge->n_books; b++) {
		const struct book *book = c->knowledge->books[b];

		for (uint32_t i = 0; i < book->facts.n; i++)
			check_fact(c, seen, book, &book->facts.at[i]);
	}
	for (size_t i = 0; i < c->host.keys.n; i++)
		check_key(c, &c->host.keys.at[i]);
}
