/* SPDX-License-Identifier: Apache-2.0 */
/* A fact that is built in says all that a page and a rule need: its unit or
 * words, default, range and scope from the first release on, how an interface
 * joins conf.all, what its values mean, and its sources. */
#include "base/buf.h"
#include "rulebook/rulebook.h"
#include "tests/suites.h"
#include <stdio.h>

static bool is_number(const struct fact *fact)
{
	return fact->type == VALUE_INT || fact->type == VALUE_VECTOR;
}

static bool is_written(const struct fact *fact)
{
	return fact->write == WRITE_YES || fact->write == WRITE_ONCE;
}

static bool has_a_default(const struct facts *facts, const struct fact *fact)
{
	for (uint32_t i = 0; i < fact->history.n; i++)
		if (facts->rows[fact->history.first + i].has_default)
			return true;
	return false;
}

static bool unit_is(const struct facts *facts, const struct fact *fact,
		    const char *unit)
{
	return str_eq(pool_text(facts->chars, fact->unit_name), str_of(unit));
}

static bool is_of_conf(const struct facts *facts, const struct fact *fact)
{
	const struct str path = pool_text(facts->chars, fact->path);

	return str_find_str(path, STR("/conf/*/")) < path.len;
}

static bool has_modes(const struct facts *facts, const struct fact *fact)
{
	return unit_is(facts, fact, "mode") || unit_is(facts, fact, "bitmask");
}

/* What the fact lacks, or empty. */
static const char *lack(const struct facts *facts, const struct fact *fact)
{
	const struct fact_row *first = &facts->rows[fact->history.first];

	if (!fact->see.n)
		return "a source";
	if (first->scope == SCOPE_UNKNOWN)
		return "scope";
	if (is_number(fact) && !fact->unit_name.len)
		return "unit";
	if (is_of_conf(facts, fact) && fact->combine == COMBINE_NONE)
		return "combine";
	if (!is_written(fact) || fact->store == STORE_COMMAND)
		return "";
	if (!has_a_default(facts, fact))
		return "default";
	if (is_number(fact) && !first->has_range)
		return "range";
	return has_modes(facts, fact) && !fact->values.n ? "values" : "";
}

START_TEST(every_fact_is_complete)
{
	const struct facts *facts = &builtin_rules.book->facts;
	unsigned n_lacking = 0;

	for (uint32_t i = 0; i < facts->n; i++) {
		const struct fact *fact = &facts->at[i];
		const char *what = lack(facts, fact);

		if (!*what)
			continue;
		n_lacking++;
		fprintf(stderr, "%.*s lacks %s\n",
			STR_ARG(pool_text(facts->chars, fact->path)), what);
	}
	ck_assert_uint_gt(facts->n, 0);
	ck_assert_uint_eq(n_lacking, 0);
}
END_TEST

Suite *suite_fact_complete(void)
{
	Suite *suite = suite_create("fact_complete");
	TCase *tc = tcase_create("fact_complete");

	tcase_add_test(tc, every_fact_is_complete);
	suite_add_tcase(suite, tc);
	return suite;
}
