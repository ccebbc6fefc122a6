/* SPDX-License-Identifier: Apache-2.0 */
#include "json/json_write.h"
#include "base/die.h"
#include "json/json_value.h"

#define SINK_BYTES 65536

static int json_take(const char *piece, size_t size, void *text)
{
	buf_put(text, (struct str){ piece, size });
	return 0;
}

static void json_put_value(struct json_document *d, struct json *value)
{
	if (json_dump_callback(json_raw(value), json_take, &d->text,
			       JSON_COMPACT | JSON_ENCODE_ANY) != 0)
		die("out of memory");
	json_drop(value);
}

static void json_hand_over(struct json_document *d, size_t least)
{
	if (d->sink == NULL || d->text.len < least)
		return;
	d->sink(d->context, buf_str(&d->text));
	d->text.len = 0;
}

void json_document_open(struct json_document *d)
{
	d->any_member = false;
	buf_put(&d->text, STR("{\n"));
}

static void json_name(struct json_document *d, const char *name)
{
	buf_printf(&d->text, "%s \"%s\": ", d->any_member ? ",\n" : "", name);
	d->any_member = true;
}

void json_document_member(struct json_document *d, const char *name,
			  struct json *value)
{
	json_name(d, name);
	json_put_value(d, value);
	json_hand_over(d, SINK_BYTES);
}

void json_document_list_open(struct json_document *d, const char *name)
{
	json_name(d, name);
	buf_char(&d->text, '[');
	d->any_element = false;
}

void json_document_element(struct json_document *d, struct json *value)
{
	buf_put(&d->text, d->any_element ? STR(",\n  ") : STR("\n  "));
	d->any_element = true;
	json_put_value(d, value);
	json_hand_over(d, SINK_BYTES);
}

void json_document_list_close(struct json_document *d)
{
	buf_put(&d->text, d->any_element ? STR("\n ]") : STR("]"));
}

void json_document_close(struct json_document *d)
{
	buf_put(&d->text, STR("\n}\n"));
	json_hand_over(d, 0);
}
