/* SPDX-License-Identifier: Apache-2.0 */
/* Random expressions about a tier that are right in type, as text. */
#ifndef TESTS_EXPR_DICE_H
#define TESTS_EXPR_DICE_H

#include "base/buf.h"
#include "keys/value.h"
#include "tests/expr_world.h"
#include "tests/tools.h"

/* lb -> web -> db, cache -> web; returns web. */
struct subject dice_world(struct world *w);
/* Sets every field and key that the expressions ask to something, or leaves
 * it unknown; some are assumed. */
void dice_data(struct dice *dice, struct world *w);
/* What dice_data() may set; NULL past the end. */
const char *dice_datum(size_t i);

/* Appends a condition without known(). */
void dice_condition(struct dice *dice, struct buf *out, int depth);
void dice_number(struct dice *dice, struct buf *out, enum unit unit, int depth);

#endif
