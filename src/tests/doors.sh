#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# One door for each thing outside: what may be used in which folders only;
# and each door can be found open.
# shellcheck source=src/tests/tap.sh
. "${top_srcdir:-.}/src/tests/tap.sh"

# strip: every line of C below the current folder, as FILE:LINE:TEXT without
# comments and with TEXT for what stands in quotes. One process for all: there
# are many files.
strip() {
	# shellcheck disable=SC2016 # $0 is awk's
	find . -name '*.[ch]' -print | sed 's,^\./,,' | sort | xargs awk '
	FNR == 1 { line = 0 }
	{ line++; gsub(/\/\*.*\*\//, "") }
	/^[ \t]*\*/ || /^\/\*/ { next }
	{ gsub(/"[^"]*"/, "TEXT"); print FILENAME ":" line ":" $0 }'
}

# door REGEX ALLOWED...: prints the stripped lines of standard input that match
# outside of the allowed places (folders or files).
door() {
	regex=$1
	shift
	allowed='tests/|fuzz/'
	for place; do
		allowed="$allowed|$place"
	done
	grep -vE "^($allowed)" | regex=$regex awk '
	{ text = $0; sub(/^[^:]*:[0-9]*:/, "", text) }
	text ~ ENVIRON["regex"] { print; hits = 1 }
	END { exit hits }'
}

angled() {
	printf '^[[:blank:]]*#[[:blank:]]*include[[:blank:]]*<%s>' "$1"
}

# all NAME CHECK: the doors, each given to "check NAME REGEX ALLOWED...".
each_door() {
	word='(^|[^a-zA-Z0-9_])'
	"$1" libconfig.h "$(angled 'libconfig\.h')" conf/
	"$1" jansson.h "$(angled 'jansson\.h')" json/
	"$1" yaml.h "$(angled 'yaml\.h')" yaml/
	"$1" "linux headers" "$(angled '(linux|net|netinet)/.*')" \
		read/ prove/ base/files.c
	"$1" getopt.h "$(angled 'getopt\.h')" cmd/
	"$1" "exit" "$word(_exit|_Exit|exit|quick_exit|abort) *\(" \
		main.c base/die.c prove/netns.c
	"$1" stderr "${word}stderr" cmd/
	"$1" "printing" \
		"$word(v?f?printf|fputs|puts|putchar|putc|fputc|fwrite) *\(" \
		report/ cmd/
}

(cd "$srcdir/src" && strip) >source.lines

in_source() {
	door "$@" <source.lines
}

shut() {
	name=$1
	shift
	ok "$name is used behind its door only" in_source "$@"
}

cat >bad.c <<'TEXT'
#include <libconfig.h>
#include <jansson.h>
#include <yaml.h>
 #  include <linux/sock_diag.h>
#include <getopt.h>
	exit(1);
	fprintf(stderr, "x");
TEXT

mkdir -p bad/expr
mv bad.c bad/expr/x.c
(cd bad && strip) >bad.lines

in_bad_tree() {
	door "$@" <bad.lines
}

open_door() {
	name=$1
	shift
	ok "$name elsewhere is seen" fails in_bad_tree "$@"
}

each_door shut
each_door open_door
tap_end
