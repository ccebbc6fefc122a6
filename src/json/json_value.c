/* SPDX-License-Identifier: Apache-2.0 */
#include "json/json_value.h"
#include "base/die.h"
#include <stdlib.h>
#include <string.h>

json_t *json_raw(struct json *value)
{
	return (json_t *)value;
}

struct json *json_wrap(json_t *raw)
{
	if (raw == NULL)
		die("out of memory");
	return (struct json *)raw;
}

struct json *json_object(void)
{
	return json_wrap(json_object_new());
}

/* jansson's own names are json_object() and so on, as functions and macros
 * with other meanings; ours are reached through the wrapper only. */
struct json *json_array(void)
{
	return json_wrap(json_array_new());
}

struct json *json_number(int64_t n)
{
	return json_wrap(json_integer(n));
}
