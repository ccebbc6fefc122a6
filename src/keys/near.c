/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/near.h"

#include <string.h>

/* Longer ones are no slip of the fingers; it bounds the work, too. */
#define KEY_MAX   112
#define PARTS_MAX 12
/* A part of a name, such as tcp_, that was left out or put in. */
#define LOST_MAX 4
/* Below it so many letters could be anything. */
#define LOST_LEN_MIN 14
#define LEAF_LEN_MIN 6
/* From it on two keys that one letter sets apart are hardly both there. */
#define LONG_LEAF_MIN 10

/* Only letters and digits, small. */
struct folded {
	char at[KEY_MAX];
	size_t len;
	size_t leaf;      /* where the last part begins */
	uint64_t letters; /* which of them there are, a bit each */
};

/* The wrong key, cut at dots and slashes. */
struct wrong {
	struct str path;
	struct str parts[PARTS_MAX];
	size_t n;
	struct folded folded;
	struct near_hint hint, hints[PARTS_MAX]; /* of all, and of each part */
};

struct best {
	const struct fact *fact;
	size_t distance;
	enum nearness nearness;
};

/* Letters of other alphabets that look like one of ours. */
static const struct {
	const char utf8[3];
	char looks_like;
} lookalikes[] = {
	{ "\xd0\xb0", 'a' }, { "\xd1\x81", 'c' }, { "\xd0\xb5", 'e' },
	{ "\xd1\x96", 'i' }, { "\xd1\x98", 'j' }, { "\xd0\xbe", 'o' },
	{ "\xd1\x80", 'p' }, { "\xd1\x95", 's' }, { "\xd1\x85", 'x' },
	{ "\xd1\x83", 'y' }, { "\xce\xbd", 'v' }, { "\xce\xbf", 'o' },
};

/* The letter or digit at *at, small; NUL for what is neither. */
static char small_letter(struct str s, size_t *at)
{
	const char c = s.at[*at];

	if (c >= 'A' && c <= 'Z')
		return (char)(c | 0x20);
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
		return c;
	if ((unsigned char)c < 0x80 || *at + 1 >= s.len)
		return '\0';
	for (size_t i = 0; i < sizeof lookalikes / sizeof *lookalikes; i++)
		if (memcmp(s.at + *at, lookalikes[i].utf8, 2) == 0) {
			++*at;
			return lookalikes[i].looks_like;
		}
	return '\0';
}

static bool fold(struct str s, struct folded *out)
{
	for (size_t i = 0; i < s.len; i++) {
		const char c = s.at[i];
		char small;

		if (c == '/' || c == '.') {
			out->leaf = out->len;
			continue;
		}
		small = small_letter(s, &i);
		if (!small)
			continue;
		if (out->len == KEY_MAX)
			return false;
		out->at[out->len++] = small;
		out->letters |= UINT64_C(1) << (small & 0x3f);
	}
	return true;
}

static struct str folded_text(const struct folded *f)
{
	return (struct str){ f->at, f->len };
}

static struct str folded_leaf(const struct folded *f)
{
	return (struct str){ f->at + f->leaf, f->len - f->leaf };
}

#define HASH_START 2166136261u

/* FNV-1a, as in the table that the build writes out. */
static uint32_t hash(struct str s)
{
	uint32_t h = HASH_START;

	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.at[i]) * 16777619u;
	return h;
}

static struct near_hint hint_of(const struct folded *f)
{
	struct near_hint hint = { .leaf = hash(folded_leaf(f)),
				  .len = (uint8_t)f->len };

	for (size_t i = 0; i < f->len; i++) {
		const char c = f->at[i];

		hint.letters |= 1ull << (c <= '9' ? c - '0' : c - 'a' + 10);
	}
	return hint;
}

static void hint_parts(struct wrong *w)
{
	struct folded part;

	w->hint = hint_of(&w->folded);
	for (size_t i = 0; i < w->n; i++) {
		part = (struct folded){ .len = 0 };
		fold(w->parts[i], &part);
		w->hints[i] = hint_of(&part);
	}
}

static bool wrong_init(struct str path, struct wrong *w)
{
	struct str rest = path;

	*w = (struct wrong){ .path = path };
	if (path.len > KEY_MAX || !fold(path, &w->folded))
		return false;
	while (str_next_word(&rest, "./", &w->parts[w->n]))
		if (++w->n == PARTS_MAX)
			return false;
	hint_parts(w);
	return w->n > 0;
}

static size_t n_parts(struct str path)
{
	size_t n = 1;

	for (size_t i = 0; i < path.len; i++)
		n += path.at[i] == '/';
	return n;
}

/* The parts that stand where a fact has "*": one, or several when the
 * interface has a dot in its name. Empty when there are too few. */
static struct str parts_in(const struct wrong *w, struct str pattern)
{
	const size_t star = str_find(pattern, '*');
	const size_t before = n_parts(str_slice(pattern, 0, star)) - 1;
	const size_t all = n_parts(pattern);
	struct str first, last;

