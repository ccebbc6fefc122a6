/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A quiet rule should cost nothing. Where "and" joins terms about the subject
 * alone - setting.key == 'vm.swappiness', line.mark in 'bom|nul', not
 * setting.exists - the condition is certainly false for whatever answers
 * otherwise. Subjects with the key are looked up, and what each subject
 * answers is asked once for all rules.
 */
#include "base/vec.h"
#include "engine/run.h"
#include "keys/key.h"
#include "model/names.h"
#include <stdlib.h>

/* What a subject answers, as a number below 64: a word of a column has its
 * place there behind these. */
enum answer {
	ANSWER_NOT_ASKED,
	ANSWER_OPEN, /* unknown, or a word for which there is no room */
	ANSWER_FALSE,
	ANSWER_TRUE,
	ANSWER_FIRST_WORD
};

#define WORDS_MAX (64 - ANSWER_FIRST_WORD)
#define TERMS_MAX 6

/* One name asked of every subject of its kind in one tier. */
struct column {
	struct column *next; /* of the same name, in a later tier */
	uint16_t name;
	uint32_t tier;
	uint8_t *answers; /* enum answer, by the subject's index */
	size_t n, n_asked;
	uint64_t given; /* a bit for each answer that some subject gave */
	VEC(struct str) words;
};

struct index_list {
	VEC(uint32_t) list;
};

#define N_NAMES (NAMES_END - NAMES_FIRST)

struct columns {
	/* By name; and the one asked for last, since walks go from tier to
	 * tier. */
	struct column *first[N_NAMES], *last[N_NAMES];
	struct index_list found; /* of the walk at hand */
};

struct term {
	struct column *column;
	uint64_t allowed; /* a bit for each answer */
};

struct filter {
	const struct run *run;
	const struct settings *settings;
	uint32_t tier;
	bool are_all; /* the subjects are all that the settings hold */
	bool is_none; /* what is asked of the tier is certainly false */
	struct term terms[TERMS_MAX];
	size_t n_terms;
	/* The key it has to have, or NULL: an EXPR_EQ or EXPR_IN. */
	const struct expr_node *key;
	struct index_list *found;
};

static const struct expr_book *book_of(const struct filter *f)
{
	return &f->run->rules->book->exprs;
}

struct columns *columns_new(struct arena *arena)
{
	return arena_make(arena, struct columns);
}

/* Of which the subjects may be some: a running kernel's settings are those
 * that it did not start with. */
static size_t n_indexes(const struct filter *f)
{
	if (f->run->rule->each == SUBJECT_SETTING)
		return settings_n_paths(f->settings);
	if (f->run->rule->each == SUBJECT_ASSIGNMENT)
		return settings_count(f->settings);
	return settings_n_marks(f->settings);
}

static struct column *column_of(struct filter *f, uint16_t name)
{
	struct column **last = &f->run->columns->last[name - NAMES_FIRST];
	struct column **link = &f->run->columns->first[name - NAMES_FIRST];
	struct column *column;

	if (*last && (*last)->tier <= f->tier)
		link = last;
	while (*link && (*link)->tier < f->tier)
		link = &(*link)->next;
	if (*link && (*link)->tier == f->tier)
		return *last = *link;
	column = arena_make(f->run->arena, struct column);
	column->next = *link;
	*link = *last = column;
	column->name = name;
	column->tier = f->tier;
	column->n = n_indexes(f);
	column->answers = arena_array(f->run->arena, uint8_t, column->n);
	return column;
}

/* ANSWER_OPEN when there is no room for one more. */
static enum answer word_answer(const struct filter *f, struct column *column,
			       struct str word)
{
	for (size_t i = 0; i < column->words.n; i++)
		if (str_eq(column->words.at[i], word))
			return ANSWER_FIRST_WORD + (enum answer)i;
	if (column->words.n == WORDS_MAX)
		return ANSWER_OPEN;
	vec_push(f->run->arena, &column->words, word);
	return ANSWER_FIRST_WORD + (enum answer)(column->words.n - 1);
}

static enum answer ask(const struct filter *f, struct column *column,
		       uint32_t index)
{
	const struct run *run = f->run;
	struct subject s = { run->rule->each, index, f->tier };
	struct datum d;

	run->env.field(run->env.context, s, column->name, NULL, &d);
	if (!d.known || d.value.type != name_info(column->name)->type)
		return ANSWER_OPEN;
	if (d.value.type == VALUE_BOOL)
		return d.value.boolean ? ANSWER_TRUE : ANSWER_FALSE;
	return word_answer(f, column, d.value.word);
}

static uint8_t ask_first(const struct filter *f, struct column *column,
			 uint32_t index)
{
	const uint8_t answer = (uint8_t)ask(f, column, index);

	column->answers[index] = answer;
	column->given |= UINT64_C(1) << answer;
	column->n_asked++;
	return answer;
}

