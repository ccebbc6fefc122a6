#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The engine leaves out evidence that nobody is shown. JSON lists what was not
# checked and why, so all evidence is gathered for it: a lint that also writes
# JSON finds what a lint alone finds.
# shellcheck source=src/tests/tap.sh
. "${top_srcdir:-.}/src/tests/tap.sh"
program=$builddir/sysctl-advisor

# alike WORD...: the same findings and doubts, with all evidence and without.
alike() {
	"$program" lint -f concise "$@" >few 2>&1
	"$program" lint -f concise -f json=all.json "$@" >all 2>&1
	cmp -s few all && return
	echo "lint $*"
	diff few all | head -n 5
	return 1
}

topologies() {
	bad=0
	find "$srcdir/testdata" -name '*.topology' >list
	while read -r topology; do
		alike --topology "$topology" || bad=1
	done <list
	[ -s list ] && return $bad
}

# Each file is a host of its own: one run takes them all.
files() {
	find "$srcdir/testdata" -name '*.conf' -type f -exec \
		"$program" lint -f concise {} + >few 2>&1
	find "$srcdir/testdata" -name '*.conf' -type f -exec \
		"$program" lint -f concise -f json=all.json {} + >all 2>&1
	[ -s few ] && cmp few all
}

ok "topologies: evidence that is not shown changes no finding" topologies
ok "files: evidence that is not shown changes no finding" files
tap_end