	if (w->n < all)
		return STR("");
	first = w->parts[before];
	last = w->parts[before + w->n - all];
	return (struct str){ first.at,
			     (size_t)(last.at + last.len - first.at) };
}

/* Where in the text its first n letters end. */
static size_t letters_end(struct str s, size_t n)
{
	size_t i = 0;

	for (; i < s.len && n > 0; i++)
		n -= small_letter(s, &i) != '\0';
	return i;
}

/* What stands between the letters before "*" and those behind it, where the
 * dots around it may be lost or at another place. Empty: nothing does. */
static struct str letters_in(const struct wrong *w, struct str pattern)
{
	const size_t star = str_find(pattern, '*');
	const struct str all = { w->folded.at, w->folded.len };
	struct folded head = { .len = 0 }, tail = { .len = 0 };
	struct str found;

	if (!fold(str_slice(pattern, 0, star), &head) ||
	    !fold(str_slice(pattern, star + 1, pattern.len), &tail) ||
	    all.len <= head.len + tail.len ||
	    memcmp(all.at, head.at, head.len) != 0 ||
	    memcmp(all.at + all.len - tail.len, tail.at, tail.len) != 0)
		return STR("");
	found = str_slice(w->path, letters_end(w->path, head.len),
			  letters_end(w->path, all.len - tail.len));
	while (found.len && strchr("./_-", found.at[0]))
		found = str_slice(found, 1, found.len);
	return found;
}

/* The interface that every host has, or empty. */
static struct str common_interface(struct str s)
{
	static const char *const names[] = { "all", "default", "lo" };
	struct folded f = { .len = 0 };

	if (!fold(s, &f))
		return STR("");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_eq((struct str){ f.at, f.len }, str_of(names[i])))
			return str_of(names[i]);
	return STR("");
}

struct str near_interface(struct str interface)
{
	static const struct str whole = { "default", 7 };
	const struct str common = common_interface(interface);

	if (str_eq(interface, common))
		return STR("");
	if (!str_empty(common))
		return common;
	return str_distance(interface, whole, 1) == 1 ? whole : STR("");
}

/* eth0, ens3: else the "a" of arp_filter would be one. */
static bool has_number(struct str s)
{
	size_t i = 1;

	while (i < s.len && !(s.at[i] >= '0' && s.at[i] <= '9'))
		i++;
	return i < s.len;
}

/* By its parts; by its letters where parts are missing, or where those make
 * an interface that is known. */
static struct str interface_in(const struct wrong *w, struct str pattern)
{
	const struct str by_parts = parts_in(w, pattern);
	const struct str by_letters = letters_in(w, pattern);
	const struct str common = common_interface(by_letters);

	if (!str_empty(common))
		return common;
	if (!str_empty(by_parts))
		return by_parts;
	return has_number(by_letters) ? by_letters : STR("");
}

/* The fact's path with the wrong key's interface in it, folded. */
static bool fold_fact(const struct wrong *w, struct str path,
		      struct folded *out)
{
	const size_t star = str_find(path, '*');
	struct str interface;

	*out = (struct folded){ .len = 0 };
	if (star == path.len)
		return fold(path, out);
	interface = interface_in(w, path);
	return !str_empty(interface) && fold(str_slice(path, 0, star), out) &&
	       fold(interface, out) &&
	       fold(str_slice(path, star + 1, path.len), out);
}

/* How far a slip may go: not further than that the name is still there. */
static size_t bound_of(const struct wrong *w)
{
	const size_t len = folded_leaf(&w->folded).len;

	if (len >= 18)
		return 3;
	if (len >= 9)
		return 2;
	return len >= 4 ? 1 : 0;
}

/* One run of letters left out, or put in: the rest is the same. */
static bool lost_a_run(struct str a, struct str b)
{
	const struct str less = a.len < b.len ? a : b;
	const struct str more = a.len < b.len ? b : a;
	size_t head = 0, tail = 0;

	if (less.len < LOST_LEN_MIN || more.len - less.len > LOST_MAX)
		return false;
	while (head < less.len && less.at[head] == more.at[head])
		head++;
	while (tail < less.len - head &&
	       less.at[less.len - 1 - tail] == more.at[more.len - 1 - tail])
		tail++;
	return head + tail == less.len;
}

/* A whole name in another folder: net.core.tcp_rmem. */
static bool same_leaf(const struct folded *a, const struct folded *b)
{
	const struct str leaf = folded_leaf(a);

	return leaf.len >= LEAF_LEN_MIN && str_eq(leaf, folded_leaf(b));
}

/* A letter more or less is a byte to add, or half of one to change. */
static bool could_be_near(const struct folded *a, const struct folded *b,
			  size_t bound)
{
	uint64_t differ = a->letters ^ b->letters;
	size_t n = 0;

	for (; differ; differ &= differ - 1)
		n++;
	return n <= 2 * bound;
}

