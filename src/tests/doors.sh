#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# One door for each thing outside: what may be used in which folders only;
# and each door can be found open.
# shellcheck source=src/tests/tap.sh
. "${top_srcdir:-.}/src/tests/tap.sh"

# door REGEX ALLOWED...: prints lines of C below the current folder that match
# outside of the allowed places (folders or files), comments aside.
door() {
	regex=$1
	shift
	find . -name '*.[ch]' | sed 's,^\./,,' | sort >files
	for place in "$@" tests/ fuzz/; do
		grep -v "^$place" files >kept
		mv kept files
	done
	: >hits
	while read -r file; do
		sed 's,/\*.*\*/,,; /^[ \t]*\*/d; /^\/\*/d; s,"[^"]*",TEXT,g' \
			"$file" | grep -nE "$regex" | sed "s,^,$file:," >>hits
	done <files
	cat hits
	[ ! -s hits ]
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

in_source() {
	cp -R "$srcdir/src" .
	(cd src && door "$@")
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

in_bad_tree() {
	rm -rf bad
	mkdir -p bad/expr
	cp bad.c bad/expr/x.c
	(cd bad && door "$@")
}

open_door() {
	name=$1
	shift
	ok "$name elsewhere is seen" fails in_bad_tree "$@"
}

each_door shut
each_door open_door
tap_end
