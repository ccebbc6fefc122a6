/* SPDX-License-Identifier: Apache-2.0 */
/* The files below topics/: read one by one, and what they name looked up when
 * rules and topics are all there. */
#ifndef RULEBOOK_TOPIC_LOAD_H
#define RULEBOOK_TOPIC_LOAD_H

#include "conf/schema.h"
#include "rulebook/loader.h"

extern const struct schema_field topic_fields[];

#endif
