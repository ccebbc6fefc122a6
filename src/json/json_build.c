/* SPDX-License-Identifier: Apache-2.0 */
#include "json/json.h"
#include "base/die.h"
#include "base/utf8.h"
#include "json/json_value.h"

json_t *json_raw(struct json *value)
{
	return (json_t *)value;
}

const json_t *json_raw_const(const struct json *value)
{
	return (const json_t *)value;
}

struct json *json_wrap(json_t *raw)
{
	if (raw == NULL)
		die("out of memory");
	return (struct json *)raw;
}

static void json_must(int status)
{
	if (status != 0)
		die("out of memory");
}

struct json *json_new_object(void)
{
	return json_wrap(json_object());
}

struct json *json_new_array(void)
{
	return json_wrap(json_array());
}

struct json *json_new_text(struct str s)
{
	/* Empty text may have no bytes at all, which jansson refuses. */
	json_t *raw = json_stringn(s.len ? s.at : "", s.len);
	struct arena *arena;
	struct buf valid = { 0 };

	if (raw != NULL)
		return json_wrap(raw);
	arena = arena_new();
	valid.arena = arena;
	utf8_put_valid(&valid, s);
	raw = json_stringn(valid.at, valid.len);
	arena_free(arena);
	return json_wrap(raw);
}

struct json *json_new_number(int64_t n)
{
	return json_wrap(json_integer(n));
}

struct json *json_new_bool(bool b)
{
	return json_wrap(json_boolean(b));
}

struct json *json_new_null(void)
{
	return json_wrap(json_null());
}

void json_put(struct json *object, const char *name, struct json *value)
{
	json_must(json_object_set_new(json_raw(object), name, json_raw(value)));
}

void json_put_text(struct json *object, const char *name, struct str s)
{
	json_put(object, name, json_new_text(s));
}

void json_put_number(struct json *object, const char *name, int64_t n)
{
	json_put(object, name, json_new_number(n));
}

void json_put_bool(struct json *object, const char *name, bool b)
{
	json_put(object, name, json_new_bool(b));
}

void json_push(struct json *array, struct json *value)
{
	json_must(json_array_append_new(json_raw(array), json_raw(value)));
}

void json_push_text(struct json *array, struct str s)
{
	json_push(array, json_new_text(s));
}

void json_drop(struct json *value)
{
	json_decref(json_raw(value));
}

struct json *json_read(struct arena *arena, struct str text,
		       struct str *out_error)
{
	json_error_t error;
	json_t *raw =
		json_loadb(text.at, text.len,
			   JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);

	if (raw == NULL)
		*out_error = str_format(arena, "line %d, column %d: %s",
					error.line, error.column, error.text);
	return (struct json *)raw;
}

const struct json *json_member(const struct json *object, const char *name)
{
	return (const struct json *)json_object_get(json_raw_const(object),
						    name);
}

size_t json_length(const struct json *array)
{
	return json_array_size(json_raw_const(array));
}

const struct json *json_at(const struct json *array, size_t i)
{
	return (const struct json *)json_array_get(json_raw_const(array), i);
}

struct str json_text_of(const struct json *value)
{
	const json_t *raw = json_raw_const(value);

	if (!json_is_string(raw))
		return (struct str){ 0 };
	return (struct str){ json_string_value(raw), json_string_length(raw) };
}

int64_t json_number_of(const struct json *value, int64_t otherwise)
{
	const json_t *raw = json_raw_const(value);

	return json_is_integer(raw) ? json_integer_value(raw) : otherwise;
}
