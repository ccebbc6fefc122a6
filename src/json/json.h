/* SPDX-License-Identifier: Apache-2.0 */
/*
 * JSON values, built with jansson behind names of our own (jansson has taken
 * json_object and its like). Every text becomes valid UTF-8 on the way in: a
 * byte that is not part of a character is written as U+FFFD. Values of sysctl
 * keys travel as texts, since jansson's integers have 63 bits.
 */
#ifndef JSON_JSON_H
#define JSON_JSON_H

#include "base/arena.h"
#include "base/str.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A value under construction; whoever it is put into owns it. Functions die
 * when memory is exhausted and never return NULL. */
struct json;

struct json *json_new_object(void);
struct json *json_new_array(void);
struct json *json_new_text(struct str s);
struct json *json_new_number(int64_t n);
struct json *json_new_bool(bool b);
struct json *json_new_null(void);

/* Members keep the order in which they are put. Takes value. */
void json_put(struct json *object, const char *name, struct json *value);
void json_put_text(struct json *object, const char *name, struct str s);
void json_put_number(struct json *object, const char *name, int64_t n);
void json_put_bool(struct json *object, const char *name, bool b);
/* Takes value. */
void json_push(struct json *array, struct json *value);
void json_push_text(struct json *array, struct str s);

/* Gives back a value that was put into nothing. */
void json_drop(struct json *value);

/* Reads a document, duplicate names refused; NULL with a message that has
 * line and column when it is not JSON. Drop the result. */
struct json *json_read(struct arena *arena, struct str text,
		       struct str *out_error);

/* Asking: NULL or a default when it is not there or of another type. */
const struct json *json_member(const struct json *object, const char *name);
size_t json_length(const struct json *array);
const struct json *json_at(const struct json *array, size_t i);
struct str json_text_of(const struct json *value);
int64_t json_number_of(const struct json *value, int64_t otherwise);

#endif
