#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Includes point down, as src/FLOORS says; and the check itself can fail.
# shellcheck source=src/tests/tap.sh
. "${top_srcdir:-.}/src/tests/tap.sh"

# floors TREE: checks every C file below TREE.
floors() {
	cd "$1" || return 1
	# shellcheck disable=SC2046 # our file names hold no blanks
	awk -f "$srcdir/src/tests/floors.awk" "$srcdir/src/FLOORS" \
		$(find . -name '*.[ch]' -o -name '*.def')
}

# A tree of one file with one line.
tree() {
	rm -rf tree
	mkdir -p "tree/$(dirname "$1")"
	printf '%s\n' "$2" >"tree/$1"
}

ok "the includes of src/ point down" floors "$srcdir/src"

tree base/x.c '#include "base/str.h"'
ok "an include from the same floor passes" floors tree
tree base/x.c '#include "cmd/opt.h"'
ok "an include that points up fails" fails floors tree
tree base/x.c '	 #  include "cmd/opt.h"'
ok "an indented include is seen" fails floors tree
tree main.c '#include "report/report.h"'
ok "main.c is seen" fails floors tree
tree main.c '#include "cmd/cmd.h"'
ok "main.c may include cmd" floors tree
tree util/x.c '/* nothing */'
ok "an unknown folder fails" fails floors tree
tree cmd/x.c '#include "nowhere/x.h"'
ok "an include from an unknown folder fails" fails floors tree
tree cmd/x.c '#include "opt.h"'
ok "an include without its folder fails" fails floors tree
tree cmd/x.h '#include "tests/suites.h"'
ok "the program may not include its tests" fails floors tree
tap_end
