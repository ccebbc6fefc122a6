/* SPDX-License-Identifier: Apache-2.0 */
/* The words that facts, and pages about them, use out of a closed set, each
 * set in the order of its enumeration. What they mean is said by
 * rules/words/<set>.conf. To add a set: a row here and that file; a word: its
 * enumeration, its row and that file. LIST(name, NAME, words) */
LIST(type, TYPE, "int|uint|long|ulong|u8|string|word|ports|hex|ms|"
     "command")
LIST(combine, COMBINE, FACT_COMBINES)
LIST(read, READ, "yes|never")
LIST(write, WRITE, "yes|once|command|readonly")
LIST(scope, SCOPE, "unknown|host|netns|ipcns|utsns|pidns|userns")
LIST(page, PAGE,
     "no_key|computed|unknown|estimate|idle|flag_off|flag_on")
