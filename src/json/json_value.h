/* SPDX-License-Identifier: Apache-2.0 */
/* Within json/ only: struct json is jansson's json_t under another name, so
 * that no header that others include needs jansson's. */
#ifndef JSON_JSON_VALUE_H
#define JSON_JSON_VALUE_H

#include "json/json.h"
#include <jansson.h>

json_t *json_raw(struct json *value);
const json_t *json_raw_const(const struct json *value);
/* Dies when jansson had no memory. */
struct json *json_wrap(json_t *raw);

#endif
