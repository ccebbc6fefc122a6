/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "tests/kernel_check.h"

/* Where kernels of the last twenty years have had ends, and one beyond. */
static const char *const numbers[] = {
	"0",
	"1",
	"-1",
	"2",
	"3",
	"127",
	"128",
	"255",
	"256",
	"32767",
	"32768",
	"65535",
	"65536",
	"-32769",
	"2147483",
	"2147484",
	"21474836",
	"21474837",
	"2147483647",
	"2147483648",
	"-2147483648",
	"-2147483649",
	"4294967295",
	"4294967296",
	"9223372036854775807",
	"9223372036854775808",
	"-9223372036854775808",
	"18446744073709551615",
	"18446744073709551616",
};

/* %s is a number that is taken for itself. */
static const char *const spellings[] = {
	" %s",
	"%s ",
	"%s\n",
	"%s # comment",
	"%s#comment",
	"%s,",
	"%s;",
	"%ss",
	"%s.0",
	"+%s",
	"\"%s\"",
	"%s 7",
	"%s x",
	"0%s",
	"0x%s",
	"\t%s\t",
	"%s %s %s %s %s %s %s",
	"-0",
	"0x",
	"08",
	"x",
	"yes",
	"\n",
	" ",
	"1e2",
	"%s\n%s\n",
	"-",
	"0x80000000",
	"00",
};

static const char *const ports[] = {
	"8080,9148-9150", "8080", "5-3",    "65536", "65535", "80 81",
	"80 # comment",   "80,",  "80,,81", ",80",   "1-",    "-5",
	"0x50",           "080",  "\n",     "80\n",  "x",     "1-2-3",
};

#define N_OF(array) (sizeof(array) / sizeof *(array))

/* The numbers that are there now, as they are spelled. */
struct elements {
	struct str at[16];
	uint32_t n;
};

static struct elements split(struct str current)
{
	struct elements e = { 0 };

	while (e.n < 16 && str_next_word(&current, " \t\n", &e.at[e.n]))
		e.n++;
	return e;
}

/* The elements with another one at i. */
static struct str replaced(struct arena *arena, const struct elements *e,
			   uint32_t i, struct str other)
{
	struct buf b = { .arena = arena };

	for (uint32_t k = 0; k < e->n; k++) {
		if (k)
			buf_char(&b, '\t');
		buf_put(&b, k == i ? other : e->at[k]);
	}
	return buf_str(&b);
}

static void add_number(struct arena *arena, const struct elements *e,
		       struct str number, struct texts *out)
{
	for (uint32_t i = 0; i < e->n; i++)
		vec_push(arena, &out->list, replaced(arena, e, i, number));
	if (e->n < 2)
		return;
	/* Alone, and with one that is no number behind it. */
	vec_push(arena, &out->list, number);
	vec_push(arena, &out->list,
		 str_join(arena, number, STR(" "), STR("x")));
}

/* A bound and its neighbours. A range is in our unit, a key in its own. */
static void add_end(struct arena *arena, const struct fact *fact,
		    const struct elements *e, struct num end, struct texts *out)
{
	const struct num scale =
		num_of(fact->unit_scale ? fact->unit_scale : 1);
	struct num n;

	if (!num_div(end, scale, &end))
		return;
	for (int step = -1; step <= 1; step++)
		if (num_add(end, num_of(step), &n))
			add_number(arena, e, num_text(arena, n), out);
}

static struct str spelled(struct arena *arena, const char *spelling,
			  struct str number)
{
	struct str rest = str_of(spelling), left;
	struct buf b = { .arena = arena };

	for (;;) {
		const size_t at = str_find_str(rest, STR("%s"));

		left = str_slice(rest, 0, at);
		buf_put(&b, left);
		if (at == rest.len)
			return buf_str(&b);
		buf_put(&b, number);
		rest = str_slice(rest, at + 2, rest.len);
	}
}

static void number_texts(struct arena *arena, const struct live_key *key,
			 const struct fact_at *on, struct str current,
			 struct texts *out)
{
	const struct elements e = split(current);

	if (on->range.has_low)
		add_end(arena, key->fact, &e, on->range.low, out);
	if (on->range.has_high)
		add_end(arena, key->fact, &e, on->range.high, out);
	for (size_t i = 0; i < N_OF(numbers); i++)
		add_number(arena, &e, str_of(numbers[i]), out);
	/* Since 5.13 a byte is read without a sign, and "-0" refused. */
	for (size_t i = 0; i < N_OF(spellings); i++)
		if (key->fact->store != STORE_U8 ||
		    strcmp(spellings[i], "-0") != 0)
			vec_push(arena, &out->list,
				 spelled(arena, spellings[i], e.at[0]));
}

static void word_texts(struct arena *arena, const struct live_key *key,
		       struct str current, struct texts *out)
{
	struct str words = pool_text(key->book->facts.chars, key->fact->words);
	const bool is_closed = words.len > 0;
	struct str word;

	while (str_next_word(&words, "|", &word))
		vec_push(arena, &out->list, word);
	/* Which names are registered, only the kernel knows. */
	if (is_closed)
		vec_push(arena, &out->list, STR("no-such-word"));
	vec_push(arena, &out->list,
		 str_join(arena, current, STR("\n"), STR("")));
	vec_push(arena, &out->list,
		 str_join(arena, current, STR(" # comment"), STR("")));
}

void probe_texts(struct arena *arena, const struct live_key *key,
		 const struct fact_at *on, struct str current,
		 struct texts *out)
{
	switch ((enum fact_store)key->fact->store) {
	case STORE_PORTS:
		for (size_t i = 0; i < N_OF(ports); i++)
			vec_push(arena, &out->list, str_of(ports[i]));
		break;
	case STORE_WORD:
		word_texts(arena, key, current, out);
		break;
	case STORE_STRING:
	case STORE_HEX:
	case STORE_COMMAND:
		break;
	default:
		number_texts(arena, key, on, current, out);
	}
}
