/* SPDX-License-Identifier: Apache-2.0 */
#include "read/dump.h"
#include "base/buf.h"
#include "keys/key.h"
#include "keys/kver.h"

/* Folders that every Linux has: where one lacks, the dump was cut. */
static const struct str folders[] = {
	{ "fs/", 3 }, { "kernel/", 7 }, { "net/", 4 }, { "vm/", 3 }
};
enum { N_FOLDERS = sizeof folders / sizeof folders[0] };

struct dump {
	struct host_builder *b;
	uint32_t source;
	struct assignment pending; /* further lines may go on with it */
	struct buf value;
	bool has_pending;
	size_t n_keys;
	bool folder[N_FOLDERS];
	bool denied; /* keys are left out: nobody knows which */
	struct mark noise;
};

static void flush(struct dump *d)
{
	struct arena *arena = d->b->r->arena;

	if (!d->has_pending)
		return;
	d->pending.value = str_copy(arena, buf_str(&d->value));
	settings_add(d->b->out->settings, d->pending);
	d->has_pending = false;
	d->n_keys++;
}

static void note_noise(struct dump *d, struct str line, struct span span)
{
	if (str_find_str(line, STR("permission denied")) < line.len ||
	    str_find_str(line, STR("Permission denied")) < line.len)
		d->denied = true;
	if (span_is_none(d->noise.span))
		d->noise =
			(struct mark){ .kind = MARK_DUMP_NOISE, .span = span };
	else
		d->noise.n_folded++;
}

static bool is_complaint(struct str line)
{
	return str_starts(line, STR("sysctl:")) ||
	       str_starts(line, STR("error:"));
}

/* "key = value"; the value may hold anything, and the key no blank. */
static bool split(struct str line, struct str *key, struct str *value)
{
	if (is_complaint(line) || !str_split(line, '=', key, value))
		return false;
	*key = str_trim(*key);
	*value = str_trim(*value);
	return key->len && str_find(*key, ' ') == key->len &&
	       str_find(*key, '\t') == key->len;
}

/* As procps and busybox print it, or toybox, which has dots only. */
static struct str path_of(struct arena *arena, struct str key)
{
	struct str path = key_path(arena, key);

	return str_find(key, '/') == key.len ? key_join_interface(arena, path)
					     : path;
}

static void note_folder(struct dump *d, struct str path)
{
	for (size_t i = 0; i < N_FOLDERS; i++)
		d->folder[i] |= str_starts(path, folders[i]);
}

static void start(struct dump *d, struct str path, struct str key,
		  struct span span)
{
	struct span key_span = { span.source, span.start,
				 span.start + (uint32_t)key.len };

	flush(d);
	note_folder(d, path);
	d->has_pending = true;
	d->value.len = 0;
	d->pending = (struct assignment){
		.path = path, .span = span, .key_span = key_span, .live = true
	};
}

/* One more line of the same value. */
static void go_on(struct dump *d, struct str line)
{
	buf_char(&d->value, '\n');
	buf_put(&d->value, line);
}

static void take_line(struct dump *d, struct str text, struct str line)
{
	uint32_t at = (uint32_t)(line.at - text.at);
	struct span span = { d->source, at, at + (uint32_t)line.len };
	struct str key, value, path;

	if (!split(line, &key, &value)) {
		/* toybox prints the key in front of the first line only. */
		if (is_complaint(line) || !d->has_pending)
			note_noise(d, line, span);
		else
			go_on(d, line);
		return;
	}
	path = path_of(d->b->r->arena, key);
	if (d->has_pending && str_eq(path, d->pending.path)) {
		go_on(d, value);
		return;
	}
	start(d, path, key, span);
	d->pending.value_span =
		(struct span){ d->source, span.end - (uint32_t)value.len,
			       span.end };
	buf_put(&d->value, value);
}

/* "6.1.0-18-amd64": what the tier's kernel is, unless somebody says it. */
static void find_kernel(struct dump *d)
{
	const struct assignment *a =
		settings_winner(d->b->out->settings, STR("kernel/osrelease"));

	if (a)
		host_kernel(d->b, a->value, a->span);
}

static void finish(struct dump *d, struct str text)
{
	struct settings *settings = d->b->out->settings;
	bool complete = !d->denied;

	for (size_t i = 0; i < N_FOLDERS; i++)
		complete = complete && d->folder[i];
	if (complete)
		settings_set_complete(settings);
	else
		settings_set_incomplete(settings);
	if (d->n_keys && !span_is_none(d->noise.span))
		settings_mark(settings, d->noise);
	find_kernel(d);
	if (d->n_keys)
		return;
	diag_add(d->b->r->diags, DIAG_UNREADABLE, "dump-without-keys",
		 (struct span){ d->source, 0, (uint32_t)(text.len > 0) },
		 "no line of this dump is 'key = value'");
	diag_hint(d->b->r->diags, "'sysctl -a' prints the keys too: leave out "
				  "-n, -b and -N");
}

void dump_read(struct host_builder *b, uint32_t source)
{
	struct str text = source_text(b->r->sources, source), rest = text;
	struct dump d = { .b = b,
			  .source = source,
			  .value = { .arena = b->r->arena } };
	struct str line;

	while (rest.len) {
		str_split(rest, '\n', &line, &rest);
		line = str_trim(line);
		if (line.len)
			take_line(&d, text, line);
	}
	flush(&d);
	finish(&d, text);
}