static bool is_allowed(const struct filter *f, const struct term *term,
		       uint32_t index)
{
	uint8_t answer = term->column->answers[index];

	if (answer == ANSWER_NOT_ASKED)
		answer = ask_first(f, term->column, index);
	return term->allowed >> answer & 1;
}

/* All have been asked, and none gave such an answer. */
static bool none_passes(const struct filter *f)
{
	for (size_t i = 0; i < f->n_terms; i++) {
		const struct term *term = &f->terms[i];

		if (term->column->n_asked == term->column->n &&
		    !(term->column->given & term->allowed))
			return true;
	}
	return false;
}

static bool passes(const struct filter *f, uint32_t index)
{
	for (size_t i = 0; i < f->n_terms; i++)
		if (!is_allowed(f, &f->terms[i], index))
			return false;
	return true;
}

static bool is_own(const struct filter *f, uint32_t i)
{
	const struct expr_node *of = &book_of(f)->nodes[i];

	return of->op == EXPR_VAR && of->a == 0;
}

/* The name that the node asks of the subject itself; 0: none. */
static uint16_t own_name(const struct filter *f, uint32_t i)
{
	const struct expr_node *field = &book_of(f)->nodes[i];

	if (field->op != EXPR_FIELD || field->b < NAMES_FIRST ||
	    field->b >= NAMES_END)
		return 0;
	if (!is_own(f, field->a) ||
	    name_info((uint16_t)field->b)->kind != f->run->rule->each)
		return 0;
	return (uint16_t)field->b;
}

static void add_term(struct filter *f, uint16_t name, uint64_t allowed)
{
	if (f->n_terms < TERMS_MAX)
		f->terms[f->n_terms++] =
			(struct term){ column_of(f, name),
				       allowed | 1u << ANSWER_OPEN };
}

static void add_bool(struct filter *f, uint32_t i, enum answer allowed)
{
	const uint16_t name = own_name(f, i);

	if (name && name_info(name)->type == VALUE_BOOL)
		add_term(f, name, UINT64_C(1) << allowed);
}

static struct str words_of(const struct filter *f, const struct expr_node *node)
{
	const struct expr_book *book = book_of(f);

	return pool_text(book->chars,
			 book->consts[book->nodes[node->b].a].word);
}

/* The bits of what the node compares with: one word, or some. */
static uint64_t answers_of(const struct filter *f, struct column *column,
			   const struct expr_node *node)
{
	struct str rest = words_of(f, node), word;
	uint64_t answers = 0;

	if (node->op != EXPR_IN)
		return UINT64_C(1) << word_answer(f, column, rest);
	while (str_next_word(&rest, "|", &word))
		answers |= UINT64_C(1) << word_answer(f, column, word);
	return answers;
}

/* Not a closed set, but nearly all settings share a few. */
static bool has_few_words(uint16_t name)
{
	static const uint16_t few[] = {
		NAME_SETTING_TOP,        NAME_SETTING_MODULE,
		NAME_SETTING_FOLDER,     NAME_SETTING_INTERFACE,
		NAME_SETTING_LOST_DIGIT, NAME_SETTING_FAMILY,
		NAME_SETTING_INTERFACE_MEANT,
		NAME_SETTING_SPELT,      NAME_SETTING_NEAR,
		NAME_SETTING_GONE_SINCE, NAME_SETTING_IDLE_SINCE,
	};

	for (size_t i = 0; i < sizeof few / sizeof few[0]; i++)
		if (few[i] == name)
			return true;
	return name_info(name)->words != NULL;
}

/* Keys are as many as subjects: no column could hold them. */
static void add_comparison(struct filter *f, const struct expr_node *node,
			   bool negated)
{
	const uint16_t name = own_name(f, node->a);
	uint64_t answers;

	if (!name || book_of(f)->nodes[node->b].op != EXPR_CONST)
		return;
	negated ^= node->op == EXPR_NE;
	if (name == NAME_SETTING_KEY || name == NAME_ASSIGNMENT_KEY) {
		if (f->are_all && !negated)
			f->key = node;
	} else if (name_info(name)->type == VALUE_WORD && has_few_words(name)) {
		answers = answers_of(f, column_of(f, name), node);
		add_term(f, name, negated ? ~answers : answers);
	}
}

static bool is_comparison(const struct expr_node *node)
{
	return node->op == EXPR_EQ || node->op == EXPR_NE ||
	       node->op == EXPR_IN;
}

/* tier, or setting.tier: what is in one tier's settings has one tier. */
static bool is_of_tier(const struct filter *f, uint32_t i)
{
	const struct expr_node *of = &book_of(f)->nodes[i];

	if (of->op == EXPR_REF)
		return is_own(f, of->a) && (of->b == NAME_SETTING_TIER ||
					    of->b == NAME_ASSIGNMENT_TIER ||
					    of->b == NAME_LINE_TIER);
	return is_own(f, i) && of->kind == SUBJECT_TIER;
}