/* Far ones count by their distance, too, so that the nearest folder wins. */
static size_t distance_of(const struct wrong *w, const struct folded *f,
			  size_t bound)
{
	const struct str a = folded_text(&w->folded), b = folded_text(f);
	size_t d = bound + 1;

	if (could_be_near(&w->folded, f, bound))
		d = str_distance(a, b, bound);
	if (d <= bound)
		return d;
	if (lost_a_run(a, b))
		return bound + 1;
	if (!same_leaf(&w->folded, f))
		return SIZE_MAX;
	d = str_distance(a, b, KEY_MAX);
	return d > bound + 1 ? d : bound + 2;
}

/* The hint with the wrong key's interface in it. */
static void put_interface_hint(const struct wrong *w, struct near_hint *hint)
{
	const size_t last = hint->before + w->n - hint->parts;

	for (size_t i = hint->before; i <= last; i++) {
		hint->letters |= w->hints[i].letters;
		hint->len = (uint8_t)(hint->len + w->hints[i].len);
	}
}

/* A letter that is put in, left out or wrong changes up to two bits. */
#define BITS_MAX 6

/* False only where no look at the fact's path finds it near. */
static bool may_be_near(const struct wrong *w, struct near_hint hint)
{
	const struct near_hint *own = &w->hint;

	/* A dot beside the interface is lost: the letters are all there. */
	if (hint.parts > w->n)
		return own->len > hint.len && !(hint.letters & ~own->letters);
	if (!hint.leaf || hint.leaf == own->leaf)
		return true;
	if (hint.parts)
		put_interface_hint(w, &hint);
	return hint.len <= own->len + LOST_MAX &&
	       own->len <= hint.len + LOST_MAX &&
	       __builtin_popcountll(hint.letters ^ own->letters) <= BITS_MAX;
}

static enum nearness nearness_of(const struct wrong *w, size_t distance)
{
	if (distance == 0)
		return NEAR_SPELLING;
	return distance == 1 && folded_leaf(&w->folded).len >= LONG_LEAF_MIN
		       ? NEAR_LETTER
		       : NEAR_LETTERS;
}

static void look_at(const struct wrong *w, const struct facts *facts,
		    const struct fact *fact, struct best *best)
{
	struct folded f;
	size_t d;

	if (!fold_fact(w, pool_text(facts->chars, fact->path), &f))
		return;
	d = distance_of(w, &f, bound_of(w));
	if (d >= best->distance)
		return;
	best->fact = fact;
	best->distance = d;
	best->nearness = nearness_of(w, d);
}

static struct str put_interface(struct arena *arena, const struct wrong *w,
				struct str path)
{
	const size_t star = str_find(path, '*');
	struct str interface;
	char *dotted;

	if (star == path.len)
		return path;
	interface = interface_in(w, path);
	dotted = arena_array(arena, char, interface.len + 1);
	for (size_t i = 0; i < interface.len; i++)
		dotted[i] = interface.at[i] == '/' ? '.' : interface.at[i];
	return str_format(arena, "%.*s%.*s%.*s",
			  STR_ARG(str_slice(path, 0, star)), (int)interface.len,
			  dotted, STR_ARG(str_slice(path, star + 1, path.len)));
}

enum nearness key_near(struct arena *arena, const struct facts *facts,
		       struct str path, struct str *out)
{
	struct best best = { .distance = SIZE_MAX };
	struct wrong w;

	if (!wrong_init(path, &w))
		return NEAR_NONE;
	for (uint32_t i = 0; i < facts->n && best.distance > 0; i++)
		if (may_be_near(&w, facts->hints[i]))
			look_at(&w, facts, &facts->at[i], &best);
	if (best.nearness != NEAR_NONE)
		*out = put_interface(arena, &w,
				     pool_text(facts->chars, best.fact->path));
	return best.nearness;
}

static struct near_hint hint_of_path(struct str path)
{
	const size_t star = str_find(path, '*');
	const struct str head = str_slice(path, 0, star);
	const struct str tail = str_slice(path, star + 1, path.len);
	struct folded f = { .len = 0 };
	struct near_hint hint = { 0 };

	/* One that is too long is near none, as a look tells. */
	if (path.len > KEY_MAX)
		return hint;
	fold(head, &f);
	fold(tail, &f);
	hint = hint_of(&f);
	if (star == path.len)
		return hint;
	hint.parts = (uint8_t)n_parts(path);
	hint.before = (uint8_t)(n_parts(head) - 1);
	if (str_find(tail, '/') == tail.len)
		hint.leaf = 0;
	return hint;
}

void near_hints_fill(struct facts *facts, struct arena *arena)
{
	struct near_hint *hints =
		arena_array(arena, struct near_hint, facts->n);

	for (uint32_t i = 0; i < facts->n; i++)
		hints[i] = hint_of_path(
			pool_text(facts->chars, facts->at[i].path));
	facts->hints = hints;
}
