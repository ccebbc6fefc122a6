/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is wrong with a text that is written into a key, whatever the kernel's
 * release: why its handler refuses it, or reads it otherwise than it looks.
 * Bounds are fact_accepts()'s matter.
 */
#ifndef KEYS_FAULT_H
#define KEYS_FAULT_H

#include "keys/fact.h"

/*
 * The first of them that a text has, as rules name it. To add one: a row here
 * and a line in fault.c. Down to text the kernel refuses it, but for quotes
 * and comment in a string, which are stored.
 */
#define FAULTS(F)                                                              \
	F(NONE, "none")                                                        \
	F(EMPTY, "empty")                                                      \
	F(QUOTES, "quotes")                                                    \
	F(COMMENT, "comment")         /* signs of one that are not let pass */ \
	F(UNIT, "unit")               /* 4K, 10s */                            \
	F(DECIMAL, "decimal")         /* 1.5, 1e3 */                           \
	F(SEPARATOR, "separator")     /* commas or dashes between numbers */   \
	F(SIGN, "sign")               /* +1 */                                 \
	F(NEGATIVE, "negative")       /* below 0, and the type has no sign */  \
	F(OCTAL_DIGIT, "octal-digit") /* 8 or 9 behind a leading 0 */          \
	F(SIZE, "size")               /* more than the type holds */           \
	F(WORD, "word")               /* yes, for a number */                  \
	F(BLANK, "blank")             /* within a name or a list of ports */   \
	F(NAME, "name")               /* none of a closed set */               \
	F(TEXT, "text")               /* anything else that is no value */     \
	F(OCTAL, "octal")     /* a leading 0 makes it another number */        \
	F(SURPLUS, "surplus") /* more numbers than the key has */              \
	F(REST, "rest")       /* words behind the last number */               \
	F(CUT, "cut")         /* longer than what is kept of it */

enum value_fault {
#define F(tag, text) FAULT_##tag,
	FAULTS(F)
#undef F
};

enum value_fault fact_fault(const struct facts *facts, const struct fact *fact,
			    struct arena *arena, struct str text);

const char *fault_name(enum value_fault fault);

/*
 * A power of two, 65536 or more, that the number is but for one digit left
 * out within it; 0 when it is none. A last digit is no matter: a tenth of a
 * size is often meant.
 */
uint64_t num_lost_digit(struct num n);

#endif