/* Whatever the subject, the answer is its tier's. */
static bool asks_tier(const struct filter *f, uint32_t i)
{
	const struct expr_node *node = &book_of(f)->nodes[i];

	switch (node->op) {
	case EXPR_CONST:
		return true;
	case EXPR_FIELD:
		return is_of_tier(f, node->a);
	case EXPR_KNOWN:
	case EXPR_NOT:
		return asks_tier(f, node->a);
	case EXPR_OR:
	case EXPR_EQ:
	case EXPR_NE:
	case EXPR_IN:
		return asks_tier(f, node->a) && asks_tier(f, node->b);
	default:
		return false;
	}
}

static void ask_tier(struct filter *f, uint32_t i)
{
	const struct run *run = f->run;
	const struct subject any = { run->rule->each, 0, f->tier };
	const struct expr term = { .root = i, .text = run->rule->when.text };
	struct datum d;

	expr_eval(book_of(f), term, any, &run->env, run->scratch, NULL, &d);
	f->is_none |= d.known && !d.value.boolean;
}

static void find_terms(struct filter *f, uint32_t i)
{
	const struct expr_node *node = &book_of(f)->nodes[i];

	if (node->op == EXPR_AND) {
		find_terms(f, node->a);
		find_terms(f, node->b);
	} else if (asks_tier(f, i)) {
		ask_tier(f, i);
	} else if (node->op == EXPR_FIELD) {
		add_bool(f, i, ANSWER_TRUE);
	} else if (is_comparison(node)) {
		add_comparison(f, node, false);
	} else if (node->op == EXPR_NOT) {
		if (is_comparison(&book_of(f)->nodes[node->a]))
			add_comparison(f, &book_of(f)->nodes[node->a], true);
		else
			add_bool(f, node->a, ANSWER_FALSE);
	}
}

static void found(struct filter *f, uint32_t index)
{
	if (passes(f, index))
		vec_push(f->run->arena, &f->found->list, index);
}

static void find_path(struct filter *f, struct str path)
{
	const struct settings *settings = f->settings;
	uint32_t i;

	if (f->run->rule->each == SUBJECT_SETTING) {
		i = settings_path_index(settings, path);
		if (i)
			found(f, i - 1);
		return;
	}
	for (i = settings_first(settings, path); i;
	     i = settings_at(settings, i - 1)->next_same)
		found(f, i - 1);
}

/* Every path that key_dotted() makes this key of. */
static void find_key(struct filter *f, struct str key)
{
	const size_t dot = str_find(key, '.'), slash = str_find(key, '/');

	if (slash < dot)
		return;
	if (dot < slash)
		find_path(f, key_path(f->run->arena, key));
	find_path(f, key);
}

static int compare_indexes(const void *one, const void *other)
{
	const uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;

	return (a > b) - (a < b);
}

/* Ascending, each once, as in the walk over all of them. */
static void put_in_order(struct filter *f)
{
	uint32_t *at = f->found->list.at;
	const size_t n_all = f->found->list.n;
	size_t n = 0;

	if (n_all == 0)
		return;
	qsort(at, n_all, sizeof *at, compare_indexes);
	for (size_t i = 0; i < n_all; i++)
		if (n == 0 || at[n - 1] != at[i])
			at[n++] = at[i];
	f->found->list.n = n;
}

static void find_keys(struct filter *f)
{
	struct str rest = words_of(f, f->key), word;

	if (f->key->op == EXPR_EQ)
		find_key(f, rest);
	else
		while (str_next_word(&rest, "|", &word))
			find_key(f, word);
	put_in_order(f);
}

static void find_all(struct filter *f, size_t n_subjects)
{
	const struct run *run = f->run;
	const struct tier *tier = run->topology->tiers.at[f->tier];

	for (uint32_t i = 0; i < n_subjects; i++)
		found(f, f->are_all ? i
				    : model_subject(run->model, run->rule->each,
						    tier, i)
					      .index);
}

static bool has_own_names(enum subject_kind kind)
{
	return kind == SUBJECT_SETTING || kind == SUBJECT_ASSIGNMENT ||
	       kind == SUBJECT_LINE;
}

void subject_filter(const struct run *run, struct subject_walk *walk)
{
	struct filter f = {
		.run = run,
		.settings = run->topology->tiers.at[walk->tier]->settings,
		.tier = walk->tier,
		.found = &run->columns->found,
	};
	const struct subject any = { run->rule->each, 0, walk->tier };

	/* What a rule lacks, it lacks for every subject. */
	if (run->options->no_short_cuts || !has_own_names(run->rule->each) ||
	    verdict_lacks(run, any))
		return;
	f.found->list.n = 0;
	f.are_all = walk->n == n_indexes(&f);
	find_terms(&f, run->rule->when.root);
	if (!f.is_none && !f.key && f.n_terms == 0)
		return;
	f.is_none |= none_passes(&f);
	if (f.key && !f.is_none)
		find_keys(&f);
	else if (!f.is_none)
		find_all(&f, walk->n);
	walk->only = f.found->list.at;
	walk->n = f.found->list.n;
}
