/* SPDX-License-Identifier: Apache-2.0 */
/* Kleene's three values. */
#ifndef BASE_TRI_H
#define BASE_TRI_H

#include <stdbool.h>

enum tri { TRI_FALSE, TRI_TRUE, TRI_UNKNOWN };

enum tri tri_of(bool b);
enum tri tri_not(enum tri a);
enum tri tri_and(enum tri a, enum tri b);
enum tri tri_or(enum tri a, enum tri b);

#endif
