/* SPDX-License-Identifier: Apache-2.0 */
#include "text/diag.h"
#include "base/buf.h"
#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>

static struct str message_of(struct arena *arena, const char *format,
			     va_list args)
	__attribute__((format(printf, 2, 0)));

static struct str message_of(struct arena *arena, const char *format,
			     va_list args)
{
	struct buf b = { .arena = arena };

	buf_vprintf(&b, format, args);
	return buf_str(&b);
}

void diag_add(struct diags *diags, enum diag_level level, const char *code,
	      struct span span, const char *format, ...)
{
	struct diag diag = { .level = level, .code = code, .span = span };
	va_list args;

	va_start(args, format);
	diag.message = message_of(diags->arena, format, args);
	va_end(args);
	vec_push(diags->arena, &diags->list, diag);
}

void diag_add_subject(struct diags *diags, enum diag_level level,
		      const char *code, struct str subject, const char *format,
		      ...)
{
	struct diag diag = { .level = level, .code = code };
	va_list args;

	va_start(args, format);
	diag.message = message_of(diags->arena, format, args);
	va_end(args);
	diag.subject = str_copy(diags->arena, subject);
	vec_push(diags->arena, &diags->list, diag);
}

void diag_hint(struct diags *diags, const char *format, ...)
{
	struct str hint;
	va_list args;

	assert(diags->list.n);
	va_start(args, format);
	hint = message_of(diags->arena, format, args);
	va_end(args);
	diags->list.at[diags->list.n - 1].hint = hint;
}

bool diags_have(const struct diags *diags, enum diag_level level)
{
	for (size_t i = 0; i < diags->list.n; i++) {
		if (diags->list.at[i].level == level)
			return true;
	}
	return false;
}

/* With its rank when added: qsort alone may exchange equals. */
struct ranked {
	struct diag diag;
	size_t rank;
};

static int ranked_order(const void *a, const void *b)
{
	const struct ranked *left = a, *right = b;
	const struct span l = left->diag.span, r = right->diag.span;

	if (l.source != r.source)
		return l.source < r.source ? -1 : 1;
	if (l.start != r.start)
		return l.start < r.start ? -1 : 1;
	return left->rank < right->rank ? -1 : left->rank > right->rank;
}

void diags_sort(struct diags *diags)
{
	const size_t n = diags->list.n;
	struct ranked *ranked;

	if (n < 2)
		return;
	ranked = arena_array(diags->arena, struct ranked, n);
	for (size_t i = 0; i < n; i++)
		ranked[i] = (struct ranked){ diags->list.at[i], i };
	qsort(ranked, n, sizeof *ranked, ranked_order);
	for (size_t i = 0; i < n; i++)
		diags->list.at[i] = ranked[i].diag;
}
