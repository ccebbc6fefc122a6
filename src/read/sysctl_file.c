/* SPDX-License-Identifier: Apache-2.0 */
#include "read/sysctl_file.h"
#include "base/buf.h"
#include "keys/kver.h"
#include "model/pattern.h"
#include "read/line_filter.h"
#include "read/sysctl_marks.h"
#include "read/template.h"

static enum assignment_kind kind_of(const struct dialect *d,
				    enum line_kind line, struct str path)
{
	if (line == LINE_EXCLUDES)
		return ASSIGN_EXCLUDE;
	if (d->globs != GLOB_NONE && pattern_is(path))
		return ASSIGN_PATTERN;
	return ASSIGN_EXPLICIT;
}

/* Every pattern may have to be tried on every key: bounds the product. */
enum { MAX_PATTERNS = 256 };

static bool takes(struct host_builder *b, struct span span, struct str path)
{
	if (b->r->dialect->globs == GLOB_NONE || !pattern_is(path) ||
	    b->n_patterns++ < MAX_PATTERNS)
		return true;
	if (b->n_patterns == MAX_PATTERNS + 1)
		diag_add(b->r->diags, DIAG_UNREADABLE, "too-many-patterns",
			 span,
			 "more than %d lines hold wildcards: this one and "
			 "those behind it are not looked at",
			 MAX_PATTERNS);
	return false;
}

static void add(struct host_builder *b, uint32_t source, enum line_kind kind,
		const struct raw_assignment *raw, struct buf *path)
{
	const struct dialect *d = b->r->dialect;
	struct span span = { source, raw->key_start, raw->value_end };
	bool as_text;

	path->len = 0;
	as_text = dialect_path(d, b->r->keys, raw->key, path);
	if (!line_filter_takes_path(b->r->filter, buf_str(path)) ||
	    !takes(b, span, buf_str(path)))
		return;
	settings_add(
		b->out->settings,
		(struct assignment){
			.path = buf_str(path),
			.value = raw->value,
			.span = span,
			.key_span = { source, raw->key_start, raw->key_end },
			.value_span = { source, raw->value_start,
					raw->value_end },
			.kind = (uint8_t)kind_of(d, kind, buf_str(path)),
			.ignore_errors = raw->ignore_errors,
			.perhaps = b->perhaps,
			.by = b->by,
			.odd_spelling = d->same_text_shields && !as_text });
}

void host_fault(struct host_builder *b, enum loader_fault fault)
{
	settings_loading(b->out->settings)->faults |= fault;
}

bool host_add_lines(struct host_builder *b, uint32_t source)
{
	struct str text = source_text(b->r->sources, source);
	struct buf path = { .arena = b->r->arena };
	struct raw_assignment a;
	struct raw_line line;
	struct marker marker;
	struct template_scan scan;
	enum line_kind kind;

	marker_start(&marker, b->out->settings, source, text);
	template_start(&scan, text);
	line_reader_start(&b->reader, text);
	if (!b->r->verbatim && marks_utf16(&marker))
		return false;
	while (line_next(&b->reader, &line)) {
		if (!b->r->verbatim &&
		    template_takes(&scan, line.start, line.end)) {
			mark_template(&marker, b->r->dialect, &line);
			continue;
		}
		b->perhaps = scan.depth ? PERHAPS_BLOCK : PERHAPS_NOT;
		kind = line_parse(&b->reader, &line, &a);
		if (!b->unmarked)
			marks_of_line(&marker, b->r->dialect, &line, kind, &a);
		if (kind != LINE_BLANK && kind != LINE_COMMENT &&
		    !line_filter_takes(b->r->arena, b->r->filter, b->r->dialect,
				       &line, &a))
			continue;
		if (kind == LINE_ASSIGNS || kind == LINE_EXCLUDES)
			add(b, source, kind, &a, &path);
		else if (kind == LINE_BROKEN)
			host_fault(b, a.malformed ? FAULT_MALFORMED
						  : FAULT_NO_EQUALS);
	}
	marks_of_end(&marker, b->reader.too_long, b->reader.at);
	if (b->reader.too_long)
		host_fault(b, FAULT_LONG_LINE);
	return marker.n[MARK_TEMPLATE] > 0;
}

void host_start(struct host_builder *b, const struct host_reading *r,
		bool complete, struct host_read *out)
{
	const struct dialect *d = r->dialect;

	*out = (struct host_read){ .settings =
					   settings_new(r->arena, complete) };
	settings_set_policy(out->settings, (enum glob_policy)d->globs,
			    d->exclusion_patterns, d->writing.glob_braces);
	settings_loading(out->settings)->policy = &d->writing;
	if (r->filter) {
		settings_loading(out->settings)->prefixes =
			r->filter->prefixes.at;
		settings_loading(out->settings)->n_prefixes =
			r->filter->prefixes.n;
	}
	*b = (struct host_builder){ .r = r,
				    .out = out,
				    .reader = { .arena = r->arena,
						.dialect = d } };
}

void host_kernel(struct host_builder *b, struct str version, struct span span)
{
	struct value v = { .type = VALUE_VERSION };

	if (!kver_parse(version, &v.version))
		return;
	b->out->kernel = datum_of(v, ORIGIN_GIVEN, span);
}
