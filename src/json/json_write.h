/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A document as a stream: an object whose members are values, or lists whose
 * elements are written one a line as they come, so that a million findings
 * need the memory of one (semantics.md 25).
 */
#ifndef JSON_JSON_WRITE_H
#define JSON_JSON_WRITE_H

#include "base/buf.h"
#include "json/json.h"
#include <stdbool.h>

struct json_document {
	struct buf text; /* what the sink has not had yet */
	/* Gets the text in pieces of about 64 KiB. NULL: all stays in text. */
	void (*sink)(void *context, struct str text);
	void *context;
	bool any_member, any_element;
};

void json_document_open(struct json_document *d);
/* Takes value. */
void json_document_member(struct json_document *d, const char *name,
			  struct json *value);
void json_document_list_open(struct json_document *d, const char *name);
/* Takes value. */
void json_document_element(struct json_document *d, struct json *value);
void json_document_list_close(struct json_document *d);
/* Ends with a line end, and hands the rest to the sink. */
void json_document_close(struct json_document *d);

#endif
